"""The levels form, wherever it stands in a sheet.

Each figure is known by all the words above it and beside it, in the head, in the labels of its row
and in the rows that head a section: they name its indicator, its year, and what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows, rows_between, shown_at, why_merged
from perkins_rules.tables.figures import Unit
from perkins_rules.tables.form import shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.levels_fields import Field, field_of
from perkins_rules.tables.levels_head import Head, head_of_zone, head_zones, title_of
from perkins_rules.tables.levels_rows import Labels, Section, labels_of, names_indicator, section_of
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import holds_figure, is_blank, said, says_not_asked
from perkins_rules.tables.words import Role, meaning_of
from perkins_rules.tables.years import in_context, year_of


def heads_of(sheet: Sheet) -> list[Head]:
    """The heads of the levels forms in a sheet that have indicators: it may go over pages."""
    rows = list(sheet.in_order())
    found = [head for zone in head_zones(rows) if (head := head_of_zone(sheet, rows, *zone))]
    ends = [*(head.top for head in found[1:]), None]
    spans = zip(found, ends, strict=False)
    return [head for head, end in spans if _is_form(rows, head, end)]


def _is_form(rows: Rows, head: Head, end: int | None) -> bool:
    """Whether figures of indicators stand below a head, or its columns are of indicators."""
    below = [cells for _, cells in rows_between(rows, head.row, end)]
    coded = head.code or any(one.says.code for one in head.columns.values())
    if not coded:
        coded = _named_above(rows, head)
    return any(
        (coded and any(column in head.columns for column in cells))
        or any(names_indicator(c) for at, c in cells.items() if at not in head.columns)
        for cells in below
    )


def _named_above(rows: Rows, head: Head) -> bool:
    """Whether the line above a head names the indicator of all below it."""
    above = [cells for _, cells in rows_between(rows, head.top - 3, head.top)]
    return any(meaning_of(cell.text).code for cells in above for cell in cells.values())


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
        self._labels: list[int] = []
        self._year_words = ""
        self._roles: set[Role] = set()

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
                self._section = section_of(cells.values(), self._section)
            elif row <= head.row:
                self._taken.pass_over(cells.values())
            else:
                self._row(row, cells, head)
        self._finish(head)

    def _begin(self, place: int, head: Head, end: int | None) -> None:
        """Starts below a head: which columns hold labels, and what its words ask or leave open."""
        rows = [cells for _, cells in rows_between(self._rows, head.row, end)]
        self._labels = [c for c in _columns(rows) if c < head.first or _has_codes(rows, c)]
        self._labels = [c for c in self._labels if c not in head.columns]
        title = title_of(self._sheet, self._rows, place)
        if head.code or title.year:
            code = head.code or self._section.code
            self._section = self._section._replace(code=code, year=title.year or self._section.year)
        self._roles = {
            role
            for cells in rows
            for c in self._labels
            if c in cells and (role := meaning_of(cells[c].text).role)
        }
        self._taken.pass_over(_row_numbers(rows, self._labels))
        self._year_words = " ".join(tidy(c.text) for c in head.others.values())
        wanted: dict[tuple[int, str], int] = {}
        for at, column in head.columns.items():
            year = column.says.year
            if year is None or year.problem or column.says.unknown:
                continue
            settled = self._asked.settled(year, self._taken.place(column.cell), said(column.cell))
            if year.is_bare:
                text = f"{said(column.cell)}, taken for FY {settled}, from 1 July on"
                self._taken.say(column.cell, text)
            group = sum(labels < at for labels in self._labels)
            what = f"{column.says.code} {column.says.role or column.fallback} {group}"
            key = settled, what
            wanted[key] = wanted.get(key, 0) + 1
            if wanted[key] == 2:
                text = f"FY {settled} is the head of several columns"
                self._taken.say(column.cell, text)

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
        filled = {c: cell for c, cell in cells.items() if not is_blank(cell)}
        figures = [c for c in filled if c in head.columns or self._is_apart(filled[c], head)]
        if not figures:
            self._section = section_of(filled.values(), self._section)
            return
        if not self._has_groups(head):
            cells_beside = (shown_at(self._sheet, row, c) for c in self._labels)
            says = labels_of([c for c in cells_beside if c], self._section, self._roles).says
            self._section = self._section._replace(
                code=says.code or self._section.code, beside=says.year or self._section.beside
            )
        for column in figures:
            beside = self._beside(row, column, head)
            labels = labels_of(beside, self._section, self._roles)
            self._figure(filled[column], labels, beside, head)

    def _is_apart(self, cell: Cell, head: Head) -> bool:
        """Whether a figure stands in a column that the head does not name as one of figures."""
        return cell.column > head.first and cell.column not in self._labels and holds_figure(cell)

    def _has_groups(self, head: Head) -> bool:
        return any(column > head.first for column in self._labels)

    def _beside(self, row: int, column: int, head: Head) -> list[Cell]:
        """The labels of a figure: those before it, from the nearest columns of labels."""
        before = [c for c in self._labels if c < column]
        group = [c for c in before if not any(c < f < before[-1] for f in head.columns)]
        found = [cell for c in group if (cell := shown_at(self._sheet, row, c))]
        self._taken.pass_over(cell for cell in found if year_of(tidy(cell.text)))
        return found

    def _figure(self, cell: Cell, labels: Labels, beside: list[Cell], head: Head) -> None:
        if labels.is_apart:
            name = shown(beside[0].text)
            self._taken.say(cell, f"{said(cell)} is of {name}, which is no line of the form")
            return
        if labels.problem:
            self._leave(cell, labels.problem)
            return
        column = head.columns.get(cell.column)
        if column is None:
            why = "its words do not say what stands below"
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
            self._take(cell, found)

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


def _row_numbers(rows: list[Cells], labels: list[int]) -> list[Cell]:
    """The cells of the columns that number the rows: 1, 2, 3 and so on, again on each page."""
    found: list[Cell] = []
    for column in labels:
        cells = [cells[column] for cells in rows if column in cells]
        before = 0
        for cell in cells:
            text = tidy(cell.text).rstrip(".")
            if text not in (str(before + 1), "1"):
                break
            before = int(text)
        else:
            found += cells if len(cells) > 1 else []
    return found


def _columns(rows: list[Cells]) -> list[int]:
    return sorted({column for cells in rows for column in cells})


def _has_codes(rows: list[Cells], column: int) -> bool:
    return any(names_indicator(cells[column]) for cells in rows if column in cells)
