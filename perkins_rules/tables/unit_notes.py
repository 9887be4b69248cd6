"""Notes on the unit of amounts, wherever they stand in a sheet: `Dollars in thousands`.

One that plainly speaks of all amounts of a budget is heeded; of any other the user is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from perkins_rules.documents.shown import shown
from perkins_rules.tables.budget_head import Head
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.grid import Cell, Sheet, TableFault
from perkins_rules.tables.scales import is_unit_note, scale_in, speaks_of_all, speaks_of_thousands
from perkins_rules.tables.text_cells import holds_figure

_MOST = 20
"""Notes on the unit that a form has; each is looked at with all rows around it."""
SAY_UNIT = (
    "Say --amounts-in dollars, thousands or millions, for all amounts of the budget; or write the"
    " unit into the head of the column that it is of, as `Amount ($000)`, and take the note out."
)


def scale_of_notes(
    sheet: Sheet, heads: Sequence[Head], others: set[int], read: Collection[str]
) -> tuple[int, Cell | None]:
    """What the notes of a sheet say that amounts are to be taken times, and one that says it; at
    the rows `others` begins another form, and what stands at the places `read` is known already.
    Raises TableFault where only the user knows.
    """
    if is_unit_note(sheet.name):
        message = f"The name of the {sheet.noun} {shown(sheet.name)} speaks of the unit of amounts"
        raise TableFault(f"{message}; it is not certain of which.", SAY_UNIT)
    found: list[Cell] = []
    for cell in _notes(sheet, heads):
        place, text = sheet.place(cell.row, cell.column), tidy(cell.text)
        if place in read:
            continue
        found.append(cell)
        is_clear = len(found) <= _MOST and speaks_of_all(text)
        is_clear = is_clear and _stands_clear(sheet, cell, heads, others)
        if not is_clear or scale_in(text) != scale_in(tidy(found[0].text)):
            message = f"{place} says {shown(text)}; it is not certain of which amounts"
            raise TableFault(f"{message}.", SAY_UNIT)
    return (scale_in(tidy(found[0].text)), found[0]) if found else (1, None)


def units_elsewhere(sheets: Iterable[Sheet]) -> list[tuple[str, Cell]]:
    """The plain notes on sheets without a form, each with its place."""
    return [
        (sheet.place(row, column), cell)
        for sheet in sheets
        for row, cells in sheet.in_order()
        for column, cell in cells.items()
        if cell.kind == "text" and is_unit_note(cell.text) and speaks_of_all(cell.text)
    ]


def units_of_counts(sheet: Sheet) -> list[Cell]:
    """The notes on a unit in a sheet with counts of students, which are taken as they stand."""
    cells = (cell for _, cells in sheet.in_order() for cell in cells.values())
    return [one for one in cells if one.kind == "text" and speaks_of_thousands(one.text)]


def _notes(sheet: Sheet, heads: Sequence[Head]) -> Iterator[Cell]:
    """The cells that speak of a unit and are not of the head of a column."""
    for _, cells in sheet.in_order():
        for cell in cells.values():
            is_note = cell.kind == "text" and is_unit_note(cell.text)
            if is_note and not any(_heads_a_column(sheet, one, cell) for one in heads):
                yield cell


def _heads_a_column(sheet: Sheet, head: Head, cell: Cell) -> bool:
    """Whether a cell of a head stands above figures, whose unit it says: those of a column."""
    if not head.top <= cell.row <= head.row:
        return False
    below = (cells.get(cell.column) for row, cells in sheet.rows.items() if row > head.row)
    is_other = cell.column not in head.columns
    return not is_other or any(one is not None and holds_figure(one) for one in below)


def _stands_clear(sheet: Sheet, note: Cell, heads: Sequence[Head], others: set[int]) -> bool:
    """Whether a note can be of the amounts of the budget alone: it stands in no row with figures,
    and above none that could be another table's.
    """
    beside = [cell for at, cell in sheet.rows[note.row].items() if at != note.column]
    if note.row in sheet.shared or any(map(holds_figure, beside)):
        return False
    before = max(
        (one for one in heads if one.top <= note.row), key=lambda one: one.top, default=None
    )
    if before and not any(_has_figures(sheet, r) for r in range(before.row + 1, note.row)):
        return True
    tops = [one.top for one in heads]
    after = min((top for top in tops if top > note.row), default=max(sheet.rows) + 1)
    others_near = [other for other in others if other < after or note.row > min(tops)]
    return not others_near and not any(_has_figures(sheet, r) for r in range(note.row, after))


def _has_figures(sheet: Sheet, row: int) -> bool:
    """Whether a row has figures; the answer to a question, as `Fiscal Year: 2026`, is none."""
    cells = sheet.rows.get(row, {})
    texts = [cell for cell in cells.values() if cell.kind == "text" and cell.text.strip()]
    asks = any(tidy(cell.text).endswith(":") for cell in texts)
    return not asks and any(map(holds_figure, cells.values()))
