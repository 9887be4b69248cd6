"""Formulas of the built-in rules on the example documents, with figures on and beside the limits
that rules hold them against, and with some that are missing.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from perkins_rules.documents import from_pointer, read_document
from perkins_rules.engine.reference.bounds import bounds_of
from perkins_rules.pipeline import Options
from perkins_rules.solving.encoding import Posed, encoded, posed
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.unknowns import figures_in, figures_of
from tests.loaded import built_in
from tests.solving.against_reference import Disagreement, disagreements, others

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".yaml", ".json"})


def disagreements_on(
    name: str, seed: int, ways: Iterable[int] = range(3), figures: int = 2
) -> list[Disagreement]:
    """In each way some figures are missing and some are unknown; then so many figures each."""
    random, found = Random(f"{name} {seed}"), list[Disagreement]()
    document = read_document(name, (EXAMPLES / name).read_bytes(), built_in().shapes)
    of = posed(built_in(), document, Options())
    limits = _limits(of)
    for way in ways:
        data = _without_some(random, document.data, figures_of(document), way)
        given = figures_in(data, document.shape)
        unknowns = _some(random, given, way)
        encoding = encoded(of, unknowns, data)
        for moved in _figures(random, unknowns, limits, figures):
            found += disagreements(encoding, of.in_force(), moved)
    return found


def _limits(of: Posed) -> Mapping[str, list[Any]]:
    """What rules hold each figure against."""
    found: dict[str, list[Any]] = {}
    for one in bounds_of(of.rules, of.document, of.question).bounds:
        is_day = one.unit == "date"
        limit: Any = date.fromisoformat(one.limit) if is_day else Fraction(one.limit.lstrip("≈"))
        found.setdefault(one.path, []).append(limit)
    return found


def _without_some(random: Random, data: Any, figures: tuple[Unknown, ...], way: int) -> Any:
    """First with all figures; then with one in twenty left out."""
    less = copy.deepcopy(data)
    for one in figures if way else ():
        if random.random() < 0.05:
            *path, last = from_pointer(one.pointer)
            at = less
            for part in path:
                at = at[int(part)] if isinstance(at, list) else at[part]
            del at[last]
    return less


def _some(random: Random, figures: tuple[Unknown, ...], way: int) -> tuple[Unknown, ...]:
    """First all figures; then all but whole numbers, which are years and counts; then some."""
    if way == 0:
        return figures
    share = 1.0 if way == 1 else random.choice((0.1, 0.5))
    return tuple(one for one in figures if one.kind != "integer" and random.random() < share)


def _figures(
    random: Random, unknowns: tuple[Unknown, ...], limits: Mapping[str, list[Any]], times: int
) -> Iterator[dict[str, Any]]:
    """First all as they stand; then some moved: few of them, so that rules are still near."""
    yield {}
    for _ in range(times):
        share = random.choice((0.05, 0.3, 1.0))
        yield {
            one.pointer: random.choice(pool)
            for one in unknowns
            if random.random() < share and (pool := others(one, _pool(one, limits)))
        }


def _pool(one: Unknown, limits: Mapping[str, list[Any]]) -> Iterator[Any]:
    """On each limit, and a unit to either side of it; what stands, and far from it."""
    for value in (one.value, *limits.get(one.pointer, ())):
        if isinstance(value, date):
            yield from (value + timedelta(days) for days in (-366, -31, -1, 0, 1, 30, 365))
        elif isinstance(value, Fraction | int):
            units = 1 if isinstance(one.value, int) else one.unit
            yield from (value + units * count for count in (-1, 0, 1))
            yield from (value * 0, value * 2)
