"""Results -> CSV, one row for each finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.cells import NUMBER, csv_text
from perkins_rules.report.outputs.file_output import PartsOutput
from perkins_rules.report.outputs.rows import COLUMNS, Column, Row, cells

BETWEEN = "; "
"""What stands between the entries of a list."""


class CsvOutput(PartsOutput[bytes]):
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding; lines end
    as RFC 4180 has it.
    """

    def _begin(self) -> None:
        heads = _lines([[column.name for column in COLUMNS]])
        self.file.write(heads.encode("utf-8-sig"))

    def part(self, result: Result) -> bytes:
        """The rows of a document."""
        return _lines(cells(result, self.about, _cells)).encode("utf-8")

    def _join(self, part: bytes) -> None:
        self.file.write(part)


def _lines(told: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(told)
    return text.getvalue()


def _cells(column: Column, found: list[Row]) -> list[str]:
    return [_cell(column, value) for value in map(column.value, found)]


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.kind == "number" and NUMBER.fullmatch(value):
        return str(value)
    if column.kind == "list":
        return csv_text(BETWEEN.join(value))
    if column.kind == "yes_no":
        return "yes" if value else "no"
    return csv_text(str(value))
