"""A document + rules + some of its figures -> between which values each is lawful, and by which
rules, all other figures standing as they do.

A range is a hull: within it there may be values that are not lawful. Both ends, and what lies one
unit beyond them, are shown to the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from perkins_rules.check import tree as t
from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents.other_values import with_values
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Severity, Verdict
from perkins_rules.solving.conflict import pointers_in
from perkins_rules.solving.encoding import Posed, encoded
from perkins_rules.solving.figures import Space, Unknown
from perkins_rules.solving.guards import neg
from perkins_rules.solving.named import Asked
from perkins_rules.solving.search import MOST_STEPS, TooHard, formulas_of

FARTHEST = 10**15
"""In units: what no rule bounds below this, none bounds."""


_CALENDAR = range(date.min.toordinal(), date.max.toordinal() + 1)


class End(NamedTuple):
    """One end of a range: the last lawful figure, None where nothing bounds it; `because` are the
    rules that fail one unit beyond.
    """

    figure: Fraction | date | None
    because: tuple[CheckedRule, ...] = ()


class LawfulRange(NamedTuple):
    """Between which values a figure is lawful. Without `least` and `most` none is: `because` are
    rules that fail as it stands, whatever it is; or, with `unknown`, it could not be told.
    """

    unknown: Unknown
    least: End | None = None
    most: End | None = None
    because: tuple[CheckedRule, ...] = ()
    is_known: bool = True


class _Rest:
    """What stands while a figure is asked about, and what the engine says of it."""

    def __init__(self, posed: Posed, data: dict[str, Any]) -> None:
        self.posed, self.data = posed, data
        ev = posed.evaluator(data)
        self.read = {rule: _read(ev, rule) for rule in posed.in_force() if _counts(rule, posed)}

    def readers(self, places: Iterable[str]) -> list[CheckedRule]:
        """The rules that read a figure at one of the places."""
        sought = set(places)
        names = {place.rpartition("/")[2] for place in sought}
        return [
            rule for rule, read in self.read.items() if read & sought or names & _filtered_by(rule)
        ]

    def failing(self, rules: Iterable[CheckedRule], figures: Mapping[str, Any]) -> set[_Place]:
        """Which of the rules fail where, with figures in some places."""
        ev = self.posed.evaluator(with_values(self.data, figures))
        return {
            (rule, one.pointers)
            for rule in rules
            for one in instances(ev, rule)
            if one.verdict == Verdict.FAIL
        }


def _counts(rule: CheckedRule, posed: Posed) -> bool:
    """Errors; where rules are chosen, all of those."""
    is_asked = posed.keep is not None or rule.severity == Severity.ERROR.value
    return is_asked and rule.kind != "review"


_Place = tuple[CheckedRule, tuple[str, ...]]


def _read(ev: Evaluator, rule: CheckedRule) -> set[str]:
    """The places that a rule reads: all that its conditions came to, passed through or not."""
    found: set[str] = set()
    for one in instances(ev, rule):
        for trace in (one.applies, *one.demands, *one.traces):
            found |= set(pointers_in(trace))
    return found


def _filtered_by(rule: CheckedRule) -> set[str]:
    """The names of the fields by which it chooses what it runs over: traces show no more than what
    it chose.
    """
    nodes = [node for loop in rule.loops for node in (loop.source, loop.where) if node is not None]
    read = (one for node in nodes for one in t.walk(node) if isinstance(one, t.Read))
    return {one.steps[-1] for one in read}


def is_lawful(one: LawfulRange) -> bool:
    """Whether a figure stands between the ends of its range, or is not given and has one."""
    if one.least is None or one.most is None:
        return not one.is_known
    value: Any = one.unknown.value
    low, high = one.least.figure, one.most.figure
    return value is None or ((low is None or low <= value) and (high is None or value <= high))


def is_unbounded(one: LawfulRange) -> bool:
    """Whether no rule bounds a figure: what bounds it may be the kind of figure that it is."""
    ends = (one.least, one.most)
    return one.is_known and not one.because and not any(end and end.because for end in ends)


def ranges(posed: Posed, asked: Asked, freed: tuple[Unknown, ...] = ()) -> Iterator[LawfulRange]:
    """The range of each figure that is asked about, one after the other; `freed` may be whatever
    goes with it. Of several that are not given, each is free while another is asked about.
    """
    rest = _Rest(posed, asked.data)
    loose = {one.pointer: one for one in (*asked.unknowns, *freed) if one.value is None}
    loose |= {one.pointer: one for one in freed}
    for one in asked.unknowns:
        free = (one, *(other for other in loose.values() if other.pointer != one.pointer))
        try:
            yield _range(rest, free)
        except TooHard:
            yield LawfulRange(one, is_known=False)


def _range(rest: _Rest, free: tuple[Unknown, ...]) -> LawfulRange:
    rules = rest.readers(one.pointer for one in free)
    encoding = encoded(rest.posed, free, rest.data, rules)
    space, one = encoding.space, free[0]
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    # What is not determined stays open, whatever the figure is: no more is asked of that.
    kept = [neg(held.broken) for held in encoding.held if held.broken is not True]
    solver.add(formulas_of([*space.conditions, *kept], space.context))
    said = solver.check()
    if said == z3.unknown:
        raise TooHard
    if said == z3.unsat:
        stands = {other.pointer: _value(other) for other in free}
        failing = rest.failing(rules, stands)
        return LawfulRange(one, because=tuple(dict.fromkeys(rule for rule, _ in failing)))
    search = _Search(solver, space, free)
    least, most = _end(rest, rules, search, -1), _end(rest, rules, search, 1)
    is_known = least is not None and most is not None and not encoding.outside
    return LawfulRange(one, least, most) if is_known else LawfulRange(one, is_known=False)


def _value(one: Unknown) -> Any:
    return one.figure(0) if one.value is None else one.value


class _Search(NamedTuple):
    """The solver with all that is demanded, and the unknowns, the one in question first."""

    solver: Any
    space: Space
    free: tuple[Unknown, ...]

    def beyond(self, count: int, sign: int) -> dict[str, int] | None:
        """Counts of the unknowns with the first at `count` or beyond; None where there are none."""
        variables = [self.space.variables[one.pointer] for one in self.free]
        self.solver.push()
        self.solver.add(sign * variables[0] >= sign * count)
        said = self.solver.check()
        model = self.solver.model() if said == z3.sat else None
        self.solver.pop()
        if said == z3.unknown:
            raise TooHard
        if model is None:
            return None
        told = [model.eval(one, model_completion=True).as_long() for one in variables]
        return dict(zip((one.pointer for one in self.free), told, strict=True))


def _end(rest: _Rest, rules: list[CheckedRule], search: _Search, sign: int) -> End | None:
    """The last lawful figure in a direction; None where the engine sees it otherwise."""
    one = search.free[0]
    found = _farthest(search, sign)
    if found is None or (one.kind == "date" and found[one.pointer] + sign not in _CALENDAR):
        return End(None)
    lawful = {other.pointer: other.figure(found[other.pointer]) for other in search.free}
    past = lawful | {one.pointer: one.figure(found[one.pointer] + sign)}
    broken = rest.failing(rules, past) - rest.failing(rules, lawful)
    is_bounded = found[one.pointer] * one.unit in (one.least, one.most)
    if rest.failing(rules, lawful) or not (broken or is_bounded):
        return None
    return End(lawful[one.pointer], tuple(dict.fromkeys(rule for rule, _ in broken)))


def _farthest(search: _Search, sign: int) -> dict[str, int] | None:
    """By ever longer steps, and then by halves; None where nothing bounds it."""
    pointer, step = search.free[0].pointer, 1
    found = search.beyond(-sign * FARTHEST, sign)
    assert found is not None
    while (further := search.beyond(found[pointer] + sign * step, sign)) is not None:
        found, step = further, step * 2
        if abs(found[pointer]) >= FARTHEST:
            return None
    low, high = found[pointer], found[pointer] + sign * (step - 1)
    while low != high:
        middle = low + (high - low + sign) // 2
        further = search.beyond(middle, sign)
        if further is None:
            high = middle - sign
        else:
            found, low = further, further[pointer]
    return found
