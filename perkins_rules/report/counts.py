"""Counts: what is said of all documents of a run together; as small for a million as for one."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from perkins_rules.findings import DocumentReport, Severity, Verdict
from perkins_rules.report.surroundings import called
from perkins_rules.report.weighed import Weighed

MOST_NAMED = 20
MOST_FAILED = 10

VERDICTS = (
    Verdict.FAIL,
    Verdict.CANNOT_DETERMINE,
    Verdict.NEEDS_REVIEW,
    Verdict.PASS,
    Verdict.UNREADABLE,
)
SAID = {
    Verdict.FAIL: "fail",
    Verdict.CANNOT_DETERMINE: "cannot be determined",
    Verdict.NEEDS_REVIEW: "need review",
    Verdict.PASS: "pass",
    Verdict.UNREADABLE: "could not be read",
}


class FailedRule(NamedTuple):
    """A rule, how many documents fail it, and how much that weighs."""

    rule: str
    documents: int
    severity: Severity


class Unreadable(NamedTuple):
    """A document that could not be read, and why."""

    name: str
    why: str


class Counts:
    """Documents by verdict and by type, how many fail each rule, and the first unreadable ones."""

    def __init__(self) -> None:
        self.documents = 0
        self.findings = 0
        self.known = self.claims = 0
        self.by_type: Counter[tuple[str | None, Verdict]] = Counter()
        self.failed: Counter[tuple[str, Severity]] = Counter()
        self.unreadable: list[Unreadable] = []

    def add(self, report: DocumentReport, weighed: Weighed) -> None:
        """Counts a document in."""
        self.documents += 1
        self.findings += weighed.findings
        self.known += weighed.known
        self.claims += weighed.claims
        self.by_type[report.document, report.verdict] += 1
        if report.verdict == Verdict.UNREADABLE and len(self.unreadable) < MOST_NAMED:
            self.unreadable.append(Unreadable(called(report.path), why_unreadable(report)))
        self.failed.update(weighed.failed)

    def verdict(self, verdict: Verdict) -> int:
        """How many documents have a verdict."""
        return sum(count for (_, found), count in self.by_type.items() if found == verdict)

    def types(self) -> list[str]:
        """The types that were read, the most frequent first."""
        counts: Counter[str] = Counter()
        for (document, _), count in self.by_type.items():
            if document is not None:
                counts[document] += count
        return sorted(counts, key=lambda name: (-counts[name], name))

    def most_failed(self, most: int = MOST_FAILED) -> list[FailedRule]:
        """The rules that most documents fail, those of errors before those of warnings."""
        found = [
            FailedRule(rule, count, severity) for (rule, severity), count in self.failed.items()
        ]
        errors = Severity.ERROR
        found.sort(key=lambda one: (one.severity != errors, -one.documents, one.rule))
        return found[:most]


def why_unreadable(report: DocumentReport) -> str:
    """The line, where there is one, and what is the matter there; nothing if it could be read."""
    found = next((f for f in report.findings if f.verdict == Verdict.UNREADABLE), None)
    if found is None:
        return ""
    at = f"line {found.span.line}: " if found.span.line > 1 else ""
    return at + found.message
