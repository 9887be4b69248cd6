"""The head of a table of levels: its rows, and what all words above a column say of it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Rows, rows_between, words_above
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.levels_rows import names_indicator
from perkins_rules.tables.levels_zones import has_figures, head_zones, is_head_of_long_form
from perkins_rules.tables.words import Meaning, Role, meaning_of, together
from perkins_rules.tables.years import in_context

_TITLES_ABOVE = 8
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


def heads_of(sheet: Sheet) -> list[Head]:
    """The heads of the levels forms in a sheet that have indicators: it may go over pages."""
    rows = list(sheet.in_order())
    found = [head for zone in head_zones(rows) if (head := _head_of_zone(sheet, rows, *zone))]
    ends = [*(head.top for head in found[1:]), None]
    spans = zip(found, ends, strict=False)
    return [head for head, end in spans if _is_form(rows, head, end)]


def _is_form(rows: Rows, head: Head, end: int | None) -> bool:
    """Whether figures of indicators stand below a head, or its columns are of indicators."""
    below = [cells for _, cells in rows_between(rows, head.row, end)]
    coded = head.code or any(one.says.code for one in head.columns.values())
    if not coded:
        coded = _named_above(rows, head)
    return any(
        (coded and any(column in head.columns for column in cells))
        or any(names_indicator(c) for at, c in cells.items() if at not in head.columns)
        for cells in below
    )


def _named_above(rows: Rows, head: Head) -> bool:
    """Whether the line above a head names the indicator of all below it."""
    above = [cells for _, cells in rows_between(rows, head.top - 3, head.top)]
    return any(meaning_of(cell.text).code for cells in above for cell in cells.values())


def _head_of_zone(sheet: Sheet, rows: Rows, top: int, bottom: int) -> Head | None:
    """What a head says; None when it names no column."""
    above = words_above(sheet, rows[top : bottom + 1])
    says = {column: together(meaning_of(c.text) for c in cells) for column, cells in above.items()}
    says = _with_letters(says)
    coded = [column for column, one in says.items() if one.code]
    named = [column for column, one in says.items() if one.year or one.role or one.is_vague]
    code = ""
    if len(coded) == 1 and named and coded[0] < min(c for c in [*named, 1 << 20] if c != coded[0]):
        code, named = says[coded[0]].code, [c for c in named if c != coded[0]]
    elif coded:
        named = [column for column in says if says[column].code]
    is_long = any(is_head_of_long_form(cells) for _, cells in rows[top : bottom + 1])
    is_vague = len(named) == 1 and says[named[0]].is_vague and not says[named[0]].year
    if not named or (is_vague and not is_long):
        return None
    title = title_of(sheet, rows, top)
    columns = {c: _column(says[c], above[c]) for c in sorted(named)}
    for column, one in columns.items():
        columns[column] = one._replace(fallback=_fallback(column, columns, title))
    others = {c: cells[-1] for c, cells in above.items() if c not in columns}
    return Head(rows[top][0], rows[bottom][0], columns, others, code)


def _with_letters(says: dict[int, Meaning]) -> dict[int, Meaning]:
    """With N and D as the counts of a year and indicator where both stand beside each other."""
    roles: dict[str, Role] = {"n": "numerator", "d": "denominator"}
    pairs: dict[object, dict[str, int]] = {}
    for column, one in says.items():
        if len(one.unknown) == 1 and one.unknown[0] in roles:
            pairs.setdefault((one.code, one.year), {})[one.unknown[0]] = column
    found = dict(says)
    for pair in pairs.values():
        if len(pair) == len(roles):
            for letter, column in pair.items():
                found[column] = says[column]._replace(role=roles[letter], unknown=())
    return found


def _column(says: Meaning, above: list[Cell]) -> Column:
    if says.year is not None:
        words = " ".join(tidy(cell.text) for cell in above)
        says = says._replace(year=in_context(says.year, words))
    return Column(says, above[-1])


def title_of(sheet: Sheet, rows: Rows, top: int) -> Meaning:
    """What the lines above a table, each with one cell, and the name of the sheet say."""
    titles = [meaning_of(sheet.name)]
    for _, cells in rows[max(0, top - _TITLES_ABOVE) : top]:
        if has_figures(cells):
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
