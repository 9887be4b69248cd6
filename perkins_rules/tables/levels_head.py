"""The head of a table of levels: its rows, and what all words above a column say of it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows, words_above
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import is_heading
from perkins_rules.tables.levels_rows import names_indicator
from perkins_rules.tables.text_cells import stands_for_figure
from perkins_rules.tables.words import Meaning, Role, meaning_of, together
from perkins_rules.tables.years import in_context, year_of

_ROWS_ABOVE = 3
_TITLES_ABOVE = 8
_LONGEST = 60
_COUNTS = ("numerator", "denominator")


class Column(NamedTuple):
    """What is said of a column of figures. `fallback` is what its figures are where neither its
    own words nor those of a row say so; `cell` the nearest one above it.
    """

    says: Meaning
    cell: Cell
    fallback: Role | None = None


class Head(NamedTuple):
    """The rows of a head, from `top` to `row`; its columns of figures, and the cells above others.
    `code` is of the indicator that the head itself names, for all below it.
    """

    top: int
    row: int
    columns: dict[int, Column]
    others: dict[int, Cell]
    code: str = ""

    @property
    def first(self) -> int:
        """The first column of figures."""
        return min(self.columns)


def head_zones(rows: Rows) -> list[tuple[int, int]]:
    """Where heads may be: the first and the last of their rows, as places in `rows`."""
    zones: list[tuple[int, int]] = []
    at, labels = 0, -1
    while at < len(rows):
        if not _begins(rows[at][1], labels):
            at += 1
            continue
        top, bottom = _top(rows, at, zones[-1][1] if zones else -1), _bottom(rows, at)
        zones.append((top, bottom))
        labels = _first_named(rows[top : bottom + 1])
        at = bottom + 1
    return zones


def head_of_zone(sheet: Sheet, rows: Rows, top: int, bottom: int) -> Head | None:
    """What a head says; None when it names no column."""
    above = words_above(sheet, rows[top : bottom + 1])
    says = {column: together(meaning_of(c.text) for c in cells) for column, cells in above.items()}
    coded = [column for column, one in says.items() if one.code]
    named = [column for column, one in says.items() if one.year or one.role or one.is_vague]
    code = ""
    if len(coded) == 1 and named and coded[0] < min(c for c in [*named, 1 << 20] if c != coded[0]):
        code, named = says[coded[0]].code, [c for c in named if c != coded[0]]
    elif coded:
        named = [column for column in says if says[column].code]
    if not named or (len(named) == 1 and says[named[0]].is_vague and not says[named[0]].year):
        return None
    title = title_of(sheet, rows, top)
    columns = {c: _column(says[c], above[c]) for c in sorted(named)}
    for column, one in columns.items():
        columns[column] = one._replace(fallback=_fallback(column, columns, title))
    others = {c: cells[-1] for c, cells in above.items() if c not in columns}
    return Head(rows[top][0], rows[bottom][0], columns, others, code)


def _column(says: Meaning, above: list[Cell]) -> Column:
    if says.year is not None:
        words = " ".join(tidy(cell.text) for cell in above)
        says = says._replace(year=in_context(says.year, words))
    return Column(says, above[-1])


def title_of(sheet: Sheet, rows: Rows, top: int) -> Meaning:
    """What the lines above a table, each with one cell, and the name of the sheet say."""
    titles = [meaning_of(sheet.name)]
    for _, cells in rows[max(0, top - _TITLES_ABOVE) : top]:
        if _has_figures(cells):
            titles = titles[:1]
        elif len(cells) == 1:
            titles += [meaning_of(cell.text) for cell in cells.values()]
    return together(titles)


def _fallback(column: int, columns: dict[int, Column], title: Meaning) -> Role | None:
    """What the figures of a column are whose words do not say it."""
    says = columns[column].says
    if says.role or says.unknown:
        return None
    year = says.year.year if says.year else None
    beside = [
        other.says.role
        for at, other in columns.items()
        if at != column
        and other.says.code == says.code
        and (other.says.year.year if other.says.year else None) == year
    ]
    if any(role in _COUNTS for role in beside):
        return None if "actual" in beside else "actual"
    if says.is_vague or title.is_vague or any(beside):
        return None
    return "actual" if title.role == "actual" else "level"


def _begins(cells: Cells, labels: int) -> bool:
    """Whether a row begins a head; `labels` is the first column of figures of the one above."""
    if len(cells) < 2 or is_heading(cells) or _has_figures(cells):
        return False
    says = {column: _short(cell) for column, cell in cells.items()}
    coded = [column for column, one in says.items() if one.code]
    named = [c for c, one in says.items() if (one.year or one.role) and c not in coded]
    plain = [column for column in named if not says[column].unknown]
    if coded and not named:  # an indicator a column, or rows of an empty form beside each other
        return len(coded) > 1 and labels < 0
    if named and max(named) < labels:  # the labels of a row that is not filled in
        return False
    return bool(plain) or len(named) > 1


def _short(cell: Cell) -> Meaning:
    return meaning_of(cell.text) if len(cell.text) <= _LONGEST else Meaning()


def _has_figures(cells: Cells) -> bool:
    if _numbers_columns(cells):
        return False
    years = _bare_years(cells)
    return any(column not in years and stands_for_figure(c) for column, c in cells.items())


def _bare_years(cells: Cells) -> dict[int, int]:
    """The columns of a row whose numbers are years and no figures, such as a count of 2,026: years
    that follow each other, or one among the words of a head.
    """
    bare: dict[int, int] = {}
    for column, cell in sorted(cells.items()):
        year = year_of(tidy(cell.text))
        if year is not None and year.is_bare:
            bare[column] = year.year
    others = [cell for column, cell in cells.items() if column not in bare]
    years = list(bare.values())
    steps = {later - one for one, later in pairwise(years)}
    says = [meaning_of(cell.text) for cell in others]
    if any(map(stands_for_figure, others)) or any(one.year for one in says):
        return {}
    follow = bool(steps - {0}) and (steps <= {0, 1} or steps <= {0, -1})
    is_of_row = any(map(names_indicator, others)) or any(
        one.role not in (None, "baseline") for one in says
    )
    return bare if follow or (len(bare) == 1 and not is_of_row) else {}


def _numbers_columns(cells: Cells) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on."""
    numbers = [tidy(cell.text).strip("()") for _, cell in sorted(cells.items())]
    return len(numbers) > 2 and numbers in (
        [str(at) for at in range(1, len(numbers) + 1)],
        [str(at) for at in range(2, len(numbers) + 2)],
    )


