"""A finding -> one row of a table. CSV, Parquet and XLSX have the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.law_links import first_address
from perkins_rules.report.surroundings import called, dotted
from perkins_rules.report.text.block_text import kind_of
from perkins_rules.report.unfinished import reaches


class Row(NamedTuple):
    """What the columns of a row are made from."""

    result: Result
    finding: Finding
    about: About

    def name_of(self, pointer: str) -> str:
        """A place in words."""
        return self.result.names.get(pointer) or dotted(pointer)


class Column(NamedTuple):
    """`kind` is text, list (of texts), whole (number), number (decimal digits), day or yes_no;
    `heading` and `width` are for people, `says` is for the documentation. What is `common` stands
    alike in all rows of a document.
    """

    name: str
    kind: str
    heading: str
    width: int
    says: str
    value: Callable[[Row], Any]
    common: bool = False


def rows(result: Result, about: About) -> Iterator[Row]:
    """The rows of a document: one for each finding, in the order of the report."""
    return (Row(result, finding, about) for finding in result.report.told_once)


Cell = TypeVar("Cell")


def cells(
    result: Result, about: About, told: Callable[[Column, list[Row]], list[Cell]]
) -> list[tuple[Cell, ...]]:
    """The cells of a document, row by row, in the order of the columns; those of a column in some
    rows are `told` together.
    """
    found = [*rows(result, about)]
    columns = (
        told(column, found[:1]) * len(found) if column.common else told(column, found)
        for column in COLUMNS
    )
    return [*zip(*columns, strict=True)]


def kind_word(finding: Finding) -> str:
    """error, missing, warning, info, waived, known, open, review, pass, skip or unreadable."""
    if finding.verdict == Verdict.NEEDS_REVIEW:
        return "review"
    return "unreadable" if finding.verdict == Verdict.UNREADABLE else kind_of(finding)


def determined(finding: Finding, part: str) -> str | None:
    """A part of what a reviewer determined: answer, state, reviewer, date or note."""
    made = finding.determination
    return None if made is None else str(getattr(made, part)) or None


def waived(finding: Finding, part: str) -> str | None:
    """A part of the waiver in force: authority, reason, date, expires or place."""
    made = finding.waiver
    return None if made is None else str(getattr(made, part)) or None


def _waiver_law(finding: Finding) -> str | None:
    made = finding.waiver
    return made.citation.text if made is not None and made.citation is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _title(row: Row) -> str:
    return row.about.rules.label(row.finding.rule, row.result.report.state).said


def _counts(row: Row) -> bool:
    found = row.finding
    return found.verdict == Verdict.UNREADABLE or reaches(found, row.about.fail_on, row.about.draft)


COLUMNS: tuple[Column, ...] = (
    Column("path", "text", "Document", 34, "The document, as it was named.",
           lambda r: called(r.result.report.path), common=True),
    Column("document", "text", "Type", 18, "Its type; empty when it could not be read.",
           lambda r: r.result.report.document, common=True),
    Column("state", "text", "State", 7, "Postal code of its State.",
           lambda r: r.result.report.state, common=True),
    Column("document_verdict", "text", "Verdict of the document", 18,
           "`pass`, `fail`, `cannot_determine`, `needs_review` or `unreadable`.",
           lambda r: r.result.report.verdict.value, common=True),
    Column("kind", "text", "Kind", 10,
           "What a report calls it: `error`, `missing`, `warning`, `info`, `waived`, `known`,"
           " `open`, `review`, `pass`, `skip`, `unreadable`.",
           lambda r: kind_word(r.finding)),
    Column("verdict", "text", "Verdict", 18, "The verdict on this finding.",
           lambda r: r.finding.verdict.value),
    Column("severity", "text", "Severity", 10, "`error`, `warning` or `info`.",
           lambda r: r.finding.severity.value),
    Column("counts", "yes_no", "Counts", 8,
           "Whether it makes the run fail, as `--fail-on` and `--draft` were given.", _counts),
    Column("message", "text", "Message", 70, "What is wrong, with figures; or the question.",
           lambda r: r.finding.message),
    Column("remedy", "text", "Remedy", 50, "What would be right.", lambda r: r.finding.remedy),
    Column("place", "text", "Place", 34, "Where it stands, in words.",
           lambda r: r.name_of(r.finding.path)),
    Column("pointer", "text", "Pointer", 34, "The same as a JSON pointer.",
           lambda r: r.finding.path),
    Column("line", "whole", "Line", 7, "Line in the document, from 1.",
           lambda r: r.finding.span.line),
    Column("column", "whole", "Column", 8, "Column in the line, from 1.",
           lambda r: r.finding.span.column),
    Column("rule", "text", "Rule", 40, "Pack and name of the rule.", lambda r: r.finding.rule),
    Column("rule_title", "text", "Title of the rule", 50, "What it says of a good document.",
           _title),
    Column("requirements", "list", "Requirements", 30, "Ids of the requirement catalogue.",
           lambda r: r.finding.requirements),
    Column("citations", "list", "Law", 50, "The places in the law and the guide.",
           lambda r: [citation.text for citation in r.finding.citations]),
    Column("law_address", "text", "Address of the law", 50,
           "Where the first of them that is codified is published.",
           lambda r: first_address(r.finding.citations) or None),
    Column("needs", "list", "Needs", 34, "JSON pointers of what is missing.",
           lambda r: r.finding.needs),
    Column("needs_places", "list", "What is missing", 34, "The same in words.",
           lambda r: [r.name_of(pointer) for pointer in r.finding.needs]),
    Column("because_of", "text", "Because of", 18,
           "Id of the finding that reports what is missing.", lambda r: r.finding.because_of),
    Column("exception", "text", "Exception", 24, "The exception that was taken.",
           lambda r: r.finding.exception),
    Column("replaced_by", "text", "Replaced by", 24, "The pack whose rule stands in its place.",
           lambda r: r.finding.replaced_by),
    Column("distance", "number", "Off by", 16,
           "How far the value is from the figure that it is held against.",
           lambda r: r.finding.distance),
    Column("distance_unit", "text", "Unit", 10, "Its unit, such as `money` or `points`.",
           lambda r: r.finding.distance_unit),
    Column("determination", "text", "Determination", 16,
           "What a reviewer determined, if any: `met`, `not_met` or `not_applicable`.",
           lambda r: determined(r.finding, "answer")),
    Column("determination_state", "text", "State of the determination", 14,
           "`current`, or `outdated` when text or question have changed since.",
           lambda r: determined(r.finding, "state")),
    Column("determined_by", "text", "Reviewer", 20, "Who did.",
           lambda r: determined(r.finding, "reviewer")),
    Column("determined_on", "text", "Determined on", 14, "When.",
           lambda r: determined(r.finding, "date")),
    Column("determination_note", "text", "Note", 40, "The note with it.",
           lambda r: determined(r.finding, "note")),
    Column("waived_until", "day", "Waived until", 14,
           "The last day on which a waiver holds for it, if there is one.",
           lambda r: _day(waived(r.finding, "expires"))),
    Column("waived_by", "text", "Waived by", 30, "On whose authority, or by which letter.",
           lambda r: waived(r.finding, "authority")),
    Column("waiver_reason", "text", "Reason of the waiver", 40, "Why.",
           lambda r: waived(r.finding, "reason")),
    Column("waiver_date", "day", "Date of the waiver", 14, "Since when, if that is given.",
           lambda r: _day(waived(r.finding, "date"))),
    Column("waiver_law", "text", "Law on the waiver", 30, "The law that it cites, if any.",
           lambda r: _waiver_law(r.finding)),
    Column("waiver_place", "text", "Record of the waiver", 20, "File and line, or line alone.",
           lambda r: waived(r.finding, "place")),
    Column("rules_date", "day", "Rules of", 12, "The date whose rules were used.",
           lambda r: _day(r.result.report.date), common=True),
    Column("edition", "text", "Edition", 10, "The edition of the guide.",
           lambda r: r.result.report.edition, common=True),
    Column("edition_reason", "text", "Why this edition", 40, "In force since when; by which day.",
           lambda r: r.result.report.edition_reason, common=True),
    Column("profile", "text", "Profile", 10, "`guide`, `statute` or `strict`.",
           lambda r: r.result.report.profile, common=True),
    Column("id", "text", "Finding id", 18, "The same across revisions of a document.",
           lambda r: r.finding.id),
    Column("sha256", "text", "Digest of the document", 20, "SHA-256 of its bytes.",
           lambda r: r.result.report.sha256, common=True),
    Column("rules_sha256", "text", "Digest of the rules", 20, "SHA-256 of the rules.",
           lambda r: r.result.report.rules_sha256, common=True),
    Column("distance_exact", "yes_no", "Off by exactly", 10,
           "Whether `distance` is exact; otherwise it is rounded.",
           lambda r: r.finding.distance_exact),
    Column("tolerance", "number", "Tolerance", 16,
           "How far it may be, in the same unit, where that figure is not itself the limit.",
           lambda r: r.finding.tolerance),
)  # fmt: skip
