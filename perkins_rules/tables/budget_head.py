"""The head of a budget: where its percents and amounts stand, of which year, in which unit."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from perkins_rules.tables.budget_rows import is_of_a_line, line_of, named
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import Cells, Rows, rows_between, words_above
from perkins_rules.tables.grid import Cell, Sheet
from perkins_rules.tables.heading import is_heading
from perkins_rules.tables.scales import scale_in
from perkins_rules.tables.text_cells import holds_figure
from perkins_rules.tables.years import Year, in_context, one_of, year_of, years_in

Kind = Literal["percent", "amount"]
# A head that may stand alone in its row: others would be titles and notes.
_ALONE = re.compile(r"amounts?( of funds)?( \(?\$\)?)?|dollars|\$", re.IGNORECASE)
# Figures of a budget that are not those of the form.
_OF_OTHERS = re.compile(
    r"\b(?:change|difference|variance|increase|decrease|max(?:imum)?|min(?:imum)?|limit|cap|allowed"
    r"|allowable|required|cumulative|expended|spent|remaining|balance)\b",
    re.IGNORECASE,
)
_ROWS_ABOVE, _TITLES_ABOVE, _LONGEST = 3, 8, 60


class Column(NamedTuple):
    """A column of figures: what its words say, and the cell of the head nearest to it."""

    kind: Kind
    cell: Cell
    year: Year | None
    scale: int


class Head(NamedTuple):
    """The rows of a head, from `top` to `row`, and its columns of figures. `others` are the
    cells above columns that it does not name as such.
    """

    top: int
    row: int
    columns: dict[int, Column]
    others: dict[int, Cell]

    def of_kind(self, kind: Kind) -> list[int]:
        """The columns of percents, or of amounts."""
        return [at for at, column in self.columns.items() if column.kind == kind]


def heads_of(sheet: Sheet) -> list[Head]:
    """The heads of the budget in a sheet, with lines of the form below: it may go over pages."""
    rows, found, at = list(sheet.in_order()), list[Head](), 0
    while at < len(rows):
        bottom = _bottom(rows, at) if _begins(rows[at][1]) else None
        head = _head(sheet, rows, _top(rows, at), bottom) if bottom is not None else None
        if head is not None:
            found.append(head)
        at = at + 1 if bottom is None or head is None else bottom + 1
    ends = [*(head.top for head in found[1:]), None]
    lines = [_lines_below(rows, head, end) for head, end in zip(found, ends, strict=False)]
    begun = next((n for n, count in enumerate(lines) if count > 1), len(found))
    # On a further page a single line may stand.
    return [head for n, head in enumerate(found) if n >= begun and lines[n]]


def _begins(cells: Cells) -> bool:
    """Whether a row names amounts, or years, and is no line of the form and no title."""
    if is_heading(cells):
        return False
    texts = [tidy(cell.text) for cell in cells.values()]
    if len(cells) == 1 and not any(_ALONE.fullmatch(text) for text in texts):
        return False
    if any(_is_of_a_line(cell) for cell in cells.values()):
        return False
    kinds = [_kind(text) for text in texts]
    return "amount" in kinds or sum(_names_year(text) for text in texts) > 0


def _names_year(text: str) -> bool:
    return len(text) <= _LONGEST and bool(years_in(text)[0]) and not text.endswith(":")


def _is_of_a_line(cell: Cell) -> bool:
    text = tidy(cell.text)
    if year_of(text):
        return False
    return holds_figure(cell) or is_of_a_line(text)


def _kind(text: str) -> Kind | None:
    text = text.lower()
    if len(text) > _LONGEST or _OF_OTHERS.search(text):
        return None
    if "percent" in text or "%" in text:
        return "percent"
    is_amount = any(word in text for word in ("amount", "dollars", "$"))
    return "amount" if is_amount or text in ("funds", "budget") else None


def _bottom(rows: Rows, at: int) -> int:
    """The last row of a head that begins at a row: further ones hold years, or kinds."""
    while at + 1 < len(rows) and rows[at + 1][0] == rows[at][0] + 1:
        cells = rows[at + 1][1]
        texts = [tidy(cell.text) for cell in cells.values()]
        says = any(_kind(text) or _names_year(text) or scale_in(text) > 1 for text in texts)
        if not says or is_heading(cells) or any(_is_of_a_line(cell) for cell in cells.values()):
            break
        if len(cells) == 1 and min(cells) <= min(rows[at][1]):
            break  # a title
        at += 1
    return at


def _top(rows: Rows, at: int) -> int:
    first = min((c for c, cell in rows[at][1].items() if _says(tidy(cell.text))), default=0)
    for _ in range(_ROWS_ABOVE):
        if at == 0 or rows[at - 1][0] != rows[at][0] - 1:
            break
        cells = rows[at - 1][1]
        if is_heading(cells) or any(_is_of_a_line(cell) for cell in cells.values()):
            break
        if max(cells) < first or (len(cells) == 1 and min(cells) < first):
            break  # a title
        if not any(_says(tidy(cell.text)) for cell in cells.values()):
            break
        at -= 1
    return at


def _says(text: str) -> bool:
    return bool(_kind(text)) or _names_year(text) or scale_in(text) > 1


def _head(sheet: Sheet, rows: Rows, top: int, bottom: int) -> Head | None:
    above = words_above(sheet, rows[top : bottom + 1])
    scale = _scale_of_title(rows, top)
    columns: dict[int, Column] = {}
    below = _below(rows, bottom)
    for column, cells in sorted(above.items()):
        texts = [tidy(cell.text) for cell in cells]
        years = [year for text in texts for year in years_in(text)[0]]
        kind = next((kind for text in reversed(texts) if (kind := _kind(text))), None)
        if any(map(_OF_OTHERS.search, texts)):
            kind = None
        elif kind is None and years:
            kind = "percent" if _holds_percents(below, column) else "amount"
        if kind is not None:
            own = max(map(scale_in, texts), default=1)
            columns[column] = Column(kind, cells[-1], _year(years, texts), max(own, scale))
    if not any(column.kind == "amount" for column in columns.values()):
        return None
    others = {column: cells[-1] for column, cells in above.items() if column not in columns}
    return Head(rows[top][0], rows[bottom][0], columns, others)


def _year(years: list[Year], texts: list[str]) -> Year | None:
    year = one_of(years)
    return in_context(year, " ".join(texts)) if year is not None else None


def _below(rows: Rows, bottom: int) -> list[Cells]:
    return [cells for _, cells in rows[bottom + 1 : bottom + 30]]


def _holds_percents(below: list[Cells], column: int) -> bool:
    held = [cells[column] for cells in below if column in cells]
    return any("%" in cell.format or cell.text.rstrip().endswith("%") for cell in held)


def _scale_of_title(rows: Rows, top: int) -> int:
    """The same by the lines above the head."""
    texts = [
        tidy(cell.text)
        for _, cells in rows[max(0, top - _TITLES_ABOVE) : top]
        for cell in cells.values()
        if cell.kind == "text" and not holds_figure(cell)
    ]
    return max(map(scale_in, texts), default=1)


def _lines_below(rows: Rows, head: Head, end: int | None) -> int:
    """How many lines of the form stand below a head, before the row `end`."""
    above, found = "", set()
    for _, cells in rows_between(rows, head.row, end):
        row_names = named(cells, head.columns, above)
        line = line_of(row_names, above).line if row_names else None
        if line is None or row_names is None:
            continue
        above = line.number
        by_label = row_names.label and line_of(row_names._replace(number=""), above).line
        if by_label or any(holds_figure(cells[c]) for c in head.columns if c in cells):
            found.add(line.number)
    return len(found)
