"""The head of a budget: where its percents and amounts stand, of which year, in which unit."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from perkins_rules.tables.budget_rows import is_of_a_line, line_of, named
from perkins_rules.tables.budget_words import (
    Kind,
    goes_with_years,
    is_of_others,
    kind_in,
    may_head_amounts,
)
from perkins_rules.tables.budget_zones import begins, bottom_of, top_of
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows, rows_between, words_above
from perkins_rules.tables.form import same
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.scales import is_unit_note, says_dollars, scale_in, speaks_of_all
from perkins_rules.tables.text_cells import holds_figure
from perkins_rules.tables.years import Year, in_context, one_of, years_in

_LAST = 1 << 20


class Column(NamedTuple):
    """A column of figures: what its words say, and the cell of the head nearest to it."""

    kind: Kind
    cell: Cell
    year: Year | None
    scale: int | None = None
    """What its amounts are to be taken times, by its own words; None where they say nothing."""


class Head(NamedTuple):
    """The rows of a head, from `top` to `row`, and its columns of figures. `others` are the
    cells above columns that it does not name as such. The form may go on in columns beside it:
    each part is a head, with its `first` and `last` column.
    """

    top: int
    row: int
    columns: dict[int, Column]
    others: dict[int, Cell]
    first: int = 0
    last: int = _LAST

    def own(self, cells: Cells) -> Cells:
        """The cells of a row that stand in its columns."""
        if self.last == _LAST and not self.first:
            return cells
        return {at: cell for at, cell in cells.items() if self.first <= at <= self.last}

    def of_kind(self, kind: Kind) -> list[int]:
        """The columns of percents, or of amounts."""
        return [at for at, column in self.columns.items() if column.kind == kind]


def heads_of(sheet: Sheet) -> list[Head]:
    """The heads of the budget in a sheet, with lines of the form below: it may go over pages, and
    on in columns beside.
    """
    rows, found, at = list(sheet.in_order()), list[list[Head]](), 0
    while at < len(rows):
        bottom = bottom_of(rows, at) if begins(rows[at][1]) else None
        heads = _heads(sheet, rows, top_of(rows, at), bottom) if bottom is not None else []
        if heads:
            found.append(heads)
        at = at + 1 if bottom is None or not heads else bottom + 1
    ends = [*(heads[0].top for heads in found[1:]), None]
    lines = [
        [_lines_below(rows, head, end) for head in heads]
        for heads, end in zip(found, ends, strict=False)
    ]
    begun = next((n for n, counts in enumerate(lines) if max(counts) > 1), len(found))
    # On a further page, or in further columns, a single line may stand.
    return [
        head
        for n, (heads, counts) in enumerate(zip(found, lines, strict=True))
        for head, count in zip(heads, counts, strict=True)
        if n >= begun and count
    ]


def _heads(sheet: Sheet, rows: Rows, top: int, bottom: int) -> list[Head]:
    """What a head says, in parts where its labels come again beside it; none without amounts."""
    above = words_above(sheet, rows[top : bottom + 1])
    columns = _columns(above, _below(rows, bottom))
    others = {column: cells[-1] for column, cells in above.items() if column not in columns}
    starts = [0, *_begun_again(columns, others), _LAST + 1]
    found = []
    for first, after in pairwise(starts):
        own = {at: one for at, one in columns.items() if first <= at < after}
        rest = {at: cell for at, cell in others.items() if first <= at < after}
        if any(column.kind == "amount" for column in own.values()):
            found.append(Head(rows[top][0], rows[bottom][0], own, rest, first, after - 1))
    return found


def _columns(above: dict[int, list[Cell]], below: list[Cells]) -> dict[int, Column]:
    """The columns of figures. Words such as `Total` head amounts where no others do."""
    found: dict[int, Column] = {}
    perhaps: dict[int, Column] = {}
    for column, cells in sorted(above.items()):
        texts = [tidy(cell.text) for cell in cells]
        years = [year for text in texts for year in years_in(text)[0]]
        kind = next((kind for text in reversed(texts) if (kind := kind_in(text))), None)
        if any(map(is_of_others, texts)) or _is_unit_beside(texts, below, column):
            continue
        if kind is None and years and goes_with_years(texts[-1]):
            kind = "percent" if _holds_percents(below, column) else "amount"
        one = Column(kind or "amount", cells[-1], _year(years, texts), _scale(texts))
        if kind is not None:
            found[column] = one
        elif any(map(may_head_amounts, texts)) and not _holds_percents(below, column):
            perhaps[column] = one
    has_amounts = any(column.kind == "amount" for column in found.values())
    return found if has_amounts else dict(sorted({**found, **perhaps}.items()))


def _begun_again(columns: dict[int, Column], others: dict[int, Cell]) -> list[int]:
    """The columns at which the labels of a head come again, behind figures: Line, Item, Amount,
    Line, Item, Amount.
    """
    labels = {at: same(cell.text) for at, cell in others.items()}
    first = next(iter(sorted(labels)), None)
    if first is None or not labels[first]:
        return []
    again = [at for at, text in labels.items() if at > first and text == labels[first]]
    return [at for at in sorted(again) if any(c < at for c in columns)]


def _year(years: list[Year], texts: list[str]) -> Year | None:
    year = one_of(years)
    return in_context(year, " ".join(texts)) if year is not None else None


def _below(rows: Rows, bottom: int) -> list[Cells]:
    return [cells for _, cells in rows[bottom + 1 : bottom + 30]]


def _holds_percents(below: list[Cells], column: int) -> bool:
    held = [cells[column] for cells in below if column in cells]
    return any("%" in cell.format or cell.text.rstrip().endswith("%") for cell in held)


def _is_unit_beside(texts: list[str], below: list[Cells], column: int) -> bool:
    """Whether words in a head only say the unit of the amounts, above no figures of their own."""
    held = [cells[column] for cells in below if column in cells]
    if any(map(is_unit_note, texts)) and held and not any(map(holds_figure, held)):
        return any(is_of_a_line(tidy(cell.text)) for cell in held)  # Item (dollars in thousands)
    return not held and all(is_unit_note(text) and speaks_of_all(text) for text in texts)


def _scale(texts: list[str]) -> int | None:
    own = max(map(scale_in, texts), default=1)
    return own if own > 1 or any(map(says_dollars, texts)) else None


def _lines_below(rows: Rows, head: Head, end: int | None) -> int:
    """How many lines of the form stand below a head, before the row `end`."""
    above, found = "", set()
    for _, all_cells in rows_between(rows, head.row, end):
        cells = head.own(all_cells)
        row_names = named(cells, head.columns, above)
        row = line_of(row_names, above) if row_names else None
        number = (row.line.number if row.line else row.seen) if row else ""
        if not number or row_names is None:
            continue
        above = number
        by_label = row_names.label and line_of(row_names._replace(number=""), above).line
        if by_label or any(holds_figure(cells[c]) for c in head.columns if c in cells):
            found.add(number)
    return len(found)
