"""Where heads of a budget may be in a sheet: rows that name amounts, or years."""

from __future__ import annotations

import re

from perkins_rules.tables.budget_rows import is_of_a_line
from perkins_rules.tables.budget_words import (
    is_of_others,
    kind_in,
    may_head_amounts,
    names_year,
    says_of_figures,
)
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.heading import is_heading
from perkins_rules.tables.text_cells import holds_figure
from perkins_rules.tables.years import year_of

# A head that may stand alone in its row: others would be titles and notes.
_ALONE = re.compile(r"amounts?( of funds)?( \(?\$\)?)?|dollars|\$", re.IGNORECASE)
_ROWS_IN_HEAD = 30
"""No head has as many: what looks like more is looked through again from each row."""
_ROWS_ABOVE = 3


def begins(cells: Cells) -> bool:
    """Whether a row names amounts, or years, and is no line of the form and no title."""
    if is_heading(cells):
        return False
    texts = [tidy(cell.text) for cell in cells.values()]
    if len(cells) == 1 and not any(_ALONE.fullmatch(text) for text in texts):
        return False
    if any(_is_of_a_line(cell) for cell in cells.values()):
        return False
    kinds = [kind_in(text) for text in texts]
    return "amount" in kinds or any(names_year(t) or may_head_amounts(t) for t in texts)


def _is_of_a_line(cell: Cell) -> bool:
    text = tidy(cell.text)
    if year_of(text):
        return False
    return holds_figure(cell) or is_of_a_line(text)


def bottom_of(rows: Rows, at: int) -> int:
    """The last row of a head that begins at a row: further ones hold years, or kinds."""
    last = min(at + _ROWS_IN_HEAD, len(rows)) - 1
    while at < last and rows[at + 1][0] == rows[at][0] + 1:
        cells = rows[at + 1][1]
        texts = [tidy(cell.text) for cell in cells.values()]
        says = any(_may_say(text) for text in texts)
        if not says or is_heading(cells) or any(_is_of_a_line(cell) for cell in cells.values()):
            break
        if len(cells) == 1 and min(cells) <= min(rows[at][1]):
            break  # a title
        at += 1
    return at


def top_of(rows: Rows, at: int) -> int:
    """The first row of a head that begins at a row; a line of one cell at the left is a title."""
    first = min(
        (c for c, cell in rows[at][1].items() if says_of_figures(tidy(cell.text))), default=0
    )
    for _ in range(_ROWS_ABOVE):
        if at == 0 or rows[at - 1][0] != rows[at][0] - 1:
            break
        cells = rows[at - 1][1]
        if is_heading(cells) or any(_is_of_a_line(cell) for cell in cells.values()):
            break
        if max(cells) < first or (len(cells) == 1 and min(cells) < first):
            break  # a title
        if not any(says_of_figures(tidy(cell.text)) for cell in cells.values()):
            break
        at -= 1
    return at


def _may_say(text: str) -> bool:
    return says_of_figures(text) or may_head_amounts(text) or is_of_others(text)
