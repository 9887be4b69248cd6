"""A report + determinations -> the report in which they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from perkins_rules.determinations.reader import read_determinations
from perkins_rules.determinations.records import Fault, Record
from perkins_rules.documents import Document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.reference.look_at import LookedAt, looked_at
from perkins_rules.engine.shared.identity import finding_id, keyed_path
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.remarks import remark
from perkins_rules.engine.shared.reporting import overall
from perkins_rules.findings import DocumentReport, Finding, Severity, Verdict
from perkins_rules.record_file import RecordFile, misread

_VERDICTS = {
    "met": Verdict.PASS,
    "not_met": Verdict.FAIL,
    "not_applicable": Verdict.NOT_APPLICABLE,
}


def with_determinations(
    report: DocumentReport,
    document: Document,
    rules: AskableRules,
    file: RecordFile,
    all_asked: bool = True,
) -> DocumentReport:
    """The report with the determinations in a file.

    `rules` are those that it was checked with. `all_asked` is False when
    rules were left out: nothing is then said of determinations whose question was not asked.
    Never raises on what the file holds: an answer in which something is wrong counts as not given,
    and a finding, an error, says what is wrong and where.
    """
    records, faults = read_determinations(file)
    counted = _placed(determined(report, document, rules, records, all_asked), file.path)
    if not faults:
        return counted
    wrong = _unusable(document, file.path, faults, len(records))
    findings = [wrong, *counted.findings]
    return counted._replace(findings=tuple(findings), verdict=overall(findings))


def _placed(report: DocumentReport, place: str) -> DocumentReport:
    """The report in which each determination says in which file it stands."""
    findings = (
        f
        if f.determination is None
        else f._replace(determination=f.determination._replace(place=place))
        for f in report.findings
    )
    return report._replace(findings=tuple(findings))


def questions(
    report: DocumentReport, document: Document, rules: AskableRules
) -> dict[str, LookedAt]:
    """For each finding of a report that needs review: what its question looks at."""
    if report.date is None or report.profile is None:
        return {}
    asked = Question(date.fromisoformat(report.date), report.edition or "", report.profile)
    return looked_at(rules.rule_set, document, asked, report.findings)


def determined(
    report: DocumentReport,
    document: Document,
    rules: AskableRules,
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
    made = record.determination(is_current)
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


def _unusable(document: Document, path: str, faults: Sequence[Fault], others: int) -> Finding:
    does = "other determination counts" if others == 1 else "other determinations count"
    rest = f"{others} {does}." if others else "No determination in it counts."
    message = f"{misread(path, faults)} What is wrong counts as not given. {rest}"
    remedy = "Correct it there, or take it out."
    return _about_the_file(document, "file", message, remedy, Severity.ERROR)


def _about_the_file(
    document: Document, kind: str, message: str, remedy: str, severity: Severity, which: str = ""
) -> Finding:
    rule = f"determinations/{kind}"
    identity, span = finding_id(rule, None, which), document.span_of("")
    return remark(rule, identity, message, remedy, severity, span)
