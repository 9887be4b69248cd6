"""What was seen of the forms in a sheet where neither could be read, and what it wants."""

from __future__ import annotations

from perkins_rules.documents.shown import shown
from perkins_rules.tables.budget_headless import labelled_lines
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.form import code_of
from perkins_rules.tables.grid import Sheet


def what_was_seen(sheet: Sheet) -> str:
    """Where labels of the budget or codes of indicators stand, and what is missing there; empty
    where there are none.
    """
    lines = list(labelled_lines(sheet))
    if lines:
        cell, number = lines[0]
        place = sheet.place(cell.row, cell.column)
        return (
            f"{place} names line {number} of the budget ({shown(cell.text)}), but no row above it"
            " says which figures are percents and which amounts: put a row above the lines such as"
            " Line, Budget Item, Percent, Amount, with each line in a row of its own."
        )
    for row, cells in sheet.in_order():
        for column, cell in cells.items():
            if cell.kind == "text" and (code := code_of(tidy(cell.text))):
                place = sheet.place(row, column)
                return (
                    f"{place} names indicator {code}, but no row above it says what the figures are"
                    " and of which year: put a row above such as Indicator, Baseline, FY 2026, or"
                    " Indicator, Year, Level."
                )
    return ""
