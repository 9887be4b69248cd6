"""Plan + document -> what the compiled rules answer: how many pass, and which find something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.compiled.answers import Pointers, answer_of
from perkins_rules.engine.compiled.compiled import CompiledRules
from perkins_rules.engine.compiled.runtime import Unsettled
from perkins_rules.engine.plan import Chosen, Plan

Opened = tuple[Pointers, ...] | None
"""Instances that are open; None where it is not known which."""


class Noted(NamedTuple):
    """A rule that finds something: at which instances it asks a person, and which are open."""

    chosen: Chosen
    asked: tuple[Pointers, ...]
    opened: Opened


class Answers(NamedTuple):
    """How many instances pass, how many do rules not apply to; and the rules that find more, in
    the order of their files.
    """

    passed: int
    left: int
    noted: list[Noted]


def answers(compiled: CompiledRules, plan: Plan, document: Document) -> Answers:
    """What the rules of a plan answer about a document."""
    passed = left = 0
    noted = []
    for chosen, given in _given(compiled, plan, document):
        if given is True and not chosen.is_review:
            passed += 1
        elif given is False:
            left += 1
        else:
            one = told(chosen, given)
            passed += one.passed
            left += one.left
            noted += one.noted
    return Answers(passed, left, noted)


def each_answer(
    compiled: CompiledRules, plan: Plan, document: Document
) -> Iterator[tuple[Chosen, Answers]]:
    """What each rule of a plan answers by itself."""
    for chosen, given in _given(compiled, plan, document):
        yield chosen, told(chosen, given)


def told(chosen: Chosen, given: Any) -> Answers:
    """What the function of one rule gave.

    The reference evaluator is asked about the whole of a review where it is to be asked about a
    part, or where the place is not the same in all documents.
    """
    answer = answer_of(given, chosen.is_review)
    if answer is None or (answer.asked and (answer.opened or chosen.card.pointer is None)):
        return Answers(0, 0, [Noted(chosen, (), None)])
    finds = answer.asked or answer.opened
    noted = [Noted(chosen, answer.asked, answer.opened)] if finds else []
    return Answers(answer.passed, answer.left, noted)


def _given(compiled: CompiledRules, plan: Plan, document: Document) -> Iterator[tuple[Chosen, Any]]:
    """What the functions of the rules give."""
    data, memory = document.data, plan.known.copy()
    try:
        for chosen in plan.rules:
            try:
                given = chosen.rule(data, memory)
            except Unsettled:
                given = None
            yield chosen, given
    except Exception:
        compiled.show_in_tracebacks()
        raise
