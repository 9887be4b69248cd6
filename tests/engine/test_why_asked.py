"""Why questions are asked: told of each document as if it were the first of its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.documents import Document, read_document
from perkins_rules.engine.reference.evaluate import evaluator_of, rules_for
from perkins_rules.engine.reference.why_asked import WhyAsked
from perkins_rules.engine.said.explain import derivation
from perkins_rules.findings import Asked, Step
from perkins_rules.pipeline import question_of
from tests.loaded import built_in

PLAN = Path(__file__).parents[2] / "examples" / "sample-plan.json"
Told = dict[str, tuple[Step, ...]]
Change = Callable[[dict[str, Any]], object]


def plan(*changes: Change, indent: int | None = 1) -> Document:
    data = json.loads(PLAN.read_bytes())
    for change in changes:
        change(data)
    return read_document("plan.json", json.dumps(data, indent=indent).encode(), built_in().shapes)


def told(document: Document) -> tuple[Told, Told]:
    """By rule: what is told, and what the condition gives when it is asked by itself."""
    rules = built_in().rule_set
    asked, _ = question_of(built_in(), document, Asked())
    why = WhyAsked(evaluator_of(rules, document, asked), document)
    known: Told = {}
    alone: Told = {}
    for rule in rules_for(rules, document, asked):
        if rule.kind == "review" and rule.applies is not None and rule.applies_once:
            trace = evaluator_of(rules, document, asked)(rule.applies, {})
            known[rule.id] = why.of(rule)
            alone[rule.id] = derivation((trace,), lambda at: document.span_of(at).line)
    return known, alone


def _narrative(**texts: Any) -> Change:
    return lambda data: data["narrative"].update(texts)


def _submission(**parts: Any) -> Change:
    return lambda data: data["submission"].update(parts)


CHANGES: list[tuple[Change, ...]] = [
    (),
    (_narrative(vision_and_goals="Other goals."),),
    (_narrative(vision_and_goals=None, educators="  "),),
    (_submission(option="annual_revisions", revises=["narrative"]),),
    (_submission(option="annual_revisions", revises=["performance", "budget"]),),
    (_submission(option="annual_revisions", revises=[]),),
    (_submission(option="annual_revisions", fiscal_years=[2027]),),
    (_submission(option="annual_revisions", fiscal_years=[2026, 2027], plan_in_force=False),),
    (_submission(option=None),),
    (lambda data: data["state"].update(code="GU"),),
    (lambda data: data.pop("budget"),),
    (lambda data: data["budget"]["state_leadership"].update(amount=0),),
    (lambda data: data["budget"]["state_leadership"].update(amount="520000.10"),),
    (lambda data: data["accountability"].update(no_meaningful_progress=True),),
    (lambda data: data["performance"].update(indicators=[]),),
    (lambda data: data.pop("performance"),),
    (lambda data: data["consultation"].update(parties=[]),),
    (lambda data: data["narrative"].update(approval={}),),
]


@pytest.mark.parametrize("changes", [*CHANGES, *reversed(CHANGES)])
def test_what_is_known_of_other_documents_changes_nothing(changes: tuple[Change, ...]) -> None:
    told(plan())
    known, alone = told(plan(*changes))
    assert known == alone
    assert len(known) > 40


def _steps(document: Document, rule: str) -> Iterator[Step]:
    known, _ = told(document)
    return (step for step in known[rule] if step.path is not None)


def test_a_text_is_that_of_the_document_and_so_is_its_line() -> None:
    rule = "federal.narrative/vision-answer"
    first = {step.path: step for step in _steps(plan(), rule)}
    other = {
        step.path: step
        for step in _steps(plan(_narrative(vision_and_goals="Other goals."), indent=None), rule)
    }
    at = "/narrative/vision_and_goals"
    assert (other[at].value, other[at].line) == ("Other goals.", 1)
    assert first[at].value.startswith("By 2030")
    assert '"vision_and_goals"' in plan().text.line(first[at].line or 0)
    assert first["/submission/option"].line != other["/submission/option"].line
