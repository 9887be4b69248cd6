"""What generated rules know of values that are not determined: between which values they lie.

A `Missing` may know its ends (`Between`), or which entries its list has and may have (a list of
`Kept`). Comparisons settle what they can from that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from perkins_rules.engine.compiled.runtime import (
    Missing,
    alike,
    both,
    covers,
    days_later,
    either,
    entries,
    lacking,
    months_later,
)


class Between(NamedTuple):
    """The least and the most that a figure can be, None without a bound; of a count, `of` is how
    many entries the list has.
    """

    least: Any
    most: Any
    of: int | None = None


Ends = tuple[Any, Any]


def ends_of(value: Any, bounds: Ends = (None, None)) -> Ends:
    """The least and the most that a value can be; `bounds` are those of its type."""
    if value.__class__ is not Missing:
        return value, value
    return value.known[:2] if value.known.__class__ is Between else bounds


def candidates(values: Any, pointer: str) -> Any:
    """Each entry that a list has or may have, with its pointer, and True or what a filter lacks."""
    if values.__class__ is not Missing:
        return [(value, at, True) for value, at in entries(values, pointer)]
    return values.known if values.known.__class__ is list else values


# ------------------------------------------------------------------ operations in part


def in_part(kind: str, *operands: Any) -> Any:
    """An operation some of whose operands are not determined: settled by what is known of them."""
    ends = [ends_of(one) for one in operands]
    if (None, None) in ends:
        return lacking(*operands)
    found = _IN_PART[kind](*ends)
    if found is None:
        return lacking(*operands)
    return Missing(lacking(*operands).needs, Between(*found)) if found.__class__ is tuple else found


def _plus(one: Ends, other: Ends) -> Ends:
    (low, high), (other_low, other_high) = one, other
    return (
        None if low is None or other_low is None else low + other_low,
        None if high is None or other_high is None else high + other_high,
    )


def _minus(one: Ends, other: Ends) -> Ends:
    (low, high), (other_low, other_high) = one, other
    return (
        None if low is None or other_high is None else low - other_high,
        None if high is None or other_low is None else high - other_low,
    )


def _reaches(one: Ends, other: Ends) -> bool | None:
    """Whether one is at least the other; None where the ranges leave it open."""
    if one[0] is not None and other[1] is not None and one[0] >= other[1]:
        return True
    if one[1] is not None and other[0] is not None and one[1] < other[0]:
        return False
    return None


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _are_apart(one: Ends, other: Ends) -> bool:
    return _reaches(one, other) is False or _reaches(other, one) is False


def _inside(value: Ends, low: Ends, high: Ends) -> bool | None:
    found = (_reaches(value, low), _reaches(high, value))
    if False in found:
        return False
    return None if None in found else True


def _near(one: Ends, other: Ends, tolerance: Ends) -> bool | None:
    gap = _minus(_in_days(one), _in_days(other))
    turned = _minus(_in_days(other), _in_days(one))
    found = (_reaches(gap, tolerance), _reaches(turned, tolerance))
    if True in found:
        return False
    return None if None in found else True


def _in_days(ends: Ends) -> Ends:
    return tuple(e.toordinal() if isinstance(e, date) else e for e in ends)  # type: ignore[return-value]


_IN_PART: dict[str, Callable[..., Any]] = {
    "add": _plus,
    "subtract": _minus,
    "is": lambda a, b: False if _are_apart(a, b) else None,
    "is_not": lambda a, b: True if _are_apart(a, b) else None,
    "at_least": _reaches,
    "at_most": lambda a, b: _reaches(b, a),
    "more_than": lambda a, b: _not(_reaches(b, a)),
    "less_than": lambda a, b: _not(_reaches(a, b)),
    "between": _inside,
    "differs": _near,
}


def apart_in_part(left: Any, period: Any, right: Any, unit: str, sign: int, comparison: str) -> Any:
    """A day held against the day that a period leads to, where one of the two is a range. What the
    period leads to must be a day at both ends.
    """
    later = days_later if unit == "days" else months_later
    days, ends, found = ends_of(left), ends_of(right), None
    if period.__class__ is not Missing and None not in ends and days != (None, None):
        limits = [later(end, sign * period) for end in ends]
        if not any(end.__class__ is Missing for end in limits):
            found = _IN_PART[comparison](days, tuple(limits))
    return lacking(left, period, right) if found is None else found


def held_in_part(kind: str, values: Any, item: Any) -> Any:
    """Whether a list holds a value, where a filter leaves open which entries it has."""
    kept = values.known if values.__class__ is Missing else None
    if kept.__class__ is not list or item.__class__ is Missing:
        return lacking(values, item)
    found: Any = False
    for value, _, counts in kept:
        found = either(found, both(counts, _holds(kind, value, item)))
    return found


def _holds(kind: str, value: Any, item: Any) -> Any:
    if kind == "covers":
        return lacking(value) if value.__class__ is not str else covers([value], "", item)
    same = alike(value, item)
    return lacking(value) if same is None else same
