"""The levels form, wherever it stands in a sheet: indicators by code or title, a column a year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables.figures import is_blank, says_not_asked, tidy
from perkins_rules.tables.form import CODE, INDICATORS, same, shape_of
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.years import Year, year_of

_HEAD_ROWS = 4
_LEVELS = {"secondary": "S", "postsecondary": "P"}
_INDICATOR = ("performance", "indicators")


class Head(NamedTuple):
    """The head of a table: which column holds the baseline, and which years the others hold. It
    may take several rows, from `top` on.
    """

    row: int
    top: int
    baseline: int | None
    years: dict[int, Year]
    cells: dict[int, Cell]

    @property
    def first(self) -> int:
        """The first column of figures."""
        return min([*self.years, *([self.baseline] if self.baseline else [])])


def heads_of(sheet: Sheet) -> list[Head]:
    """The heads of the levels forms in a sheet: the form goes over several pages."""
    rows = list(sheet.in_order())
    heads = [head for at in range(len(rows)) if (head := _head(rows, at)) is not None]
    ends = [*(head.row for head in heads[1:]), None]
    spans = zip(heads, ends, strict=False)
    return [head for head, end in spans if _has_indicators(rows, head, end)]


def read_levels(
    sheet: Sheet, root: Shape, units: Mapping[str, bool], others: Collection[int] = ()
) -> Taken:
    """The values of the form in a sheet that has one; `units` says of which indicators of the
    plan the levels are plain numbers. At the rows `others` begins another form.
    """
    taken, heads, side = Taken(sheet), heads_of(sheet), ""
    take_heading(sheet, heads[0].row, "performance", root, taken)
    for one in heads:
        _say_of_head(one, taken)
    by_row = {one.row: one for one in heads}
    head: Head | None = None
    for row, cells in sheet.in_order():
        head = by_row.get(row, None if row in others else head)
        side = _side(cells) or side
        if head is not None and row > head.row:
            _take_row(sheet, cells, head, side, root, units, taken)
    taken.finish()
    return taken


def _head(rows: list[tuple[int, dict[int, Cell]]], at: int) -> Head | None:
    row, cells = rows[at]
    if any(CODE.match(tidy(cell.text)) for cell in cells.values()):
        return None
    years = {c: year for c, cell in cells.items() if (year := year_of(tidy(cell.text)))}
    above = [one for one in rows[max(0, at - _HEAD_ROWS) : at + 1] if one[0] > row - _HEAD_ROWS]
    baseline = [
        (number, column)
        for number, cells_above in above
        for column, cell in cells_above.items()
        if "baseline" in tidy(cell.text).lower() and len(cell.text) < 40 and column not in years
    ]
    if len(years) + bool(baseline) < 2 or not years:
        return None
    top, column = baseline[-1] if baseline else (row, None)
    return Head(row, top, column, years, cells)


def _has_indicators(rows: list[tuple[int, dict[int, Cell]]], head: Head, end: int | None) -> bool:
    return any(
        _codes(cells, head) for row, cells in rows if row > head.row and (end is None or row < end)
    )


def _say_of_head(head: Head, taken: Taken) -> None:
    for column, cell in head.cells.items():
        year = head.years.get(column)
        if year is not None and year.problem:
            taken.leave(cell, f"{year.problem}; so is its column")
        elif year is not None and year.is_bare:
            taken.say(cell, f"{shown(cell.text)}, taken for FY {year.year}, from 1 July on")
        elif year is None and column > head.first and column != head.baseline:
            taken.leave(cell, "not a year or the baseline; so is its column")
    wanted = [year.year for year in head.years.values() if not year.problem]
    for column, year in head.years.items():
        if wanted.count(year.year) > 1:
            taken.say(head.cells[column], f"FY {year.year} is the head of several columns")


def _side(cells: dict[int, Cell]) -> str:
    """S or P when a row says which side the indicators below it are of."""
    for cell in cells.values():
        first = tidy(cell.text).lower().partition(" ")[0].rstrip(":")
        if cell.kind == "text" and first in _LEVELS and not CODE.match(tidy(cell.text)):
            return _LEVELS[first]
    return ""


def _codes(cells: dict[int, Cell], head: Head) -> list[str]:
    """The indicators that the cells before the figures may name."""
    texts = [tidy(c.text) for at, c in cells.items() if at < head.first and c.kind == "text"]
    for text in texts:
        if match := CODE.match(text):
            return [match[1].upper()]
    titles = {same(text) for text in texts}
    return [code for code, title in INDICATORS.items() if same(title) in titles]


def _take_row(
    sheet: Sheet,
    cells: dict[int, Cell],
    head: Head,
    side: str,
    root: Shape,
    units: Mapping[str, bool],
    taken: Taken,
) -> None:
    columns = [*([head.baseline] if head.baseline else []), *head.years]
    figures = [c for at in columns if (c := cells.get(at)) is not None and not is_blank(c)]
    codes = _codes(cells, head)
    if len(codes) > 1:
        codes = [code for code in codes if code[1] == side]
    if len(codes) != 1 or _is_of_another(cells, head, codes[0]):
        why = "its row names no indicator that can be told"
        _leave_row(figures, why, taken)
        return
    for cell in figures:
        merged = sheet.merged_at(cell.row, cell.column)
        if merged is not None and merged[:2] != merged[2:]:
            taken.leave(cell, "it is merged over several cells")
        else:
            _take_level(cell, head, codes[0], root, units.get(codes[0], False), taken)


def _is_of_another(cells: dict[int, Cell], head: Head, code: str) -> bool:
    """Whether the title beside a code is that of another indicator."""
    for at, cell in cells.items():
        if at >= head.first or cell.kind != "text":
            continue
        title = same(CODE.sub("", tidy(cell.text), count=1))
        owners = [c for c, known in INDICATORS.items() if same(known) == title]
        if owners and code not in owners:
            return True
    return False


def _leave_row(figures: list[Cell], why: str, taken: Taken) -> None:
    for cell in figures:
        text = tidy(cell.text)
        is_text = cell.kind == "text" and not any(c.isdigit() for c in text)
        if not is_text and not says_not_asked(cell) and year_of(text) is None:
            taken.leave(cell, why)


def _take_level(
    cell: Cell, head: Head, code: str, root: Shape, in_numbers: bool, taken: Taken
) -> None:
    entry = (*_INDICATOR, f"[{code}]")
    if cell.column == head.baseline:
        shape = shape_of(root, (*_INDICATOR, "baseline"))
        taken.figure(cell, (*entry, "baseline"), shape, in_numbers=in_numbers)
        return
    year = head.years[cell.column]
    if not year.problem:
        path = (*entry, "levels", f"[{year.year}]", "level")
        shape = shape_of(root, (*_INDICATOR, "levels", "level"))
        taken.figure(cell, path, shape, in_numbers=in_numbers)
