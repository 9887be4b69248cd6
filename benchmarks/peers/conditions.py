"""150 conditions on a State plan that every rule engine can say, made from the sample plan.

What they ask is what rules mostly ask: that something is given, that an amount is within a limit
or a share of another, that parts add up, that a day is not after another, that a code is one of
some. All hold for the sample plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any, NamedTuple

from benchmarks.many import PLAN

TOTAL = "budget.total_allocation.amount"


class Kind(Enum):
    """What a condition asks; in words, for the page."""

    GIVEN = "a field is given"
    YES = "an answer is yes"
    AT_MOST = "an amount is at most a figure"
    AT_LEAST = "an amount is at least a figure"
    SHARE = "an amount is at most a percentage of another"
    SUM = "parts add up to another amount"
    NOT_AFTER = "a day is not after another"
    ONE_OF = "a code is one of some"


class Condition(NamedTuple):
    """`fields` are paths such as `budget.reserve.amount`; of a sum, the last is the whole.

    `figure` is the limit in whole dollars, or whole percents; `codes` is for ONE_OF alone.
    """

    kind: Kind
    fields: tuple[str, ...]
    figure: int = 0
    codes: tuple[str, ...] = ()


def conditions() -> tuple[Condition, ...]:
    """All of them, in a fixed order: their number is their name."""
    plan = dict(_leaves(json.loads(PLAN, parse_float=Decimal), ""))
    texts = [path for path, value in plan.items() if isinstance(value, str) and " " in value]
    answers = [path for path, value in plan.items() if value is True]
    dates = sorted((value, path) for path, value in plan.items() if _is_day(value))
    amounts = {
        path: int(value)
        for path, value in plan.items()
        if path.startswith("budget.") and isinstance(value, Decimal)
    }
    whole = amounts.pop(TOTAL)
    return (
        *(Condition(Kind.GIVEN, (path,)) for path in texts[:50]),
        *(Condition(Kind.YES, (path,)) for path in answers[:30]),
        *(Condition(Kind.AT_MOST, (path,), value) for path, value in amounts.items()),
        *(Condition(Kind.AT_LEAST, (path,), value) for path, value in amounts.items()),
        *(
            Condition(Kind.SHARE, (path, TOTAL), ceil(Fraction(100 * value, whole)))
            for path, value in amounts.items()
        ),
        *(Condition(Kind.NOT_AFTER, (one, other)) for (_, one), (_, other) in pairwise(dates)),
        *SUMS,
        *CODES,
    )


INSTITUTIONS = ("correctional", "juvenile_justice", "disabilities", "other_institutions", "amount")
LEVELS = ("secondary.amount", "postsecondary.amount", "amount")
SUMS = tuple(
    Condition(Kind.SUM, tuple(f"budget.{line}.{part}" for part in parts))
    for line, parts in (
        ("state_institutions", INSTITUTIONS),
        ("reserve", LEVELS),
        ("allocation_to_eligible_recipients", LEVELS),
    )
)
EFFORT = "fiscal_responsibility.maintenance_of_effort"
CODES = tuple(
    Condition(Kind.ONE_OF, (path,), codes=codes)
    for path, codes in (
        ("state.code", ("CT", "MA", "ME", "NH", "NY", "RI", "VT")),
        ("submission.option", ("four_year_plan",)),
        (f"{EFFORT}.basis", ("per_student",)),
        (f"{EFFORT}.baseline_kind", ("continuing",)),
    )
)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4::3] == "--"


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Paths and values of all that stands in groups; lists are left out."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _leaves(part, f"{path}.{name}" if path else name)
    elif not isinstance(value, list):
        yield path, value
