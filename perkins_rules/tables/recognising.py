"""Which sheet holds which form, and what is taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.tables import budget_head, levels_head
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.budget import read_budget
from perkins_rules.tables.budget_headless import heads_without_words
from perkins_rules.tables.budget_turned import read_above, turned_budget
from perkins_rules.tables.grid import Cell, Sheet, TableFault
from perkins_rules.tables.levels import read_levels
from perkins_rules.tables.seen import what_was_seen
from perkins_rules.tables.settled_percents import say_what_amounts_settle
from perkins_rules.tables.taken import Path, Remark, Taken, Value
from perkins_rules.tables.text_cells import said
from perkins_rules.tables.titles import Title, titles_of
from perkins_rules.tables.unit_notes import units_elsewhere, units_of_counts

KINDS = ("budget", "levels")
_NAMES = {"budget": "a budget", "levels": "levels"}
_EXPECTED = (
    "A budget has a row with the words Percent and Amount above its lines, which are known by the"
    " numbers or the labels of the form; levels have a row with the years (FY 2026, PY 2026-27)"
    " above indicators (1S1 and so on)."
)
_MOST_NAMES = 12


class Tables(NamedTuple):
    """What was found: forms and where they stand, the values, what is to be said of cells, and the
    titles of the forms.
    """

    found: list[tuple[str, str]]
    values: dict[Path, Value]
    remarks: list[Remark]
    titles: Sequence[Title] = ()


class _Heads(NamedTuple):
    """The heads of the forms in a sheet. `above` holds the rows above a budget whose lines are
    columns; then the sheet is turned.
    """

    sheet: Sheet
    budget: list[budget_head.Head]
    levels: list[levels_head.Head]
    above: Sheet | None = None

    def tops(self, kind: str) -> set[int]:
        """The rows at which the form of a kind begins, or goes on."""
        return {head.top for head in (self.budget if kind == "budget" else self.levels)}


def take_tables(sheets: Sequence[Sheet], root: Shape, asked: Asked) -> Tables:
    """The values of the forms in some sheets. Raises TableFault for none or two alike, and where
    only the user can say how a table is meant.
    """
    found = [_heads(sheet) for sheet in sheets]
    tables, kinds = Tables([], {}, []), KINDS if asked.kind is None else (asked.kind,)
    if "budget" in kinds and not any(one.budget for one in found):
        found = [_otherwise(one) for one in found]
    for kind in kinds:
        having = [one.sheet.name for one in found if one.tops(kind)]
        if len(having) > 1:
            message = f"several {sheets[0].noun}s hold {_NAMES[kind]}: {_listed(having)}."
            raise TableFault(message, f'Choose with --sheet "{having[0]}", for instance.')
        tables.found.extend((kind, name) for name in having)
    if not tables.found:
        what = _NAMES[asked.kind] if asked.kind else "a budget or levels"
        noun = sheets[0].noun if sheets else "table"
        seen = next(filter(None, map(what_was_seen, sheets)), "")
        raise TableFault(f"no {noun} holds {what} that can be told.", seen or _EXPECTED)
    if asked.column is not None and not any(kind == "budget" for kind, _ in tables.found):
        raise TableFault("--column is of a budget, and none is here.", "Leave it out.")
    for one in found:
        if any(one.tops(kind) for kind in kinds):
            taken = _read(one, kinds, root, asked)
            tables.values.update(taken.values)
            tables.remarks.extend(taken.remarks)
    if asked.scale is None and any(kind == "budget" for kind, _ in tables.found):
        without = (one.sheet for one in found if not any(one.tops(kind) for kind in KINDS))
        tables.remarks.extend(_doubtful_unit(*one) for one in units_elsewhere(without))
    titles = [title for one in found for title in _titles(one, kinds)]
    tables.remarks.extend(_of_one_place(t) for t in titles if t.kind == "budget" and t.is_local)
    return tables._replace(titles=titles)


def _of_one_place(title: Title) -> Remark:
    text = f"the budget seems to be of {shown(title.text)}, and not of the State"
    return Remark(title.place, text, is_loss=False, is_doubt=True)


def _titles(heads: _Heads, kinds: Sequence[str]) -> Iterator[Title]:
    for kind in kinds:
        if tops := heads.tops(kind):
            others = set().union(*(heads.tops(other) for other in KINDS if other != kind))
            sheet = heads.above or heads.sheet
            top = {max(sheet.rows, default=0) + 1} if heads.above is not None else tops
            yield from titles_of(sheet, kind, top, others)


def _doubtful_unit(place: str, note: Cell) -> Remark:
    text = f"{said(note)}: nothing here says that it is of the budget; if so, say --amounts-in"
    return Remark(place, text, is_loss=False, is_doubt=True)


def chosen(sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet]:
    """The sheets, or the one of a name. Raises TableFault."""
    if name is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name.strip().lower() == name.strip().lower()]
    if not found:
        names = [sheet.name for sheet in sheets if sheet.name]
        noun = sheets[0].noun if names else "sheet"
        hint = f"The {noun}s are {_listed(names)}." if names else "The file has no sheets."
        raise TableFault(f"there is no {noun} `{name}`.", hint)
    return found


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _heads(sheet: Sheet) -> _Heads:
    of_levels = levels_head.heads_of(sheet)
    tops = {head.top for head in of_levels}
    of_budget = [head for head in budget_head.heads_of(sheet) if head.top not in tops]
    return _Heads(sheet, of_budget, of_levels)


def _otherwise(heads: _Heads) -> _Heads:
    """A budget without a head, or on its side, where its reading is certain."""
    if heads.levels:
        return heads
    if turned := turned_budget(heads.sheet):
        above, sheet = turned
        found = budget_head.heads_of(sheet) or heads_without_words(sheet)
        return heads._replace(sheet=sheet, budget=found, above=above) if found else heads
    return heads._replace(budget=heads_without_words(heads.sheet))


def _read(heads: _Heads, kinds: Sequence[str], root: Shape, asked: Asked) -> Taken:
    sheet, taken = heads.sheet, Taken(heads.sheet)
    if "budget" in kinds and heads.budget:
        if heads.above is not None:
            above = read_above(heads.above, root, asked)
            taken.values.update(above.values)
            taken.remarks.extend(above.remarks)
        read_budget(sheet, heads.budget, root, asked, taken, heads.tops("levels"))
    if "levels" in kinds and heads.levels:
        read_levels(sheet, heads.levels, root, asked, taken, heads.tops("budget"))
    taken.finish(_of_others(heads, kinds))
    say_what_amounts_settle(taken, root)
    if any(path[-1] in ("numerator", "denominator") for path in taken.values):
        for cell in units_of_counts(sheet):
            taken.doubt(cell, f"{said(cell)}: the counts of students were taken as they stand")
    if sheet.hidden:
        taken.remarks.append(Remark(sheet.spoken() + "A1", "a hidden sheet", is_loss=False))
    return taken


def _of_others(heads: _Heads, kinds: Sequence[str]) -> set[int]:
    """The rows of forms that are not asked for."""
    begins = {row: kind in kinds for kind in KINDS for row in heads.tops(kind)}
    found: set[int] = set()
    is_ours = True
    for row in sorted(heads.sheet.rows):
        is_ours = begins.get(row, is_ours)
        if not is_ours:
            found.add(row)
    return found
