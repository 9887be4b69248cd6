"""XLSX -> sheets, from the cells' own XML.

Not with openpyxl: it makes binary floats of numbers, and does not tell a formula without a result
from a blank cell. Memory goes with the cells that hold something, whatever size a sheet claims.
"""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from typing import Any
from zipfile import BadZipFile, ZipFile

from perkins_rules.tables import grid
from perkins_rules.tables.grid import Cell, Kind, Merged, Sheet, TableFault
from perkins_rules.tables.xlsx_styles import Styles
from perkins_rules.tables.xml_events import Events, parse

_REF = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_BYTES = 128 * 1024 * 1024
_PIECE = 1 << 16
_KINDS: dict[str, Kind] = {"n": "number", "b": "yes_no", "e": "error"}
_SAVE = "Open it in Excel and save it as an Excel workbook (.xlsx)."


def read_xlsx(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order. Raises TableFault."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(name, archive).sheets()
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError) as error:
        raise TableFault(f"{name} is a damaged workbook.", _SAVE) from error


class _Workbook:
    def __init__(self, name: str, archive: ZipFile) -> None:
        self._name, self._archive = name, archive
        self._parts = set(archive.namelist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise TableFault(f"{name} is encrypted with a password.", "Take the password off.")
        self._cells = 0

    def sheets(self) -> list[Sheet]:
        main = self._main()
        listed, leads = _Listed(), _Leads()
        self._parse(main, listed)
        folder, file = posixpath.split(main)
        self._parse(f"{folder}/_rels/{file}.rels", leads)
        texts, styles = _Texts(), Styles()
        for kind, target in leads.by_kind:
            part = _joined(folder, target)
            if kind == "sharedStrings" and part in self._parts:
                self._parse(part, texts)
            elif kind == "styles" and part in self._parts:
                self._parse(part, styles)
        return [
            self._sheet(title, _joined(folder, leads.targets.get(lead, "")), state, texts, styles)
            for title, lead, state in listed.sheets
        ]

    def _main(self) -> str:
        leads = _Leads()
        if "_rels/.rels" in self._parts:
            self._parse("_rels/.rels", leads)
        found = [target for kind, target in leads.by_kind if kind == "officeDocument"]
        part = found[0].lstrip("/") if found else "xl/workbook.xml"
        if part not in self._parts or not part.endswith(".xml"):
            what = "no workbook of Excel"
            if "mimetype" in self._parts:
                what = "a file of OpenDocument, not a workbook of Excel"
            elif part.endswith(".bin"):
                what = "a binary workbook (.xlsb), which is not read"
            raise TableFault(f"{self._name} is {what}.", _SAVE)
        return part

    def _sheet(self, title: str, part: str, state: str, texts: _Texts, styles: Styles) -> Sheet:
        sheet = Sheet(title, hidden=state not in ("", "visible"))
        if part in self._parts:
            self._parse(part, _Cells(self, sheet, texts.texts, styles))
        return sheet

    def count(self) -> None:
        """One more cell that holds something."""
        self._cells += 1
        if self._cells > grid.MOST_CELLS:
            most = f"{grid.MOST_CELLS:,}"
            raise TableFault(f"{self._name} has more than {most} cells that hold something.")

    def _parse(self, part: str, events: Events) -> None:
        with self._archive.open(part) as file:
            read = 0

            def piece() -> bytes:
                nonlocal read
                data = file.read(_PIECE)
                read += len(data)
                if read > _MOST_BYTES:
                    most = _MOST_BYTES >> 20
                    raise TableFault(f"{self._name}: {part} unpacks to more than {most} MiB.")
                return data

            parse(f"{self._name}: {part}", piece, events)


class _Listed(Events):
    """The sheets that a workbook lists: title, what leads to it, state."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(
                (given.get("name", ""), given.get(":id", ""), given.get("state", ""))
            )


class _Leads(Events):
    """What a part leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.by_kind: list[tuple[str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            self.targets[given.get("Id", "")] = target
            self.by_kind.append((given.get("Type", "").rpartition("/")[2], target))


class _Texts(Events):
    """The texts that cells share; how they are spoken (for Japanese) is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._held: list[str] = []
        self._spoken = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "si":
            self._held = []
        self._spoken += name == "rPh"
        self.collects = name == "t" and not self._spoken

    def end(self, name: str, text: str) -> None:
        if self.collects:
            self._held.append(text)
        self.collects = False
        self._spoken -= name == "rPh"
        if name == "si":
            self.texts.append("".join(self._held))


class _Cells(Events):
    """The cells of a sheet."""

    def __init__(self, book: _Workbook, sheet: Sheet, texts: list[str], styles: Styles) -> None:
        self._book, self._sheet, self._texts, self._styles = book, sheet, texts, styles
        self._row = self._column = 0
        self._hidden_row, self._spoken = False, 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._given: dict[str, str] = {}
        self._held: list[str] = []
        self._formula = False

    def start(self, name: str, given: dict[str, str]) -> None:
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
        self._spoken += name == "rPh"
        self.collects = name == "v" or (name == "t" and not self._spoken)

    def end(self, name: str, text: str) -> None:
        if self.collects:
            self._held.append(text)
        self.collects = False
        self._spoken -= name == "rPh"
        if name == "c":
            self._finish()

    def _begin(self, given: dict[str, str]) -> None:
        match = _REF.fullmatch(given.get("r", ""))
        self._column = _number(match[1]) if match else self._column + 1
        self._row = int(match[2]) if match else self._row
        if self._column > grid.MOST_COLUMNS or self._row > grid.MOST_ROWS:
            raise TableFault(f"A cell is said to stand at `{given.get('r', '')[:20]}`.", _SAVE)
        self._given, self._held, self._formula = given, [], False

    def _finish(self) -> None:
        text, kind = "".join(self._held), self._given.get("t", "n")
        if not text and not (self._formula and kind != "str"):
            return
        code = ""
        found: Kind = _KINDS.get(kind, "text")
        if not text:
            found = "formula"
        elif kind == "s":
            text = self._shared(text)
        elif found == "number":
            code = self._styles.format(self._given.get("s", "0"))
        hidden = self._hidden_row or any(a <= self._column <= b for a, b in self._hidden_columns)
        if text.strip() or found == "formula":
            self._book.count()
            self._sheet.put(Cell(self._row, self._column, text, found, code, hidden))

    def _shared(self, index: str) -> str:
        if not index.isdigit() or len(index) > 9 or int(index) >= len(self._texts):
            raise TableFault("A cell leads to a text that the workbook does not hold.", _SAVE)
        return self._texts[int(index)]

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        a, b = _REF.fullmatch(first), _REF.fullmatch(last)
        if a and b and len(self._sheet.merged) < grid.MOST_CELLS:
            corners = (int(a[2]), _number(a[1]), int(b[2]), _number(b[1]))
            self._sheet.merged.append(Merged(*corners))


def _joined(folder: str, target: str) -> str:
    part = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(part).lstrip("/")


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
