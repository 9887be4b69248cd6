"""What is taken from a table for a plan, and what is to be said of its cells."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.figures import Figure, LeftOut, figure
from perkins_rules.tables.grid import Cell, Sheet

Path = tuple[str, ...]
"""Names of fields; in a list, `[key]` for the entry of that key: `[1S1]`."""


class Value(NamedTuple):
    """A value for a field of the plan, as it is written there, and the cell that it is from."""

    path: Path
    text: str
    shape: Shape
    place: str


class Remark(NamedTuple):
    """Something about a cell: what it was taken for, or why it was left out."""

    place: str
    text: str
    is_loss: bool


class Taken:
    """Gathers the values of a table. Two that differ for one field are both left out."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.values: dict[Path, Value] = {}
        self.remarks: list[Remark] = []
        self._disputed: set[Path] = set()
        self._bare: list[tuple[Path, Cell]] = []
        self._signed = False

    def figure(self, cell: Cell, path: Path, shape: Shape, *, in_numbers: bool = False) -> None:
        """Takes the money, percent or level of a cell, if it is one."""
        try:
            found = figure(cell, shape, in_numbers=in_numbers)
        except LeftOut as out:
            self.leave(cell, out.reason)
            return
        if found.remark:
            self.say(cell, f"{_said(cell)}, taken for {found.text}: {found.remark}")
        self._note_sign(cell, path, shape, found)
        self.take(cell, path, found.text, shape)

    def take(self, cell: Cell, path: Path, text: str, shape: Shape) -> None:
        """Takes a value."""
        place = self.place(cell)
        first = self.values.get(path)
        if path in self._disputed or (first is not None and first.text != text):
            self._disputed.add(path)
            if first is not None:
                del self.values[path]
                self._lose(first.place, "left out: another cell of the table says otherwise")
            self.leave(cell, "another cell of the table says otherwise")
        elif first is None:
            self.values[path] = Value(path, text, shape, place)
        if cell.hidden:
            self.say(cell, "stands in a hidden row or column, and was taken all the same")

    def leave(self, cell: Cell, why: str) -> None:
        """Says why a cell is left out."""
        self._lose(self.place(cell), f"{_said(cell)}, left out: {why}")

    def say(self, cell: Cell, text: str) -> None:
        """Says something about a cell that is taken."""
        self.remarks.append(Remark(self.place(cell), text, is_loss=False))

    def place(self, cell: Cell) -> str:
        """A cell as people name it."""
        return self._sheet.place(cell.row, cell.column)

    def finish(self) -> None:
        """Tells of percents without a sign, if others have one; to be called at the end."""
        for path, cell in self._bare if self._signed else ():
            if path in self.values:
                text = self.values[path].text
                self.say(cell, f"{_said(cell)}, taken for {text}: others have a percent sign")

    def _lose(self, place: str, text: str) -> None:
        self.remarks.append(Remark(place, text, is_loss=True))

    def _note_sign(self, cell: Cell, path: Path, shape: Shape, found: Figure) -> None:
        if shape.kind == "money" or found.text == "N/A":
            return
        if not found.is_bare:
            self._signed |= found.text.endswith("%")
        elif not found.remark:
            self._bare.append((path, cell))


def _said(cell: Cell) -> str:
    return "no value" if cell.kind == "formula" else shown(cell.text)
