"""Results -> a workbook: Summary, Findings, Matrix and Checklist."""

from __future__ import annotations

from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.report.counts import Counts
from perkins_rules.report.determined import on_checklist, question_of
from perkins_rules.report.outputs.csv_output import BETWEEN
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, rows
from perkins_rules.report.workbooks.xlsx_book import Book, Exact, Head, Link
from perkins_rules.report.workbooks.xlsx_matrix import Matrix
from perkins_rules.report.workbooks.xlsx_summary import write_summary

_CHECKLIST = (
    "path", "state", "place", "message", "citations", "law_address", "severity", "determination",
    "determination_state", "determined_by", "determined_on", "determination_note",
    "pointer", "line", "rule", "id",
)  # fmt: skip
_SUMMARY = (Head("Summary", 44), Head("", 16), Head("", 60))
_NAMED = {column.name: column for column in COLUMNS}
_FORMATS = {"money": "#,##0.00", "percent": '0.##########"%"', "points": "0.##########"}


class XlsxOutput(FileOutput):
    """Nothing is held but counters: openpyxl keeps the sheets in files until the end."""

    def _begin(self) -> None:
        self._book = Book()
        self._counts = Counts(self.about.draft)
        self._summary = self._book.table("Summary", _SUMMARY)
        self._findings = self._book.table("Findings", [_head(c) for c in COLUMNS], "B2")
        self._matrix = Matrix(self._book, self.about)
        checklist = [_head(_NAMED[name]) for name in _CHECKLIST]
        self._checklist = self._book.table("Checklist", checklist, "B2")

    def _add(self, result: Result) -> None:
        self._counts.add(result.report)
        self._matrix.add(result.report)
        for row in rows(result, self.about):
            self._findings.append([_value(column, row) for column in COLUMNS])
            if on_checklist(row.finding):
                self._checklist.append([_asked(name, row) for name in _CHECKLIST])

    def _finish(self) -> None:
        self._matrix.write()
        write_summary(self._summary, self._counts, self.about, self._book)
        self._book.save(self.file)

    def _abandon(self) -> None:
        if hasattr(self, "_book"):
            self._book.give_up()
            self._matrix.give_up()


def _head(column: Column) -> Head:
    return Head(column.heading, column.width)


def _asked(name: str, row: Row) -> Any:
    """Where a reviewer found against a document, the message says so; here stands the question."""
    return question_of(row.finding) if name == "message" else _value(_NAMED[name], row)


def _value(column: Column, row: Row) -> Any:
    value = column.value(row)
    if value is None:
        return None
    if column.name == "law_address":
        return Link(value, value)
    if column.kind == "exact":
        return Exact(value, _FORMATS.get(row.finding.distance_unit or "", "General"))
    if column.kind == "list":
        return BETWEEN.join(value)
    if column.kind == "yes_no":
        return "yes" if value else "no"
    return value if column.kind == "whole" else str(value)
