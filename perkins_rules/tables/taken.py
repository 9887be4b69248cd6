"""What is taken from a table for a plan, and what is to be said of its cells.

Each cell of a sheet is accounted for once: taken, left out and told, or part of a head or a label.
What is left at the end and holds a figure is told, too, so that none is lost in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.bare_percents import Bare, judged
from perkins_rules.tables.figures import Figure, Unit, figure
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.out import LeftOut
from perkins_rules.tables.text_cells import (
    NUMBER_AS_TEXT,
    holds_figure,
    is_blank,
    said,
    stands_for_figure,
)

Path = tuple[str, ...]
"""Names of fields; in a list, `[key]` for the entry of that key: `[1S1]`."""


class Value(NamedTuple):
    """A value for a field of the plan, as it is written there, and the cell that it is from."""

    path: Path
    text: str
    shape: Shape
    place: str


class Remark(NamedTuple):
    """Something about a cell: what it was taken for, or why it was left out. `is_doubt` where the
    table may be the wrong one for the plan; `cells` how many cells it tells of.
    """

    place: str
    text: str
    is_loss: bool
    is_doubt: bool = False
    cells: int = 1


_OTHERWISE = "has another figure for the same field; keep the one that holds"


class Taken:
    """Gathers the values of a table. Two that differ for one field are both left out."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.values: dict[Path, Value] = {}
        self.remarks: list[Remark] = []
        self.percents_left: list[tuple[int, Path]] = []
        """The places among the remarks of those on percents that are left out, and their fields."""
        self._accounted: set[tuple[int, int]] = set()
        self._disputed: dict[Path, str] = {}
        self._bare: list[Bare] = []
        self._signed: set[int] = set()

    def figure(self, cell: Cell, path: Path, shape: Shape, unit: Unit = Unit()) -> None:  # noqa: B008 - never changed
        """Takes the money, percent, level or count of a cell, if it is one."""
        self._accounted.add((cell.row, cell.column))
        try:
            found = figure(cell, shape, unit)
        except LeftOut as out:
            self._leave_figure(cell, path, shape, out.reason)
            return
        if found.is_bare:
            self._bare.append(Bare(cell, path, shape, found))
            return
        if found.text.endswith("%"):
            self._signed.add(cell.column)
        self._accept(cell, path, shape, found)

    def take(self, cell: Cell, path: Path, text: str, shape: Shape) -> None:
        """Takes a value."""
        self.pass_over([cell])
        place = self.place(cell)
        first = self.values.get(path)
        if first is not None and first.text != text:
            self._disputed[path] = first.place
            del self.values[path]
            self._lose(first.place, f"{shown(first.text)}, left out: {place} {_OTHERWISE}")
        if path in self._disputed:
            self.leave(cell, f"{self._disputed[path]} {_OTHERWISE}")
        elif first is None:
            self.values[path] = Value(path, text, shape, place)
        if cell.hidden:
            self.say(cell, "stands in a hidden row or column, and was taken all the same")

    def leave(self, cell: Cell, why: str) -> None:
        """Says why a cell is left out."""
        self.pass_over([cell])
        self._lose(self.place(cell), f"{said(cell)}, left out: {why}")

    def leave_row(self, cells: Sequence[Cell], why: str) -> None:
        """Says once why the figures of a row are left out."""
        held = [cell for cell in cells if stands_for_figure(cell)]
        self.pass_over(cells)
        if held:
            more = len(held) - 1
            also = f" and {more} further figure{'s' * (more != 1)} of its row" if more else ""
            text = f"{said(held[0])}{also}, left out: {why}"
            self._lose(self.place(held[0]), text, len(held))

    def leave_column(
        self, head: Cell, cells: Collection[Cell], why: str, *, is_wanted: bool = True
    ) -> None:
        """Says once why the cells below a head are left out. No loss where no figure is among
        them, or where the user does not want them.
        """
        filled = [cell for cell in cells if not is_blank(cell)]
        figures = sum(map(holds_figure, filled))
        self.pass_over([head, *filled])
        if filled:
            if not figures:
                why = "no figures stand below"
            below = f" with {figures} figure{'s' * (figures != 1)} below" if figures else ""
            text = f"{said(head)}{below}, left out: {why}"
            is_loss = figures > 0 and is_wanted
            self.remarks.append(Remark(self.place(head), text, is_loss, cells=figures))

    def pass_over(self, cells: Iterable[Cell]) -> None:
        """Accounts for cells: they are heads or labels, or were told of otherwise."""
        self._accounted.update((cell.row, cell.column) for cell in cells)

    def say(self, cell: Cell, text: str) -> None:
        """Says something about a cell that is no loss."""
        self.pass_over([cell])
        self.remarks.append(Remark(self.place(cell), text, is_loss=False))

    def doubt(self, cell: Cell, text: str) -> None:
        """Says that the table may be the wrong one for the plan."""
        self.remarks.append(Remark(self.place(cell), text, is_loss=False, is_doubt=True))

    def place(self, cell: Cell) -> str:
        """A cell as people name it."""
        return self.sheet.place(cell.row, cell.column)

    def finish(self, apart: Collection[int] = ()) -> None:
        """To be called at the end: judges percents without a sign by their columns, and tells of
        each figure that nobody accounted for, save in the rows `apart`, which are of another form.
        """
        for bare, result in judged(self._bare, self._signed):
            if isinstance(result, Figure):
                self._accept(bare.cell, bare.path, bare.shape, result)
            else:
                self._leave_figure(bare.cell, bare.path, bare.shape, result.reason)
        for row, cells in self.sheet.in_order():
            for column, cell in cells.items():
                if row in apart or (row, column) in self._accounted or not holds_figure(cell):
                    continue
                self.leave(cell, "no words of the table say what it is")

    def _accept(self, cell: Cell, path: Path, shape: Shape, found: Figure) -> None:
        if found.remark and not (self.sheet.is_text and found.remark == NUMBER_AS_TEXT):
            self.say(cell, f"{said(cell)}, taken for {found.text}: {found.remark}")
        self.take(cell, path, found.text, shape)

    def _leave_figure(self, cell: Cell, path: Path, shape: Shape, why: str) -> None:
        self.leave(cell, why)
        if shape.kind == "percent":
            self.percents_left.append((len(self.remarks) - 1, path))

    def _lose(self, place: str, text: str, cells: int = 1) -> None:
        self.remarks.append(Remark(place, text, is_loss=True, cells=cells))
