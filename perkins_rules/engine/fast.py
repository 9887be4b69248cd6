"""Compiled rules + document -> the report: the usual way.

The verdict and the counts are there at once; findings are made when somebody asks for them, since
their places, words and derivations cost more than all verdicts on a plan that is in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.documents import Document
from perkins_rules.engine.asking import Answers, answers
from perkins_rules.engine.plan import Keep, plan_for
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


def verdicts_by_rule(
    rules: ReadyRules, document: Document, asked: Question, keep: Keep
) -> dict[str, list[Verdict]]:
    """The verdicts of each rule that is asked, by its id; none where there was nothing to ask."""
    plan = plan_for(rules.kit, document, asked, keep)
    telling = Telling(rules, document, asked, derive_reviews=False)
    found = {}
    memory = plan.known.copy()
    for chosen in plan.rules:
        answer = answers(rules.kit.compiled, (chosen,), document.data, memory)
        verdicts = [Verdict.PASS] * answer.passed + [Verdict.NOT_APPLICABLE] * answer.left
        opened = (verdict for one in answer.noted for verdict in telling.judged(one).verdicts)
        found[chosen.card.id] = [*verdicts, *opened]
    return found
