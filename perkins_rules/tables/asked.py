"""What the reader of a table is asked for, and what the plan says that decides in its reading."""

from __future__ import annotations

from typing import Literal, NamedTuple

from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.years import Year


class Asked(NamedTuple):
    """`kind` is the only form wanted. `years` says whether a program year is named by its start
    or its end. `column` are the letters of the budget's column of amounts, `year` the fiscal year
    of the plan's budget; `in_numbers` the indicators whose levels are no percents; `has_groups`
    says whether the document has a place for the results of groups of students. `scale` is what
    amounts are to be taken times, where the user says it.
    """

    kind: str | None = None
    years: Literal["start", "end"] | None = None
    column: str | None = None
    year: int | None = None
    in_numbers: frozenset[str] = frozenset()
    has_groups: bool = False
    scale: int | None = None

    def settled(self, year: Year, place: str, said: str) -> int:
        """The fiscal year that is meant. Raises TableFault where only the user knows."""
        if self.years == "end" and (year.may_end or year.is_bare):
            return year.year - 1
        if year.may_end and self.years is None:
            at, span = year.year, f"{year.year}-{(year.year + 1) % 100:02}"
            before = f"{at - 1}-{at % 100:02}"
            raise TableFault(
                f"{place} names {said}, which some use for {before} and others for {span}.",
                f"Say --years-end (it is {before}) or --years-start (it is {span}), or set"
                " `years: end` or `years: start` in perkins.yaml.",
            )
        return year.year
