"""Tables of a Word document -> sheets: with what stands above each, and those that go on in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.tables.grid import Cell, Merged, Sheet, text_and_notes
from perkins_rules.tables.readers.docx_text import Line
from perkins_rules.tables.scales import is_unit_note

_MOST_ABOVE = 10
MOST_BELOW = 5
"""Lines behind a table that are looked through for the unit of its amounts."""
# Twentieths of a point: columns whose edges are nearer were meant as one, and dragged apart.
_SLIVER = 200
_FIGURE = set("0123456789.,$%()- ")


class Table:
    """A table of the text, the `number`th; `above` are the paragraphs since the one before it,
    `below` the first of those behind it, and `depth` says within how many tables it stands. The
    last of its `rows` is being read.
    """

    def __init__(self, number: int, above: list[Line], depth: int) -> None:
        self.number, self.above, self.depth = number, above, depth
        self.below: list[Line] = []
        self.rows: list[dict[int, Cell]] = [{}]
        self.widths: list[int] = []
        self.merged: dict[tuple[int, int], Merged] = {}

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Notes that a cell takes the place of several."""
        if (row, column) != (last_row, last_column):
            self.merged[row, column] = Merged(row, column, last_row, last_column)


class WordTable(Sheet):
    """A table as a sheet; the paragraphs above it are its first rows."""

    def __init__(self, name: str) -> None:
        super().__init__(name, is_text=True)
        self._row_names: list[str] = [""]

    def add_row(self, name: str) -> int:
        """One more row, as people name it."""
        self._row_names.append(name)
        return len(self._row_names) - 1

    def place(self, row: int, column: int) -> str:
        """A cell as people name it: `table 2, row 7, column 3`."""
        name = self._row_names[row]
        return name if name.startswith(("above", "below")) else f"{name}, column {column}"

    def spoken(self) -> str:
        """The name of the table before that of a cell."""
        return f"{self.name}, "

    @property
    def noun(self) -> str:
        """What people call it."""
        return "table"

    def column_name(self, column: int) -> str:
        """A column as people name it: `3`."""
        return str(column)


def sheets_of(tables: Sequence[Table]) -> list[Sheet]:
    """A sheet for each table that has cells, or for several that go on with the first."""
    groups: list[_Group] = []
    by_head: dict[tuple[str, ...], _Group] = {}
    for table in tables:
        if not any(table.rows):
            continue
        columns = _heads_of_columns(table)
        before = by_head.get(columns) or (groups[-1] if groups else None)
        if before is None or not before.takes(table):
            before = _Group(table)
            groups.append(before)
        if columns:
            by_head[columns] = before
    return [_sheet(group.tables, tables) for group in groups]


def _sheet(group: Sequence[Table], tables: Sequence[Table]) -> Sheet:
    sheet = WordTable(f"table {group[0].number}")
    for table in group:
        for line in _lines(table.above)[-_MOST_ABOVE:]:
            _put_line(sheet, line, f"above table {table.number}")
        columns, first = _columns(table), sheet.add_row("")
        for number, row in enumerate(table.rows):
            name = f"table {table.number}, row {number + 1}"
            at = sheet.add_row(name)
            for column, cell in row.items():
                sheet.put(cell._replace(row=at, column=columns[column]))
        for merged in table.merged.values():
            top, left, bottom, right = merged
            last_column = columns[right + 1] - 1
            sheet.merged.append(Merged(top + first, columns[left], bottom + first, last_column))
        for line in _lines(table.below):
            if any(is_unit_note(text) for text, _ in line):
                at = _put_line(sheet, line, f"below table {table.number}")
                later = (one for one in tables[table.number :] if one.depth <= table.depth)
                after = next(later, None)
                if after is not None and after not in group and line in _lines(after.above):
                    sheet.shared.add(at)
    return sheet


def _put_line(sheet: WordTable, line: list[tuple[str, str]], name: str) -> int:
    at = sheet.add_row(name)
    for column, (text, notes) in enumerate(line, start=1):
        if text.strip():
            sheet.put(Cell(at, column, text, notes=notes))
    return at


