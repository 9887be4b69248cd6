"""What is told of the years in the head of a table of levels."""

from __future__ import annotations

from perkins_rules.tables.asked import Asked
from perkins_rules.tables.levels_head import Head
from perkins_rules.tables.levels_labels import LabelColumns
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import said


def tell_of_years(head: Head, labels: LabelColumns, asked: Asked, taken: Taken) -> None:
    """Tells of years that are no more than a number, and of one that heads several columns alike.

    Raises TableFault for a year that only the user knows.
    """
    heads: dict[tuple[object, ...], int] = {}
    for at, column in head.columns.items():
        year = column.says.year
        if year is None or year.problem or column.says.unknown:
            continue
        settled = asked.settled(year, taken.place(column.cell), said(column.cell))
        if year.is_bare:
            text = f"{said(column.cell)}, taken for FY {settled}, from 1 July on"
            taken.say(column.cell, text)
        role = column.says.role or column.fallback
        key = (settled, column.says.code, role, labels.count_before(at))
        heads[key] = heads.get(key, 0) + 1
        if heads[key] == 2:
            taken.say(column.cell, f"FY {settled} is the head of several columns")
