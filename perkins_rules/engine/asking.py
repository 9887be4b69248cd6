"""Rules + data of a document -> how many instances pass, and which rules find something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from perkins_rules.engine.compiled.answers import Pointers, answer_of
from perkins_rules.engine.compiled.compiled import CompiledRules
from perkins_rules.engine.compiled.runtime import Unsettled
from perkins_rules.engine.plan import Chosen

Opened = tuple[Pointers, ...] | None
"""Instances that are open; None where it is not known which."""


class Noted(NamedTuple):
    """A rule that finds something: at which instances it asks a person, and which are open."""

    chosen: Chosen
    asked: tuple[Pointers, ...]
    opened: Opened


class Told(NamedTuple):
    """How many instances of a rule pass, how many does it not apply to; and what it finds more."""

    passed: int
    left: int
    noted: list[Noted]


class Answers(NamedTuple):
    """The same of several, in the order of their files; `given` is what the function of each gave
    (see answers.py).
    """

    passed: int
    left: int
    noted: list[Noted]
    given: list[Any]


def answers(
    compiled: CompiledRules, rules: Iterable[Chosen], data: Mapping[str, Any], memory: list[Any]
) -> Answers:
    """What rules answer about the data of a document; `memory` is what is known of it so far."""
    passed = left = 0
    noted: list[Noted] = []
    everything: list[Any] = []
    try:
        for chosen in rules:
            rule, is_review, _, _ = chosen
            try:
                given = rule(data, memory)
            except Unsettled:
                given = None
            everything.append(given)
            if given is True and not is_review:
                passed += 1
            elif given is False:
                left += 1
            else:
                one = told(chosen, given)
                passed += one.passed
                left += one.left
                noted += one.noted
    except Exception:
        compiled.show_in_tracebacks()
        raise
    return Answers(passed, left, noted, everything)


def told(chosen: Chosen, given: Any) -> Told:
    """What the function of one rule gave.

    The reference evaluator is asked about the whole of a review where it is to be asked about a
    part, or where the place is not the same in all documents.
    """
    answer = answer_of(given, chosen.is_review)
    if answer is None or (answer.asked and (answer.opened or chosen.card.pointer is None)):
        return Told(0, 0, [Noted(chosen, (), None)])
    finds = answer.asked or answer.opened
    noted = [Noted(chosen, answer.asked, answer.opened)] if finds else []
    return Told(answer.passed, answer.left, noted)
