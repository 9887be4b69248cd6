"""A report + determinations -> the report in which they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from perkins_rules.determinations.place import found_beside
from perkins_rules.determinations.reader import read_determinations
from perkins_rules.determinations.records import Faulty, Record
from perkins_rules.documents import Document
from perkins_rules.engine.identity import finding_id, keyed_path
from perkins_rules.engine.look_at import LookedAt, looked_at
from perkins_rules.engine.question import Question
from perkins_rules.engine.remarks import remark
from perkins_rules.engine.reporting import overall
from perkins_rules.findings import Determination, DocumentReport, Finding, Severity, Verdict

_VERDICTS = {
    "met": Verdict.PASS,
    "not_met": Verdict.FAIL,
    "not_applicable": Verdict.NOT_APPLICABLE,
}


def with_determinations(
    report: DocumentReport,
    document: Document,
    rules: Any,
    place: str | None = None,
    all_asked: bool = True,
) -> DocumentReport:
    """The report with the determinations in a file: by default that beside the document, if any.

    `rules` are those that it was checked with (ReadyRules or RuleSet). `all_asked` is False when
    rules were left out: nothing is then said of determinations whose question was not asked.
    Never raises on what the file holds: a finding says why it cannot be used.
    """
    place = place if place is not None else found_beside(report.path)
    if place is None or report.verdict == Verdict.UNREADABLE:
        return report
    try:
        records = read_determinations(place)
    except Faulty as faulty:
        return _finished(report, [_unusable(document, place, faulty), *report.findings])
    return determined(report, document, rules, records, all_asked)


def questions(report: DocumentReport, document: Document, rules: Any) -> dict[str, LookedAt]:
    """For each finding of a report that needs review: what its question looks at."""
    if report.date is None or report.profile is None:
        return {}
    asked = Question(date.fromisoformat(report.date), report.edition or "", report.profile)
    checked = getattr(rules, "rule_set", rules)
    return looked_at(checked, document, asked, report.findings)


def determined(
    report: DocumentReport,
    document: Document,
    rules: Any,
    records: Sequence[Record],
    all_asked: bool = True,
) -> DocumentReport:
    """The report with these determinations."""
    answered = [record for record in records if record.is_answered]
    if not answered:
        return report
    asked = questions(report, document, rules)
    by_finding, left = matched(report, document, asked, answered)
    findings = [
        _determined(f, by_finding[f.id], asked[f.id]) if f.id in by_finding else f
        for f in report.findings
    ]
    notes = [_without_question(document, record) for record in left] if all_asked else []
    return _finished(report, [*notes, *findings])


def _finished(report: DocumentReport, findings: Sequence[Finding]) -> DocumentReport:
    """The report with other findings; counts and verdict follow."""
    counts = dict(report.counts)
    for finding in findings:
        if finding.determination is not None and finding.verdict != Verdict.NEEDS_REVIEW:
            counts[Verdict.NEEDS_REVIEW.value] -= 1
            counts[finding.verdict.value] += 1
    return report._replace(findings=tuple(findings), counts=counts, verdict=overall(findings))


# ------------------------------------------------------------------ which belongs to which


def matched(
    report: DocumentReport,
    document: Document,
    asked: dict[str, LookedAt],
    records: Iterable[Record],
) -> tuple[dict[str, Record], list[Record]]:
    """The records by the finding that asks, and those that nothing asks.

    The id of a question on an entry that has no key changes with any part of the entry; there the
    rule and the text itself tell.
    """
    found: dict[str, Record] = {}
    left = []
    for record in records:
        if record.finding in asked:
            found[record.finding] = record
        else:
            left.append(record)
    free: dict[tuple[str, str], list[str]] = {}
    for finding in report.findings if left else ():
        if finding.id in asked and finding.id not in found and _by_content(document, finding):
            free.setdefault((finding.rule, asked[finding.id].sha256), []).append(finding.id)
    standing = []
    for record in left:
        same = free.get((record.rule, record.text_sha256))
        if same:
            found[same.pop(0)] = record
        else:
            standing.append(record)
    return found, standing


def _by_content(document: Document, finding: Finding) -> bool:
    return "[#" in keyed_path(document, finding.path)


# ------------------------------------------------------------------ what comes of it


def _determined(finding: Finding, record: Record, looked: LookedAt) -> Finding:
    is_current = record.text_sha256 == looked.sha256
    made = Determination(
        answer=record.answer,
        reviewer=record.reviewer,
        date=record.date,
        note=record.note,
        question=record.question,
        state="current" if is_current else "outdated",
    )
    if not is_current:
        return finding._replace(determination=made)
    made = made._replace(question=finding.message)
    verdict = _VERDICTS[record.answer]
    if verdict != Verdict.FAIL:
        return finding._replace(verdict=verdict, determination=made)
    said = f"Not met, as {record.reviewer} determined on {record.date}"
    note = f": {_sentence(record.note)}" if record.note else "."
    return finding._replace(
        verdict=verdict,
        message=f"{said}{note} The question was: {finding.message}",
        remedy="Revise what the question is about; it is asked again then.",
        determination=made,
    )


def _sentence(text: str) -> str:
    return text if text[-1:] in (".", "!", "?", "”", '"') else f"{text}."


def _without_question(document: Document, record: Record) -> Finding:
    answer = record.answer.replace("_", " ")
    where = f" ({record.at})" if record.at else ""
    message = (
        f"{record.reviewer}'s determination of {record.date}, {answer}, stands without a question: "
        f"{record.rule}{where} does not ask it of this document."
    )
    remedy = "Take it out of the determinations, or leave it for when the question returns."
    kind = "without-question"
    return _about_the_file(document, kind, message, remedy, Severity.INFO, record.finding)


def _unusable(document: Document, place: str, faulty: Faulty) -> Finding:
    few = " ".join(f"Line {f.line}: {f.message} {f.remedy}".rstrip() for f in faulty.faults[:3])
    more = len(faulty.faults) - 3
    message = f"The determinations in {place} cannot be used; none of them counts. {few}"
    message += f" There are {more} more such faults." if more > 0 else ""
    remedy = "Correct the file, or move it away."
    return _about_the_file(document, "file", message, remedy, Severity.ERROR)


def _about_the_file(
    document: Document, kind: str, message: str, remedy: str, severity: Severity, which: str = ""
) -> Finding:
    rule = f"determinations/{kind}"
    identity, span = finding_id(rule, None, which), document.span_of("")
    return remark(rule, identity, message, remedy, severity, span)
