"""A workbook written while a run goes on; a table too long for a sheet goes on in another."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import IO, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from perkins_rules.report.outputs.cells import NUMBER, cell_text
from perkins_rules.report.workbooks import xlsx_limits as limits
from perkins_rules.report.workbooks.xlsx_cells import number_cell, row, text_cell
from perkins_rules.report.workbooks.xlsx_parts import SheetWriter, save

# Excel reads _x0041_ in a text as the character of that number.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONG = "Long texts"


class Head(NamedTuple):
    """A column: what stands over it, and how wide it is, in characters."""

    title: str
    width: int


class Link(NamedTuple):
    """A text that leads to an address."""

    text: str
    address: str


class Exact(NamedTuple):
    """An exact number, written as a number where Excel keeps every digit, and otherwise as text."""

    digits: str
    format: str = "General"


class Book:
    """The workbook, and the sheet that holds what is too long for a cell."""

    def __init__(self) -> None:
        self.workbook: Any = Workbook(write_only=True)
        self.tables: list[Table] = []
        self.long_texts: Table | None = None

    def table(self, title: str, heads: Sequence[Head], frozen: str = "") -> Table:
        """A new table. Tables stand in the order in which they are asked for; one of which rows or
        columns are `frozen`, up to a cell, has a filter, too.
        """
        table = Table(self, title, heads, frozen)
        self.tables.append(table)
        return table

    def save(self, file: IO[bytes]) -> None:
        """Writes all of it."""
        for table in self.tables:
            table.close()
        self.workbook._sheets = [s for t in self.tables for s in t.sheets]  # noqa: SLF001
        save(self.workbook, file)

    def give_up(self) -> None:
        """Removes the files in which openpyxl keeps the sheets meanwhile."""
        for sheet in self.workbook.worksheets:
            writer = sheet._writer  # noqa: SLF001
            with contextlib.suppress(Exception):
                sheet.close()
            with contextlib.suppress(Exception):
                writer.cleanup()

    def whole(self, text: str, sheet: str, row: int, head: str) -> str:
        """A text for a cell; what does not fit goes to the sheet for long texts, and is said."""
        text = cell_text(text)
        size = limits.MOST_CHARACTERS // (2 if _CODED.search(text) else 1) - 100
        parts = limits.pieces(text, size)
        if len(parts) == 1:
            return _CODED.sub("_x005F_", text)
        if self.long_texts is None:
            heads = (Head("Sheet", 14), Head("Row", 9), Head("Column", 24), Head("Part", 7))
            self.long_texts = self.table(_LONG, (*heads, Head("Text", 120)), "A2")
        for number, part in enumerate(parts[1:], start=2):
            self.long_texts.append([sheet, row, head, number, part])
        first = _CODED.sub("_x005F_", parts[0])
        return f"{first} … [goes on in the sheet {_LONG}]"


class Table:
    """Rows under heads, in one sheet or in several one after the other."""

    def __init__(self, book: Book, title: str, heads: Sequence[Head], frozen: str) -> None:
        self._book, self.title, self._heads, self._frozen = book, title, heads, frozen
        self.sheets: list[Any] = []
        self.rows = 0
        self.links_left_out = False
        self._letters = [get_column_letter(at) for at in range(1, len(heads) + 1)]
        self._start()

    def append(self, values: Sequence[Any]) -> None:
        """A row of texts, whole numbers, `Exact` ones, `Link`s and None."""
        if self._row >= limits.MOST_ROWS:
            self.close()
            self._start()
        self._row += 1
        self.rows += 1
        self._write([self._cell(at, value) for at, value in enumerate(values)])

    def close(self) -> None:
        """The filter reaches over all rows of the sheet."""
        if not self._frozen:
            return
        last = get_column_letter(len(self._heads))
        self._sheet.auto_filter.ref = f"A1:{last}{self._row}"

    def _start(self) -> None:
        number = len(self.sheets) + 1
        self._name = self.title if number == 1 else f"{self.title} {number}"
        sheet = self._sheet = self._book.workbook.create_sheet(self._name)
        self.sheets.append(sheet)
        sheet.freeze_panes = self._frozen or None
        for at, head in enumerate(self._heads, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = head.width
        self._writer = sheet._writer = SheetWriter(sheet)  # noqa: SLF001
        self._writer.write_top()
        self._looks = {
            "": 0,
            "head": _styled(sheet, font=Font(bold=True), alignment=Alignment(wrap_text=True)),
            "link": _styled(sheet, font=Font(color="0563C1", underline="single")),
        }
        self._row = 1
        self._write([self._text(head.title, "head", at) for at, head in enumerate(self._heads)])

    def _write(self, cells: list[str]) -> None:
        self._writer.waiting.write(row(self._row, cells))

    def _cell(self, at: int, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, str):
            return self._text(value, "", at)
        if isinstance(value, Exact):
            return self._number(value, at)
        if isinstance(value, int):
            return number_cell(self._place(at), str(value))
        assert isinstance(value, Link)
        if self._writer.links.count < limits.MOST_LINKS:
            self._writer.link(self._place(at), value.address)
        else:
            self.links_left_out = True
        return self._text(value.text, "link", at)

    def _text(self, text: str, looks: str, at: int) -> str:
        whole = self._book.whole(text, self._name, self._row, self._heads[at].title)
        return text_cell(self._place(at), whole, self._looks[looks])

    def _number(self, value: Exact, at: int) -> str:
        digits = value.digits.lstrip("-").replace(".", "").lstrip("0")
        if not NUMBER.fullmatch(value.digits):
            return self._text(value.digits, "", at)
        if value.format not in self._looks:
            self._looks[value.format] = _styled(self._sheet, number_format=value.format)
        fits = len(digits) <= limits.MOST_DIGITS
        write = number_cell if fits else text_cell
        return write(self._place(at), value.digits, self._looks[value.format])

    def _place(self, at: int) -> str:
        return f"{self._letters[at]}{self._row}"


def _styled(sheet: Any, **looks: Any) -> int:
    """The number under which the workbook keeps some looks."""
    cell: Any = WriteOnlyCell(sheet)
    for name, look in looks.items():
        setattr(cell, name, look)
    return int(cell.style_id)
