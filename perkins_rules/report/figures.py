"""Figures of a report, which are exact texts -> figures as people read them."""

from __future__ import annotations

NOT_GIVEN = "not given"


def figure(value: str, unit: str) -> str:
    """`41200.00` in money is `$41,200.00`; `5` in percent `5%`; nothing is `not given`."""
    if not value:
        return NOT_GIVEN
    mark = "≈" if value.startswith("≈") else ""
    digits = value.removeprefix("≈")
    sign = "-" if digits.startswith("-") else ""
    digits = digits.removeprefix("-")
    if unit == "money":
        return f"{mark}{sign}${_grouped(digits)}"
    if unit in ("percent", "level"):
        return f"{mark}{sign}{digits}%"
    if unit in ("points", "days", "months", "minutes"):
        noun = unit.removesuffix("s") if digits == "1" else unit
        return f"{mark}{sign}{digits} {noun}"
    return value


def number_of(count: int, noun: str, plural: str = "") -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def _grouped(digits: str) -> str:
    whole, point, part = digits.partition(".")
    return f"{int(whole):,}{point}{part}" if whole.isdigit() else digits
