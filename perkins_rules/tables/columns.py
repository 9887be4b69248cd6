"""The columns of a table, and cells that are merged across them."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.tables.figures import is_blank, says_not_asked
from perkins_rules.tables.grid import Cell, Sheet


class Columns(NamedTuple):
    """Where the figures of a budget stand, below the row of its head."""

    row: int
    percents: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Every column of figures."""
        return (*self.percents, *self.amounts)


def figures_of(cells: dict[int, Cell], columns: Columns) -> list[Cell]:
    """The cells of a row that stand where figures do, and hold more than an empty form."""
    found = (cells.get(column) for column in columns.all)
    return [cell for cell in found if cell and not is_blank(cell) and not says_not_asked(cell)]


def spread_over(sheet: Sheet, cell: Cell, columns: Columns) -> str:
    """Why a merged cell cannot be taken; empty when it can."""
    merged = sheet.merged_at(cell.row, cell.column)
    if merged is None:
        return ""
    if merged.last_row > merged.row:
        return f"it is merged over rows {merged.row} to {merged.last_row}"
    within = range(merged.column, merged.last_column + 1)
    if sum(column in within for column in columns.all) > 1:
        return "it is merged over several columns of figures"
    return ""
