"""The budget form, wherever it stands in a sheet: by line numbers, by labels, or by both."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.columns import Columns, figures_of, spread_over
from perkins_rules.tables.figures import is_blank, says_not_asked, tidy
from perkins_rules.tables.form import BY_NUMBER, Line, agrees, line_of_label, shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.taken import Taken

_NUMBER = re.compile(r"(?:line\s*)?([0-9]{1,2}[a-d]?)(?:\.0+)?\s*[.):]?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:line\s*)?([0-9]{1,2}[a-d]?)\s*[.):\-\u2013]*\s+(\D.*)", re.IGNORECASE)
_FIGURE = re.compile(r"[-($\s]*[0-9][0-9,.]*\s*%*\)?")
# A head that may stand alone in its row: others would be titles and notes.
_ALONE = re.compile(r"amounts?( of funds)?( \(?\$\)?)?|dollars|\$", re.IGNORECASE)
_BULLET = "-\u2013\u2014\u2212\u2022* "


class _Named(NamedTuple):
    """What a row says of its line."""

    number: str | None
    label: str
    cell: Cell


def head_of(sheet: Sheet) -> Columns | None:
    """The head of the first budget form in a sheet: where its percents and amounts stand."""
    for row, cells in sheet.in_order():
        columns = _columns(row, cells)
        if columns is not None and _lines_below(sheet, columns):
            return columns
    return None


def read_budget(sheet: Sheet, root: Shape, others: Collection[int] = ()) -> Taken:
    """The values of the form in a sheet that has one; at the rows `others` begins another form."""
    taken, columns, above = Taken(sheet), head_of(sheet), ""
    assert columns is not None
    is_ours = True
    take_heading(sheet, columns.row, "budget", root, taken)
    for row, cells in sheet.in_order():
        if row <= columns.row:
            continue
        again = _columns(row, cells)
        if again is not None:  # the form goes on, on another page
            columns, is_ours = again, True
            continue
        is_ours = is_ours and row not in others
        if not is_ours:
            continue
        line = _line(cells, columns, above, taken)
        if line is not None:
            above = line.number
            _take(sheet, cells, columns, line, root, taken)
    taken.finish()
    return taken


def _columns(row: int, cells: dict[int, Cell]) -> Columns | None:
    """The columns that a head names; None for a row that is none, a line of the form or a title."""
    alone = len(cells) == 1 and not any(_ALONE.fullmatch(tidy(c.text)) for c in cells.values())
    if alone or any(_is_of_a_line(cell) for cell in cells.values()):
        return None
    amounts, percents = [], []
    for column, cell in cells.items():
        text = tidy(cell.text).lower() if cell.kind == "text" else ""
        if len(text) > 60:
            continue
        if "percent" in text or "%" in text:
            percents.append(column)
        elif "amount" in text or "dollars" in text or "$" in text or text in ("funds", "budget"):
            amounts.append(column)
    return Columns(row, tuple(percents), tuple(amounts)) if amounts else None


def _is_of_a_line(cell: Cell) -> bool:
    text = tidy(cell.text)
    if cell.kind == "number" or _NUMBER.fullmatch(text) or _FIGURE.fullmatch(text):
        return True
    return agrees("1", text.lstrip(_BULLET)) is not None


def _lines_below(sheet: Sheet, columns: Columns) -> bool:
    """Whether at least two lines of the form stand below a head."""
    above, found = "", set()
    for row, cells in sheet.in_order():
        named = _named(cells, columns) if row > columns.row else None
        if named is not None:
            by_label = line_of_label(named.label, above)
            above = named.number or by_label or above
            if by_label is not None or (named.number in BY_NUMBER and _figures(cells, columns)):
                found.add(by_label or named.number)
    return len(found) > 1


def _figures(cells: dict[int, Cell], columns: Columns) -> list[Cell]:
    return figures_of(cells, columns)


def _named(cells: dict[int, Cell], columns: Columns) -> _Named | None:
    """The number and the label of a row, from the cells that stand before its figures."""
    number, label, where = None, "", None
    for column, cell in cells.items():
        if column in columns.all or cell.kind in ("error", "formula", "yes_no"):
            continue
        text = tidy(cell.text)
        match = _NUMBER.fullmatch(text)
        if match and number is None:
            number, where = match[1].lower(), where or cell
        elif not label and any(c.isalpha() for c in text):
            numbered = _NUMBERED.fullmatch(text) if number is None else None
            if numbered:
                number, text = numbered[1].lower(), numbered[2]
            label, where = text.lstrip(_BULLET), where or cell
    return _Named(number, label, where) if where is not None else None


def _line(cells: dict[int, Cell], columns: Columns, above: str, taken: Taken) -> Line | None:
    """The line of a row; what is odd about it is said, once it has figures."""
    named, figures = _named(cells, columns), _figures(cells, columns)
    by_label = line_of_label(named.label, above) if named is not None and named.label else None
    number = named.number if named is not None and named.number in BY_NUMBER else None
    if named is not None and number is not None:
        fits = agrees(number, named.label) if named.label else True
        if fits is False:
            _leave_all(figures, f"line {number} by its number, but not by its label", taken)
            return None
        if fits is None and figures:
            what = f"{shown(named.label)} is not the form's label; taken for line {number}"
            taken.say(named.cell, f"{what} by its number")
        return BY_NUMBER[number]
    if by_label is None or (named is not None and named.number is not None):
        _leave_all(figures, "its row is no line of the form", taken)
        return None
    return BY_NUMBER[by_label]


def _leave_all(figures: list[Cell], why: str, taken: Taken) -> None:
    for cell in figures:
        taken.leave(cell, why)


def _take(
    sheet: Sheet, cells: dict[int, Cell], columns: Columns, line: Line, root: Shape, taken: Taken
) -> None:
    for kind, places, path in (
        ("percent", columns.percents, line.percent),
        ("amount", columns.amounts, line.amount),
    ):
        found = [c for column in places if (c := cells.get(column)) and not is_blank(c)]
        for cell in found:
            spread = spread_over(sheet, cell, columns)
            if says_not_asked(cell) and (path is None or kind == "percent"):
                continue
            if len(places) > 1:
                taken.leave(cell, f"{len(places)} columns are headed as {kind}s; keep one")
            elif path is None:
                taken.leave(cell, f"line {line.number} of the form has no {kind}")
            elif spread:
                taken.leave(cell, spread)
            else:
                taken.figure(cell, path, shape_of(root, path))
