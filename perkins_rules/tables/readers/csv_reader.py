"""CSV -> a sheet: UTF-8 (or UTF-16 that says so), commas, semicolons or tabs, any line ends."""

from __future__ import annotations

import csv
import io

from perkins_rules.tables.grid import MOST_COLUMNS, Cell, Count, Sheet, TableFault

_SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 50
_SAVE = "In Excel, save it as `CSV UTF-8 (Comma delimited)`."


def read_csv(name: str, data: bytes) -> Sheet:
    """The sheet of a CSV file. Raises TableFault."""
    text = _decoded(name, data)
    sheet, count = Sheet(is_text=True), Count(name)
    try:
        for row, fields in enumerate(_records(text, _separator(text)), start=1):
            if len(fields) > MOST_COLUMNS:
                raise TableFault(f"{name}, row {row} has more than {MOST_COLUMNS:,} columns.")
            for column, field in enumerate(fields, start=1):
                if field.strip():
                    sheet.put(Cell(row, column, field))
                    count.one_more()
    except csv.Error as error:
        raise TableFault(f"{name} is not CSV: {error}.", _SAVE) from error
    return sheet


def _decoded(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, said = "utf-16", "UTF-16"
    else:
        encoding, said = "utf-8-sig", "UTF-8"
    try:
        text = data.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TableFault(f"{name}, line {line}: this is not {said} text.", _SAVE) from error
    if "\0" in text:
        raise TableFault(f"{name} holds NUL characters: it is no text, or UTF-16 unsaid.", _SAVE)
    return text


def _records(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _separator(text: str) -> str:
    """The one that makes columns of the most of the first rows; a comma if none does."""
    lines = io.StringIO(text, newline="")
    start = "".join(line for line, _ in zip(lines, range(_LOOKED_AT), strict=False))

    def columns(separator: str) -> int:
        try:
            return sum(len(fields) > 1 for fields in _records(start, separator))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=columns)
