"""What was seen of the forms in a sheet where neither could be read, and what it wants."""

from __future__ import annotations

from perkins_rules.documents.shown import shown
from perkins_rules.tables.budget_headless import labelled_lines
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.form import code_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.words import ROLE_WORDS, meaning_of


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
    unknown: Cell | None = None
    for row, cells in sheet.in_order():
        for column, cell in cells.items():
            text = tidy(cell.text) if cell.kind == "text" else ""
            if code := code_of(text):
                place = sheet.place(row, column)
                return f"{place} names indicator {code}, but {_above(unknown, sheet)}"
            if text and len(cells) > 1 and (says := meaning_of(text)).unknown:
                unknown = cell if says.year or says.role else unknown
    return ""


def _above(unknown: Cell | None, sheet: Sheet) -> str:
    """What is wrong above the indicators: a head with a word that no form has, or no head."""
    if unknown is not None:
        words = ", ".join(f"`{word}`" for word in meaning_of(unknown.text).unknown)
        place = sheet.place(unknown.row, unknown.column)
        return (
            f"the head {shown(unknown.text)} ({place}) has words that no form has: {words}. If its"
            f" figures are the State's, name them as {ROLE_WORDS}, with the year."
        )
    return (
        "no row above it says what the figures are and of which year: put a row above such as"
        " Indicator, Baseline, FY 2026, or Indicator, Year, Level."
    )
