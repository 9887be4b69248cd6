"""DOCX -> a sheet for each table, from the document's own XML.

Not with python-docx: it finds no cells in content controls, no inserted text and no fields, and
counts rows whose deletion is tracked.
"""

from __future__ import annotations

import posixpath

from perkins_rules.tables.grid import SAVE_AGAIN, Cell, Count, Sheet, TableFault, text_and_notes
from perkins_rules.tables.readers.docx_sheets import MOST_BELOW, Table, sheets_of
from perkins_rules.tables.readers.docx_styles import DocxStyles, is_on
from perkins_rules.tables.readers.docx_text import Line, TextEvents
from perkins_rules.tables.readers.zip_parts import Parts, joined, leads_of

_MOST_LINES = 100
_MOST_COLUMNS = 256
_DEEPEST = 20


def read_docx(parts: Parts, main: str) -> list[Sheet]:
    """The tables of a Word document, in its order; `main` is the part with the text.

    Raises TableFault.
    """
    styles = DocxStyles()
    for kind, target in leads_of(parts, main).by_kind:
        part = joined(posixpath.dirname(main), target)
        if kind == "styles" and part in parts.names:
            parts.read(part, styles)
    body = _Body(styles, Count(parts.name))
    parts.read(main, body)
    return sheets_of(body.tables)


class _Block:
    """The body of the text, or a cell: its paragraphs, and those since its last table, of which
    the first are `below` that one.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.since: list[Line] = []
        self.below: list[Line] = []

    def add(self, line: Line) -> None:
        """Begins a paragraph."""
        self.lines.append(line)
        self.since.append(line)
        if len(self.below) < MOST_BELOW:
            self.below.append(line)


class _Open:
    """A table that is being read: where its next cell stands."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.column = self.span = 1
        self.in_properties = self.is_deleted = self.is_hidden = self.is_cell_deleted = False
        self.merge = ""
        self.merges: dict[int, int] = {}  # column -> row of the cell that goes on below itself

    def begin_row(self) -> None:
        """A row begins."""
        self.column, self.is_deleted, self.is_hidden = 1, False, False

    def begin_cell(self) -> None:
        """A cell begins."""
        self.span, self.merge, self.is_cell_deleted = 1, "", False

    def told(self, name: str, given: dict[str, str]) -> None:
        """What the properties of a row or a cell say."""
        value = given.get(":val", "")
        if name == "gridBefore":
            self.column += _whole(value)
        elif name == "gridSpan":
            self.span = max(1, _whole(value))
        elif name == "vMerge":
            self.merge = value or "continue"
        elif name == "hidden":
            self.is_hidden = is_on(given)
        elif name == "cellDel":
            self.is_cell_deleted = True
        elif name == "del":
            self.is_deleted = True


class _Body(TextEvents):
    def __init__(self, styles: DocxStyles, count: Count) -> None:
        super().__init__(styles)
        self.tables: list[Table] = []
        self._count = count
        self._blocks = [_Block()]
        self._open: list[_Open] = []

    def start(self, name: str, given: dict[str, str]) -> bool:
        if name == "p":
            self._paragraph()
        elif name == "tbl":
            self._table()
        elif self._open:
            self._in_table(name, given, self._open[-1])
        return super().start(name, given)

    def end(self, name: str) -> None:
        super().end(name)
        if name in ("trPr", "tcPr") and self._open:
            self._open[-1].in_properties = False
        elif name == "tc" and self._open and len(self._blocks) > len(self._open):
            self._cell(self._open[-1], self._blocks.pop())
        elif name == "tr" and self._open and not self._open[-1].is_deleted:
            self._open[-1].table.rows.append({})
        elif name == "tbl" and self._open:
            self._finish(self._open.pop().table)

    def _paragraph(self) -> None:
        self.line = []
        self._blocks[-1].add(self.line)
        if len(self._blocks) == 1:
            del self._blocks[0].lines[:-1], self._blocks[0].since[:-_MOST_LINES]

    def _table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise TableFault(f"Tables stand more than {_DEEPEST} deep within tables.", SAVE_AGAIN)
        block = self._blocks[-1]
        table = Table(len(self.tables) + 1, block.since, len(self._open))
        block.since, block.below = [], table.below
        self.tables.append(table)
        self._open.append(_Open(table))

    def _in_table(self, name: str, given: dict[str, str], table: _Open) -> None:
        if name == "tr":
            table.begin_row()
        elif name == "tc":
            table.begin_cell()
            self._blocks.append(_Block())
        elif name in ("trPr", "tcPr"):
            table.in_properties = True
        elif name == "gridCol":
            table.table.widths.append(_whole(given.get(":w", "")))
        elif table.in_properties:
            table.told(name, given)

    def _cell(self, table: _Open, block: _Block) -> None:
        if table.is_deleted or table.is_cell_deleted:
            return
        column, row = table.column, len(table.table.rows)
        table.column += table.span
        if table.column > _MOST_COLUMNS:
            most = f"more than {_MOST_COLUMNS} columns"
            raise TableFault(f"Table {table.table.number} has {most}.", SAVE_AGAIN)
        if table.merge == "continue" and column in table.merges:  # the cell above is shown over it
            table.table.merge(table.merges[column], column, row, table.column - 1)
            return
        table.merges.pop(column, None)
        if table.merge:
            table.merges[column] = row
        table.table.merge(row, column, row, table.column - 1)
        text, notes = text_and_notes(_in_one(block.lines))
        if text.strip():
            self._count.one_more()
            cell = Cell(row, column, text, hidden=table.is_hidden, notes=notes)
            table.table.rows[-1][column] = cell

    def _finish(self, table: Table) -> None:
        """Leaves a mark where a table stands within a cell of another."""
        table.rows.pop()
        if self._open:
            self.line = [(f"[table {table.number}]", False)]
            self._blocks[-1].lines.append(self.line)


def _in_one(lines: list[Line]) -> Line:
    return [piece for line in lines for piece in [*line, ("\n", False)]][:-1]


def _whole(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else 0
