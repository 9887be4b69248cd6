"""The budget form, wherever it stands in a sheet: by line numbers, by labels, or by both."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_columns import Chosen, choose
from perkins_rules.tables.budget_head import Head, Kind
from perkins_rules.tables.budget_rows import line_of, named
from perkins_rules.tables.columns import Cells, why_merged
from perkins_rules.tables.figures import Unit
from perkins_rules.tables.form import Line, shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import holds_figure, is_blank, said, says_not_asked


def read_budget(
    sheet: Sheet, found: Sequence[Head], root: Shape, asked: Asked, taken: Taken, others: set[int]
) -> None:
    """Takes the values of the form in a sheet, below its heads; at the rows `others` begins another
    form. Raises TableFault for what only the user knows.
    """
    heads = {head.top: head for head in found}
    take_heading(sheet, found[0].top, "budget", root, asked, taken)
    year = taken.values.get(("budget", "fiscal_year"))
    reading = _Reading(sheet, root, taken)
    for row, cells in sheet.in_order():
        if row in heads:
            chosen = choose(heads[row], asked, int(year.text) if year else None, taken)
            reading.begin(heads[row], chosen)
        elif row in others:
            reading.end()
        reading.row(row, cells)
    reading.end()


class _Reading:
    """One sheet, row by row, below one head after the other."""

    def __init__(self, sheet: Sheet, root: Shape, taken: Taken) -> None:
        self._sheet, self._root, self._taken = sheet, root, taken
        self._head: Head | None = None
        self._chosen = Chosen()
        self._above = ""
        self._aside: dict[int, list[Cell]] = {}

    def begin(self, head: Head, chosen: Chosen) -> None:
        """The form begins, or goes on, on another page."""
        self.end()
        self._head, self._chosen = head, chosen

    def end(self) -> None:
        """Tells once of each column that is not taken."""
        for column, cells in self._aside.items() if self._head else ():
            assert self._head is not None
            why = self._chosen.left.get(column, "not headed as percents or amounts")
            known = self._head.columns.get(column)
            head = known.cell if known else self._head.others.get(column)
            if head is not None:
                self._taken.leave_column(head, cells, why, is_wanted=not self._chosen.by_user)
        self._head, self._aside = None, {}

    def row(self, row: int, cells: Cells) -> None:
        """Takes the figures of a row."""
        if self._head is None:
            return
        if row <= self._head.row:
            self._taken.pass_over(cells.values())
            return
        said_of = named(cells, self._head.columns, self._above)
        found = line_of(said_of, self._above)
        figures = [
            cell
            for column in self._head.columns
            if (cell := cells.get(column))
            and not is_blank(cell)
            and column not in self._chosen.left
        ]
        asked_for = [cell for cell in figures if not says_not_asked(cell)]
        self._taken.pass_over(said_of.cells if said_of else [])
        self._set_aside(cells, said_of.cells if said_of else [])
        if found.is_apart:
            for cell in asked_for:
                text = f"{said(cell)} is of a row of totals or notes, which is no line of the form"
                self._taken.say(cell, text)
        elif found.line is None:
            for cell in asked_for:
                self._taken.leave(cell, found.problem)
        else:
            self._above = found.line.number
            if found.remark and figures and said_of is not None:
                self._taken.say(said_of.cells[0], found.remark)
            self._line(found.line, figures)

    def _set_aside(self, cells: Cells, labels: list[Cell]) -> None:
        """Keeps what stands in columns that are not taken, to be told once a column."""
        assert self._head is not None
        for column, cell in cells.items():
            is_left = column in self._chosen.left
            is_other = column not in self._head.columns and cell not in labels
            if is_left or (is_other and column in self._head.others and holds_figure(cell)):
                self._aside.setdefault(column, []).append(cell)

    def _line(self, line: Line, figures: list[Cell]) -> None:
        assert self._head is not None
        for cell in figures:
            column = self._head.columns[cell.column]
            path = line.percent if column.kind == "percent" else line.amount
            if says_not_asked(cell) and (path is None or column.kind == "percent"):
                continue
            merged = self._sheet.merged_at(cell.row, cell.column)
            if path is None:
                self._taken.leave(cell, f"line {line.number} of the form has no {column.kind}")
            elif why := why_merged(merged, list(self._head.columns)):
                self._taken.leave(cell, why)
            else:
                unit = Unit(scale=_scale(column.kind, column.scale))
                self._taken.figure(cell, path, shape_of(self._root, path), unit)


def _scale(kind: Kind, scale: int) -> int:
    return scale if kind == "amount" else 1
