"""The words on a figure -> the field of the plan that it is for, or why there is none."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.tables.levels_head import Column
from perkins_rules.tables.levels_rows import BEGIN_WITH_CODE, OF_ALL, Section
from perkins_rules.tables.parts import group_in
from perkins_rules.tables.words import ROLE_WORDS, Meaning, Role, together
from perkins_rules.tables.years import Year, one_of

_INDICATOR = ("performance", "indicators")
_LISTS: dict[Role, tuple[str, str]] = {
    "level": ("levels", "level"),
    "previous": ("levels", "previous"),
    "actual": ("actuals", "value"),
    "numerator": ("actuals", "numerator"),
    "denominator": ("actuals", "denominator"),
}
_COUNTS = ("numerator", "denominator")


class Field(NamedTuple):
    """A field of an indicator; or the problem, which may be that of the whole column."""

    code: str = ""
    role: Role = "level"
    year: Year | None = None
    problem: str = ""
    is_of_column: bool = False
    group: str = ""
    """The group of students that it is of, as documents call it."""

    @property
    def shape_path(self) -> tuple[str, ...]:
        """The names of the field and those around it, without the keys of entries."""
        names = ("baseline",) if self.role == "baseline" else _LISTS[self.role]
        return (*_INDICATOR, *names)

    @property
    def is_of_results(self) -> bool:
        """Whether it is of what was reached, where `N/A` only says that there is no figure."""
        return self.role not in ("level", "baseline")

    def path(self, year: int) -> tuple[str, ...]:
        """The path of the field in a plan."""
        entry: tuple[str, ...] = (*_INDICATOR, f"[{self.code}]")
        if self.group:
            entry = (*entry, "groups", f"[{self.group}]")
        if self.role == "baseline":
            return (*entry, "baseline")
        outer, inner = _LISTS[self.role]
        return (*entry, outer, f"[{year}]", inner)


def field_of(column: Column, row: Meaning, section: Section) -> Field:
    """The field of a figure by the words above it and beside it."""
    says = column.says
    if why := _unclear(column, row):
        return Field(problem=why, is_of_column=not row.role)
    both = together([says, row])
    role = both.role or column.fallback
    is_labelled = bool(row.role or row.year)
    code = says.code or row.code or (section.code if is_labelled else "")
    if role is None:
        return Field(problem=_NO_ROLE, is_of_column=True)
    if role in _COUNTS and both.of in ("level", "baseline", "previous"):
        why = f"the plan has no field for the counts of a {both.of}"
        return Field(problem=why, is_of_column=not row.role)
    if not code or (says.code and row.code and says.code != row.code):
        return Field(problem=_NO_CODE)
    if role == "baseline":
        return Field(code, role)
    year = one_of([one for one in (says.year, row.year) if one])
    year = year or (section.beside if row.role else None) or section.year
    if year is None:
        return Field(problem="no year is named above it or beside it", is_of_column=not row.role)
    if year.problem:
        return Field(problem=year.problem, is_of_column=not row.year)
    return Field(code, role, year)


_NO_CODE = f"no indicator is named above it or beside it; {BEGIN_WITH_CODE}"
_NO_ROLE = f"its words do not say which figures stand below; name them as {ROLE_WORDS}"


def _unclear(column: Column, row: Meaning) -> str:
    """What is unclear about the words on a figure; empty for nothing."""
    says = column.says
    if says.unknown and not says.code:
        words = shown(" ".join(says.unknown))
        if group_in(" ".join(says.unknown)):
            return f"of {words}, {OF_ALL}"
        return f"{words} is no word of the form; name the column as {ROLE_WORDS}"
    if says.year is not None and says.year.problem:
        return says.year.problem
    mains = {one for one in (says.role, row.role, says.of, row.of) if one and one not in _COUNTS}
    return "its row and its column say that it is different figures" if len(mains) > 1 else ""
