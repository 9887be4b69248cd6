"""Operations that need all their operands: one small function each, on determined values.

Reference engine only: the compiled engine has its own (see runtime.py), so that a fault in one
shows as a difference between the two.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta
from fractions import Fraction
from typing import Any

from perkins_rules.check.builtins import FUNCTIONS, Undetermined
from perkins_rules.check.pattern_signs import PatternFault
from perkins_rules.check.patterns import matches
from perkins_rules.engine.shared.truth import Truth, both, either
from perkins_rules.same_text import common_form

Run = Callable[..., Any]


def _divide(a: Fraction, b: Fraction) -> Fraction:
    if b == 0:
        raise Undetermined("nothing can be divided by 0")
    return Fraction(a) / b


def _percent_of(part: Fraction, whole: Fraction) -> Fraction:
    return 100 * _divide(part, whole)


def _share(portion: Fraction, whole: Fraction) -> Fraction:
    return Fraction(portion) * whole / 100


def _plus_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Undetermined(f"the day lies outside the years 1 to {MAXYEAR}") from None


def _plus_months(day: date, months: int) -> date:
    """Months later, the day of the month held back to the month's end."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= MAXYEAR:
        raise Undetermined(f"the day lies outside the years 1 to {MAXYEAR}")
    import calendar  # with its names of days it costs more than most plans

    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _round(value: Fraction | int, places: int, mode: str) -> Fraction | int:
    """To `places` decimal places; halves away from zero unless the mode says otherwise."""
    if isinstance(value, int):
        return value
    scale = 10**places
    scaled = abs(Fraction(value)) * scale
    whole, rest = divmod(scaled, 1)
    away = {
        "half up": rest >= Fraction(1, 2),
        "half even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    result = Fraction(whole + away, scale)
    return -result if value < 0 else result


def equal(a: Any, b: Any, how: str = "") -> Truth:
    """Equality of values; lists entry by entry, a missing entry leaving it open."""
    if how:
        return common_form(a) == common_form(b)
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        if len(a) != len(b):
            return False
        pairs = zip(a, b, strict=True)
        return both([None if x is None or y is None else equal(x, y) for x, y in pairs])
    return bool(a == b)


def _not_equal(a: Any, b: Any, how: str = "") -> Truth:
    same = equal(a, b, how)
    return None if same is None else not same


def _member(entries: Any, item: Any, how: str = "") -> Truth:
    return either([None if e is None else equal(e, item, how) for e in entries])


def _covers(entries: Any, path: str) -> Truth:
    """Whether a field is named: itself, a section above it, or a field within it."""
    return either([None if e is None else _related(e, path) for e in entries])


def _related(name: str, path: str) -> bool:
    return name == path or path.startswith(name + ".") or name.startswith(path + ".")


def _differs(a: Any, b: Any, tolerance: Any) -> bool:
    gap = (a - b).days if isinstance(a, date) else a - b
    return bool(abs(gap) < tolerance)


def _matches(text: str, pattern: Any) -> bool:
    try:
        return matches(text, pattern)
    except PatternFault as fault:
        raise Undetermined("a text cannot be held against what stands there") from fault


def _apart(left: date, period: int, right: date, operator: str, way: str, unit: str) -> bool:
    """`left is at least period before right`: left lies at or before the limit, and so on."""
    move = _plus_days if unit == "days" else _plus_months
    if way == "before":
        return bool(_COMPARE[operator](move(right, -period), left))
    return bool(_COMPARE[operator](left, move(right, period)))


def limit_of(period: int, right: date, way: str, unit: str) -> date:
    """The day that `left` is held against in `is at least period before right`."""
    move = _plus_days if unit == "days" else _plus_months
    return move(right, -period if way == "before" else period)


_COMPARE: dict[str, Run] = {
    "is": equal,
    "is_not": _not_equal,
    "at_least": lambda a, b: a >= b,
    "at_most": lambda a, b: a <= b,
    "more_than": lambda a, b: a > b,
    "less_than": lambda a, b: a < b,
}

OPERATIONS: dict[str, Run] = {
    **_COMPARE,
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": _divide,
    "share": _share,
    "percent_of": _percent_of,
    "negate": lambda a: -a,
    "greater": max,
    "lesser": min,
    "round": _round,
    "date_plus_days": _plus_days,
    "date_minus_days": lambda day, days: _plus_days(day, -days),
    "date_plus_months": _plus_months,
    "date_minus_months": lambda day, months: _plus_months(day, -months),
    "days_between": lambda a, b: (a - b).days,
    "pack": lambda *items: items,
    "between": lambda value, low, high: low <= value <= high,
    "one_of": lambda value, options, *how: _member(options, value, *how),
    "includes": _member,
    "covers": _covers,
    "differs": _differs,
    "matches": _matches,
    "apart": _apart,
    "call": lambda *given: FUNCTIONS[given[-1]].run(*given[:-1]),
}
"""Operands first, then the options of the node."""
