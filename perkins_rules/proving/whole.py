"""Rules + a complete document -> for which values of a figure that others set, such as the
allotment, all errors can be kept, and which rules meet where they no longer can.

All amounts of the document that its author sets go along; all else stands as it does. For all
values at once this asks: is there one for which no others will do? (z3's `qsat`, complete for whole
numbers: N. Bjorner and M. Janota, Playing with Quantified Satisfaction, LPAR-20, 2015.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document
from perkins_rules.documents.other_values import with_values
from perkins_rules.engine.reference.instances import instances
from perkins_rules.findings import Verdict
from perkins_rules.proving.sample import Sample, text_of, verdicts_on
from perkins_rules.proving.setting import Setting
from perkins_rules.solving.encoding import Encoding, Posed, encoded
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.guards import Guard, conj
from perkins_rules.solving.kept import is_kept
from perkins_rules.solving.search import TooHard, formulas_of
from perkins_rules.solving.unknowns import figures_of

MOST_STEPS = 20_000_000
FARTHEST = 10**12
"""In units: ten thousand million dollars. Nothing is said of what lies beyond."""
MOST_STRETCHES = 8


class End(NamedTuple):
    """Where a lawful stretch ends: the rules that meet one unit beyond it."""

    figure: Fraction
    meet: tuple[CheckedRule, ...]


class Stretch(NamedTuple):
    """From which figure to which, both lawful; None where no rule bounds it. A document with the
    first is shown. Where it is not `whole`, some between may not be lawful.
    """

    least: End | None
    most: End | None
    sample: Sample | None
    whole: bool = True


class Lawful(NamedTuple):
    """For which values of a figure all errors that hang on amounts can be kept. Without stretches
    for none: `meet` are the rules that cannot be. `beside` are errors of the document that hang on
    no amount; `unknown` says why it could not be told.
    """

    setting: Setting
    name: str
    base: str
    stretches: tuple[Stretch, ...] = ()
    meet: tuple[CheckedRule, ...] = ()
    beside: tuple[CheckedRule, ...] = ()
    unknown: str = ""


def lawful(setting: Setting, document: Document, base: str) -> Iterator[Lawful]:
    """The stretches of each amount in a document that others set and that some rule reads."""
    money = [one for one in figures_of(document) if one.kind == "money"]
    own = [one for one in money if not is_kept(one, date.min, ())]
    for one in money:
        if is_kept(one, date.min, ()):
            try:
                found = _lawful(setting, document, base, (one, *own))
            except TooHard:
                name = document.name_of(one.pointer)
                why = f"the solver gave up at its limit of {MOST_STEPS:,} steps"
                found = Lawful(setting, name, base, unknown=why)
            if found is not None:
                yield found


def _lawful(
    setting: Setting, document: Document, base: str, free: tuple[Unknown, ...]
) -> Lawful | None:
    posed = Posed(setting.rules, document, setting.question)
    rules = [rule for rule in setting.in_force() if rule.severity == "error"]
    encoding = encoded(posed, free, None, dict.fromkeys(rules))
    search = _Search(encoding, free[0])
    if not search.by_rule:
        return None
    name = document.name_of(free[0].pointer)
    found = Lawful(setting, name, base, beside=_beside(setting, document, rules, search))
    ends = list(search.stretches())
    if not ends:
        return found._replace(meet=search.meet(None))
    told = [_stretch(setting, document, search, one) for one in ends]
    if any(one is None for one in told):
        return found._replace(unknown="the engine does not confirm what the solver found")
    return found._replace(stretches=tuple(one for one in told if one is not None))


def _beside(
    setting: Setting, document: Document, rules: Iterable[CheckedRule], search: _Search
) -> tuple[CheckedRule, ...]:
    ev = setting.evaluator(document.data)
    return tuple(
        rule
        for rule in rules
        if rule.key not in search.by_rule
        and any(one.verdict == Verdict.FAIL for one in instances(ev, rule))
    )


def _stretch(
    setting: Setting, document: Document, search: _Search, found: _Counted
) -> Stretch | None:
    """The ends with the rules beyond them, and the document at the first."""
    one, (low, high, whole) = search.one, found
    sample = None
    for count in (low, high):
        if count is None:
            continue
        shown = _shown(setting, document, search, count)
        if shown is None:
            return None
        sample = sample or shown
    ends = [
        None
        if count is None or count + sign < 0
        else End(one.figure(count), search.meet(count + sign))
        for count, sign in ((low, -1), (high, 1))
    ]
    return Stretch(ends[0], ends[1], sample, whole)


def _shown(setting: Setting, document: Document, search: _Search, count: int) -> Sample | None:
    """The document with the figure and others that go with it; None where the engine fails it."""
    values = search.others(count)
    text = text_of(setting.document, setting.shape, with_values(document.data, values))
    rules = tuple(search.rules[key] for key in search.by_rule)
    said = verdicts_on(setting, text, rules)
    if said is None or any(Verdict.FAIL in one for one in said.values()):
        return None
    return Sample(text, said, with_values(document.data, values))


class _Counted(NamedTuple):
    """A stretch in units."""

    low: int
    high: int | None
    whole: bool = True


class _Search:
    """What is demanded of one figure and those that go along, by rule."""

    def __init__(self, encoding: Encoding, one: Unknown) -> None:
        self.encoding, self.one = encoding, one
        self.space = encoding.space
        self.at = self.space.variables[one.pointer]
        by_rule: dict[str, list[Guard]] = {}
        self.rules: dict[str, CheckedRule] = {}
        for held in encoding.held:
            if held.kept is not False and self.space.names_in(held.kept):
                by_rule.setdefault(held.rule.key, []).append(held.kept)
                self.rules[held.rule.key] = held.rule
        self.by_rule = self._reached(by_rule)

    def _reached(self, by_rule: dict[str, list[Guard]]) -> dict[str, list[Guard]]:
        """Those that hang together with the figure."""
        names = {key: self.space.names_in(conj(of)) for key, of in by_rule.items()}
        reached = {self.one.pointer}
        while more := {k for k, n in names.items() if n & reached and not n <= reached}:
            reached |= set().union(*(names[k] for k in more))
        near = {key: of for key, of in by_rule.items() if names[key] & reached}
        return near if any(self.one.pointer in names[key] for key in near) else {}

    def stretches(self) -> Iterator[_Counted]:
        """In their order. Where they are too many, or too hard to tell, the last goes from the
        first that is left to the very last. Raises TooHard where not even that is known.
        """
        low = self._first_lawful(0)
        for _ in range(MOST_STRETCHES):
            if low is None:
                return
            try:
                unlawful = self._first_unlawful(low)
            except TooHard:
                break
            yield _Counted(low, unlawful - 1 if unlawful is not None else None)
            if unlawful is None:
                return
            low = self._first_lawful(unlawful)
        if low is not None:
            yield _Counted(low, self._last_lawful(), whole=False)

    def _formulas(self, keys: Iterable[str]) -> list[Any]:
        guards = [guard for key in keys for guard in self.by_rule[key]]
        return formulas_of([*self.space.conditions, *guards], self.space.context)

    def _solver(self, keys: Iterable[str]) -> Any:
        solver = z3.Solver(ctx=self.space.context)
        solver.set(rlimit=MOST_STEPS)
        solver.add(self._formulas(keys))
        return solver

    def _first_lawful(self, start: int) -> int | None:
        solver = self._solver(self.by_rule)
        solver.add(self.at <= FARTHEST)
        return _first(start, FARTHEST, lambda low, high: _found(solver, self.at, low, high))

    def _last_lawful(self) -> int | None:
        solver, at = self._solver(self.by_rule), FARTHEST - self.at
        found = _first(0, FARTHEST, lambda low, high: _found(solver, at, low, high))
        return None if not found else FARTHEST - found

    def _first_unlawful(self, start: int) -> int | None:
        others = [v for p, v in self.space.variables.items() if p != self.one.pointer]
        body = z3.Not(z3.And(self._formulas(self.by_rule)))
        none_will_do = z3.ForAll(others, body) if others else body

        def found(low: int, high: int) -> int | None:
            solver = z3.Tactic("qsat", ctx=self.space.context).solver()
            solver.set(rlimit=MOST_STEPS)
            solver.add(none_will_do)
            return _found(solver, self.at, low, high)

        return _first(start, FARTHEST, found)

    def others(self, count: int) -> dict[str, Any]:
        """Figures that go with one, each as small as can be, in the order of the form."""
        solver = self._solver(self.by_rule)
        solver.add(self.at == count)
        values: dict[str, Any] = {self.one.pointer: self.one.figure(count)}
        named = frozenset[str]().union(
            *(self.space.names_in(conj(g)) for g in self.by_rule.values())
        )
        for one in self.space.unknowns.values():
            if one.pointer in named and one.pointer != self.one.pointer:
                at = self.space.variables[one.pointer]
                least = _first(0, FARTHEST, lambda low, high, at=at: _found(solver, at, low, high))
                if least is None:
                    raise TooHard
                solver.add(at == least)
                values[one.pointer] = one.figure(least)
        return values

    def meet(self, count: int | None) -> tuple[CheckedRule, ...]:
        """A smallest set of rules that cannot be kept with the figure; whatever it is, of None."""
        keys: Sequence[str] = list(self.by_rule)
        for key in list(keys):
            fewer = [other for other in keys if other != key]
            solver = self._solver(fewer)
            if count is not None:
                solver.add(self.at == count)
            if _checked(solver) is None:
                keys = fewer
        return tuple(self.rules[key] for key in keys)


def _first(start: int, end: int, found: Any) -> int | None:
    """The first count within bounds of which something holds: what is found, and then by halves."""
    best = found(start, end)
    while best is not None and best > start:
        middle = (start + best - 1) // 2
        lower = found(start, middle)
        if lower is None:
            start = middle + 1
        else:
            best = lower
    return None if best is None else int(best)


def _found(solver: Any, at: Any, low: int, high: int) -> int | None:
    solver.push()
    solver.add(at >= low, at <= high)
    model = _checked(solver)
    solver.pop()
    return None if model is None else int(model.eval(at, model_completion=True).as_long())


def _checked(solver: Any) -> Any:
    said = solver.check()
    if said == z3.unknown:
        raise TooHard
    return solver.model() if said == z3.sat else None
