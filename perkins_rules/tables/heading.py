"""What stands above a form: the name of the State, and the fiscal year."""

from __future__ import annotations

import re

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells
from perkins_rules.tables.form import shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.years import year_of

_STATE = re.compile(
    r"(?:state name|name of (?:the )?state)\s*:?\s*(.*)|state\s*:\s*(.*)", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?P<kind>(?:federal )?fiscal year|(?:program|grant|school) year|FY|PY)"
    r"\s*(?:\([FPGS]Y\))?\s*(?P<colon>:?)\s*(?P<behind>.*)",
    re.IGNORECASE,
)
_ASKS_YEAR = r"(?:federal )?fiscal year\b.*:"
_LONGEST = 60
_Answer = tuple[Cell, str] | None


def is_heading(cells: Cells) -> bool:
    """Whether a row asks a question of the form, such as `State Name:`."""
    texts = [tidy(cell.text) for cell in cells.values() if cell.kind == "text"]
    asks = [text.endswith(":") and not text[:1].isdigit() for text in texts]
    if any(asks) and not (all(asks) and len(asks) > 1):
        return True
    return any(_STATE.fullmatch(t) or re.match(_ASKS_YEAR, t, re.IGNORECASE) for t in texts)


def take_heading(
    sheet: Sheet, below: int, section: str, root: Shape, asked: Asked, taken: Taken
) -> None:
    """Takes what the rows above the head of a form say."""
    for row, cells in sheet.in_order():
        if row >= below:
            return
        for column, cell in cells.items():
            text = tidy(cell.text) if cell.kind == "text" else ""
            if match := _STATE.fullmatch(text):
                behind = match[1] or match[2] or ""
                _state(_answer(behind, cell, cells, column), section, root, taken)
            elif (match := _YEAR.fullmatch(text)) and (
                match["colon"] or not match["behind"] or len(cells) == 1
            ):
                answer = _answer(match["behind"], cell, cells, column)
                if answer is not None and not answer[1].endswith(":"):
                    _year(answer, match, section, root, asked, taken)


def _answer(behind: str, cell: Cell, cells: Cells, column: int) -> _Answer:
    """What stands behind a label in its cell, or in the next cell that holds something."""
    if behind:
        return cell, behind
    after = [other for at, other in cells.items() if at > column]
    return (after[0], tidy(after[0].text)) if after else None


def _state(answer: _Answer, section: str, root: Shape, taken: Taken) -> None:
    if answer is None or answer[1].endswith(":"):
        return
    cell, text = answer
    path = (section, "state_name")
    if cell.kind != "text" or len(text) > _LONGEST or not text[0].isalpha():
        taken.leave(cell, "not the name of a State")
    else:
        taken.take(cell, path, text, shape_of(root, path))


def _year(
    answer: tuple[Cell, str],
    asks: re.Match[str],
    section: str,
    root: Shape,
    asked: Asked,
    taken: Taken,
) -> None:
    cell, text = answer
    found, path = year_of(text), ("budget", "fiscal_year")
    if found is not None and found.is_bare:
        is_sure = asks["kind"].lower().endswith(("fy", "fiscal year"))
        found = found._replace(is_bare=False, may_end=not is_sure)
    if section != "budget" or (found is None and not asks["colon"]):
        # The levels form has no such field: its columns say their years. Others are titles.
        taken.pass_over([cell] if found is not None else [])
    elif found is None or found.problem:
        taken.leave(cell, found.problem if found is not None else "not a fiscal year")
    else:
        year = asked.settled(found, taken.place(cell), shown(text))
        taken.take(cell, path, str(year), shape_of(root, path))
