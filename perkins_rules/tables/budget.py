"""The budget form, wherever it stands in a sheet: by line numbers, by labels, or by both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_columns import UNITS, Chosen, choose, column_asked
from perkins_rules.tables.budget_head import Column, Head
from perkins_rules.tables.budget_rows import Named, line_of, named, with_rows_around, year_beside
from perkins_rules.tables.columns import Cells, Rows, rows_between, why_merged
from perkins_rules.tables.figures import Unit
from perkins_rules.tables.form import Line, shape_of
from perkins_rules.tables.grid import MOST_ROWS, Cell, Sheet, TableFault
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.scales import is_unit_note
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import holds_figure, is_blank, is_dash, said, says_not_asked
from perkins_rules.tables.unit_notes import SAY_UNIT, scale_of_notes


def read_budget(
    sheet: Sheet, found: Sequence[Head], root: Shape, asked: Asked, taken: Taken, others: set[int]
) -> None:
    """Takes the values of the form in a sheet, below its heads; at the rows `others` begins another
    form. Raises TableFault for what only the user knows.
    """
    take_heading(sheet, found[0].top, "budget", root, asked, taken)
    scale = _scale_of(sheet, found, asked, taken, others)
    for head in found:
        if head.row < head.top:  # none stands there
            for column in head.columns.values():
                what = f"its column is taken for {column.kind}s, as it has no head"
                taken.say(column.cell, f"{said(column.cell)}: {what}")
    rows, year = list(sheet.in_order()), taken.values.get(("budget", "fiscal_year"))
    tops = sorted({head.top for head in found})
    ends = sorted([*tops, *others, MOST_ROWS + 1])
    line_before = ""
    for top in tops:
        parts = [head for head in found if head.top == top]
        end = ends[bisect_right(ends, top)]
        for head in parts:
            wanted = _asked_of(head, parts, asked, sheet)
            above = int(year.text) if year else None
            chosen = choose(head, wanted, above, taken, is_one_of_years=_have_years(parts))
            of = asked.year if asked.year is not None else above
            reading = _Reading(sheet, root, taken, head, chosen, scale)
            below = rows_between(rows, top - 1, end)
            line_before = reading.read(below, of, asked, line_before)


def _scale_of(
    sheet: Sheet, heads: Sequence[Head], asked: Asked, taken: Taken, others: set[int]
) -> _Scale:
    """What amounts are to be taken times where the head of their column does not say it; told."""
    if asked.scale is not None:
        return _Scale(asked.scale, is_asked=True)
    scale, note = scale_of_notes(sheet, heads, others, {v.place for v in taken.values.values()})
    columns = [column for head in heads for column in head.columns.values()]
    if note is not None and any(c.kind == "amount" and c.scale is None for c in columns):
        unit = f"amounts in {UNITS[scale]} by this note; each is taken times {scale:,}"
        taken.say(note, f"{said(note)}: {unit}")
    for column in columns if note is not None else ():
        if column.kind == "amount" and column.scale not in (None, scale):
            at = f"{taken.place(note)} says {said(note)}" if note is not None else ""
            own = f"{taken.place(column.cell)} says {said(column.cell)}"
            raise TableFault(f"{at}, and {own}; they differ in the unit of amounts.", SAY_UNIT)
    return _Scale(scale)


def _have_years(parts: Sequence[Head]) -> bool:
    """Whether forms beside each other are of different years."""
    years = {column.year for one in parts for column in one.columns.values() if column.year}
    return len(parts) > 1 and len(years) > 1


def _asked_of(head: Head, parts: Sequence[Head], asked: Asked, sheet: Sheet) -> Asked:
    """What is asked of a head; the column that is, only of the one beside others that has it."""
    named = [one for one in parts if column_asked(one, asked, sheet)]
    return asked._replace(column=None) if named and head not in named else asked


class _Scale(NamedTuple):
    """What amounts are to be taken times; `is_asked` where the user says it of all."""

    times: int
    is_asked: bool = False

    def of(self, column: Column) -> int:
        """That of a column."""
        if column.kind != "amount":
            return 1
        return self.times if self.is_asked or column.scale is None else column.scale


class _Reading:
    """One sheet, row by row, below one head."""

    def __init__(
        self, sheet: Sheet, root: Shape, taken: Taken, head: Head, chosen: Chosen, scale: _Scale
    ) -> None:
        self._sheet, self._root, self._taken = sheet, root, taken
        self._head, self._chosen, self._scale = head, chosen, scale
        self._above = ""
        self._aside: dict[int, list[Cell]] = {}

    def read(self, rows: Rows, year: int | None, asked: Asked, line_before: str) -> str:
        """Takes the figures of the rows; of each, the cells that stand in columns of the head.
        Where the rows name years, those of the `year`, or all if they name but one. Takes and gives
        the number of the line before the form goes on, on another page or beside.
        """
        self._above = line_before
        own = [(row, self._head.own(cells)) for row, cells in rows]
        below = [cells for row, cells in own if row > self._head.row]
        for row, cells in own:
            if row <= self._head.row:
                self._taken.pass_over(cells.values())
        years = [self._year(cells, asked) for cells in below]
        if year is None and len(set(years) - {None}) == 1:
            year = next(one for one in years if one is not None)
        of: int | None = None
        for at, cells in enumerate(below):
            of = years[at] or of
            if of not in (None, year):
                self._leave_year(cells, of, year)
                continue
            before = below[at - 1] if at else {}
            self._row(cells, before, below[at + 1] if at + 1 < len(below) else {})
        self._tell_aside()
        return self._above

    def _year(self, cells: Cells, asked: Asked) -> int | None:
        """The fiscal year that a row names beside its figures."""
        found = year_beside(cells, self._head.columns, self._head.others)
        if found is None:
            return None
        year, cell = found
        self._taken.pass_over([cell])
        return asked.settled(year, self._taken.place(cell), said(cell))

    def _leave_year(self, cells: Cells, own: int | None, year: int | None) -> None:
        of = f"for FY {year}" if year is not None else "of several years; a plan's year chooses"
        figures = [cells[c] for c in self._head.columns if c in cells]
        self._taken.leave_row(figures, f"its row is of FY {own}, the budget {of}")

    def _tell_aside(self) -> None:
        """Tells once of each column that is not taken."""
        for column, cells in self._aside.items():
            why = self._chosen.left.get(column, "not headed as percents or amounts")
            known = self._head.columns.get(column)
            head = known.cell if known else self._head.others[column]
            self._taken.leave_column(head, cells, why, is_wanted=not self._chosen.by_user)

    def _named(self, cells: Cells, before: Cells, after: Cells) -> Named | None:
        """What a row says of its line; its label may go over the rows around it."""
        columns, above = self._head.columns, self._above
        around = [
            None if any(not is_blank(cells[c]) for c in columns if c in cells) else cells
            for cells in (before, after)
        ]
        said_of = named(cells, columns, above)
        beside = [named(one, columns, above) if one else None for one in around]
        return with_rows_around(beside[0], said_of, beside[1], above)

    def _row(self, cells: Cells, before: Cells, after: Cells) -> None:
        """Takes the figures of a row."""
        figures = [
            cell
            for column in self._head.columns
            if (cell := cells.get(column))
            and not is_blank(cell)
            and not (cell.kind == "text" and is_unit_note(cell.text))
            and column not in self._chosen.left
        ]
        said_of = (
            self._named(cells, before, after)
            if figures
            else named(cells, self._head.columns, self._above)
        )
        found = line_of(said_of, self._above)
        asked_for = [cell for cell in figures if not says_not_asked(cell)]
        self._taken.pass_over(said_of.cells if said_of else [])
        labels = list(said_of.cells if said_of else [])
        found_year = year_beside(cells, self._head.columns, self._head.others)
        labels += [found_year[1]] if found_year else []
        self._set_aside(cells, labels)
        if found.is_apart:
            for cell in asked_for:
                text = f"{said(cell)}: of a row of totals or notes, which is no line of the form"
                self._taken.say(cell, text)
        elif found.line is None:
            at = said_of.labelled if said_of and said_of.number else None
            where = f" (its label stands in {self._taken.place(at)})" if at is not None else ""
            for cell in asked_for:
                self._taken.leave(cell, f"{found.problem}{where}")
        else:
            self._above = found.line.number
            if found.remark and figures and said_of is not None:
                self._taken.say(said_of.labelled or said_of.cells[0], found.remark)
            self._line(found.line, figures)

    def _set_aside(self, cells: Cells, labels: list[Cell]) -> None:
        """Keeps what stands in columns that are not taken, to be told once a column."""
        for column, cell in cells.items():
            is_left = column in self._chosen.left
            is_other = column not in self._head.columns and cell not in labels
            if is_left or (is_other and column in self._head.others and holds_figure(cell)):
                self._aside.setdefault(column, []).append(cell)

    def _line(self, line: Line, figures: list[Cell]) -> None:
        for cell in figures:
            column = self._head.columns[cell.column]
            path = line.percent if column.kind == "percent" else line.amount
            if says_not_asked(cell) and (path is None or column.kind == "percent"):
                continue
            if path is None and is_dash(cell):
                continue
            merged = self._sheet.merged_at(cell.row, cell.column)
            if path is None:
                self._taken.leave(cell, f"line {line.number} of the form has no {column.kind}")
            elif why := why_merged(merged, list(self._head.columns)):
                self._taken.leave(cell, why)
            else:
                unit = Unit(scale=self._scale.of(column))
                self._taken.figure(cell, path, shape_of(self._root, path), unit)
