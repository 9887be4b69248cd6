"""Which sheet holds which form, and what is taken from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.budget import head_of, read_budget
from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.levels import heads_of, read_levels
from perkins_rules.tables.taken import Path, Remark, Taken, Value

KINDS = ("budget", "levels")
_EXPECTED = (
    "A budget has a row with the words Percent and Amount above its lines; levels have a row with"
    " the years (FY 2026, PY 2026-27) above indicators (1S1 and so on)."
)


class Tables(NamedTuple):
    """What was found: forms and where they stand, the values, and what is to be said of cells."""

    found: list[tuple[str, str]]
    values: dict[Path, Value]
    remarks: list[Remark]


def take_tables(
    sheets: Sequence[Sheet], kind: str | None, root: Shape, units: Mapping[str, bool]
) -> Tables:
    """The values of the forms in some sheets. Raises TableFault for none or two alike."""
    tables = Tables([], {}, [])
    for one in KINDS if kind is None else (kind,):
        having = [sheet for sheet in sheets if _holds(sheet, one)]
        if len(having) > 1:
            names = ", ".join(sheet.name for sheet in having)
            raise TableFault(f"several sheets hold a {one} table: {names}.", "Choose with --sheet.")
        for sheet in having:
            taken = _read(sheet, one, root, units)
            tables.found.append((one, sheet.name))
            tables.values.update(taken.values)
            tables.remarks.extend(taken.remarks)
            if sheet.hidden:
                tables.remarks.append(
                    Remark(sheet.spoken() + "A1", "a hidden sheet", is_loss=False)
                )
    if not tables.found:
        what = f"a {kind} table" if kind else "a budget or a table of levels"
        raise TableFault(f"there is no sheet with {what}.", _EXPECTED)
    return tables


def chosen(sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet]:
    """The sheets, or the one of a name. Raises TableFault."""
    if name is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name.strip().lower() == name.strip().lower()]
    if not found:
        names = ", ".join(sheet.name for sheet in sheets if sheet.name)
        hint = f"The sheets are {names}." if names else "A CSV file has no sheets."
        raise TableFault(f"there is no sheet `{name}`.", hint)
    return found


def _read(sheet: Sheet, kind: str, root: Shape, units: Mapping[str, bool]) -> Taken:
    if kind == "budget":
        return read_budget(sheet, root, {head.top for head in heads_of(sheet)})
    budget = head_of(sheet)
    return read_levels(sheet, root, units, {budget.row} if budget is not None else set())


def _holds(sheet: Sheet, kind: str) -> bool:
    return bool(head_of(sheet) if kind == "budget" else heads_of(sheet))
