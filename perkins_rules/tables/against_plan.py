"""A table of another State or of other years than the plan: told, it may be the wrong file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.documents.shown import shown
from perkins_rules.same_text import common_form
from perkins_rules.tables.recognising import Tables
from perkins_rules.tables.taken import Remark, Value
from perkins_rules.tables.titles import (
    Title,
    code_of_state,
    name_of_state,
    states_in,
    years_of_title,
)

_SECTIONS = ("budget", "performance")
_BUDGET_YEAR = ("budget", "fiscal_year")


def against_plan(plan: Document, tables: Tables) -> list[Remark]:
    """What in a table is of another State or year than the plan, each with its place.

    A value for a field that the plan has already is not among them: that it differs is told there.
    """
    return [
        *_state(plan, tables),
        *_budget_year(plan, tables),
        *_years_of_levels(plan, tables),
        *_titles(plan, tables),
    ]


def _state(plan: Document, tables: Tables) -> Iterator[Remark]:
    ours = _our_state(plan)
    for section in _SECTIONS:
        value = tables.values.get((section, "state_name"))
        if not ours or value is None or _at(plan, section, "state_name"):
            continue
        if not _is_same_state(ours, value.text):
            said = f"the table is of {shown(value.text)}, the plan of {shown(ours)}"
            yield Remark(value.place, said, is_loss=False, is_doubt=True)


def _our_state(plan: Document) -> str:
    """The name of the plan's State; empty where it says none."""
    names = [_at(plan, "state", "name"), *(_at(plan, one, "state_name") for one in _SECTIONS)]
    return next(filter(None, names), "") or name_of_state(_at(plan, "state", "code") or "")


def _is_same_state(ours: str, other: str) -> bool:
    """Whether two names are of one State: by its code, or else by their words."""
    codes = code_of_state(ours), code_of_state(other)
    if all(codes):
        return codes[0] == codes[1]
    one, two = common_form(ours), common_form(other)
    return one in two or two in one


def _titles(plan: Document, tables: Tables) -> Iterator[Remark]:
    """What a title names, or the name of a sheet, that is not the plan's."""
    read = {value.place for value in tables.values.values()}
    ours = _our_state(plan)
    told = set[tuple[str, str]]()
    for title in tables.titles:
        if title.place in read:
            continue
        for text in (_other_state(title, ours), _other_years(title, plan, tables)):
            if text and (title.place, text) not in told:
                told.add((title.place, text))
                yield Remark(title.place, text, is_loss=False, is_doubt=True)


def _other_state(title: Title, ours: str) -> str:
    named = states_in(title.text)
    if not ours or not named or code_of_state(ours) in {"", *named}:
        return ""
    return f"{shown(title.text)} names {_words(map(name_of_state, named))}, the plan {shown(ours)}"


def _other_years(title: Title, plan: Document, tables: Tables) -> str:
    own = _covered(plan)
    if title.kind == "budget":
        budget = _at(plan, "budget", "fiscal_year")
        own = {budget} if isinstance(budget, int) else own
        own |= {int(v.text) for path, v in tables.values.items() if path == _BUDGET_YEAR}
    elif own:
        own |= set(_years_of(tables))
    span = years_of_title(title)
    if not own or span is None or any(span.first <= year <= span.last for year in own):
        return ""
    said = f"FY {span.first}" + (f" to FY {span.last}" if span.last > span.first else "")
    return f"{shown(title.text)} names {said}, the plan is of {_listed(own)}"


def _words(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _budget_year(plan: Document, tables: Tables) -> Iterator[Remark]:
    value = tables.values.get(("budget", "fiscal_year"))
    covered = _covered(plan)
    if value is None or not covered or _at(plan, "budget", "fiscal_year"):
        return
    if int(value.text) not in covered:
        said = f"the budget is of FY {value.text}; the plan covers {_listed(covered)}"
        yield Remark(value.place, said, is_loss=False, is_doubt=True)


def _years_of_levels(plan: Document, tables: Tables) -> Iterator[Remark]:
    levels = _years_of(tables, "level")
    covered = _covered(plan)
    if levels and covered and covered.isdisjoint(levels):
        first = next(iter(levels.values()))
        said = f"the levels are of {_listed(set(levels))}; the plan covers {_listed(covered)}"
        yield Remark(first.place, said, is_loss=False, is_doubt=True)


def _years_of(tables: Tables, field: str = "") -> dict[int, Value]:
    """The years that values are of, those of a field or all, each with the first of them."""
    found: dict[int, Value] = {}
    for path, value in tables.values.items():
        if (
            path[0] == "performance"
            and path[-1] == (field or path[-1])
            and path[-2][1:-1].isdigit()
        ):
            found.setdefault(int(path[-2].strip("[]")), value)
    return found


def _covered(plan: Document) -> set[int]:
    years = [*(_at(plan, "submission", "fiscal_years") or ()), plan.data.get("fiscal_year")]
    return {year for year in years if isinstance(year, int)}


def _listed(years: set[int]) -> str:
    return ", ".join(f"FY {year}" for year in sorted(years))


def _at(plan: Document, section: str, field: str) -> Any:
    group = plan.data.get(section)
    return group.get(field) if isinstance(group, dict) else None
