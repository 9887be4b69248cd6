"""What stands above a form: the name of the State, and the fiscal year."""

from __future__ import annotations

import re

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.figures import tidy
from perkins_rules.tables.form import shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.years import year_of

_STATE = re.compile(r"state name\s*:?\s*(.*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:federal )?fiscal year\s*(?:\(FY\))?\s*:?\s*(.*)", re.IGNORECASE)
_LONGEST = 60


def take_heading(sheet: Sheet, below: int, section: str, root: Shape, taken: Taken) -> None:
    """Takes what the rows above the head of a form say."""
    for row, cells in sheet.in_order():
        if row >= below:
            return
        for column, cell in cells.items():
            text = tidy(cell.text) if cell.kind == "text" else ""
            if match := _STATE.fullmatch(text):
                _state(_answer(match[1], cell, cells, column), section, root, taken)
            elif section == "budget" and (match := _YEAR.fullmatch(text)):
                _year(_answer(match[1], cell, cells, column), root, taken)


def _answer(
    behind: str, cell: Cell, cells: dict[int, Cell], column: int
) -> tuple[Cell, str] | None:
    """What stands behind a label in its cell, or in the next cell that holds something."""
    if behind:
        return cell, behind
    after = [other for at, other in cells.items() if at > column]
    return (after[0], tidy(after[0].text)) if after else None


def _state(answer: tuple[Cell, str] | None, section: str, root: Shape, taken: Taken) -> None:
    if answer is None or answer[1].endswith(":"):
        return
    cell, text = answer
    path = (section, "state_name")
    if cell.kind != "text" or len(text) > _LONGEST or not text[0].isalpha():
        taken.leave(cell, "not the name of a State")
    else:
        taken.take(cell, path, text, shape_of(root, path))


def _year(answer: tuple[Cell, str] | None, root: Shape, taken: Taken) -> None:
    if answer is None or answer[1].endswith(":"):
        return
    cell, text = answer
    found = year_of(text)
    path = ("budget", "fiscal_year")
    if found is None or found.problem:
        taken.leave(cell, found.problem if found is not None else "not a fiscal year")
    else:
        taken.take(cell, path, str(found.year), shape_of(root, path))
