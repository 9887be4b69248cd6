"""Compiled rules + document -> the report: the usual way.

The verdict and the counts are there at once; findings are made when somebody asks for them, since
their places, words and derivations cost more than all verdicts on a plan that is in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.asking import Answers, answers, told
from perkins_rules.engine.plan import Chosen, Keep, Plan, plan_for
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.shared.dates import about_the_date
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.reporting import (
    RuleSetIdentity,
    counted,
    document_report,
    in_form_order,
    schema_finding,
    weightiest,
)
from perkins_rules.engine.shared.states import about_the_state
from perkins_rules.engine.telling import Judged, Telling
from perkins_rules.findings import DocumentReport, Finding, Later, Severity, Verdict


def fast_evaluate(
    rules: ReadyRules,
    document: Document,
    asked: Question,
    keep: Keep,
    dated: bool,
    derive_reviews: bool = True,
) -> DocumentReport:
    """What evaluate.evaluate gives without passes, sooner; on request without the derivations of
    questions to a person.
    """
    kit = rules.kit
    plan = plan_for(kit, document, asked, keep)
    first = answers(kit.compiled, plan.rules, document.data, plan.known.copy())
    telling = Telling(rules, document, asked, derive_reviews)
    judged = [telling.judged(one) for one in first.noted]
    verdicts = {one.noted.chosen.place: one.verdicts for one in judged}
    document.answered = Answered(plan, first.given, verdicts)
    remarks = about_the_date(kit.law_for(document.type), document, asked.day, dated)
    remarks += about_the_state(kit.packs, document)
    return document_report(
        RuleSetIdentity(plan.packs, kit.sha256),
        document,
        asked,
        Later(lambda: _findings(telling, judged, remarks)),
        _counts(first, judged),
        weightiest(_of_errors(document, judged, remarks)),
    )


def _findings(
    telling: Telling, judged: Sequence[Judged], remarks: Sequence[Finding]
) -> tuple[Finding, ...]:
    document = telling.document
    found = [finding for one in judged for finding in telling.findings(one)]
    found += [schema_finding(document, problem) for problem in document.problems]
    return in_form_order([*found, *remarks], document)


def _counts(first: Answers, judged: Sequence[Judged]) -> dict[str, int]:
    counts = counted(verdict for one in judged for verdict in one.verdicts)
    counts[Verdict.PASS] += first.passed
    counts[Verdict.NOT_APPLICABLE] += first.left
    return counts


def _of_errors(
    document: Document, judged: Sequence[Judged], remarks: Sequence[Finding]
) -> set[Verdict]:
    """The verdicts of what is of severity error."""
    error = Severity.ERROR.value
    weighty = (one.verdicts for one in judged if one.noted.chosen.card.severity == error)
    found = {verdict for verdicts in weighty for verdict in verdicts}
    found |= {Verdict.FAIL for one in document.problems if one.severity == error}
    return found | {one.verdict for one in remarks if one.severity == error}


class Answered(NamedTuple):
    """What the rules of a plan answered about a document, as it stays with the document; the
    verdicts on instances that do more than pass are by the places of their rules.
    """

    plan: Plan
    given: list[Any]
    verdicts: dict[int, list[Verdict]]


_PASS, _LEFT = frozenset({Verdict.PASS}), frozenset({Verdict.NOT_APPLICABLE})


def verdicts_by_rule(
    rules: ReadyRules, document: Document, asked: Question, keep: Keep
) -> dict[str, frozenset[Verdict]]:
    """Which verdicts each rule gives that is asked, by its id. A document that was asked the same
    is not asked again.
    """
    plan = plan_for(rules.kit, document, asked, keep)
    if document.answered is None or document.answered.plan is not plan:
        fast_evaluate(rules, document, asked, keep, dated=True, derive_reviews=False)
    known: Answered = document.answered
    given = zip(plan.rules, known.given, strict=True)
    return {
        chosen.card.id: _LEFT
        if one is False
        else _PASS
        if one is True and not chosen.is_review
        else _verdicts(chosen, one, known)
        for chosen, one in given
    }


def _verdicts(chosen: Chosen, given: Any, known: Answered) -> frozenset[Verdict]:
    one = told(chosen, given)
    at_once = [*_PASS] * (one.passed > 0) + [*_LEFT] * (one.left > 0)
    return frozenset([*at_once, *known.verdicts.get(chosen.place, ())])
