"""A table of another State or of other years than the plan: told, it may be the wrong file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.documents.shown import shown
from perkins_rules.same_text import common_form
from perkins_rules.tables.recognising import Tables
from perkins_rules.tables.taken import Remark, Value

_SECTIONS = ("budget", "performance")


def against_plan(plan: Document, tables: Tables) -> list[Remark]:
    """What in a table is of another State or year than the plan, each with its place.

    A value for a field that the plan has already is not among them: that it differs is told there.
    """
    return [*_state(plan, tables), *_budget_year(plan, tables), *_years_of_levels(plan, tables)]


def _state(plan: Document, tables: Tables) -> Iterator[Remark]:
    ours = _at(plan, "state", "name") or next(
        (name for one in _SECTIONS if (name := _at(plan, one, "state_name"))), None
    )
    for section in _SECTIONS:
        value = tables.values.get((section, "state_name"))
        if not ours or value is None or _at(plan, section, "state_name"):
            continue
        mine, other = common_form(str(ours)), common_form(value.text)
        if mine not in other and other not in mine:
            said = f"the table is of {shown(value.text)}, the plan of {shown(str(ours))}"
            yield Remark(value.place, said, is_loss=False, is_doubt=True)


def _budget_year(plan: Document, tables: Tables) -> Iterator[Remark]:
    value = tables.values.get(("budget", "fiscal_year"))
    covered = _covered(plan)
    if value is None or not covered or _at(plan, "budget", "fiscal_year"):
        return
    if int(value.text) not in covered:
        said = f"the budget is of FY {value.text}; the plan covers {_listed(covered)}"
        yield Remark(value.place, said, is_loss=False, is_doubt=True)


def _years_of_levels(plan: Document, tables: Tables) -> Iterator[Remark]:
    levels: dict[int, Value] = {}
    for path, value in tables.values.items():
        if path[-1] == "level":
            levels.setdefault(int(path[-2].strip("[]")), value)
    covered = _covered(plan)
    if levels and covered and covered.isdisjoint(levels):
        first = next(iter(levels.values()))
        said = f"the levels are of {_listed(set(levels))}; the plan covers {_listed(covered)}"
        yield Remark(first.place, said, is_loss=False, is_doubt=True)


def _covered(plan: Document) -> set[int]:
    years = _at(plan, "submission", "fiscal_years") or []
    return {year for year in years if isinstance(year, int)}


def _listed(years: set[int]) -> str:
    return ", ".join(f"FY {year}" for year in sorted(years))


def _at(plan: Document, section: str, field: str) -> Any:
    group = plan.data.get(section)
    return group.get(field) if isinstance(group, dict) else None
