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
from perkins_rules.tables.line_words import lines_spoken_of, spoken
from perkins_rules.tables.years import Year, in_context, year_of

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
_YEAR_HEAD = re.compile(r"\b(?:years?|F?FY|[PSG]Y)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(?:[IVX]{1,5}|[A-Z])[.)]\s+", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[- ]?)?(?:totals?|sum|overall)"
    r"(?: (?:of )?(?:all )?(?:budget|funds|amount|lines))?(?: \(?[0-9 +,to\-]*\)?)?:?",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:notes?\b|sources?\b|footnotes?\b)", re.IGNORECASE)


class Named(NamedTuple):
    """What a row says of its line, and the cells that say it; `labelled` is that of the label."""

    number: str
    label: str
    cells: list[Cell]
    labelled: Cell | None = None


def named(cells: Cells, figures: Collection[int], above: str) -> Named | None:
    """The number and the label of a row, from the cells that stand beside its figures; `above` is
    the number of the line before.
    """
    number, label, used = "", "", list[Cell]()
    labelled: Cell | None = None
    for column, cell in cells.items():
        if column in figures or cell.kind in ("error", "formula", "yes_no"):
            continue
        text = tidy(cell.text)
        year = year_of(text)
        if code_of(text) or (year and not year.may_be_figure):  # 1 S 1 is not line 1
            continue
        if not number and (match := _NUMBER.fullmatch(text)):
            number = match[1] + (match[2] or "").lower()
        elif not number and not label and (part := _part(text, above)):
            number, label = part
            labelled = cell
        elif any(c.isalpha() for c in text) and _is_better(text, label):
            match = None if number else _NUMBERED.fullmatch(text)
            if match:
                number, text = match[1] + (match[2] or "").lower(), match[3]
            label, labelled = _label(text), cell
        else:
            continue
        used.append(cell)
    return Named(number, label, used, labelled) if used else None


def year_beside(cells: Cells, figures: Collection[int], heads: Cells) -> tuple[Year, Cell] | None:
    """The year that a row names beside its figures, in a table with rows of several, and its cell;
    `heads` stand above the other columns. A bare 2026 is a year below a head that says so.
    """
    for at, cell in cells.items():
        year = year_of(tidy(cell.text)) if at not in figures else None
        if year is None or year.problem:
            continue
        if not year.may_be_figure:
            return year, cell
        if at in heads and _YEAR_HEAD.search(heads[at].text):
            return in_context(year, heads[at].text), cell
    return None


def with_rows_around(
    before: Named | None, row: Named | None, after: Named | None, above: str
) -> Named | None:
    """A row with the label that it has in part, where it goes on from the row before or in the one
    after, which have no figures; the row as it is, where that makes no label of the form.
    """
    if row is not None and line_of(row, above).is_plain:
        return row
    starts = before if row is None or not row.number else None
    goes_on = after if after is not None and not after.number else None
    for parts in ((starts, row), (row, goes_on), (starts, row, goes_on), (starts, goes_on)):
        given = [part for part in parts if part is not None]
        label = " ".join(part.label for part in given)
        number = next((part.number for part in given if part.number), "")
        labelled = next((part.labelled for part in given if part.labelled), None)
        one = Named(number, label, [cell for part in given for cell in part.cells], labelled)
        if len(given) == len(parts) and line_of(one, above).is_plain:
            return one
    return row


def _part(text: str, above: str) -> tuple[str, str] | None:
    """The number and label of a part of line 4 that has its letter alone."""
    match = _PART.fullmatch(text)
    if match is None or not above.startswith("4") or f"4{match[1].lower()}" not in BY_NUMBER:
        return None
    number, label = f"4{match[1].lower()}", without_marks((match[2] or "").lstrip(_BULLET))[0]
    return (number, label) if not label or agrees(number, label) else None


def _is_better(text: str, label: str) -> bool:
    """Whether a text is the label rather than one that was found before it."""
    is_known = agrees("1", label) is not None
    return not label or (not is_known and agrees("1", _label(text)) is not None)


def _label(text: str) -> str:
    """A label without the marks around it, and what counts the lines in another way: `II.`."""
    label = without_marks(text.lstrip(_BULLET))[0].rstrip(":")
    bare = _COUNTED.sub("", label)
    return bare if agrees("1", bare) is not None else label


class Row(NamedTuple):
    """The line that a row is; or why it is none. `remark` is to be told of a row that is taken;
    `is_apart` is a row of totals or notes, whose figures are no field's; `seen` the number of the
    line of the form that a row has, though its label says otherwise.
    """

    line: Line | None = None
    problem: str = ""
    remark: str = ""
    is_apart: bool = False
    seen: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is a line, and all that the row says agrees."""
        return self.line is not None and not self.remark


def line_of(row: Named | None, above: str) -> Row:
    """The line of a row by what it says of itself."""
    if row is None:
        return Row(problem=f"no line of the form is named beside it; {_HOW}")
    by_label = line_of_label(row.label, above) if row.label else None
    if row.number in BY_NUMBER:
        return _numbered(row, by_label)
    if by_label is not None and not row.number:
        return Row(BY_NUMBER[by_label])
    is_apart = bool(_TOTAL.fullmatch(row.label) or _NOTE.match(row.label))
    said_of = shown(" ".join(filter(None, (row.number, row.label))))
    problem = f"{said_of} is no line of the form; {_HOW}"
    return Row(problem=problem, is_apart=is_apart and not row.number)


def _numbered(row: Named, by_label: str | None) -> Row:
    """The line with the number of a row, where its label does not speak of another one."""
    number, fits = row.number, agrees(row.number, row.label) if row.label else True
    if fits:
        return Row(BY_NUMBER[number])
    said_of = shown(row.label)
    spoken_of = {by_label} if by_label else lines_spoken_of(row.label)
    if fits is None and number in spoken_of:
        remark = f"{said_of} is not the form's label; taken for line {number} by its number"
        return Row(BY_NUMBER[number], remark=remark)
    own = f"its number is that of {spoken([number])}"
    if not spoken_of:
        problem = f"{own}, but its label {said_of} is not the form's; {_HOW}"
        return Row(problem=problem, seen=number if fits is False else "")
    others = sorted(spoken_of, key=list(BY_NUMBER).index)
    problem = f"{own}, but its label {said_of} is that of {spoken(others)}; make the two agree"
    return Row(problem=problem, seen=number)


_HOW = "a line is known by its number, or by the label of the form"


def label_line(text: str) -> str:
    """The number of the line whose label a text is, with its number before it or not; empty for
    none, and where that number is of another line.
    """
    match = _NUMBERED.fullmatch(text)
    label = _label(match[3] if match else text)
    found = line_of_label(label, "8") if agrees("1", label) is not None else None
    number = match[1] + (match[2] or "").lower() if match else ""
    fits = not number or (number in BY_NUMBER and agrees(number, label))
    return (found or "") if fits else ""


def is_of_a_line(text: str) -> bool:
    """Whether a text is the number or the label of a line, so that its row is no head."""
    if _NUMBER.fullmatch(text):
        return True
    return agrees("1", _label(text)) is not None
