"""Changed copies of the sample plan: values left out, replaced, moved by a cent or a day."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def _sample() -> str:
    return (EXAMPLES / "sample-plan.json").read_text(encoding="utf-8")


def sample() -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(_sample(), parse_float=Decimal)
    return plan


def places(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place below the root but `document`, which says what the plan is."""
    parts = node.items() if isinstance(node, dict) else enumerate(node)
    for name, value in parts:
        if above or name != "document":
            yield (*above, name)
            if isinstance(value, dict | list):
                yield from places(value, (*above, name))


def without(plan: dict[str, Any], place: tuple[Any, ...]) -> dict[str, Any]:
    """The plan with one value left out; an entry of a list leaves nothing behind."""
    changed = copy.deepcopy(plan)
    del _above(changed, place)[place[-1]]
    return changed


def mutated(random: Random) -> dict[str, Any]:
    """The sample plan with one to eight changes."""
    plan = sample()
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        place = random.choice(list(places(plan)))
        above, last = _above(plan, place), place[-1]
        if random.random() < 0.3 or above[last] is None:
            del above[last]
        else:
            above[last] = _changed(random, above[last])
    return plan


def _above(plan: Any, place: tuple[Any, ...]) -> Any:
    for part in place[:-1]:
        plan = plan[part]
    return plan


def _changed(random: Random, value: Any) -> Any:
    changes: dict[type, Callable[[Random, Any], Any]] = {
        bool: lambda _, v: not v,
        int: lambda r, v: v + r.choice((-1, 1, Decimal("0.01"), Decimal("-0.01"), -v, v)),
        Decimal: lambda r, v: v + r.choice((Decimal(-1), Decimal(1), Decimal("0.01"), -v, v)),
        str: _other_text,
        list: lambda r, v: r.choice(([], v[:1], v + v[:1], v[::-1])),
        dict: lambda r, v: {name: part for name, part in v.items() if r.random() < 0.5},
    }
    return changes[type(value)](random, value)


def _other_text(random: Random, text: str) -> Any:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        others = ("TBD", "", "see attached", text + "x", "annual_revision", "budget_only", None)
        return random.choice(others)
    return (day + datetime.timedelta(days=random.choice((-60, -1, 1, 60)))).isoformat()
