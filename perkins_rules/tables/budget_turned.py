"""A budget on its side, with its lines as columns: turned, so that it is read as any other."""

from __future__ import annotations

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_headless import LEAST
from perkins_rules.tables.budget_rows import label_line
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.grid import Merged, Sheet, TableFault
from perkins_rules.tables.heading import take_heading
from perkins_rules.tables.scales import is_unit_note
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.unit_notes import SAY_UNIT


class _View(Sheet):
    """Some rows of a sheet, maybe turned, whose cells are named as they stand in it."""

    def __init__(self, sheet: Sheet, rows: range, *, is_turned: bool) -> None:
        super().__init__(sheet.name, hidden=sheet.hidden)
        self._sheet, self._is_turned = sheet, is_turned
        for row, cells in sheet.in_order():
            for cell in cells.values() if row in rows else ():
                self.put(cell._replace(row=cell.column, column=row) if is_turned else cell)
        for one in sheet.merged:
            if one.row in rows:
                across = Merged(one.column, one.row, one.last_column, one.last_row)
                self.merged.append(across if is_turned else one)

    def place(self, row: int, column: int) -> str:
        """A cell as people name it."""
        return self._sheet.place(column, row) if self._is_turned else self._sheet.place(row, column)

    def spoken(self) -> str:
        """The name of the sheet before that of a cell."""
        return self._sheet.spoken()

    @property
    def noun(self) -> str:
        """What people call it."""
        return self._sheet.noun

    def column_name(self, column: int) -> str:
        """A column as people name it; one that is turned is a row."""
        return f"row {column}" if self._is_turned else self._sheet.column_name(column)


def turned_budget(sheet: Sheet) -> tuple[Sheet, Sheet] | None:
    """The rows above a budget whose lines are columns, and those from it on, turned; None where no
    row has the labels of some lines.
    """
    last = max(sheet.rows, default=0) + 1
    for row, cells in sheet.in_order():
        lines = {label_line(tidy(cell.text)) for cell in cells.values() if cell.kind == "text"}
        if len(lines - {""}) >= LEAST:
            numbers = sheet.rows.get(row - 1, {})
            top = row - 1 if len(numbers) >= LEAST else row
            above = _View(sheet, range(top), is_turned=False)
            return above, _View(sheet, range(top, last), is_turned=True)
    return None


def read_above(above: Sheet, root: Shape, asked: Asked) -> Taken:
    """What stands above such a budget. Raises TableFault for a unit, of which it is not certain
    which amounts it is of.
    """
    taken = Taken(above)
    take_heading(above, max(above.rows, default=0) + 1, "budget", root, asked, taken)
    for row, cells in above.in_order():
        for column, cell in cells.items():
            if asked.scale is None and cell.kind == "text" and is_unit_note(cell.text):
                message = f"{above.place(row, column)} speaks of the unit of amounts"
                raise TableFault(f"{message}; it is not certain of which.", SAY_UNIT)
    taken.finish()
    return taken
