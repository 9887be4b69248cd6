"""Which figures of a document stay as they are when others are sought for it.

The allotment is the Department's, what was spent or reached is past, and years say which plan it
is: an author can correct them where they are mistaken, but no rule says what they should be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from perkins_rules.solving.figures import Unknown

_OF_OTHERS = (
    "allotment_estimate", "total_allocation", "actual", "actuals", "baseline", "due_date",
    "federal_appropriation_cut", "state_level", "local_level",
)  # fmt: skip
_PAST = ("preceding_", "second_preceding_")


def is_kept(one: Unknown, today: date, move: Collection[str]) -> bool:
    """Whether a figure stays, unless it or what it stands in is among those to `move`: a year has
    to be named itself, what is of others by a name that says so. `budget` frees no allotment.
    """
    named = closest(one.pointer, move)
    if one.pointer == named:
        return False
    parts = one.pointer.split("/")
    theirs = [k for k, part in enumerate(parts) if part in _OF_OTHERS or part.startswith(_PAST)]
    if is_year(one) or (theirs and named.count("/") < theirs[0]):
        return True
    return not named and _is_past(one, parts, today)


def _is_past(one: Unknown, parts: Sequence[str], today: date) -> bool:
    """A day, a count, or in a report a level: what was agreed on."""
    if isinstance(one.value, date):
        return one.value < today
    return one.kind == "integer" or (parts[-1] == "level" and "levels" not in parts)


def is_year(one: Unknown) -> bool:
    """Whether it says which year something is of: no figure among others."""
    return one.kind == "integer" and "year" in one.pointer.rpartition("/")[2]


def is_among(pointer: str, places: Collection[str]) -> bool:
    """Whether a place is one of some places, or lies in one."""
    return bool(closest(pointer, places))


def closest(pointer: str, places: Collection[str]) -> str:
    """The longest of some places that is a place or holds it; empty where none is."""
    found = (p for p in places if pointer == p or pointer.startswith(f"{p}/"))
    return max(found, key=len, default="")
