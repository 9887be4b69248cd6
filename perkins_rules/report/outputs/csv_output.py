"""Results -> CSV, one row for each finding."""

from __future__ import annotations

import contextlib
import csv
import io
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.cells import NUMBER, csv_text
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, rows

BETWEEN = "; "
"""What stands between the entries of a list."""


class CsvOutput(FileOutput):
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding; lines end
    as RFC 4180 has it.
    """

    def _begin(self) -> None:
        self._text = io.TextIOWrapper(self.file, encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._text, lineterminator="\r\n")
        self._rows.writerow(column.name for column in COLUMNS)

    def _add(self, result: Result) -> None:
        for row in rows(result, self.about):
            self._rows.writerow(_cell(column, row) for column in COLUMNS)

    def _finish(self) -> None:
        self._text.flush()
        self._text.detach()

    def _abandon(self) -> None:
        if hasattr(self, "_text"):
            with contextlib.suppress(OSError, ValueError):
                self._text.detach()


def _cell(column: Column, row: Row) -> str:
    value: Any = column.value(row)
    if value is None:
        return ""
    if column.kind == "number" and NUMBER.fullmatch(value):
        return str(value)
    if column.kind == "list":
        return csv_text(BETWEEN.join(value))
    if column.kind == "yes_no":
        return "yes" if value else "no"
    return csv_text(str(value))
