"""A document + rules + some of its figures -> between which values each is lawful, and by which
rules, all other figures standing as they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import z3

from perkins_rules.documents.other_values import with_values
from perkins_rules.solving.encoding import Posed, encoded
from perkins_rules.solving.figures import Space, Unknown
from perkins_rules.solving.gaps import Between, Ways, with_gaps
from perkins_rules.solving.guards import Guard, disj, neg
from perkins_rules.solving.lawful_range import GAVE_UP, OTHERWISE, End, LawfulRange
from perkins_rules.solving.named import Asked
from perkins_rules.solving.rest import Readers, Rest
from perkins_rules.solving.search import MOST_STEPS, TooHard, asked_of, formulas_of

FARTHEST = 10**15
"""In units: what no rule bounds below this, none bounds."""
_DAYS = range(date(1000, 1, 1).toordinal(), date(9000, 1, 1).toordinal())
"""From there, no number of days or years that a rule adds leads out of the calendar."""


def ranges(posed: Posed, asked: Asked, freed: tuple[Unknown, ...] = ()) -> Iterator[LawfulRange]:
    """The range of each figure that is asked about, one after the other; `freed` may be whatever
    goes with it. Of several that are not given, each is free while another is asked about.
    """
    missing = {one.pointer: one.some_figure for one in freed if one.value is None}
    rest = Rest(posed, with_values(asked.data, missing))
    loose = {one.pointer: one for one in (*asked.unknowns, *freed) if one.value is None}
    loose |= {one.pointer: one for one in freed}
    context = z3.Context()  # of an end of a range there is but one: figures may share it
    for one in asked.unknowns:
        free = (one, *(other for other in loose.values() if other.pointer != one.pointer))
        try:
            yield _range(rest, free, context)
        except TooHard:
            yield LawfulRange(one, is_known=False, reason=GAVE_UP)


def _range(rest: Rest, free: tuple[Unknown, ...], context: Any) -> LawfulRange:
    rules = rest.readers(one.pointer for one in free)
    encoding = encoded(rest.posed, free, rest.data, rules, context)
    space, one = encoding.space, free[0]
    # What is not determined stays open, whatever the figure is: no more is asked of that.
    solver = _solver(space, [neg(one.broken) for one in encoding.held if one.broken is not True])
    if asked_of(solver) is None:
        stands = {other.pointer: _value(other) for other in free}
        return LawfulRange(one, because=rest.failing(rules, stands))
    search = _Search(solver, space, free)
    least, most = _end(rest, rules, search, -1), _end(rest, rules, search, 1)
    if encoding.outside:
        outside = tuple(rule for rule, _ in encoding.outside)
        return LawfulRange(one, is_known=False, outside=outside)
    if least is None or most is None:
        return LawfulRange(one, is_known=False, reason=OTHERWISE)
    found = LawfulRange(one, least, most)
    if len(free) > 1:
        return found
    wrong = _solver(space, [disj(one.broken for one in encoding.held if one.broken is not True)])
    ways = Ways(*(Between(each, space.variables[one.pointer]) for each in (wrong, solver)))
    among = _counted(least, one, -FARTHEST), _counted(most, one, FARTHEST)
    return with_gaps(found, among, rest, rules, ways)


def _counted(end: End, one: Unknown, unbounded: int) -> int:
    count = None if end.figure is None else one.counted(end.figure)
    return unbounded if count is None else count


def _value(one: Unknown) -> Any:
    return one.some_figure if one.value is None else one.value


def _solver(space: Space, asked: Iterable[Guard]) -> Any:
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    solver.add(formulas_of([*space.conditions, *asked], space.context))
    for one in space.unknowns.values():
        if one.kind == "date":
            day = space.variables[one.pointer]
            solver.add(day >= _DAYS.start, day < _DAYS.stop)
    return solver


class _Search(NamedTuple):
    """The solver with all that is demanded, and the unknowns, the one in question first."""

    solver: Any
    space: Space
    free: tuple[Unknown, ...]

    def beyond(self, count: int, sign: int) -> dict[str, int] | None:
        """Counts of the unknowns with the first at `count` or beyond; None where there are none."""
        variables = [self.space.variables[one.pointer] for one in self.free]
        model = asked_of(self.solver, sign * variables[0] >= sign * count)
        if model is None:
            return None
        told = [model.eval(one, model_completion=True).as_long() for one in variables]
        return dict(zip((one.pointer for one in self.free), told, strict=True))


def _end(rest: Rest, rules: Readers, search: _Search, sign: int) -> End | None:
    """The last lawful figure in a direction; None where the engine sees it otherwise."""
    one = search.free[0]
    found = _farthest(search, sign)
    if found is None or (one.kind == "date" and found[one.pointer] + sign not in _DAYS):
        return End(None)
    lawful = {other.pointer: other.figure(found[other.pointer]) for other in search.free}
    past = lawful | {one.pointer: one.figure(found[one.pointer] + sign)}
    broken = rest.failing(rules, past)
    is_bounded = found[one.pointer] * one.unit in (one.least, one.most)
    if rest.failing(rules, lawful) or not (broken or is_bounded):
        return None
    return End(lawful[one.pointer], broken)


def _farthest(search: _Search, sign: int) -> dict[str, int] | None:
    """What the figure's kind allows at the utmost, if rules do; else by ever longer steps, and then
    by halves; None where nothing bounds it.
    """
    pointer, step = search.free[0].pointer, 1
    utmost = _utmost(search.free[0], sign)
    found = search.beyond(utmost, sign)
    if found is not None:
        return None if abs(utmost) >= FARTHEST else found
    found = search.beyond(-sign * FARTHEST, sign)
    assert found is not None
    while (further := search.beyond(found[pointer] + sign * step, sign)) is not None:
        found, step = further, step * 2
    low, high = found[pointer], found[pointer] + sign * (step - 1)
    while low != high:
        middle = low + (high - low + sign) // 2
        further = search.beyond(middle, sign)
        if further is None:
            high = middle - sign
        else:
            found, low = further, further[pointer]
    return found


def _utmost(one: Unknown, sign: int) -> int:
    """The last count in a direction that the kind of figure allows."""
    if one.kind == "date":
        return _DAYS[-1] if sign > 0 else _DAYS[0]
    end = one.most if sign > 0 else one.least
    count = None if end is None else one.counted(end)
    return sign * FARTHEST if count is None else count
