"""A sheet as it was read: only the cells that hold something, and what each holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["number", "text", "yes_no", "error", "formula"]

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_CELLS = 500_000
"""Cells of a file that hold something; a form has some hundreds."""
SAVE_AGAIN = "Open it in the program that it is from, and save it again: .xlsx, .docx or .ods."
_LONGEST_MARK = 2


class TableFault(Exception):
    """A file that is not read, or holds no table that can be told: why, and what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Cell(NamedTuple):
    """What stands in one cell. `text` is exactly what the file holds, a number's digits too.

    `kind` is `formula` for a formula whose result the file does not hold; `format` the code of the
    number format, empty for none; `notes` what is raised or lowered beside the text, as footnote
    marks are.
    """

    row: int
    column: int
    text: str
    kind: Kind = "text"
    format: str = ""
    hidden: bool = False
    notes: str = ""


class Merged(NamedTuple):
    """Cells that are shown as one."""

    row: int
    column: int
    last_row: int
    last_column: int


class Sheet:
    """The cells of one sheet by row and column, from 1. A CSV file has one, without a name.

    `is_text` is one of a file in which numbers cannot but stand as text.
    """

    def __init__(self, name: str = "", *, hidden: bool = False, is_text: bool = False) -> None:
        self.name, self.hidden, self.is_text = name, hidden, is_text
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Merged] = []
        self.shared: set[int] = set()
        """Rows that stand above another table, too: lines between two of a text."""
        self._merged_by_row: dict[int, list[Merged]] | None = None

    def put(self, cell: Cell) -> None:
        """Takes a cell in."""
        self.rows.setdefault(cell.row, {})[cell.column] = cell

    def in_order(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows that hold something, from the top; in each, the cells from the left."""
        for number in sorted(self.rows):
            yield number, dict(sorted(self.rows[number].items()))

    def place(self, row: int, column: int) -> str:
        """A cell as people name it: `Budget!C7`."""
        return f"{self.spoken()}{letters(column)}{row}"

    def spoken(self) -> str:
        """The name of the sheet before that of a cell; nothing where there is no other."""
        if not self.name:
            return ""
        plain = self.name.replace("_", "").isalnum()
        return f"{self.name}!" if plain else "'" + self.name.replace("'", "''") + "'!"

    @property
    def noun(self) -> str:
        """What people call it."""
        return "sheet" if self.name else "table"

    def column_name(self, column: int) -> str:
        """A column as people name it: `C`."""
        return letters(column)

    def merged_at(self, row: int, column: int) -> Merged | None:
        """The cells that are shown as one with this one."""
        for one in self.merged_in(row):
            if one.column <= column <= one.last_column:
                return one
        return None

    def merged_in(self, row: int) -> list[Merged]:
        """The merged cells that reach into a row. To be asked when all are read."""
        if self._merged_by_row is None:
            self._merged_by_row = _by_row(self.merged, sorted(self.rows))
        return self._merged_by_row.get(row, [])


def _by_row(merged: list[Merged], rows: list[int]) -> dict[int, list[Merged]]:
    """Merged cells by the rows that they reach into, of those that hold something."""
    found: dict[int, list[Merged]] = {}
    waiting, reaching, count = sorted(merged, reverse=True), list[Merged](), 0
    for row in rows:
        begun: list[Merged] = []
        while waiting and waiting[-1].row <= row:
            begun.append(waiting.pop())
        reaching = [one for one in (*reaching, *begun) if one.last_row >= row]
        count += len(reaching)
        if count > MOST_CELLS:
            raise TableFault("its merged cells lie over each other.", SAVE_AGAIN)
        if reaching:
            found[row] = reaching
    return found


class Count:
    """Counts the cells of a file that hold something."""

    def __init__(self, name: str) -> None:
        self._name, self._cells = name, 0

    def one_more(self) -> None:
        """Raises TableFault for too many."""
        self._cells += 1
        if self._cells > MOST_CELLS:
            most = f"{MOST_CELLS:,}"
            raise TableFault(f"{self._name} has more than {most} cells that hold something.")


def text_and_notes(pieces: Sequence[tuple[str, bool]]) -> tuple[str, str]:
    """The text of a cell and its notes, from its pieces and whether each is raised or lowered."""
    text = "".join(piece for piece, is_raised in pieces if not is_raised)
    raised = "".join(piece for piece, is_raised in pieces if is_raised)
    if text.strip() or not raised.strip():
        return text, raised.strip()
    return raised_alone(raised), ""


def raised_alone(text: str) -> str:
    """The text of a cell that is raised as a whole: a mark, which is no figure, as `[1]`."""
    mark = text.strip()
    return f"[{mark}]" if len(mark) <= _LONGEST_MARK else text


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
