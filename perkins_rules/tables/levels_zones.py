"""Where heads of tables of levels may be in a sheet: rows that name years, figures, indicators."""

from __future__ import annotations

import re
from itertools import pairwise

from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.heading import is_heading
from perkins_rules.tables.levels_rows import names_indicator
from perkins_rules.tables.parts import group_in, says_all
from perkins_rules.tables.text_cells import stands_for_figure
from perkins_rules.tables.words import Meaning, meaning_of
from perkins_rules.tables.years import year_of

_ROWS_ABOVE = 3
_LONGEST = 60
_INDICATOR_HEAD = re.compile(
    r"(?:(?:performance |core )?(?:indicator|measure)s?(?: code)?|code)", re.IGNORECASE
)
_YEAR_HEAD = re.compile(
    r"(?:(?:federal )?fiscal |program |school |reporting |grant )?years?|[FPSG]Y", re.IGNORECASE
)


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


def _begins(cells: Cells, labels: int) -> bool:
    """Whether a row begins a head; `labels` is the first column of figures of the one above."""
    if len(cells) < 2 or is_heading(cells) or has_figures(cells):
        return False
    says = {column: _short(cell) for column, cell in cells.items()}
    coded = [column for column, one in says.items() if one.code]
    named = [c for c, one in says.items() if (one.year or one.role) and c not in coded]
    plain = [column for column in named if not says[column].unknown]
    if coded and not named:  # an indicator a column, or rows of an empty form beside each other
        return len(coded) > 1 and labels < 0
    if named and max(named) < labels:  # the labels of a row that is not filled in
        return False
    return bool(plain) or len(named) > 1 or is_head_of_long_form(cells)


def is_head_of_long_form(cells: Cells) -> bool:
    """Whether a row heads one row for each figure: Indicator, Year, Type, Value."""
    texts = [tidy(cell.text) for cell in cells.values()]
    heads = [any(map(one.fullmatch, texts)) for one in (_INDICATOR_HEAD, _YEAR_HEAD)]
    return all(heads) and any(_short(cell).is_vague for cell in cells.values())


def _short(cell: Cell) -> Meaning:
    return meaning_of(cell.text) if len(cell.text) <= _LONGEST else Meaning()


def has_figures(cells: Cells) -> bool:
    """Whether a row has figures, or what is written in their place; years of a head are none."""
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
        if year is not None and year.may_be_figure:
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


def _codes_below(above: Cells, cells: Cells) -> bool:
    """Whether a row has indicators below the years of the row above, as the head of columns."""
    coded = [column for column, cell in cells.items() if _short(cell).code]
    heads = [_short(above[column]) for column in coded if column in above]
    return len(coded) > 1 and all((one.year or one.role) and not one.code for one in heads)


def _words_of_columns(cells: Cells, left: int, first: int) -> bool:
    """Whether a row of words says more of the columns: it has no label, or names groups there."""
    of_columns = [tidy(cell.text) for column, cell in cells.items() if column >= first]
    is_unlabelled = min(cells) > left and len(cells) > 1
    return is_unlabelled or any(group_in(text) or says_all(text) for text in of_columns)


def _first_named(rows: Rows) -> int:
    """The first column of figures below a head; -1 for none that can be told."""
    says = [(column, _short(cell)) for _, cells in rows for column, cell in cells.items()]
    named = [column for column, one in says if one.year or one.role]
    coded = [column for column, one in says if one.code]
    return min(named if len(coded) < 2 else coded, default=-1)


def _bottom(rows: Rows, at: int) -> int:
    """The last row of a head that begins at a row."""
    left, first = min(rows[at][1]), _first_named([rows[at]])
    while at + 1 < len(rows) and rows[at + 1][0] == rows[at][0] + 1:
        cells = rows[at + 1][1]
        if has_figures(cells) or is_heading(cells) or list(cells) == [left]:
            break
        if max(cells) < first:  # the labels of a row that is not filled in
            break
        says = [_short(cell) for cell in cells.values()]
        named = [one for one in says if (one.year or one.role or one.is_vague) and not one.unknown]
        if any(one.code for one in says):
            if not _codes_below(rows[at][1], cells):
                break
        elif not (named or _numbers_columns(cells) or _words_of_columns(cells, left, first)):
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
        if is_title or is_heading(cells) or has_figures(cells):
            break
        if any(_short(cell).code for cell in cells.values()):
            break
        at -= 1
    return at
