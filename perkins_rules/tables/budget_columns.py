"""Which columns of a budget are taken, where its head names more than one of a kind."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget_head import Head
from perkins_rules.tables.budget_words import words_of_none
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.taken import Taken
from perkins_rules.tables.text_cells import said

UNITS = {1: "dollars", 1000: "thousands", 10**6: "millions", 10**9: "billions"}


class Chosen(NamedTuple):
    """The columns of figures that are not taken, each with the reason; `by_user` where the user
    named the one that is, so that the others are no loss.
    """

    left: dict[int, str] = {}  # noqa: RUF012 - a tuple's default, and never changed
    by_user: bool = False


def choose(
    head: Head, asked: Asked, above: int | None, taken: Taken, *, is_one_of_years: bool
) -> Chosen:
    """The columns that are taken; `above` is the fiscal year that stands above the table. A head
    that `is_one_of_years` stands beside others, which are of other years.

    Raises TableFault for a column that is asked for and holds no amounts.
    """
    amounts, wanted = head.of_kind("amount"), asked.year if asked.year is not None else above
    matters = len(amounts) > 1 or asked.year is not None or is_one_of_years
    years = {
        at: asked.settled(column.year, taken.place(column.cell), said(column.cell))
        for at, column in head.columns.items()
        if matters and column.year is not None and not column.year.problem
    }
    amount, why = _amount(head, years, wanted, asked, taken.sheet, is_one_of_years)
    if amount in years and asked.year is not None and years[amount] != asked.year:
        said_of = f"the budget is of FY {years[amount]}, that of the plan of FY {asked.year}"
        taken.doubt(head.columns[amount].cell, said_of)
    left = dict.fromkeys((at for at in amounts if at != amount), why)
    left.update(_percents(head, amount, years, taken.sheet))
    for at, column in head.columns.items():
        if at in left or column.kind == "percent":
            continue
        if column.scale is not None and column.scale > 1 and asked.scale is None:
            said_of = f"amounts in {UNITS[column.scale]} by the head; each is taken times"
            taken.say(column.cell, f"{said_of} {column.scale:,}")
        words = words_of_none(tidy(column.cell.text)) if asked.column is None else []
        if words and head.row >= head.top:
            name = taken.sheet.column_name(at)
            text = f"{said(column.cell)}: {shown(' '.join(words))} is no word of the form; if its"
            taken.doubt(column.cell, f"{text} amounts are the budget's, say --column {name}")
        if len(amounts) > 1 and at in years and asked.column is None:
            taken.say(column.cell, f"{said(column.cell)}: its column is taken, for FY {years[at]}")
    return Chosen(left, by_user=asked.column is not None)


def column_asked(head: Head, asked: Asked, sheet: Sheet) -> int | None:
    """The column of amounts that is asked for, where a head has it."""
    wanted = (asked.column or "").strip().upper()
    found = [at for at in head.of_kind("amount") if sheet.column_name(at) == wanted]
    return found[0] if found else None


def _amount(
    head: Head,
    years: dict[int, int],
    wanted: int | None,
    asked: Asked,
    sheet: Sheet,
    is_one_of_years: bool,
) -> tuple[int | None, str]:
    """The column of amounts that is taken, and why the others are not."""
    amounts = head.of_kind("amount")
    names = ", ".join(map(sheet.column_name, amounts))
    if asked.column is not None:
        found = column_asked(head, asked, sheet)
        if found is None:
            message = f"column {asked.column} of the budget is not headed as amounts."
            raise TableFault(message, f"Those that are: {names}.")
        return found, f"column {sheet.column_name(found)} is the one asked for"
    if len(amounts) == 1 and not is_one_of_years:
        return amounts[0], ""
    of_year = [at for at in amounts if wanted is not None and years.get(at) == wanted]
    if len(of_year) == 1:
        return of_year[0], f"the budget is for FY {wanted}"
    if is_one_of_years:
        why = f"for FY {wanted}" if wanted is not None else "of several years"
        return None, f"the budget is {why}; a column is chosen by --column"
    return None, f"{len(amounts)} columns are headed as amounts; choose one of {names} by --column"


def _percents(
    head: Head, amount: int | None, years: dict[int, int], sheet: Sheet
) -> dict[int, str]:
    """The columns of percents that do not go with the amounts."""
    percents, amounts = head.of_kind("percent"), head.of_kind("amount")
    if len(percents) < 2:
        return {}
    own: list[int] = []
    if amount is not None:
        own = [at for at in percents if at in years and years[at] == years.get(amount)]
        if not own and len(percents) == len(amounts):
            own = [percents[amounts.index(amount)]]
    if len(own) == 1:
        name = sheet.column_name(amount or 0)
        why = f"its percents do not go with the amounts of column {name}"
        return dict.fromkeys((at for at in percents if at != own[0]), why)
    return dict.fromkeys(percents, f"{len(percents)} columns are headed as percents; keep one")
