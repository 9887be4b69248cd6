"""Counts: what is said of all documents of a run together; as small for a million as for one."""

from __future__ import annotations

from collections import Counter

from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.report.surroundings import called
from perkins_rules.report.unfinished import reaches

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


class Counts:
    """Documents by verdict and by type, how many fail each rule, and the first unreadable ones."""

    def __init__(self, draft: bool = False) -> None:
        self._draft = draft
        self.documents = 0
        self.findings = 0
        self.known = 0
        self.by_type: Counter[tuple[str | None, Verdict]] = Counter()
        self.failed: Counter[str] = Counter()
        self.unreadable: list[str] = []

    def add(self, report: DocumentReport) -> None:
        """Counts a document in."""
        self.documents += 1
        told = report.told_once
        self.findings += len(told)
        self.known += sum(finding.baseline for finding in told)
        self.by_type[report.document, report.verdict] += 1
        if report.verdict == Verdict.UNREADABLE and len(self.unreadable) < MOST_NAMED:
            self.unreadable.append(called(report.path))
        failed = (f for f in told if reaches(f, "warning", self._draft))
        self.failed.update({f.rule for f in failed if f.verdict == Verdict.FAIL})

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

    def most_failed(self, most: int = MOST_FAILED) -> list[tuple[str, int]]:
        """The rules that most documents fail."""
        return sorted(self.failed.items(), key=lambda entry: (-entry[1], entry[0]))[:most]
