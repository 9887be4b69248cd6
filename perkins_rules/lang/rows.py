"""Rows: the lines of a declaration before they are broken, and their alignment in columns."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from perkins_rules.lang.layout import WIDTH, Doc, Leaf, flat, leaves


@frozen(eq=False)
class Row:
    """One clause, or the first line of a declaration.

    Neighbouring rows of one `table` have their `cells` aligned while they fit on the line; None
    is an empty cell. Other rows have no cells.
    """

    doc: Doc
    indent: int = 2
    table: str = ""
    cells: tuple[Doc | None, ...] = ()

    @property
    def first(self) -> Leaf:
        """What the row starts with."""
        return next(leaves(self.doc))


def aligned(rows: Sequence[Row]) -> dict[Row, str]:
    """The text of each row of a run of one table; rows too long for one line are left out.

    As many columns are aligned, from the left, as leave every row within the line.
    """
    fitting = [row for row in rows if row.indent + len(_joined(row, ())) <= WIDTH]
    for count in range(len(rows[0].cells) - 1, -1, -1):
        widths = tuple(max(map(len, column)) for column in zip(*map(_texts, fitting), strict=True))
        texts = {row: _joined(row, widths[:count]) for row in fitting}
        if all(row.indent + len(text) <= WIDTH for row, text in texts.items()):
            return texts
    return {}


def _texts(row: Row) -> tuple[str, ...]:
    return tuple("" if cell is None else flat(cell) for cell in row.cells)


def _joined(row: Row, widths: tuple[int, ...]) -> str:
    """The cells with single spaces between them, the first ones padded to `widths`."""
    padded = [text.ljust(width) for text, width in zip(_texts(row), widths, strict=False)]
    rest = _texts(row)[len(widths) :]
    return " ".join(text for text in (*padded, *rest) if text).rstrip()
