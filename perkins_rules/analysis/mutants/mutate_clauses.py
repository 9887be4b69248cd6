"""Mutators of whole clauses: those that are more than a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from perkins_rules.analysis.mutants.mutant_clauses import (
    Asking,
    Whole,
    place_of,
    table_of,
    with_loop,
)
from perkins_rules.analysis.mutants.mutant_places import Stretch
from perkins_rules.analysis.mutants.mutant_words import became, dropped
from perkins_rules.analysis.mutants.mutate_lists import changed_latest
from perkins_rules.check import tree as t
from perkins_rules.lang import nodes as n
from perkins_rules.structs import evolve

Parameters = Mapping[str, t.CheckedParameter]


class OtherRule(NamedTuple):
    """A rule in place of another, the clause that differs, and in what."""

    owner: str
    words: str
    place: Stretch
    rule: t.CheckedRule


def other_rules(rule: t.CheckedRule, node: Asking, parameters: Parameters) -> Iterator[OtherRule]:
    """The rule with one clause changed."""
    if isinstance(node, n.Except):
        return  # all but its exceptions is the other rule's
    if isinstance(node, n.Items):
        yield from _any_answer(rule, node)
    else:
        yield from _loops(rule, node)
    yield from _in_force(rule, node, parameters)
    yield from _of_some(rule, node, "edition")
    yield from _of_some(rule, node, "profile")


def _any_answer(rule: t.CheckedRule, node: n.Items) -> Iterator[OtherRule]:
    """`is yes` of a line of a table dropped: any answer will do."""
    line = next(entry for entry in node.lines if entry.span == rule.span)
    condition = rule.demands[0].condition
    if line.must_be_yes and isinstance(condition, t.Every):
        demand = evolve(rule.demands[0], condition=condition.operands[0])
        words = dropped(f"{line.path.text} is yes").replace("was dropped", "asks for any answer")
        yield OtherRule(
            rule.key, words, place_of(rule, node, line.span), evolve(rule, demands=(demand,))
        )


def _loops(rule: t.CheckedRule, node: n.Rule | n.Review) -> Iterator[OtherRule]:
    for k, loop in enumerate(rule.loops):
        place = place_of(rule, node, node.loops[k].span)
        for words, latest in changed_latest(loop.latest):
            yield OtherRule(rule.key, words, place, with_loop(rule, k, evolve(loop, latest=latest)))
        if loop.by is not None:
            earlier, later = loop.variables
            other = evolve(loop, variables=(later, earlier))
            words = became(f"{earlier}, {later}", f"{later}, {earlier}")
            yield OtherRule(rule.key, words, place, with_loop(rule, k, other))


def _in_force(rule: t.CheckedRule, node: Whole, parameters: Parameters) -> Iterator[OtherRule]:
    """The first and the last day: a day nearer, and none."""
    written = node.heading.in_force
    if written is None:
        return
    owner, place, day = _owner(rule, node), place_of(rule, node, written.span), timedelta(days=1)
    if written.start is not None and rule.start is not None:
        later = evolve(rule, start=rule.start + day)
        yield OtherRule(owner, f"`from {rule.start}` became a day later", place, later)
        first = _first_day(rule, parameters)
        if first != rule.start:
            yield OtherRule(owner, dropped(f"from {rule.start}"), place, evolve(rule, start=first))
    if rule.until is not None:
        earlier = evolve(rule, until=rule.until - day)
        yield OtherRule(owner, f"`until {rule.until}` became a day earlier", place, earlier)
        yield OtherRule(owner, dropped(f"until {rule.until}"), place, evolve(rule, until=None))


def _first_day(rule: t.CheckedRule, parameters: Parameters) -> date | None:
    """From when a rule holds that does not say so: from when its parameters have values."""
    read = {
        node.name
        for condition in t.conditions_of(rule)
        for node in t.walk(condition)
        if isinstance(node, t.ParameterValue)
    }
    dated = (values for name in read for values in parameters[name].values.values() if values)
    return max((values[0].start for values in dated), default=None)


def _of_some(rule: t.CheckedRule, node: Whole, kind: str) -> Iterator[OtherRule]:
    """`in edition` or `in profile` dropped, and each of several named there."""
    named = rule.editions if kind == "edition" else rule.profiles
    spans = [span for clause, span in node.heading.clauses if clause == kind]
    if not named or not spans:
        return
    owner, place = _owner(rule, node), place_of(rule, node, spans[0])
    whole = dropped(f"in {kind} {', '.join(named)}")
    yield OtherRule(owner, whole, place, _for_some(rule, kind, ()))
    for one in named if len(named) > 1 else ():
        rest = tuple(other for other in named if other != one)
        words = f"{dropped(one)} from `in {kind}`"
        yield OtherRule(owner, words, place, _for_some(rule, kind, rest))


def _for_some(rule: t.CheckedRule, kind: str, named: tuple[str, ...]) -> t.CheckedRule:
    return evolve(rule, editions=named) if kind == "edition" else evolve(rule, profiles=named)


def _owner(rule: t.CheckedRule, node: Whole) -> str:
    return table_of(rule, node) if isinstance(node, n.Items) else rule.key
