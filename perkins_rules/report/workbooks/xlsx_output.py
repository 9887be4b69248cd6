"""Results -> a workbook for a reviewer: Documents, Findings, Checklist, Matrix and Summary."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.counts import Counts
from perkins_rules.report.determined import on_checklist, question_of
from perkins_rules.report.outputs.csv_output import BETWEEN
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, rows
from perkins_rules.report.weighed import weighed_of
from perkins_rules.report.workbooks.xlsx_book import (
    Book,
    Colored,
    Exact,
    Head,
    Link,
    Table,
    Value,
    keeps,
)
from perkins_rules.report.workbooks.xlsx_colors import fill_of
from perkins_rules.report.workbooks.xlsx_documents import DOCUMENTS, document_row
from perkins_rules.report.workbooks.xlsx_matrix import Matrix
from perkins_rules.report.workbooks.xlsx_summary import write_summary

# What a person reads; all other columns follow, hidden.
_FINDINGS = (
    "path", "line", "kind", "place", "message", "remedy", "citations", "distance", "distance_unit",
)  # fmt: skip
_CHECKLIST = (
    "path", "line", "place", "message", "citations", "determination", "determined_by",
    "determined_on", "determination_note",
)  # fmt: skip
_SUMMARY = (Head("Summary", 44), Head("", 16), Head("", 60))
_NAMED = {column.name: column for column in COLUMNS}
_FORMATS = {"money": "#,##0.00", "percent": '0.##########"%"', "points": "0.##########"}


class XlsxOutput(FileOutput):
    """Nothing is held but counters: rows wait in files until the end."""

    def _begin(self) -> None:
        self._book = Book()
        self._counts = Counts()
        self._documents = self._book.table("Documents", DOCUMENTS, "B2", wrapped=True)
        self._findings = _Findings(self._book, "Findings", _FINDINGS)
        self._checklist = _Findings(self._book, "Checklist", _CHECKLIST)
        self._matrix = Matrix(self._book, self.about)
        self._summary = self._book.table("Summary", _SUMMARY)

    def _add(self, result: Result) -> None:
        self._counts.add(result.report, weighed_of(result, self.about.draft, self.about.fail_on))
        self._matrix.add(result.report)
        first = {table: table.next_row for table in (self._findings, self._checklist)}
        for row in rows(result, self.about):
            if row.finding.verdict != Verdict.NEEDS_REVIEW:
                self._findings.add(row)
            if on_checklist(row.finding):
                self._checklist.add(row)
        leads = [at if table.next_row != at else "" for table, at in first.items()]
        self._documents.append(document_row(result, self.about, *leads))

    def _finish(self) -> None:
        self._matrix.write()
        write_summary(self._summary, self._counts, self.about, self._book)
        self._book.save(self.file)

    def _abandon(self) -> None:
        if hasattr(self, "_book"):
            self._book.give_up()
            self._matrix.give_up()


class _Findings:
    """A table of findings, the columns for people first."""

    def __init__(self, book: Book, title: str, shown: tuple[str, ...]) -> None:
        hidden = [column for column in COLUMNS if column.name not in shown]
        self._columns = [*(_NAMED[name] for name in shown), *hidden]
        heads = [Head(c.heading, c.width, c.name not in shown) for c in self._columns]
        self._table: Table = book.table(title, heads, "B2", wrapped=True)
        self._asks = title == "Checklist"

    @property
    def next_row(self) -> str:
        return self._table.next_row

    def add(self, row: Row) -> None:
        self._table.append([self._value(column, row) for column in self._columns])

    def _value(self, column: Column, row: Row) -> Value:
        if column.name == "message" and self._asks:
            # Where a reviewer found against a document, the message says so; here is the question.
            return question_of(row.finding)
        return _value(column, row)


def _value(column: Column, row: Row) -> Value:
    value = column.value(row)
    if value is None:
        return None
    if column.kind == "number":
        return Exact(value, _FORMATS.get(row.finding.distance_unit or "", ""))
    if column.name == "distance_exact" and not keeps(row.finding.distance or ""):
        return "no"
    if column.kind == "yes_no":
        return "yes" if value else "no"
    if column.kind == "whole":
        return int(value)
    text = BETWEEN.join(value) if column.kind == "list" else str(value)
    if column.name == "citations" and (address := _NAMED["law_address"].value(row)):
        return Link(text, address)
    return Colored(text, fill_of(text)) if column.name in ("kind", "verdict") else text
