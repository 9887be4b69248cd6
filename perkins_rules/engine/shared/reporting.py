"""Findings -> the report of one document. Identity, order and the whole verdict are stamped here.

Shared by both ways to findings; the fast one imports it on every commit.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from hashlib import sha256
from typing import Any, NamedTuple

from perkins_rules.documents import Document, Problem, Refusal
from perkins_rules.engine.shared.identity import finding_id, form_order, told_apart, with_causes
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.states import state_of
from perkins_rules.findings import DocumentReport, Finding, Later, Severity, Verdict
from perkins_rules.source import NOWHERE

OPEN = (Verdict.FAIL, Verdict.CANNOT_DETERMINE, Verdict.NEEDS_REVIEW)
COUNTED = (
    Verdict.PASS,
    Verdict.FAIL,
    Verdict.NOT_APPLICABLE,
    Verdict.CANNOT_DETERMINE,
    Verdict.NEEDS_REVIEW,
)


def in_document_order(document: Document, pointers: Iterable[str]) -> tuple[str, ...]:
    """Pointers in the order of the guide's form."""
    return tuple(sorted(set(pointers), key=lambda p: (form_order(document.shape, p), p)))


def schema_finding(document: Document, problem: Problem) -> Finding:
    """A departure from the schema as a finding."""
    rule = f"schema/{problem.kind}"
    return Finding(
        id=finding_id(rule, document, problem.pointer),
        rule=rule,
        requirements=(),
        verdict=Verdict.FAIL,
        severity=problem.severity,
        message=problem.message,
        remedy=problem.remedy,
        path=problem.pointer,
        span=problem.span,
    )


class RuleSetIdentity(NamedTuple):
    """What a report says of the rules that were asked: the packs, and the digest of all of them."""

    packs: tuple[str, ...]
    sha256: str


def document_report(
    rules: RuleSetIdentity,
    document: Document,
    asked: Question,
    findings: tuple[Finding, ...] | Later,
    counts: dict[str, int],
    verdict: Verdict,
) -> DocumentReport:
    """The report of a document that was read; `findings` as `in_form_order` gives them."""
    return DocumentReport(
        path=document.path,
        sha256=document.sha256,
        document=document.type,
        state=state_of(document),
        date=asked.day.isoformat(),
        edition=asked.edition or None,
        edition_reason=asked.reason,
        edition_change=asked.change,
        profile=asked.profile,
        packs=rules.packs,
        rules_sha256=rules.sha256,
        verdict=verdict,
        counts=counts,
        findings=findings,
    )


def in_form_order(findings: Iterable[Finding], document: Document) -> tuple[Finding, ...]:
    """Findings in any order, in that of the guide's form, told apart and with their causes."""
    root = document.shape
    ordered = sorted(findings, key=lambda f: form_order(root, f.path))
    return tuple(with_causes(told_apart(ordered), document))


def unread_report(path: str, message: str, remedy: str, rules_sha256: str) -> DocumentReport:
    """The report of a file that could not be opened; its digest is that of no bytes."""
    refusal = Refusal("unreadable-file", message, NOWHERE, remedy)
    refusal.sha256 = sha256(b"").hexdigest()
    return refused_report(refusal, path, rules_sha256)


def refused_report(refusal: Refusal, path: str, rules_sha256: str) -> DocumentReport:
    """The report of a document that could not be read: its findings say why."""
    findings = told_apart(_refused(one) for one in (refusal, *refusal.others))
    counts = {verdict.value: 0 for verdict in COUNTED}
    return DocumentReport(
        path=path,
        sha256=refusal.sha256,
        document=None,
        state=None,
        date=None,
        edition=None,
        edition_reason=None,
        edition_change=None,
        profile=None,
        packs=(),
        rules_sha256=rules_sha256,
        verdict=Verdict.UNREADABLE,
        counts=counts,
        findings=tuple(findings),
    )


def _refused(refusal: Refusal) -> Finding:
    rule = f"document/{refusal.kind}"
    return Finding(
        id=finding_id(rule, None),
        rule=rule,
        requirements=(),
        verdict=Verdict.UNREADABLE,
        severity=Severity.ERROR,
        message=refusal.message,
        remedy=refusal.remedy,
        path="",
        span=refusal.span,
    )


def overall(findings: Iterable[Finding]) -> Verdict:
    """A document's verdict, from its rules of severity error. What is waived does not weigh."""
    errors = (f for f in findings if f.severity == Severity.ERROR and f.waiver is None)
    return weightiest({finding.verdict for finding in errors})


def weightiest(verdicts: Container[Verdict]) -> Verdict:
    """What the verdicts of rules of severity error come to."""
    for verdict in (Verdict.UNREADABLE, Verdict.FAIL, Verdict.CANNOT_DETERMINE):
        if verdict in verdicts:
            return verdict
    return Verdict.NEEDS_REVIEW if Verdict.NEEDS_REVIEW in verdicts else Verdict.PASS


def counted(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many instances have each verdict."""
    counts = {verdict.value: 0 for verdict in COUNTED}
    for verdict in verdicts:
        counts[verdict.value] += 1
    return counts


def default_day(document: Document) -> date | None:
    """The day a document is asked about by default: the start of its first fiscal year."""
    return first_day(document.data)


def first_day(data: Mapping[str, Any]) -> date | None:
    """The same, of the typed values of a document."""
    submission = data.get("submission") or {}
    years = [y for y in submission.get("fiscal_years") or () if y is not None]
    budget = data.get("budget")
    budget = budget if isinstance(budget, Mapping) else {}  # other types list their lines
    year = min(years) if years else budget.get("fiscal_year", data.get("fiscal_year"))
    if year is not None and MINYEAR <= year <= MAXYEAR:
        return date(year, 7, 1)
    filed = data.get("filed")
    return filed if isinstance(filed, date) else None
