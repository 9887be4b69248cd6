"""The cells that stand above a column or beside a row, merged ones and bands too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from perkins_rules.tables.grid import Cell, Merged, Sheet

Cells = dict[int, Cell]
Rows = Sequence[tuple[int, Cells]]


def rows_between(rows: Rows, after: int, before: int | None) -> Rows:
    """The rows that stand below one and above another; None: to the end."""
    first = bisect_right(rows, after, key=_number)
    return rows[first : None if before is None else bisect_left(rows, before, key=_number)]


def _number(row: tuple[int, Cells]) -> int:
    return row[0]


def words_above(sheet: Sheet, rows: Rows) -> dict[int, list[Cell]]:
    """For each column, the cells of the rows of a head that stand above it, from the top.

    A merged cell stands above all its columns. In a row without any, one that has others below it
    stands above the columns up to the next one in its row, as a CSV file has it.
    """
    above: dict[int, list[Cell]] = {}
    last = max((column for _, cells in rows for column in cells), default=0)
    for at, (row, cells) in enumerate(rows):
        below = {column for _, under in rows[at + 1 :] for column in under}
        merged = {
            m.column: m for m in sheet.merged_in(row) if m.row == row and m.last_column > m.column
        }
        columns = sorted(cells)
        for place, column in enumerate(columns):
            end = column
            if column in merged:
                end = merged[column].last_column
            elif not merged and column in below:
                end = columns[place + 1] - 1 if place + 1 < len(columns) else last
            for covered in range(column, min(end, last) + 1):
                above.setdefault(covered, []).append(cells[column])
    return above


def shown_at(sheet: Sheet, row: int, column: int) -> Cell | None:
    """The cell that is shown at a place, which may be merged over several rows."""
    cell = sheet.rows.get(row, {}).get(column)
    if cell is not None:
        return cell
    merged = sheet.merged_at(row, column)
    if merged is None or merged.last_row == merged.row:
        return None
    return sheet.rows.get(merged.row, {}).get(merged.column)


def why_merged(merged: Merged | None, columns: Sequence[int]) -> str:
    """Why a figure that is merged over several fields cannot be taken; empty when it can."""
    if merged is None:
        return ""
    if merged.last_row > merged.row:
        return f"it is merged over rows {merged.row} to {merged.last_row}"
    within = range(merged.column, merged.last_column + 1)
    if sum(column in within for column in columns) > 1:
        return "it is merged over several columns of figures"
    return ""
