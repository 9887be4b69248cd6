"""A document + rules -> which missing facts settle the checks that cannot be made, and which
answers settle them which way.

The reference engine is asked with each answer in its place: nothing is worked out a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.documents import Document, Shape, from_pointer, shape_at
from perkins_rules.documents.other_values import with_values
from perkins_rules.engine.reference.evaluate import evaluator_of, rules_for
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.findings import Verdict

MOST_CHOICES = 12
"""Of a fact with more answers than these nobody reads each."""


class Open(NamedTuple):
    """A check that cannot be made: an instance of a rule, and the facts that it hangs on."""

    rule: CheckedRule
    pointers: tuple[str, ...]
    needs: frozenset[str]


class Answer(NamedTuple):
    """What a fact may be, and how the checks that wait for it come out then: those that pass or do
    not apply, the rules of those that fail, and those that wait for more.
    """

    value: Any
    kept: int
    broken: tuple[CheckedRule, ...]
    open: int


class Step(NamedTuple):
    """Facts to be given together, by pointers in the order of the form; `settles` are the checks
    that wait for nothing else once all before are given, too. A single fact of few answers has
    `answers`; `shape` is that of a single fact.
    """

    facts: tuple[str, ...]
    settles: tuple[Open, ...]
    shape: Shape | None
    answers: tuple[Answer, ...]


def settling(
    rules: RuleSet, document: Document, asked: Question, severities: Collection[str]
) -> tuple[Step, ...]:
    """The facts that checks of these severities wait for, each step the one that settles most for
    each fact that it asks.
    """
    ev = evaluator_of(rules, document, asked)
    waiting = list(_open(ev, rules_for(rules, document, asked), severities))
    given: set[str] = set()
    steps: list[Step] = []
    while waiting:
        facts = _best(waiting, given)
        given |= facts
        settled = tuple(one for one in waiting if one.needs <= given)
        waiting = [one for one in waiting if not one.needs <= given]
        steps.append(_step(ev, document, facts, settled))
    return tuple(steps)


def _open(
    ev: Evaluator, rules: Iterable[CheckedRule], severities: Collection[str]
) -> Iterator[Open]:
    for rule in rules:
        if rule.severity in severities and rule.kind != "review":
            for one in instances(ev, rule):
                if one.verdict == Verdict.CANNOT_DETERMINE and one.needs:
                    yield Open(rule, one.pointers, frozenset(one.needs))


def _best(waiting: list[Open], given: set[str]) -> frozenset[str]:
    """Of the sets that checks wait for, the one that settles most by the fact; of equals, that of
    the earliest check.
    """
    sets = dict.fromkeys(one.needs - given for one in waiting)

    def gain(facts: frozenset[str]) -> float:
        return sum(one.needs <= given | facts for one in waiting) / len(facts)

    return max(sets, key=gain)


def _step(
    ev: Evaluator, document: Document, facts: frozenset[str], settled: tuple[Open, ...]
) -> Step:
    ordered = tuple(sorted(facts))
    if len(ordered) > 1:
        return Step(ordered, settled, None, ())
    path = [part for part in from_pointer(ordered[0]) if not part.isdecimal()]
    shape = shape_at(document.shape, path)
    told = (_answer(ev, ordered[0], value, settled) for value in _values(shape))
    return Step(ordered, settled, shape, tuple(told))


def _values(shape: Shape | None) -> tuple[Any, ...]:
    if shape is None:
        return ()
    if shape.kind == "yes_no":
        return (True, False)
    return shape.choices if len(shape.choices) <= MOST_CHOICES else ()


def _answer(ev: Evaluator, fact: str, value: Any, waiting: tuple[Open, ...]) -> Answer:
    """A rule that does not apply then has no more to say of its instances."""
    then = Evaluator(ev.parameters, with_values(ev.data, {fact: value}), ev.asked)
    rules = dict.fromkeys(one.rule for one in waiting)
    said = {rule: {one.pointers: one.verdict for one in instances(then, rule)} for rule in rules}
    found = [(one.rule, said[one.rule].get(one.pointers)) for one in waiting]
    broken = tuple(dict.fromkeys(rule for rule, verdict in found if verdict == Verdict.FAIL))
    open_ = sum(verdict == Verdict.CANNOT_DETERMINE for _, verdict in found)
    failed = sum(verdict == Verdict.FAIL for _, verdict in found)
    return Answer(value, len(found) - failed - open_, broken, open_)
