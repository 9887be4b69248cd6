"""What stands while a figure is asked about: which rules read it where, and which of them the
reference engine sees fail with other figures in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

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
from perkins_rules.solving.encoding import Posed
from perkins_rules.solving.figures import names_in_entries

Readers = Mapping[CheckedRule, frozenset[Pointers] | None]
"""Rules that read a figure, each with those of its instances that do; None for all of them."""


class Rest:
    """What stands while a figure is asked about, and what the engine says of it."""

    def __init__(self, posed: Posed, data: dict[str, Any]) -> None:
        self.posed, self.data = posed, data
        ev = posed.evaluator(data)
        rules = [rule for rule in posed.in_force() if _counts(rule, posed)]
        self._filters = {rule: _filtered_by(rule) for rule in rules}
        self._at: dict[str, dict[CheckedRule, set[Pointers]]] = {}
        for rule in rules:
            for one in instances(ev, rule):
                for place in places_read(ev, one):
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


def places_read(ev: Evaluator, one: Instance) -> set[str]:
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
