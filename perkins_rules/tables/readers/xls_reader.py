"""XLS (Excel 97 to 2003, and 5) -> sheets, by xlrd: it gives formats and fonts.

The file itself holds numbers as binary ones, or as a hundredth of a whole one: their shortest
decimal digits are what Excel writes for them into .xlsx. A formula whose result is an empty text
cannot be told from one that was never calculated.
"""

from __future__ import annotations

import io
from typing import Any

import xlrd
from xlrd.sheet import Cell as XlsCell
from xlrd.sheet import Sheet as XlsSheet

from perkins_rules.tables.grid import (
    SAVE_AGAIN,
    Cell,
    Count,
    Kind,
    Merged,
    Sheet,
    TableFault,
    text_and_notes,
)
from perkins_rules.tables.readers.zip_parts import encrypted

_KINDS: dict[int, Kind] = {
    xlrd.XL_CELL_NUMBER: "number",
    xlrd.XL_CELL_DATE: "number",
    xlrd.XL_CELL_TEXT: "text",
    xlrd.XL_CELL_BOOLEAN: "yes_no",
    xlrd.XL_CELL_ERROR: "error",
}


def read_xls(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises TableFault."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        count = Count(name)
        return [_Reading(book, one, count).sheet() for one in book.sheets()]
    except TableFault:
        raise
    except Exception as error:  # xlrd raises whatever a damaged file leads to
        if "encrypted" in str(error):
            raise encrypted(name) from error
        raise TableFault(f"{name} is a damaged workbook (.xls).", SAVE_AGAIN) from error


class _Reading:
    """Reads one sheet; rows and columns are from 0 in it."""

    def __init__(self, book: xlrd.Book, of: XlsSheet, count: Count) -> None:
        self._book, self._of, self._count = book, of, count

    def sheet(self) -> Sheet:
        """Its cells."""
        sheet = Sheet(self._of.name, hidden=self._of.visibility != 0)
        for row in range(self._of.nrows):
            for column, kind in enumerate(self._of.row_types(row)):
                cell = self._cell(row, column) if kind in _KINDS else None
                if cell is not None:
                    self._count.one_more()
                    sheet.put(cell)
        for first, end, left, right in self._of.merged_cells:
            sheet.merged.append(Merged(first + 1, left + 1, end, right))
        return sheet

    def _cell(self, row: int, column: int) -> Cell | None:
        held = self._of.cell(row, column)
        kind = _KINDS[held.ctype]
        assert held.xf_index is not None  # it was asked for
        style = self._book.xf_list[held.xf_index]
        text, notes = text_and_notes(self._pieces(row, column, _written(held), style.font_index))
        if not text:
            kind = "formula"
        elif not text.strip():
            return None
        elif kind == "number" and text.startswith("["):  # a raised mark
            kind = "text"
        code = self._book.format_map[style.format_key].format_str if kind == "number" else ""
        code = "" if code.lower() == "general" else code
        return Cell(row + 1, column + 1, text, kind, code, self._is_hidden(row, column), notes)

    def _pieces(self, row: int, column: int, text: str, font: int) -> list[tuple[str, bool]]:
        runs = self._of.rich_text_runlist_map.get((row, column), [])
        starts = [(0, font), *runs]
        ends = [*(start for start, _ in runs), len(text)]
        return [
            (text[start:end], self._book.font_list[of].escapement != 0)
            for (start, of), end in zip(starts, ends, strict=True)
        ]

    def _is_hidden(self, row: int, column: int) -> bool:
        of_row = self._of.rowinfo_map.get(row)
        of_column = self._of.colinfo_map.get(column)
        return bool((of_row and of_row.hidden) or (of_column and of_column.hidden))


def _written(held: XlsCell) -> str:
    """What a cell holds: of a number, the digits that stand for it alone."""
    value: Any = held.value
    if held.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#ERROR")
    if held.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    return str(value) if held.ctype == xlrd.XL_CELL_TEXT else repr(value).removesuffix(".0")
