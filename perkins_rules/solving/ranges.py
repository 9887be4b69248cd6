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
from perkins_rules.engine.reference.instances import (
    Instance,
    Pointers,
    instances,
    one_by_one,
    those_at,
)
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.findings import Severity, Verdict
from perkins_rules.solving.conflict import pointers_in
from perkins_rules.solving.encoding import Posed, encoded
from perkins_rules.solving.figures import Space, Unknown, names_in_entries
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


Readers = Mapping[CheckedRule, frozenset[Pointers] | None]
"""Rules that read a figure, each with those of its instances that do; None for all of them."""


class _Rest:
    """What stands while a figure is asked about, and what the engine says of it."""

    def __init__(self, posed: Posed, data: dict[str, Any]) -> None:
        self.posed, self.data = posed, data
        ev = posed.evaluator(data)
        rules = [rule for rule in posed.in_force() if _counts(rule, posed)]
        self._filters = {rule: _filtered_by(rule) for rule in rules}
        self._at: dict[str, dict[CheckedRule, set[Pointers]]] = {}
        for rule in rules:
            for one in instances(ev, rule):
                for place in _read(ev, one):
                    self._at.setdefault(place, {}).setdefault(rule, set()).add(one.pointers)

    def readers(self, places: Iterable[str]) -> Readers:
        """The rules that read a figure at one of the places, and where."""
        sought = set(places)
        at: dict[CheckedRule, set[Pointers]] = {}
        for place in sought:
            for rule, those in self._at.get(place, {}).items():
                at.setdefault(rule, set()).update(those)
        names, orders = {place.rpartition("/")[2] for place in sought}, names_in_entries(sought)
        found: dict[CheckedRule, frozenset[Pointers] | None] = {}
        for rule, filters in self._filters.items():
            # With another figure, a rule may run over what it did not.
            if names & filters or orders & _ordered_by(rule):
                found[rule] = None
            elif rule in at:
                found[rule] = frozenset(at[rule]) if _are_whole(rule, at[rule]) else None
        return found

    def failing(self, readers: Readers, figures: Mapping[str, Any]) -> tuple[CheckedRule, ...]:
        """Which of the rules fail somewhere, with figures in some places; in their order."""
        ev = self.posed.evaluator(with_values(self.data, figures))
        return tuple(
            rule
            for rule, at in readers.items()
            if any(
                one.verdict == Verdict.FAIL
                for one in (one_by_one(ev, rule) if at is None else those_at(ev, rule, at))
            )
        )


def _counts(rule: CheckedRule, posed: Posed) -> bool:
    """Errors; where rules are chosen, all of those."""
    is_asked = posed.keep is not None or rule.severity == Severity.ERROR.value
    return is_asked and rule.kind != "review"


def _are_whole(rule: CheckedRule, at: Iterable[Pointers]) -> bool:
    """Whether these are instances in which all variables of a rule stand somewhere."""
    return all(len(pointers) == len(rule.loops) for pointers in at)


def _read(ev: Evaluator, one: Instance) -> set[str]:
    """The places that an instance reads: all that its conditions came to, passed through or not."""
    return {place for trace in _asked_of(ev, one) for place in pointers_in(trace)}


def _asked_of(ev: Evaluator, one: Instance) -> Iterator[Trace | None]:
    """What a verdict hangs on; of one that fails, also the exceptions that might be taken."""
    yield from (one.applies, *one.demands, *one.traces)
    for exemption in one.rule.exemptions if one.verdict == Verdict.FAIL else ():
        yield ev(exemption.condition, one.env)
        yield ev(exemption.but_not, one.env) if exemption.but_not is not None else None


def _filtered_by(rule: CheckedRule) -> set[str]:
    """The names of the fields by which it chooses what it runs over: traces show no more than what
    it chose.
    """
    chosen = [part for loop in rule.loops for part in (loop.source, loop.where) if part is not None]
    return set().union(*map(_names_in, chosen))


def _ordered_by(rule: CheckedRule) -> set[str]:
    return {loop.by for loop in rule.loops if loop.by}


def _names_in(node: t.Checked | t.Bound) -> set[str]:
    """The names of the fields that an expression reads. That a figure is given does not hang on
    what it is.
    """
    if isinstance(node, t.IsPresent) and isinstance(node.operand, t.Read):
        return set().union(*map(_names_in, t.parts_of(node.operand)))
    own = {node.steps[-1]} if isinstance(node, t.Read) else set[str]()
    return own.union(*map(_names_in, t.parts_of(node)))


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
        return LawfulRange(one, because=rest.failing(rules, stands))
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


def _end(rest: _Rest, rules: Readers, search: _Search, sign: int) -> End | None:
    """The last lawful figure in a direction; None where the engine sees it otherwise."""
    one = search.free[0]
    found = _farthest(search, sign)
    if found is None or (one.kind == "date" and found[one.pointer] + sign not in _CALENDAR):
        return End(None)
    lawful = {other.pointer: other.figure(found[other.pointer]) for other in search.free}
    past = lawful | {one.pointer: one.figure(found[one.pointer] + sign)}
    broken = rest.failing(rules, past)
    is_bounded = found[one.pointer] * one.unit in (one.least, one.most)
    if rest.failing(rules, lawful) or not (broken or is_bounded):
        return None
    return End(lawful[one.pointer], broken)


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
