"""Exact figures in generated rules: what Fraction does, without its many questions.

Amounts, percents, levels and numbers are Fractions in lowest terms. Fraction asks of each operand
what it may be, in Python, which takes longer than the figures themselves; here both are known to be
Fractions, or else whole numbers. Its two parts are read and set directly.
"""

# ruff: noqa: SLF001  # the two parts, which every Python that the tests run on keeps so

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Any

ZERO = Fraction(0)


def _figure(top: int, bottom: int) -> Fraction:
    """A figure of any two parts; `bottom` is not 0."""
    common = gcd(top, bottom)
    if bottom < 0:
        common = -common
    made: Any = object.__new__(Fraction)
    made._numerator = top // common
    made._denominator = bottom // common
    return made  # type: ignore[no-any-return]


# ------------------------------------------------------------------ held against each other


def less(a: Any, b: Any) -> bool:
    """a < b"""
    try:
        return a._numerator * b._denominator < b._numerator * a._denominator  # type: ignore[no-any-return]
    except AttributeError:  # a whole number
        return a < b  # type: ignore[no-any-return]


def same(a: Any, b: Any) -> bool:
    """a = b"""
    try:
        return bool(a._numerator == b._numerator and a._denominator == b._denominator)
    except AttributeError:
        return bool(a == b)


def within(value: Any, low: Any, high: Any) -> bool:
    """Both ends belong to it."""
    return not less(value, low) and not less(high, value)


def near(a: Any, b: Any, tolerance: Any) -> bool:
    """Whether they differ by less."""
    gap = minus(a, b)
    return less(gap, tolerance) and less(negated(tolerance), gap)


# ------------------------------------------------------------------ worked out


def plus(a: Any, b: Any) -> Any:
    """a + b"""
    try:
        top = a._numerator * b._denominator + b._numerator * a._denominator
        return _figure(top, a._denominator * b._denominator)
    except AttributeError:
        return a + b


def minus(a: Any, b: Any) -> Any:
    """a - b"""
    try:
        top = a._numerator * b._denominator - b._numerator * a._denominator
        return _figure(top, a._denominator * b._denominator)
    except AttributeError:
        return a - b


def times(a: Any, b: Any) -> Any:
    """a times b"""
    try:
        return _figure(a._numerator * b._numerator, a._denominator * b._denominator)
    except AttributeError:
        return a * b


def negated(a: Any) -> Any:
    """-a"""
    try:
        return _figure(-a._numerator, a._denominator)
    except AttributeError:
        return -a


def quotient(one: Any, other: Any) -> Any:
    """One divided by another; none by zero."""
    if not other:
        return None
    top = one.numerator * other.denominator
    return _figure(top, one.denominator * other.numerator)


def percentage(part: Any, whole: Any) -> Any:
    """How many percent of the whole the part is."""
    if not whole:
        return None
    top = 100 * part.numerator * whole.denominator
    return _figure(top, part.denominator * whole.numerator)


def portion(percent: Any, whole: Any) -> Fraction:
    """So many percent of the whole."""
    top = percent.numerator * whole.numerator
    return _figure(top, 100 * percent.denominator * whole.denominator)


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
    return _figure(whole if value >= 0 else -whole, scale)


# ------------------------------------------------------------------ of lists


def total(values: list[Any], zero: Any) -> Any:
    """The sum, on top of the zero of its unit."""
    if _lacks(values):
        return None
    if zero.__class__ is int:
        return sum(values)
    for value in values:
        zero = plus(zero, value)
    return zero


def average(values: list[Any]) -> Any:
    """The sum over the count; nothing of nothing."""
    summed = total(values, ZERO)
    return None if summed is None else quotient(summed, len(values))


def greatest(values: list[Any]) -> Any:
    """The first of the greatest values; nothing of nothing."""
    if not values or _lacks(values):
        return None
    found = values[0]
    for value in values:
        found = value if less(found, value) else found
    return found


def least(values: list[Any]) -> Any:
    """The first of the least values; nothing of nothing."""
    if not values or _lacks(values):
        return None
    found = values[0]
    for value in values:
        found = value if less(value, found) else found
    return found


def latest_of(values: list[Any]) -> Any:
    """The same as the greatest, of days and whole numbers."""
    return None if not values or _lacks(values) else max(values)


def earliest_of(values: list[Any]) -> Any:
    """The same as the least, of days and whole numbers."""
    return None if not values or _lacks(values) else min(values)


def _lacks(values: list[Any]) -> bool:
    return None in values
