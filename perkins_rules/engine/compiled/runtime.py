"""What generated rules are made of: days, lists, functions (figures: figures.py).

The compiled engine's own; it shares nothing with the reference evaluator but the tables of
functions and patterns that rules may name, so that a fault in one shows as a difference. None is
a value that is not determined.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from perkins_rules.check.builtins import FUNCTIONS, Undetermined
from perkins_rules.check.pattern_signs import PatternFault
from perkins_rules.check.patterns import matches
from perkins_rules.same_text import common_form

UNSET = object()
"""In memory: not yet worked out."""


class Unsettled(Exception):
    """A rule asks whether there is a value, which only the reference evaluator can tell."""


def given(value: Any) -> bool:
    """Whether there is a value; a group of fields is given when one of them is."""
    if value.__class__ is dict:
        return any(map(given, value.values()))
    return value is not None


def opposite(truth: bool | None) -> bool | None:
    """`not`"""
    return None if truth is None else not truth


# ------------------------------------------------------------------ dates

_LAST_DAY = date.max.toordinal()


def days_later(day: date, days: int) -> Any:
    """So many elapsed days later, or earlier; nothing outside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= _LAST_DAY else None


def months_later(day: date, months: int) -> Any:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def apart(left: date, limit: Any, comparison: str) -> Any:
    """How a day stands to the day that a period leads to."""
    if limit is None:
        return None
    return _ORDER[comparison](left.toordinal(), limit.toordinal())


_ORDER = {
    "is": operator.eq,
    "is_not": operator.ne,
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}


# ------------------------------------------------------------------ lists


def alike(one: Any, other: Any) -> bool | None:
    """Whether two values are equal; None when that hangs on a missing entry of a list."""
    if one is None or other is None:
        return None
    if not isinstance(one, list | tuple):
        return bool(one == other)
    if len(one) != len(other):
        return False
    found = [alike(*pair) for pair in zip(one, other, strict=True)]
    return False if False in found else None if None in found else True


def loose(value: Any) -> Any:
    """A text, or each text of a list, without its capitals and needless spaces."""
    if value.__class__ is str:
        return _short_form(value) if len(value) < _SHORT else common_form(value)
    return tuple(map(loose, value)) if isinstance(value, list | tuple) else value


_SHORT = 60
_short_form = lru_cache(maxsize=4096)(common_form)
"""Codes and names come again and again, in one document and in many."""


def member(values: Any, item: Any) -> bool | None:
    """Whether a list holds a value."""
    if isinstance(item, list | tuple):
        found = [alike(value, item) for value in values]
        return True if True in found else None if None in found else False
    return True if item in values else None if None in values else False


def covers(names: Any, path: str) -> bool | None:
    """Whether a list of field names holds a field, a section above it or a field within it."""
    if any(_overlap(name.split("."), path.split(".")) for name in names if name is not None):
        return True
    return None if None in names else False


def _overlap(one: list[str], other: list[str]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def distinct(values: list[Any]) -> bool | None:
    """Whether no value stands twice."""
    known = [value for value in values if value is not None]
    found = _repeats(known)
    return False if found else None if found is None or len(known) < len(values) else True


def _repeats(known: list[Any]) -> bool | None:
    if not any(isinstance(value, list | tuple) for value in known):
        return len(set(known)) < len(known)
    in_full = [_as_key(value) for value in known if _is_whole(value)]
    if len(set(in_full)) < len(in_full):
        return True
    partial = [index for index, value in enumerate(known) if not _is_whole(value)]
    for index in partial:  # those of which an entry is missing, against all others
        others = (other for number, other in enumerate(known) if number != index)
        if any(alike(known[index], other) is None for other in others):
            return None
    return False


def _is_whole(value: Any) -> bool:
    """Whether no entry of a list is missing."""
    if isinstance(value, list | tuple):
        return all(map(_is_whole, value))
    return value is not None


def _as_key(value: Any) -> Any:
    """A list in the form of a key: equal keys, equal values."""
    return tuple(map(_as_key, value)) if isinstance(value, list | tuple) else value


Kept = list[tuple[bool, int, Any]]
"""Entries that a filter leaves: whether they count for certain, their number, the entry."""


def chosen(kept: Kept, which: str, count: int, field: str) -> list[tuple[int, Any]] | None:
    """The `count` latest or earliest entries by a field, the earliest of them first."""
    keyed = _in_order(kept, field)
    if keyed is None or len(keyed) < count:
        return None
    first = len(keyed) - count if which == "latest" else 0
    return [one[1:] for one in keyed[first : first + count]]


def numbered(values: Sequence[Any]) -> Kept:
    """All entries of a list."""
    return [(True, k, entry) for k, entry in enumerate(values)]


def neighbours(values: Sequence[Any], field: str) -> list[tuple[int, Any, int, Any]] | None:
    """Each entry with the next one in the order of a field, and their numbers."""
    keyed = _in_order(numbered(values), field)
    if keyed is None:
        return None
    return [(*one[1:], *other[1:]) for one, other in pairwise(keyed)]


def _in_order(kept: Kept, field: str) -> list[tuple[Any, int, Any]] | None:
    """The field, the number and the entry, in the order of the field; None where one is open."""
    keyed = []
    for sure, k, entry in kept:
        key = entry.get(field) if sure and entry is not None else None
        if key is None:
            return None
        keyed.append((key, k, entry))
    keyed.sort(key=operator.itemgetter(0))
    return keyed


# ------------------------------------------------------------------ named functions


def call(name: str, *values: Any) -> Any:
    """A built-in function on values that are all there."""
    try:
        return FUNCTIONS[name].run(*values)
    except Undetermined:
        return None


def fits(text: str, pattern: Any) -> bool | None:
    """`matches`: the whole text fits the pattern, or one of several."""
    if isinstance(pattern, list) and None in pattern:
        return None
    try:
        return matches(text, pattern)
    except PatternFault:
        return None