def _lines(above: Sequence[Line]) -> list[list[tuple[str, str]]]:
    """Lines that are not blank, each as what stands between tabs: texts with their notes."""
    found = []
    for paragraph in above:
        for line in _split(paragraph, "\n"):
            parts = [text_and_notes(part) for part in _split(line, "\t")]
            if any(text.strip() for text, _ in parts):
                found.append(parts)
    return found


def _split(line: Line, at: str) -> Iterator[Line]:
    part: Line = []
    for text, is_raised in line:
        first, *others = text.split(at)
        part.append((first, is_raised))
        for other in others:
            yield part
            part = [(other, is_raised)]
    yield part


# ------------------------------------------------------------------ columns


def _columns(table: Table) -> dict[int, int]:
    """The columns of the grid, each with its number as people count: edges that nearly meet, as of
    rows whose borders were dragged, are one; unless a row has cells on both.
    """
    starts = {column for row in table.rows for column in row}
    starts |= {c for m in table.merged.values() for c in (m.column, m.last_column + 1)}
    last = max([*starts, len(table.widths) + 1])
    plain = {column: column for column in range(1, last + 1)}
    numbers, number, since = {1: 1}, 1, 0
    for column in range(2, last + 1):
        width = table.widths[column - 2] if column - 2 < len(table.widths) else 0
        since += width or _SLIVER
        if since >= _SLIVER:
            number, since = number + 1, 0
        numbers[column] = number
    is_told_apart = all(len({numbers[c] for c in row}) == len(row) for row in table.rows)
    return numbers if is_told_apart else plain


# ------------------------------------------------------------------ tables that go on


class _Group:
    """Tables that go on with the first."""

    def __init__(self, first: Table) -> None:
        self.tables = [first]
        self._columns = _heads_of_columns(first)
        self._labels = self._labels_of(first)

    def takes(self, table: Table) -> bool:
        """Takes a table that goes on with these: its columns have the same heads, or it has no head
        and only blank lines part it from them. One with the same lines is another form.
        """
        labels, is_headed = self._labels_of(table), _heads_of_columns(table) == self._columns
        if 2 * len(labels & self._labels) > len(labels):
            return False
        if not (is_headed and self._columns) and not _has_no_head(table, self.tables[-1]):
            return False
        self.tables.append(table)
        self._labels |= labels
        return True

    def _labels_of(self, table: Table) -> set[str]:
        """What the rows of a table begin with."""
        return {row[0] for row in _texts(table) if _columns_by(row) != self._columns}


def _heads_of_columns(table: Table) -> tuple[str, ...]:
    return next((_columns_by(row) for row in _texts(table)), ())


def _columns_by(head: Sequence[str]) -> tuple[str, ...]:
    """The columns by their head, without what stands over the labels: that may say of which part
    of a form a table is.
    """
    return tuple(head[1:] if len(head) > 2 else head)


def _has_no_head(table: Table, before: Table) -> bool:
    """Whether a table can only be understood with the one right before it."""
    is_next = table.number == before.number + 1 and not _lines(table.above)
    is_alike = table.depth == before.depth and _width(table) == _width(before)
    rows = _texts(table)
    return is_next and is_alike and bool(rows) and _is_data(rows[0])


def _texts(table: Table) -> list[list[str]]:
    """The rows with several cells, as texts; not those that ask for the State or the year."""
    rows = [[_same(cell.text) for cell in row.values()] for row in table.rows if len(row) > 1]
    return [row for row in rows if not any(text.endswith(":") for text in row)]


def _width(table: Table) -> int:
    return max(max(row, default=0) for row in table.rows)


def _is_data(row: Sequence[str]) -> bool:
    """Whether a row is none of a head: a figure stands in it."""
    return any(set(text) <= _FIGURE and any(c.isdigit() for c in text) for text in row[1:])


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
