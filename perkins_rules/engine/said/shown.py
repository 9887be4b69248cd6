"""Values as people read them and as reports hold them. Exact; what does not end is marked ≈."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from perkins_rules.lang.decimals import decimal_places

SHOWN_PLACES = 6
# Of a list so many entries are shown: a figure of a message or a derivation stays readable, and a
# report in bounds.
SHOWN_ENTRIES = 30


def shown(value: Any, unit: str) -> str:
    """For a message: `$41,200.00`, `5%`, `0.5 points`, `60 days`, `not given`."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return _joined(value, shown) or "nothing"
    return _with_unit(plain(value, unit), unit, value)


def range_shown(least: Any, most: Any, of: int | None, unit: str) -> str:
    """A figure of which it is known between which values it lies: `between 1 and 3`; of a count
    that may reach all there are, `at least 1 of 2`.
    """
    low, high = (shown(end, unit) if end is not None else "" for end in (least, most))
    if most is None or (of is not None and most == of and least):
        return f"at least {low}{f' of {of}' if of else ''}"
    if least is None or (of is not None and not least):
        return f"at most {high}"
    return f"between {low} and {high}"


def kept_shown(sure: Sequence[Any], open_: Sequence[Any]) -> str:
    """A list of which it is open whether some entries belong to it: `teachers, perhaps parents`."""
    pairs = [(word, entry) for word, of in (("", sure), ("perhaps ", open_)) for entry in of]
    return _joined(pairs, lambda pair, _: pair[0] + shown(pair[1], _entry_unit(pair[1])))


def plain(value: Any, unit: str) -> str:
    """For a report: digits without signs, `41200.00`; money with at least two places."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if unit == "time":
        return f"{value // 60:02d}:{value % 60:02d}"
    if isinstance(value, (int, Fraction)):
        return _number(value, 2 if unit == "money" else 0)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "given"
    if isinstance(value, list | tuple):
        return _joined(value, plain)
    return str(value)


def _number(value: int | Fraction, places: int) -> str:
    if value.denominator == 1:  # most are whole
        return f"{value.numerator}.{'0' * places}" if places else str(value.numerator)
    return decimal(value, places)


def _joined(entries: Sequence[Any], say: Callable[[Any, str], str]) -> str:
    """The first entries of a list, and how many more it has."""
    said = ", ".join(say(entry, _entry_unit(entry)) for entry in entries[:SHOWN_ENTRIES])
    more = len(entries) - SHOWN_ENTRIES
    return f"{said} and {more:,} more" if more > 0 else said


def ends(value: Fraction) -> bool:
    """Whether a rational has an end as a decimal."""
    return decimal_places(value.denominator) is not None


def decimal(value: int | Fraction, least_places: int = 0) -> str:
    """A rational as a decimal; one that does not end is rounded to SHOWN_PLACES and marked."""
    above, below = abs(value.numerator), value.denominator
    sign = "-" if value.numerator < 0 else ""
    places = decimal_places(below)
    if places is None:
        scaled = round(Fraction(above, below) * 10**SHOWN_PLACES)
        return "≈" + sign + _digits(scaled, SHOWN_PLACES, least_places)
    return sign + _digits(above * (10**places // below), places, least_places)


def _digits(scaled: int, places: int, least_places: int) -> str:
    digits = str(scaled).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    part = part.rstrip("0").ljust(least_places, "0")
    return f"{whole}.{part}" if part else whole


def _with_unit(digits: str, unit: str, value: Any) -> str:
    if unit == "money":
        mark = "≈" if digits.startswith("≈") else ""
        bare = digits.removeprefix("≈")
        sign = "-" if bare.startswith("-") else ""
        whole, _, part = bare.removeprefix("-").partition(".")
        return f"{mark}{sign}${int(whole):,}.{part}"
    if unit in ("percent", "level"):
        return f"{digits}%"
    if unit in ("days", "months"):
        return f"{digits} {unit.removesuffix('s') if abs(value) == 1 else unit}"
    if unit == "points":
        return f"{digits} {'point' if abs(value) == 1 else 'points'}"
    return digits


def _entry_unit(entry: Any) -> str:
    return "number" if isinstance(entry, int | Fraction) else "text"
