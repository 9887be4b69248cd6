"""What Spark is handed of each document: a row with its verdict, its findings in a list.

Arrow and Spark are told of the same columns here: Spark takes what comes by its place and not by
its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.counts import why_unreadable
from perkins_rules.report.outputs.arrow_rows import PLACES, SCHEMA, TYPES, WHOLE_DIGITS
from perkins_rules.report.outputs.rows import COLUMNS
from perkins_rules.report.surroundings import called
from perkins_rules.report.tally import counted, standing
from perkins_rules.report.unfinished import reaches
from perkins_rules.report.weighed import failed_rules

_SPARK = {
    "text": "string",
    "number": f"decimal({WHOLE_DIGITS + PLACES}, {PLACES})",
    "list": "array<string>",
    "whole": "int",
    "day": "date",
    "yes_no": "boolean",
}


class Told:
    """A report, and how it is weighed."""

    def __init__(self, report: DocumentReport, fail_on: str, draft: bool) -> None:
        self.report, self.fail_on, self.draft = report, fail_on, draft
        self.counts = counted(report)

    @property
    def fails(self) -> bool:
        """Whether it makes a run fail; one that could not be read does more than that."""
        report = self.report
        unread = report.verdict == Verdict.UNREADABLE
        return unread or any(reaches(f, self.fail_on, self.draft) for f in report.findings)


class DocumentColumn(NamedTuple):
    """`kind` is that of a column of findings; `says` is for the documentation."""

    name: str
    kind: str
    says: str
    value: Callable[[Told], Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


DOCUMENT_COLUMNS: tuple[DocumentColumn, ...] = (
    DocumentColumn("path", "text", "The document, as it was named.",
                   lambda t: called(t.report.path)),
    DocumentColumn("document", "text", "Its type; empty when it could not be read.",
                   lambda t: t.report.document),
    DocumentColumn("state", "text", "Postal code of its State.", lambda t: t.report.state),
    DocumentColumn("verdict", "text",
                   "`pass`, `fail`, `cannot_determine`, `needs_review` or `unreadable`.",
                   lambda t: t.report.verdict.value),
    DocumentColumn("fails", "yes_no",
                   "Whether it makes the run fail, as `--fail-on` and `--draft` were given.",
                   lambda t: t.fails),
    DocumentColumn("standing", "text", "How it stands, in a sentence.",
                   lambda t: standing(t.report, t.draft).text),
    DocumentColumn("reason", "text", "Why it could not be read; empty for all others.",
                   lambda t: why_unreadable(t.report) or None),
    DocumentColumn("errors", "whole", "How many errors it has.",
                   lambda t: t.counts.errors),
    DocumentColumn("missing", "whole", "How many required things are not given.",
                   lambda t: t.counts.missing),
    DocumentColumn("warnings", "whole", "How many warnings.",
                   lambda t: t.counts.warnings),
    DocumentColumn("open", "whole", "How many checks could not be made.",
                   lambda t: t.counts.open),
    DocumentColumn("questions", "whole", "How many questions are left to a person.",
                   lambda t: t.counts.questions),
    DocumentColumn("known", "whole", "How many findings the baseline knows.",
                   lambda t: sum(f.baseline for f in t.report.told_once)),
    DocumentColumn("rules_date", "day", "The date whose rules were used.",
                   lambda t: _day(t.report.date)),
    DocumentColumn("edition", "text", "The edition of the guide.", lambda t: t.report.edition),
    DocumentColumn("edition_reason", "text", "In force since when; by which day.",
                   lambda t: t.report.edition_reason),
    DocumentColumn("profile", "text", "`guide`, `statute` or `strict`.",
                   lambda t: t.report.profile),
    DocumentColumn("today", "day", "The day by which waivers were judged, if there were any.",
                   lambda t: _day(t.report.today)),
    DocumentColumn("sha256", "text", "SHA-256 of its bytes.", lambda t: t.report.sha256),
    DocumentColumn("rules_sha256", "text", "SHA-256 of the rules.",
                   lambda t: t.report.rules_sha256),
)  # fmt: skip


def document_values(told: Told) -> list[Any]:
    """The values of a document, in the order of the columns."""
    values = (column.value(told) for column in DOCUMENT_COLUMNS)
    return [clean(value) if isinstance(value, str) else value for value in values]


def failed_of(told: Told) -> list[str]:
    """The rules that a document fails, behind how much each weighs: `error federal.budget/cap`."""
    return sorted(f"{severity} {rule}" for rule, severity in failed_rules(told.report, told.draft))


FINDING = pa.struct(list(SCHEMA))
RESULT = pa.schema(
    [
        *(pa.field(column.name, TYPES[column.kind]) for column in DOCUMENT_COLUMNS),
        pa.field("failed", TYPES["list"]),
        pa.field("left_out", pa.string()),
        pa.field("file", pa.int32()),
        pa.field("findings", pa.list_(FINDING)),
    ]
)
"""`left_out` says why something was not checked: it has no verdict then. `file` is the number of
the file that was read to its end, in a row that says nothing else.
"""


def _listed(columns: Sequence[Any], sign: str) -> str:
    return ", ".join(f"{column.name}{sign} {_SPARK[column.kind]}" for column in columns)


RESULT_IN_SPARK = (
    f"{_listed(DOCUMENT_COLUMNS, '')}, failed array<string>, left_out string, file int,"
    f" findings array<struct<{_listed(COLUMNS, ':')}>>"
)
