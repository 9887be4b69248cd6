"""What generated rules are made of: missing values, three-valued logic, exact and dated figures.

The compiled engine's own; it shares nothing with the reference evaluator but the tables of
functions and patterns that rules may name, so that a fault in one shows as a difference. A value
that is not determined is a `Missing`, which carries the pointers of the facts it lacks.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from perkins_rules.check.builtins import FUNCTIONS, Undetermined
from perkins_rules.check.pattern_signs import PatternFault
from perkins_rules.check.patterns import matches
from perkins_rules.same_text import common_form


class Missing:
    """A value that is not determined, and the JSON pointers of the missing facts it hangs on.

    `known` is what is known of it: between which values it lies, or which entries a list may have
    (see runtime_ranges.py).
    """

    __slots__ = ("known", "needs")

    def __init__(self, needs: frozenset[str], known: Any = None) -> None:
        self.needs, self.known = needs, known


NOTHING = Missing(frozenset())
"""No answer although nothing is missing: a division by zero, the greatest of an empty list."""


class Gathered(list[Any]):
    """A list that a rule made. Records and lists in it know where they came from."""

    __slots__ = ("pointers",)

    def __init__(self, values: Iterable[Any], pointers: Iterable[str]) -> None:
        super().__init__(values)
        places = zip(self, pointers, strict=True)
        self.pointers = [at if value.__class__ in (dict, list) else "" for value, at in places]


def absent(pointer: str) -> Missing:
    """The value at a place of the document that has none."""
    return Missing(frozenset((pointer,)))


def lacking(*values: Any) -> Missing:
    """What an operation is when some of its operands are missing."""
    needs: frozenset[str] = frozenset()
    for value in values:
        if value.__class__ is Missing:
            needs |= value.needs
    return Missing(needs)


# ------------------------------------------------------------------ reading


def read(record: Any, steps: tuple[str, ...], pointer: str) -> Any:
    """The field at the end of the steps; `pointer` is its place."""
    if record.__class__ is Missing:
        return record
    for step in steps:
        if record.__class__ is not dict:
            return absent(pointer)
        record = record.get(step)
    return absent(pointer) if record is None else record


def entry(value: Any, pointer: str) -> Any:
    """What a variable stands at; an entry that could not be read is missing."""
    return absent(pointer) if value is None else value


def whole(value: Any, pointer: str) -> Any:
    """An entry that is picked from a list; one that is known in part is missing."""
    return lacking(value) if value.__class__ is Missing else entry(value, pointer)


def entries(values: Any, pointer: str) -> Iterable[tuple[Any, str]]:
    """Each entry of a determined list, with its pointer (empty when it has no place)."""
    if values.__class__ is Gathered:
        return zip(values, values.pointers, strict=True)
    if not pointer:
        return [(value, "") for value in values]
    return [(value, f"{pointer}/{index}") for index, value in enumerate(values)]


def given(value: Any) -> bool:
    """Whether there is a value; a group of fields is given when one of them is."""
    if value.__class__ is Missing or value is None:
        return False
    if value.__class__ is dict:
        return any(map(given, value.values()))
    return True


# ------------------------------------------------------------------ Kleene's logic


def both(one: Any, other: Any) -> Any:
    """`and`"""
    if one is False or other is False:
        return False
    if one is True:
        return other
    return one if other is True else lacking(one, other)


def either(one: Any, other: Any) -> Any:
    """`or`"""
    if one is True or other is True:
        return True
    if one is False:
        return other
    return one if other is False else lacking(one, other)


def opposite(truth: Any) -> Any:
    """`not`"""
    return truth if truth.__class__ is Missing else not truth


# ------------------------------------------------------------------ figures


def quotient(one: Any, other: Any) -> Any:
    """One divided by another; nothing by zero."""
    return Fraction(one, other) if other else NOTHING


def percentage(part: Any, whole: Any) -> Any:
    """How many percent of the whole the part is."""
    return Fraction(part * 100, whole) if whole else NOTHING


def portion(percent: Any, whole: Any) -> Fraction:
    """So many percent of the whole."""
    return Fraction(percent * whole, 100)


def rounded(value: Any, places: int, mode: str) -> Any:
    """To decimal places; `half up` means away from zero. A whole number stays one."""
    if value.__class__ is int:
        return value
    scale = 10**places
    top, bottom = abs(value.numerator) * scale, value.denominator
    whole, rest = top // bottom, top % bottom
    if mode == "half up":
        whole += 2 * rest >= bottom
    elif mode == "half even":
        whole += 2 * rest > bottom or (2 * rest == bottom and whole & 1)
    elif mode == "up":
        whole += rest > 0
    return Fraction(whole if value >= 0 else -whole, scale)


# ------------------------------------------------------------------ dates

_LAST_DAY = date.max.toordinal()


def days_later(day: date, days: int) -> Any:
    """So many elapsed days later, or earlier; nothing outside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= _LAST_DAY else NOTHING


def months_later(day: date, months: int) -> Any:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not MINYEAR <= year <= MAXYEAR:
        return NOTHING
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def apart(left: date, limit: Any, comparison: str) -> Any:
    """How a day stands to the day that a period leads to."""
    if limit.__class__ is Missing:
        return limit
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
    if one is None or other is None or one.__class__ is Missing or other.__class__ is Missing:
        return None
    if not isinstance(one, list | tuple):
        return bool(one == other)
    if len(one) != len(other):
        return False
    found = [alike(*pair) for pair in zip(one, other, strict=True)]
    return False if False in found else None if None in found else True


