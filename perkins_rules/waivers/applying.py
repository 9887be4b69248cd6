"""A report + waivers -> the report in which what is waived stands, and fails nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.documents import Document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.shared.identity import told_apart
from perkins_rules.engine.shared.reporting import overall
from perkins_rules.findings import DocumentReport, Finding, Waiver
from perkins_rules.waivers.inline import waivers_beside
from perkins_rules.waivers.matching import ByFile, line_meant, matching
from perkins_rules.waivers.place import Kept
from perkins_rules.waivers.reader import read_waivers
from perkins_rules.waivers.records import Record, Recorded
from perkins_rules.waivers.told import About

WAIVED = "waived"


class Waivers:
    """The waivers of a run: those of its file, and those that documents hold themselves."""

    def __init__(self, kept: Kept, rules: AskableRules) -> None:
        self.kept, self.rules = kept, rules
        file = kept.file
        self.path = file.path if file is not None else ""
        self.file = read_waivers(file, rules) if file is not None else Recorded()
        self.by_file = ByFile(self.path, self.file.records, kept.here)

    def on(
        self, report: DocumentReport, document: Document, comments_count: bool, all_asked: bool
    ) -> DocumentReport:
        """The report with the waivers that are for its document. A finding that is waived stays
        as it is otherwise, and so do all others. Comments that do not count are told as claims.
        """
        beside = waivers_beside(document, self.rules)
        about = About(document, self.path)
        mine = self.by_file.of(report.path)
        notes = [*about.faults(self.file, beside=False)] if self.path else []
        if comments_count:
            mine += beside.records
            notes += about.faults(beside, beside=True)
        else:
            notes += [
                about.claimed(record, line_meant(record, report.findings))
                for record in beside.records
            ]
            notes += about.claims_unclear(beside.faults)
        waived: dict[str, Waiver] = {}
        judged = False
        for record in mine:
            found = matching(document, record, report.findings)
            judged = judged or bool(found)
            if not found and all_asked and self._is_for_this_alone(record):
                notes.append(about.stray(record, line_meant(record, report.findings)))
            notes += self._weighed(record, found, waived, about)
        if not mine and not notes:
            return report
        return _finished(report, waived, notes, self.kept.today if judged else None)

    def _is_for_this_alone(self, record: Record) -> bool:
        """Whether nothing else can be what a waiver is for."""
        return self.kept.alone or record.names_a_file or not record.path

    def _weighed(
        self,
        record: Record,
        found: Sequence[Finding],
        waived: dict[str, Waiver],
        about: About,
    ) -> Iterator[Finding]:
        """Puts what is waived into `waived`; tells why a waiver does not hold."""
        if len(found) > 1:
            yield about.ambiguous(record, found)
        elif found and record.expires < self.kept.today:
            yield about.expired(record, found[0])
        elif found and record.date > self.kept.today:
            yield about.not_yet(record, found[0])
        elif found and found[0].id in waived:
            yield about.again(record, waived[found[0].id])
        elif found:
            waived[found[0].id] = _waiver(record)


def _waiver(record: Record) -> Waiver:
    return Waiver(
        authority=record.authority,
        reason=record.reason,
        date=record.date,
        expires=record.expires,
        citation=record.citation,
        place=record.place,
    )


def _finished(
    report: DocumentReport,
    waived: dict[str, Waiver],
    notes: Sequence[Finding],
    today: str | None,
) -> DocumentReport:
    """The report with its notes first; counts and verdict follow."""
    kept = [
        finding._replace(waiver=waived[finding.id]) if finding.id in waived else finding
        for finding in report.findings
    ]
    findings = [*told_apart(notes), *kept]
    counts = dict(report.counts)
    for finding in kept:
        if finding.id in waived:
            counts[finding.verdict.value] -= 1
            counts[WAIVED] = counts.get(WAIVED, 0) + 1
    return report._replace(
        findings=tuple(findings), counts=counts, verdict=overall(findings), today=today
    )
