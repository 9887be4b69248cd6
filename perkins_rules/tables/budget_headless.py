"""A budget without a row that says Percent and Amount: read where its figures say it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perkins_rules.tables.budget_head import Column, Head
from perkins_rules.tables.budget_rows import label_line
from perkins_rules.tables.budget_words import Kind
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import is_heading
from perkins_rules.tables.number_format import look_of
from perkins_rules.tables.scales import is_unit_note
from perkins_rules.tables.text_cells import holds_figure

LEAST = 3
"""Lines by their labels that make a budget of what has no head."""
_ROWS_ABOVE = 3
_OF_MONEY = re.compile(r"\$|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?$|[0-9]{4,}")


def heads_without_words(sheet: Sheet) -> list[Head]:
    """The head that a sheet with labels of lines and plain figures beside them might have; none
    where it is not certain which figures are amounts.
    """
    lines = list(labelled_lines(sheet))
    if len({number for _, number in lines}) < LEAST:
        return []
    label = lines[0][0].column
    rows = [sheet.rows[cell.row] for cell, _ in lines if cell.column == label]
    if len(rows) < len(lines):
        return []
    kinds = {at: _kind([cells[at] for cells in rows if at in cells]) for at in _beside(rows, label)}
    found = list(kinds.values())
    if found.count("amount") != 1 or found.count("percent") > 1 or None in found:
        return []
    top = lines[0][0].row
    if any(_words_above(sheet, top, at) for at in kinds):
        return []
    columns = {
        at: Column(kind, next(cells[at] for cells in rows if at in cells), None)
        for at, kind in kinds.items()
        if kind is not None
    }
    return [Head(top, top - 1, columns, {})]


def labelled_lines(sheet: Sheet) -> Iterator[tuple[Cell, str]]:
    """The cells with the label of a line, and the number of the line."""
    for _, cells in sheet.in_order():
        for cell in cells.values():
            if cell.kind == "text" and (number := label_line(tidy(cell.text))):
                yield cell, number
                break


def _beside(rows: list[Cells], label: int) -> list[int]:
    """The columns behind the labels that hold figures."""
    return sorted({at for cells in rows for at in cells if at > label and holds_figure(cells[at])})


def _kind(cells: list[Cell]) -> Kind | None:
    """What the figures of a column are by their signs; None where these do not say it."""
    figures = [cell for cell in cells if holds_figure(cell)]
    looks = [look_of(cell.format) for cell in figures]
    signed = [
        tidy(cell.text).rstrip("*").endswith("%") or look.is_percent or look.says_percent
        for cell, look in zip(figures, looks, strict=True)
    ]
    if all(signed):
        return "percent"
    is_money = any(
        look.says_dollars or _OF_MONEY.search(tidy(cell.text))
        for cell, look in zip(figures, looks, strict=True)
    )
    return "amount" if is_money and not any(signed) else None


def _words_above(sheet: Sheet, top: int, column: int) -> bool:
    """Whether words stand right above a column, which may say what its figures are."""
    above = (sheet.rows.get(row, {}) for row in range(top - _ROWS_ABOVE, top))
    held = (cells.get(column) for cells in above if not is_heading(cells))
    texts = [tidy(cell.text) for cell in held if cell is not None and cell.kind == "text"]
    return any(any(map(str.isalpha, text)) and not is_unit_note(text) for text in texts)