def same(one: Any, one_at: str, other: Any, other_at: str) -> Any:
    """`is` between lists."""
    equal = alike(one, other)
    return lacking(_holes(one, one_at), _holes(other, other_at)) if equal is None else equal


def loose(value: Any) -> Any:
    """A text, or each text of a list, without its capitals and needless spaces."""
    if value.__class__ is str:
        return common_form(value)
    return list(map(loose, value)) if isinstance(value, list | tuple) else value


def member(values: Any, pointer: str, item: Any) -> Any:
    """Whether a list holds a value."""
    found = [alike(value, item) for value in values]
    if True in found:
        return True
    return _holes(values, pointer) if None in found else False


def covers(names: Any, pointer: str, path: str) -> Any:
    """Whether a list of field names holds a field, a section above it or a field within it."""
    known = [name for name in names if name.__class__ is str]
    if any(_overlap(name.split("."), path.split(".")) for name in known):
        return True
    return _holes(names, pointer) if len(known) < len(names) else False


def _overlap(one: list[str], other: list[str]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _holes(values: Any, pointer: str) -> Missing:
    """The entries of a list that are missing."""
    return lacking(*(entry(value, at) for value, at in entries(values, pointer)))


def distinct(found: list[tuple[Any, Any, str]]) -> Any:
    """Whether no value stands twice. `found` holds whether an entry counts, its value and place."""
    known = [(value, at) for counts, value, at in found if counts is True and _known(value)]
    holes: list[Any] = [part for counts, value, _ in found for part in (counts, value)]
    is_open = len(known) < len(found)
    partial = [index for index, (value, _) in enumerate(known) if not _is_whole(value)]
    in_full = [_as_key(value) for value, _ in known if _is_whole(value)]
    if len(set(in_full)) < len(in_full):
        return False
    for index in partial:  # those of which an entry is missing, against all others
        value, at = known[index]
        for number, (other, other_at) in enumerate(known):
            if number != index and alike(value, other) is None:
                is_open = True
                holes += (_holes(value, at), _holes(other, other_at))
    return lacking(*holes) if is_open else True


def _is_whole(value: Any) -> bool:
    """Whether no entry of a list is missing."""
    if value is None or value.__class__ is Missing:
        return False
    return not isinstance(value, list | tuple) or all(map(_is_whole, value))


def _as_key(value: Any) -> Any:
    """A value in the form of a key: equal keys, equal values."""
    if isinstance(value, dict):
        return frozenset((name, _as_key(part)) for name, part in value.items())
    return tuple(map(_as_key, value)) if isinstance(value, list | tuple) else value


def _known(value: Any) -> bool:
    return value.__class__ is not Missing


Kept = list[tuple[Any, str, Any]]
"""Entries that a filter leaves: value, pointer, and True or what the filter lacks."""


def chosen(kept: Kept, which: str, count: int, field: str) -> Any:
    """The `count` latest or earliest entries by a field, the earliest of them first."""
    keyed = [(read(value, (field,), f"{at}/{field}"), value, at) for value, at, _ in kept]
    parts = [*(counts for _, _, counts in kept), *(key for key, _, _ in keyed)]
    if any(part.__class__ is Missing for part in parts):
        return lacking(*parts)
    if len(keyed) < count:
        return NOTHING
    keyed.sort(key=lambda one: one[0])
    first = len(keyed) - count if which == "latest" else 0
    return [(value, at, True) for _, value, at in keyed[first : first + count]]


def neighbours(values: Any, pointer: str, field: str) -> Any:
    """Each entry with the next one in the order of a field, as (value, pointer, value, pointer)."""
    listed = [(*one, True) for one in entries(values, pointer)]
    ordered = chosen(listed, "earliest", len(listed), field)
    if ordered.__class__ is Missing:
        return ordered
    return [(*one[:2], *two[:2]) for one, two in pairwise(ordered)]


def the_one(kept: Kept) -> tuple[Any, str]:
    """The only entry, and its pointer."""
    unsure = [counts for _, _, counts in kept if counts is not True]
    if unsure:
        return lacking(*unsure), ""
    if len(kept) != 1:
        return NOTHING, ""
    value, pointer, _ = kept[0]
    return whole(value, pointer), pointer


# ------------------------------------------------------------------ named functions


def call(name: str, *operands: tuple[Any, str]) -> Any:
    """A built-in function. `operands` are values with their pointers; lists must have no holes."""
    holes = [_holes(*one) for one in operands if isinstance(one[0], list)]
    if any(_has_hole(values) for values, _ in operands):
        return lacking(*holes)
    try:
        return FUNCTIONS[name].run(*(value for value, _ in operands))
    except Undetermined:
        return NOTHING


def end(name: str, values: Any, pointer: str) -> tuple[Any, str]:
    """`first` or `last` of a list, and its pointer."""
    found = list(entries(values, pointer))
    if not found:
        return NOTHING, ""
    value, at = found[0 if name == "first" else -1]
    return whole(value, at), at


def fits(text: str, pattern: Any, pointer: str) -> Any:
    """`matches`: the whole text fits the pattern, or one of several."""
    if _has_hole(pattern):
        return _holes(pattern, pointer)
    try:
        return matches(text, pattern)
    except PatternFault:
        return NOTHING


def _has_hole(value: Any) -> bool:
    return isinstance(value, list) and any(v is None or v.__class__ is Missing for v in value)
