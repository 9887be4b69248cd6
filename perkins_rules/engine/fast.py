"""Compiled rules + document -> the report: the usual way.

The verdict and the counts are there at once; findings are made when somebody asks for them, since
their places, words and derivations cost more than all verdicts on a plan that is in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.documents import Document
from perkins_rules.engine.asking import Answers, answers, each_answer
from perkins_rules.engine.plan import Keep, plan_for
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.shared.dates import about_the_date
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.reporting import (
    RuleSetIdentity,
    Weighed,
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
    first = answers(kit.compiled, plan, document)
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
        weightiest(_weighed(document, judged, remarks)),
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


def _weighed(
    document: Document, judged: Sequence[Judged], remarks: Sequence[Finding]
) -> Iterator[Weighed]:
    for one in judged:
        severity = Severity(one.noted.chosen.card.severity)
        yield from (Weighed(verdict, severity) for verdict in one.verdicts)
    for problem in document.problems:
        yield Weighed(Verdict.FAIL, problem.severity)
    for remark in remarks:
        yield Weighed(remark.verdict, remark.severity)


def verdicts_by_rule(
    rules: ReadyRules, document: Document, asked: Question, keep: Keep
) -> dict[str, list[Verdict]]:
    """The verdicts of each rule that is asked, by its id; none where there was nothing to ask."""
    plan = plan_for(rules.kit, document, asked, keep)
    telling = Telling(rules, document, asked, derive_reviews=False)
    found = {}
    for chosen, answer in each_answer(rules.kit.compiled, plan, document):
        verdicts = [Verdict.PASS] * answer.passed + [Verdict.NOT_APPLICABLE] * answer.left
        opened = (verdict for one in answer.noted for verdict in telling.judged(one).verdicts)
        found[chosen.card.id] = [*verdicts, *opened]
    return found
