"""A workbook written while a run goes on; a table too long for a sheet goes on in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO, NamedTuple

from perkins_rules.report.outputs.cells import NUMBER, cell_text
from perkins_rules.report.workbooks import xlsx_limits as limits
from perkins_rules.report.workbooks.xlsx_looks import Look, Looks
from perkins_rules.report.workbooks.xlsx_package import write_workbook
from perkins_rules.report.workbooks.xlsx_sheet import (
    Sheet,
    Width,
    last_cell,
    number_cell,
    text_cell,
)
from perkins_rules.tables.grid import letters

# Excel reads _x0041_ in a text as the character of that number.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONG = "Long texts"
_HEAD = Look(bold=True, wrapped=True)
_LINK = Look(color="0563C1", underlined=True)


class Head(NamedTuple):
    """A column: what stands over it, how wide it is in characters, and whether it is hidden."""

    title: str
    width: int
    hidden: bool = False


class Link(NamedTuple):
    """A text that leads to an address; one that begins with # is a cell of the workbook."""

    text: str
    address: str


class Exact(NamedTuple):
    """A number of exactly these digits, of which Excel may not keep each."""

    digits: str
    format: str = ""


class Colored(NamedTuple):
    """A text on a color, such as FFC7CE; empty for none."""

    text: str
    fill: str


Value = str | int | Exact | Link | Colored | None


def keeps(digits: str) -> bool:
    """Whether Excel keeps every digit of a number."""
    return len(digits.lstrip("-").replace(".", "").lstrip("0")) <= limits.MOST_DIGITS


class Book:
    """The workbook, and the sheet that holds what is too long for a cell."""

    def __init__(self) -> None:
        self.looks = Looks()
        self.tables: list[Table] = []
        self.long_texts: Table | None = None

    def table(
        self, title: str, heads: Sequence[Head], frozen: str = "", *, wrapped: bool = False
    ) -> Table:
        """A new table. Tables stand in the order in which they are asked for; one of which rows or
        columns are `frozen`, up to a cell, has a filter, too. Its texts may be `wrapped`, and
        are then printed as wide as a page.
        """
        table = Table(self, title, heads, frozen, Look(wrapped=wrapped))
        self.tables.append(table)
        return table

    def save(self, file: IO[bytes]) -> None:
        """Writes all of it."""
        for table in self.tables:
            table.close()
        write_workbook([s for t in self.tables for s in t.sheets], self.looks, file)
        self.give_up()

    def give_up(self) -> None:
        """Removes the files in which rows wait."""
        for sheet in (s for t in self.tables for s in t.sheets):
            sheet.close()

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

    def __init__(
        self, book: Book, title: str, heads: Sequence[Head], frozen: str, look: Look
    ) -> None:
        self._book, self.title, self._heads, self._frozen = book, title, heads, frozen
        self._look = look
        self.sheets: list[Sheet] = []
        self.rows = self._row = 0
        self._lines = 1
        self.links_left_out = False
        self._letters = [letters(at) for at in range(1, len(heads) + 1)]
        self._start()

    def append(self, values: Sequence[Value]) -> None:
        """A row of values."""
        if self._row >= limits.MOST_ROWS:
            self.close()
            self._start()
        self.rows += 1
        self._row += 1
        self._lines = 1
        cells = [self._cell(at, value) for at, value in enumerate(values)]
        self._sheet.row(self._row, cells, self._lines)

    @property
    def next_row(self) -> str:
        """Where the next row will begin, as a link leads there."""
        number, row = len(self.sheets), self._row + 1
        if row > limits.MOST_ROWS:
            number, row = number + 1, 2
        return f"#'{self._name(number)}'!A{row}"

    def close(self) -> None:
        """The filter reaches over all rows of the sheet."""
        if self._frozen:
            self._sheet.filtered = f"A1:{last_cell(len(self._heads), self._row)}"

    def _name(self, number: int) -> str:
        return self.title if number == 1 else f"{self.title} {number}"

    def _start(self) -> None:
        widths = [Width(head.width, head.hidden) for head in self._heads]
        self._sheet = Sheet(self._name(len(self.sheets) + 1), widths, self._frozen)
        self._sheet.pages = (1, 0) if self._look.wrapped else None
        self.sheets.append(self._sheet)
        self._row = self._lines = 1
        heads = [self._text(head.title, _HEAD, at) for at, head in enumerate(self._heads)]
        self._sheet.row(1, heads, self._lines)

    def _cell(self, at: int, value: Value) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, str):
            return self._text(value, self._look, at)
        if isinstance(value, Exact):
            return self._number(value, at)
        if isinstance(value, int):
            look = self._book.looks.number(self._look)
            return number_cell(self._place(at), str(value), look)
        if isinstance(value, Colored):
            return self._text(value.text, self._look._replace(fill=value.fill), at)
        if self._sheet.links < limits.MOST_LINKS:
            self._sheet.link(self._place(at), value.address)
        else:
            self.links_left_out = True
        return self._text(value.text, _LINK._replace(wrapped=self._look.wrapped), at)

    def _text(self, text: str, look: Look, at: int) -> str:
        head = self._heads[at]
        whole = self._book.whole(text, self._sheet.name, self._row, head.title)
        if look.wrapped and not head.hidden:
            # Not each program finds out by itself how high a row with wrapped texts is.
            self._lines = max(self._lines, -(-len(whole) * 11 // (10 * head.width)))
        return text_cell(self._place(at), whole, self._book.looks.number(look))

    def _number(self, value: Exact, at: int) -> str:
        if not NUMBER.fullmatch(value.digits):
            return self._text(value.digits, self._look, at)
        look = self._book.looks.number(self._look._replace(format=value.format))
        return number_cell(self._place(at), value.digits, look)

    def _place(self, at: int) -> str:
        return f"{self._letters[at]}{self._row}"
