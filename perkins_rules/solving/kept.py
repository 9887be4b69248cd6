"""Which figures of a document stay as they are when others are sought for it.

The allotment is the Department's, what was spent or reached is past, and years say which plan it
is: an author can correct them where they are mistaken, but no rule says what they should be.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from perkins_rules.solving.figures import Unknown

_OF_OTHERS = (
    "allotment_estimate", "total_allocation", "actual", "actuals", "baseline", "due_date",
    "federal_appropriation_cut", "state_level", "local_level",
)  # fmt: skip
_PAST = ("preceding_", "second_preceding_")


def is_kept(one: Unknown, today: date, move: Collection[str]) -> bool:
    """Whether a figure stays, unless it or what it stands in is among those to `move`."""
    if is_among(one.pointer, move):
        return False
    if isinstance(one.value, date):
        return one.value < today
    parts = one.pointer.split("/")
    if parts[-1] == "level" and "levels" not in parts:  # of a report: what was agreed on
        return True
    return one.kind == "integer" or any(
        part in _OF_OTHERS or part.startswith(_PAST) for part in parts
    )


def is_year(one: Unknown) -> bool:
    """Whether it says which year something is of: no figure among others."""
    return one.kind == "integer" and "year" in one.pointer.rpartition("/")[2]


def is_among(pointer: str, places: Collection[str]) -> bool:
    """Whether a place is one of some places, or lies in one."""
    return any(pointer == place or pointer.startswith(f"{place}/") for place in places)
