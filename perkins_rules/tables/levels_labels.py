"""The columns of labels of a table of levels: which cells beside a figure name its row."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows, shown_at
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.levels_head import Column, Head
from perkins_rules.tables.levels_rows import names_indicator, part_of
from perkins_rules.tables.parts import heads_parts
from perkins_rules.tables.words import Role, meaning_of


class LabelColumns:
    """The labels below one head. `parts` are the columns that name groups, programs or schools;
    `roles` what its labels say that figures are.
    """

    def __init__(self, sheet: Sheet, rows: Rows, head: Head) -> None:
        self._sheet, self._head = sheet, head
        below = [cells for _, cells in rows]
        coded = [c for c in _columns(below) if _has_codes(below, c)]
        begun = {c for c in _columns(below) if c < head.first or c in coded}
        self.columns = sorted((begun | _of_further_tables(below, head)) - head.columns.keys())
        self.parts = {c for c in self.columns if c in head.others and _heads_parts(head.others[c])}
        self.roles: set[Role] = {
            role
            for cells in below
            for c in self.columns
            if c in cells and (role := meaning_of(cells[c].text).role)
        }
        self._has_parts = any(
            part_of(cells[c], self.parts) for cells in below for c in self.columns if c in cells
        )
        self.row_numbers = list(_row_numbers(below, self.columns))
        self._first_code = min(coded, default=head.first)
        self._groups: dict[int, tuple[int, ...]] = {}
        self._part_above: dict[int, Cell] = {}

    @property
    def are_beside(self) -> bool:
        """Whether some stand between figures, as in two tables beside each other."""
        return any(column > self._head.first for column in self.columns)

    def of(self, column: int) -> tuple[int, ...]:
        """The nearest columns of labels before a column of figures."""
        if column not in self._groups:
            before = [c for c in self.columns if c < column]
            between = [f for f in self._head.columns if before and f < before[-1]]
            last = max(between, default=0)
            self._groups[column] = tuple(c for c in before if c > last)
        return self._groups[column]

    def cells(self, row: int, columns: tuple[int, ...]) -> list[Cell]:
        """What stands in some columns of labels; the part that the rows above are of, too, where
        the column of parts goes before that of the codes and is filled in once for several rows.
        """
        found: list[Cell] = []
        for column in columns:
            cell = shown_at(self._sheet, row, column)
            if column in self.parts and column < self._first_code:
                cell = cell or self._part_above.get(column)
                if cell is not None:
                    self._part_above[column] = cell
            if cell is not None:
                found.append(cell)
        return found

    def heads(self, column: Column | None) -> Column | None:
        """What is said of a column: a year alone heads levels, but not where groups have figures,
        which have results alone.
        """
        if column is None or column.fallback != "level" or not self._has_parts:
            return column
        return column._replace(fallback=None)

    def count_before(self, column: int) -> int:
        """How many columns of labels stand before a column."""
        return sum(labels < column for labels in self.columns)


def _of_further_tables(rows: list[Cells], head: Head) -> set[int]:
    """Columns of words before columns whose heads say again what others did: a table of its own."""
    seen: set[tuple[object, ...]] = set()
    found: set[int] = set()
    for column, one in sorted(head.columns.items()):
        key = (one.says.code, one.says.year, one.says.role)
        words = column - 1 in head.others and any(
            column - 1 in cells and any(c.isalpha() for c in cells[column - 1].text)
            for cells in rows
        )
        if key in seen and words:
            found.add(column - 1)
            seen.clear()
        seen.add(key)
    return found


def _heads_parts(cell: Cell) -> bool:
    return heads_parts(tidy(cell.text))


def _row_numbers(rows: list[Cells], labels: list[int]) -> Iterator[Cell]:
    """The cells of the columns that number the rows: 1, 2, 3 and so on, again on each page."""
    for column in labels:
        cells = [cells[column] for cells in rows if column in cells]
        before = 0
        for cell in cells:
            text = tidy(cell.text).rstrip(".")
            if text not in (str(before + 1), "1"):
                break
            before = int(text)
        else:
            yield from cells if len(cells) > 1 else ()


def _columns(rows: list[Cells]) -> list[int]:
    return sorted({column for cells in rows for column in cells})


def _has_codes(rows: list[Cells], column: int) -> bool:
    return any(names_indicator(cells[column]) for cells in rows if column in cells)
