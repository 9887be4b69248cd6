"""The levels form, wherever it stands in a sheet.

Each figure is known by all the words above it and beside it, in the head, in the labels of its row
and in the rows that head a section: they name its indicator, its year, and what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, rows_between, why_merged
from perkins_rules.tables.figures import Unit
from perkins_rules.tables.form import shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.levels_fields import Field, field_of
from perkins_rules.tables.levels_head import Head, title_of
from perkins_rules.tables.levels_labels import LabelColumns
from perkins_rules.tables.levels_rows import Labels, Section, below_head, labels_of, section_of
from perkins_rules.tables.levels_years import tell_of_years
from perkins_rules.tables.parts import group_in, names_one_place
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import day_of, holds_figure, is_blank, said, says_not_asked
from perkins_rules.tables.words import ROLE_WORDS
from perkins_rules.tables.years import in_context, year_of

_NUMBERED_YEAR = re.compile(r"(?:program |grant |plan )?year [0-9]|[pg]y ?[0-9]", re.IGNORECASE)


def read_levels(
    sheet: Sheet, heads: Sequence[Head], root: Shape, asked: Asked, taken: Taken, others: set[int]
) -> None:
    """Takes the values of the form in a sheet, below its heads. At the rows `others` begins another
    form. Raises TableFault for a year that only the user knows.
    """
    _Reading(sheet, root, asked, taken).read(heads, others)


class _Reading:
    """One sheet, row by row."""

    def __init__(self, sheet: Sheet, root: Shape, asked: Asked, taken: Taken) -> None:
        self._sheet, self._root, self._asked, self._taken = sheet, root, asked, taken
        self._rows = list(sheet.in_order())
        self._section = Section()
        self._untold: dict[tuple[int, str], list[Cell]] = {}
        self._labels: LabelColumns | None = None
        self._year_words = ""
        self._bare: set[int] = set()

    def read(self, heads: Sequence[Head], others: set[int]) -> None:
        ends = [*(head.top for head in heads[1:]), None]
        tops = {head.top: (head, end) for head, end in zip(heads, ends, strict=True)}
        take_heading(self._sheet, heads[0].top, "performance", self._root, self._asked, self._taken)
        head: Head | None = None
        for at, (row, cells) in enumerate(self._rows):
            if row in tops:
                self._finish(head)
                head, end = tops[row]
                self._begin(at, head, end)
            elif row in others:
                self._finish(head)
                head = None
            if head is None:
                self._title(cells)
                self._section = section_of(cells.values(), self._section)
            elif row <= head.row:
                self._taken.pass_over(cells.values())
            else:
                self._row(row, cells, head)
        self._finish(head)

    def _title(self, cells: Cells) -> None:
        """Tells of a title that is of a single school or consortium: the plan is the State's."""
        for cell in cells.values() if len(cells) == 1 else ():
            if cell.kind == "text" and names_one_place(tidy(cell.text)):
                text = f"the table seems to be of {said(cell)}, and not of the State"
                self._taken.doubt(cell, text)

    def _begin(self, place: int, head: Head, end: int | None) -> None:
        """Starts below a head: which columns hold labels, and what its words ask or leave open."""
        below = rows_between(self._rows, head.row, end)
        labels = self._labels = LabelColumns(self._sheet, below, head)
        self._section = below_head(head.others.values(), self._section)
        title = title_of(self._sheet, self._rows, place)
        if head.code or title.year:
            code = head.code or self._section.code
            self._section = self._section._replace(code=code, year=title.year or self._section.year)
        self._taken.pass_over(labels.row_numbers)
        self._year_words = " ".join(tidy(c.text) for c in head.others.values())
        tell_of_years(head, labels, self._asked, self._taken)

    def _finish(self, head: Head | None) -> None:
        """Tells once of each column from which nothing could be taken."""
        for (column, why), cells in self._untold.items() if head is not None else ():
            assert head is not None
            known = head.columns.get(column)
            cell = known.cell if known else head.others.get(column, cells[0])
            if cell is cells[0]:
                for one in cells:
                    self._taken.leave(one, why)
            else:
                self._taken.leave_column(cell, cells, why)
        self._untold = {}

    def _row(self, row: int, cells: Cells, head: Head) -> None:
        labels = self._labels
        assert labels is not None
        filled = {c: cell for c, cell in cells.items() if not is_blank(cell)}
        figures = [c for c in filled if c in head.columns or self._is_apart(filled[c], head)]
        if not figures:
            self._section = section_of(filled.values(), self._section)
            return
        if not labels.are_beside:
            self._go_on(labels.cells(row, tuple(labels.columns)))
        for columns, group in groupby(figures, labels.of):
            beside = labels.cells(row, columns)
            self._taken.pass_over(cell for cell in beside if year_of(tidy(cell.text)))
            says = labels_of(beside, self._section, labels.roles, labels.parts)
            self._figures([filled[c] for c in group], says, beside, head)

    def _go_on(self, beside: list[Cell]) -> None:
        """What the labels of a row say holds for those below that do not say it."""
        assert self._labels is not None
        says = labels_of(beside, self._section, self._labels.roles, self._labels.parts).says
        self._section = self._section._replace(
            code=says.code or self._section.code, beside=says.year or self._section.beside
        )

    def _is_apart(self, cell: Cell, head: Head) -> bool:
        """Whether a figure stands in a column that the head does not name as one of figures."""
        assert self._labels is not None
        is_label = cell.column in self._labels.columns
        return cell.column > head.first and not is_label and holds_figure(cell)

    def _figures(self, cells: list[Cell], labels: Labels, beside: list[Cell], head: Head) -> None:
        """The figures of a row that have the same labels."""
        if labels.part and self._asked.has_groups and group_in(labels.part):
            labels = labels._replace(problem="")
        elif labels.part:
            self._taken.leave_row(cells, labels.problem)
            return
        for cell in cells:
            self._figure(cell, labels, beside, head)

    def _figure(self, cell: Cell, labels: Labels, beside: list[Cell], head: Head) -> None:
        if labels.is_apart:
            name = shown(beside[0].text)
            self._taken.say(cell, f"{said(cell)} is of {name}, which is no line of the form")
            return
        if labels.problem:
            self._leave(cell, labels.problem)
            return
        assert self._labels is not None
        column = self._labels.heads(head.columns.get(cell.column))
        if column is None:
            why = _why_unnamed(head.others.get(cell.column))
            self._untold.setdefault((cell.column, why), []).append(cell)
            return
        merged = self._sheet.merged_at(cell.row, cell.column)
        if why := why_merged(merged, list(head.columns)):
            self._taken.leave(cell, why)
            return
        found = field_of(column, labels.says, self._section)
        if found.problem and found.is_of_column:
            self._untold.setdefault((cell.column, found.problem), []).append(cell)
        elif found.problem:
            self._leave(cell, found.problem)
        else:
            if column.says.year is None:
                self._tell_bare_year(cell, found)
            self._take(cell, found._replace(group=group_in(labels.part)))

    def _tell_bare_year(self, cell: Cell, found: Field) -> None:
        """Says once of a year beside figures that it is no more than a number."""
        year = found.year and in_context(found.year, self._year_words)
        if year and year.is_bare and self._asked.years is None and year.year not in self._bare:
            self._bare.add(year.year)
            self._taken.say(cell, f"`{year.year}` beside it is taken for FY {year.year}")

    def _leave(self, cell: Cell, why: str) -> None:
        """Leaves a figure of a row out; words in its place are none."""
        is_words = cell.kind == "text" and not any(c.isdigit() for c in cell.text)
        if not is_words:
            self._taken.leave(cell, why)

    def _take(self, cell: Cell, found: Field) -> None:
        year = 0
        if found.year is not None:
            named = in_context(found.year, self._year_words)
            year = self._asked.settled(named, self._taken.place(cell), f"{found.year.year}")
        shape = shape_of(self._root, found.shape_path)
        if says_not_asked(cell) and found.is_of_results:
            self._taken.say(cell, f"{said(cell)}: no figure")
            return
        in_numbers = found.code in self._asked.in_numbers and shape.kind == "level"
        self._taken.figure(cell, found.path(year), shape, Unit(in_numbers))


def _why_unnamed(head: Cell | None) -> str:
    """Why a column is none that is named; its head, if it has one."""
    if head is None:
        return "no words stand above it that say what it is"
    if day_of(head):
        return "it is a date; write the year in words: FY 2026"
    if _NUMBERED_YEAR.fullmatch(tidy(head.text)):
        return "it names no year of the calendar; write FY 2026 or 2026-27"
    return f"its words do not say what stands below; name it as {ROLE_WORDS}, with the year"
