"""XLSX -> sheets, from the cells' own XML.

Not with openpyxl: it makes binary floats of numbers, and does not tell a formula without a result
from a blank cell. Memory goes with the cells that hold something, whatever size a sheet claims.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from perkins_rules.tables import grid
from perkins_rules.tables.grid import (
    SAVE_AGAIN,
    Cell,
    Count,
    Kind,
    Merged,
    Sheet,
    TableFault,
    raised_alone,
    text_and_notes,
)
from perkins_rules.tables.readers.xlsx_styles import Styles
from perkins_rules.tables.readers.xml_events import Events
from perkins_rules.tables.readers.zip_parts import Parts, joined, leads_of

_REF = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_KINDS: dict[str, Kind] = {"n": "number", "b": "yes_no", "e": "error"}


def read_xlsx(parts: Parts, main: str) -> list[Sheet]:
    """The sheets of a workbook, in its order; `main` is the part that lists them.

    Raises TableFault.
    """
    listed, texts, styles, count = _Listed(), _Texts(), Styles(), Count(parts.name)
    parts.read(main, listed)
    folder, leads = posixpath.dirname(main), leads_of(parts, main)
    for kind, target in leads.by_kind:
        part = joined(folder, target)
        if kind == "sharedStrings" and part in parts.names:
            parts.read(part, texts)
        elif kind == "styles" and part in parts.names:
            parts.read(part, styles)
    sheets = []
    for title, lead, state in listed.sheets:
        sheet = Sheet(title, hidden=state not in ("", "visible"))
        part = joined(folder, leads.targets.get(lead, ""))
        if part in parts.names:
            parts.read(part, _Cells(sheet, count, texts.texts, styles))
        sheets.append(sheet)
    return sheets


class _Listed(Events):
    """The sheets that a workbook lists: title, what leads to it, state."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(
                (given.get("name", ""), given.get(":id", ""), given.get("state", ""))
            )


class _Runs(Events):
    """Gathers a text in runs, some of them raised; how it is spoken (for Japanese) is left out."""

    def __init__(self) -> None:
        self._held: list[tuple[str, bool]] = []
        self._is_raised = self._collects = False

    def start(self, name: str, given: dict[str, str]) -> bool:
        if name == "r":
            self._is_raised = False
        elif name == "vertAlign":
            self._is_raised = given.get("val") in ("superscript", "subscript")
        self._collects = name in ("v", "t")
        return name == "rPh"

    def text(self, text: str) -> None:
        if self._collects:
            self._held.append((text, self._is_raised))

    def end(self, name: str) -> None:
        self._collects = False

    def _anew(self) -> None:
        self._held, self._is_raised = [], False


class _Texts(_Runs):
    """The texts that cells share, each with its notes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> bool:
        if name == "si":
            self._anew()
        return super().start(name, given)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(text_and_notes(self._held))


class _Cells(_Runs):
    """The cells of a sheet."""

    def __init__(
        self, sheet: Sheet, count: Count, texts: list[tuple[str, str]], styles: Styles
    ) -> None:
        super().__init__()
        self._sheet, self._count, self._texts, self._styles = sheet, count, texts, styles
        self._row = self._column = 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._given: dict[str, str] = {}
        self._hidden_row = self._formula = False

    def start(self, name: str, given: dict[str, str]) -> bool:
        if name == "row":
            self._row = _whole(given.get("r"), self._row + 1, grid.MOST_ROWS)
            self._column, self._hidden_row = 0, _is_true(given.get("hidden"))
        elif name == "c":
            self._begin(given)
        elif name == "col" and _is_true(given.get("hidden")):
            first = _whole(given.get("min"), 1, grid.MOST_COLUMNS)
            last = _whole(given.get("max"), 1, grid.MOST_COLUMNS)
            self._hidden_columns.append((first, last))
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))
        self._formula |= name == "f"
        return super().start(name, given)

    def end(self, name: str) -> None:
        super().end(name)
        if name == "c":
            self._finish()

    def _begin(self, given: dict[str, str]) -> None:
        match = _REF.fullmatch(given.get("r", ""))
        self._column = _number(match[1]) if match else self._column + 1
        self._row = int(match[2]) if match else self._row
        if self._column > grid.MOST_COLUMNS or self._row > grid.MOST_ROWS:
            raise TableFault(f"A cell is said to stand at `{given.get('r', '')[:20]}`.", SAVE_AGAIN)
        self._given, self._formula = given, False
        self._anew()

    def _finish(self) -> None:
        (text, notes), kind = text_and_notes(self._held), self._given.get("t", "n")
        if not text and not (self._formula and kind != "str"):
            return
        style, found, code = self._given.get("s", "0"), _KINDS.get(kind, "text"), ""
        if not text:
            found = "formula"
        elif kind == "s":
            text, notes = self._shared(text)
        if text and not notes and self._styles.is_raised(style):
            whole = raised_alone(text)
            text, found = whole, (found if whole == text else "text")
        if found == "number":
            code = self._styles.format(style)
        hidden = self._hidden_row or any(a <= self._column <= b for a, b in self._hidden_columns)
        if text.strip() or found == "formula":
            self._count.one_more()
            self._sheet.put(Cell(self._row, self._column, text, found, code, hidden, notes))

    def _shared(self, index: str) -> tuple[str, str]:
        if not index.isdigit() or len(index) > 9 or int(index) >= len(self._texts):
            raise TableFault("A cell leads to a text that the workbook does not hold.", SAVE_AGAIN)
        return self._texts[int(index)]

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        a, b = _REF.fullmatch(first), _REF.fullmatch(last)
        if a and b and len(self._sheet.merged) < grid.MOST_CELLS:
            corners = (int(a[2]), _number(a[1]), int(b[2]), _number(b[1]))
            self._sheet.merged.append(Merged(*corners))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: Any, otherwise: int, most: int) -> int:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 9:
        return min(otherwise, most)
    return min(int(text), most)


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
