"""ODS -> sheets, from the cells' own XML: the value that a cell holds, not the text that shows it.

What repeats without end, as blank rows do, takes no memory.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from perkins_rules.tables import grid
from perkins_rules.tables.grid import (
    Cell,
    Count,
    Kind,
    Merged,
    Sheet,
    TableFault,
    raised_alone,
    text_and_notes,
)
from perkins_rules.tables.readers.ods_styles import OdsStyles
from perkins_rules.tables.readers.xml_events import Events
from perkins_rules.tables.readers.zip_parts import Parts, encrypted

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_NUMBERS = ("float", "percentage", "currency")
_DATES = ("date", "time")
_IN_TEXT = {"tab": "\t", "line-break": "\n"}
# Beside the sheets and the texts of cells: drawings, comments, earlier versions.
_ASIDE = ("shapes", "forms", "dde-links", "tracked-changes", "annotation", "frame", "custom-shape")
_ASIDE_IN_TEXT = ("note-body", "ruby-text")
_MOST_BLANKS = 1000


class _Span(NamedTuple):
    """Columns that are declared together."""

    first: int
    style: str
    is_hidden: bool


def read_ods(parts: Parts) -> list[Sheet]:
    """The sheets of an OpenDocument spreadsheet, in its order. Raises TableFault."""
    manifest, styles = _Manifest(), OdsStyles()
    if _MANIFEST in parts.names:
        parts.read(_MANIFEST, manifest)
    if manifest.is_encrypted:
        raise encrypted(parts.name)
    if _STYLES in parts.names:
        parts.read(_STYLES, styles)
    content = _Content(styles, Count(parts.name))
    parts.read(_CONTENT, content)
    return content.sheets


class _Manifest(Events):
    is_encrypted = False

    def start(self, name: str, given: dict[str, str]) -> None:
        self.is_encrypted |= name == "encryption-data"


class _Content(Events):
    """The sheets of the part with the content, which begins with styles of its own."""

    def __init__(self, styles: OdsStyles, count: Count) -> None:
        self.sheets: list[Sheet] = []
        self._styles, self._count = styles, count
        self._in_body = self._in_cell = self._hidden_row = False
        self._row = self._row_end = self._column = 0
        self._row_style = ""
        self._columns: list[_Span] = []
        self._columns_end = 1
        self._given: dict[str, str] = {}
        self._held: list[tuple[str, bool]] = []
        self._raised: list[bool] = []

    def start(self, name: str, given: dict[str, str]) -> bool:
        self._in_body |= name == "body"
        if not self._in_body:
            self._styles.start(name, given)
        elif self._raised or name == "p":
            return self._start_in_text(name, given)
        elif self._in_cell or name in _ASIDE or _is_of_another_file(name, given):
            return True
        else:
            self._start_outside(name, given)
        return False

    def text(self, text: str) -> None:
        if not self._in_body:
            self._styles.text(text)
        elif self._raised:
            self._held.append((text, self._raised[-1]))

    def end(self, name: str) -> None:
        if not self._in_body:
            self._styles.end(name)
        elif self._raised:
            self._raised.pop()
        elif name == "table-cell":
            self._finish()
        elif name == "covered-table-cell":  # another cell is shown over it
            self._advance()

    # -------------------------------------------------------------- rows, columns, texts

    def _start_outside(self, name: str, given: dict[str, str]) -> None:
        if name == "table":
            hidden = self._styles.is_hidden(given.get(":style-name", ""))
            self.sheets.append(Sheet(given.get(":name", ""), hidden=hidden))
            self._row_end, self._columns, self._columns_end = 1, [], 1
        elif name == "table-column":
            span = _Span(
                self._columns_end, given.get(":default-cell-style-name", ""), _hides(given)
            )
            self._columns.append(span)
            self._columns_end += _times(given, ":number-columns-repeated")
        elif name == "table-row":
            self._row, self._column, self._hidden_row = self._row_end, 1, _hides(given)
            self._row_style = given.get(":default-cell-style-name", "")
            self._row_end += _times(given, ":number-rows-repeated")
        elif name in ("table-cell", "covered-table-cell"):
            self._in_cell, self._given, self._held = True, given, []

    def _start_in_text(self, name: str, given: dict[str, str]) -> bool:
        if not self._in_cell or name in _ASIDE or name in _ASIDE_IN_TEXT:
            return True
        if name == "p":
            self._held.append(("\n" if self._held else "", False))
        raised = bool(self._raised and self._raised[-1]) or name == "note-citation"
        if name == "span":
            raised = raised or self._styles.is_raised("text", given.get(":style-name", ""))
        self._raised.append(raised)
        if name == "s":
            self._held.append((" " * _times(given, ":c", _MOST_BLANKS), raised))
        elif name in _IN_TEXT:
            self._held.append((_IN_TEXT[name], raised))
        return False

    # -------------------------------------------------------------- one cell

    def _finish(self) -> None:
        given, first = self._given, self._advance()
        style = given.get(":style-name") or self._row_style or self._span(first).style
        text, notes = text_and_notes(self._held)
        kind: Kind = "text"
        code = ""
        if ":value-type" in given:
            text, kind, code = self._value(text, style)
        elif ":formula" in given and not self._held:
            kind = "formula"
        if text and not notes and self._styles.is_raised("table-cell", style):
            whole = raised_alone(text)
            text, kind = whole, (kind if whole == text else "text")
        if text.strip() or kind == "formula":
            self._put(first, Cell(0, 0, text, kind, code, notes=notes))
        self._merge(first)

    def _advance(self) -> int:
        """Ends a cell, and gives its column."""
        self._in_cell, first = False, self._column
        self._column += _times(self._given, ":number-columns-repeated")
        return first

    def _value(self, shown: str, style: str) -> tuple[str, Kind, str]:
        """What a cell holds, by the type that it says."""
        given, of = self._given, self._given[":value-type"]
        if of in _NUMBERS and ":value" in given:
            code = self._styles.format(style)
            return given[":value"], "number", code or ("%" if of == "percentage" else "")
        if of in _DATES:
            return shown or given.get(f":{of}-value", ""), "number", "yyyy-mm-dd"
        if of == "boolean":
            return given.get(":boolean-value", "").upper(), "yes_no", ""
        return shown or given.get(":string-value", ""), "error" if of == "error" else "text", ""

    def _put(self, first: int, cell: Cell) -> None:
        """The cell, as often as it and its row are repeated."""
        if self._row_end - 1 > grid.MOST_ROWS or self._column - 1 > grid.MOST_COLUMNS:
            raise TableFault("A cell is said to stand behind the last row or column of a sheet.")
        for row in range(self._row, self._row_end):
            for column in range(first, self._column):
                self._count.one_more()
                hidden = self._hidden_row or self._span(column).is_hidden
                placed = cell._replace(row=row, column=column, hidden=hidden)
                self.sheets[-1].put(placed)

    def _merge(self, first: int) -> None:
        right = first + _times(self._given, ":number-columns-spanned") - 1
        bottom = self._row + _times(self._given, ":number-rows-spanned") - 1
        merged = self.sheets[-1].merged
        if (right, bottom) != (first, self._row) and len(merged) < grid.MOST_CELLS:
            merged.append(Merged(self._row, first, bottom, right))

    def _span(self, column: int) -> _Span:
        at = bisect_right(self._columns, column, key=lambda one: one.first) - 1
        is_declared = at >= 0 and column < self._columns_end
        return self._columns[at] if is_declared else _Span(1, "", is_hidden=False)


def _is_of_another_file(name: str, given: dict[str, str]) -> bool:
    """A copy of what formulas lead to in other files, which no program shows."""
    return name == "table" and given.get(":name", "").startswith("'file:")


def _hides(given: dict[str, str]) -> bool:
    return given.get(":visibility", "visible") != "visible"


def _times(given: dict[str, str], name: str, most: int = grid.MOST_ROWS) -> int:
    """How often something is there: a whole number, or once."""
    text = given.get(name, "1")
    return max(1, min(int(text[:9]), most)) if text.isascii() and text.isdigit() else 1