def _first_named(rows: Rows) -> int:
    """The first column of figures below a head; -1 for none that can be told."""
    says = [(column, _short(cell)) for _, cells in rows for column, cell in cells.items()]
    named = [column for column, one in says if one.year or one.role]
    coded = [column for column, one in says if one.code]
    return min(named if len(coded) < 2 else coded, default=-1)


def _bottom(rows: Rows, at: int) -> int:
    """The last row of a head that begins at a row."""
    left = min(rows[at][1])
    while at + 1 < len(rows) and rows[at + 1][0] == rows[at][0] + 1:
        cells = rows[at + 1][1]
        if _has_figures(cells) or is_heading(cells) or list(cells) == [left]:
            break
        says = [_short(cell) for cell in cells.values()]
        named = [one for one in says if (one.year or one.role or one.is_vague) and not one.unknown]
        if any(one.code for one in says) or not (named or _numbers_columns(cells)):
            break
        at += 1
    return at


def _top(rows: Rows, at: int, taken: int) -> int:
    """The first row of a head; a line of one cell at the left is a title. `taken` is in use."""
    first = _first_named([rows[at]])
    for _ in range(_ROWS_ABOVE):
        if at - 1 <= taken or rows[at - 1][0] != rows[at][0] - 1:
            break
        cells = rows[at - 1][1]
        is_title = len(cells) == 1 and min(cells) < first
        if is_title or is_heading(cells) or _has_figures(cells):
            break
        if any(_short(cell).code for cell in cells.values()):
            break
        at -= 1
    return at
