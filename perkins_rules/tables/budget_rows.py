"""The rows of a budget: which line of the form each is, by its number, its label, or both."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.tables.cell_text import tidy, without_marks
from perkins_rules.tables.columns import Cells
from perkins_rules.tables.form import BY_NUMBER, Line, agrees, code_of, line_of_label
from perkins_rules.tables.grid import Cell

# 4a, 4 a, 4(a), (4a), 4.b, IV.4d, Line 4a, 4a. and the like; a letter that begins a word is none.
_LINE = (
    r"(?:IV\.?(?:[AB]\.?)?[ .:-]?)?(?:line(?:\s+(?:no\.?|number|item))?\s*#?\s*)?\(?"
    r"([0-9]{1,2})(?:\.0+(?![0-9]))?(?:\s*[.(\-\u2013]?\s*([a-d])(?![a-z]))?\s*[.):]?"
)
_NUMBER = re.compile(_LINE, re.IGNORECASE)
_NUMBERED = re.compile(rf"{_LINE}\s*[.):\-\u2013]*\s+(\D.*)", re.IGNORECASE)
# A part by its letter alone, below its line: a. Correctional Institutions.
_PART = re.compile(r"\(?([a-d])[.)]?(?:\s+(.*))?", re.IGNORECASE)
_BULLET = "-\u2013\u2014\u2212\u2022* "
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[- ]?)?(?:totals?|sum|overall)"
    r"(?: (?:of )?(?:all )?(?:budget|funds|amount|lines))?(?: \(?[0-9 +,to\-]*\)?)?:?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:notes?\b|sources?\b|footnotes?\b)", re.IGNORECASE)


class Named(NamedTuple):
    """What a row says of its line, and the cells that say it."""

    number: str
    label: str
    cells: list[Cell]


def named(cells: Cells, figures: Collection[int], above: str) -> Named | None:
    """The number and the label of a row, from the cells that stand beside its figures; `above` is
    the number of the line before.
    """
    number, label, used = "", "", list[Cell]()
    for column, cell in cells.items():
        if column in figures or cell.kind in ("error", "formula", "yes_no"):
            continue
        text = tidy(cell.text)
        if code_of(text):  # 1 S 1 is an indicator, not line 1
            continue
        if not number and (match := _NUMBER.fullmatch(text)):
            number = match[1] + (match[2] or "").lower()
        elif not number and not label and (part := _part(text, above)):
            number, label = part
        elif not label and any(c.isalpha() for c in text):
            match = None if number else _NUMBERED.fullmatch(text)
            if match:
                number, text = match[1] + (match[2] or "").lower(), match[3]
            label = without_marks(text.lstrip(_BULLET))[0].rstrip(":")
        else:
            continue
        used.append(cell)
    return Named(number, label, used) if used else None


def _part(text: str, above: str) -> tuple[str, str] | None:
    """The number and label of a part of line 4 that has its letter alone."""
    match = _PART.fullmatch(text)
    if match is None or not above.startswith("4") or f"4{match[1].lower()}" not in BY_NUMBER:
        return None
    number, label = f"4{match[1].lower()}", without_marks((match[2] or "").lstrip(_BULLET))[0]
    return (number, label) if not label or agrees(number, label) else None


class Row(NamedTuple):
    """The line that a row is; or why it is none. `remark` is to be told of a row that is taken;
    `is_apart` is a row of totals or notes, whose figures are no field's.
    """

    line: Line | None = None
    problem: str = ""
    remark: str = ""
    is_apart: bool = False


def line_of(row: Named | None, above: str) -> Row:
    """The line of a row by what it says of itself."""
    if row is None:
        return Row(problem=_NO_LINE)
    by_label = line_of_label(row.label, above) if row.label else None
    if row.number in BY_NUMBER:
        fits = agrees(row.number, row.label) if row.label else True
        if fits is False:
            why = f"line {row.number} by its number, but not by its label"
            return Row(problem=why)
        remark = ""
        if fits is None:
            what = f"{shown(row.label)} is not the form's label"
            remark = f"{what}; taken for line {row.number} by its number"
        return Row(BY_NUMBER[row.number], remark=remark)
    if by_label is not None and not row.number:
        return Row(BY_NUMBER[by_label])
    is_apart = bool(_TOTAL.fullmatch(row.label) or _NOTE.match(row.label))
    return Row(problem=_NO_LINE, is_apart=is_apart and not row.number)


_NO_LINE = "its row is no line of the form"


def is_of_a_line(text: str) -> bool:
    """Whether a text is the number or the label of a line, so that its row is no head."""
    if _NUMBER.fullmatch(text):
        return True
    return agrees("1", without_marks(text.lstrip(_BULLET))[0]) is not None
