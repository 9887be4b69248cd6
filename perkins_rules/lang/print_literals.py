"""The canonical spelling of literals and quoted texts."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from perkins_rules.lang import nodes as n
from perkins_rules.lang.decimals import decimal_places


def print_literal(literal: n.Literal) -> str:
    """A literal as the language spells it: `$1,234.50`, `5%`, `60 days`, `"text"`."""
    value = literal.value
    if isinstance(value, Fraction):
        if literal.kind == "money":
            return print_money(value)
        return decimal(value, literal.places) + ("%" if literal.kind == "percent" else "")
    if literal.kind == "period":
        return f"{value} {_unit(literal)}"
    if literal.kind == "time" and isinstance(value, int):
        return f"{value // 60:02d}:{value % 60:02d} in {literal.unit}"
    if isinstance(value, date):
        return value.isoformat()
    return quoted(str(value)) if literal.kind == "text" else str(value)


def quoted(text: str) -> str:
    """A text in quotes."""
    return '"' + _escaped(text) + '"'


def plain_part(text: str) -> str:
    """The words between the holes of a message, as they stand in its quotes."""
    return _escaped(text).replace("{", "{{").replace("}", "}}")


def decimal(value: Fraction, places: int = 0) -> str:
    """A fraction with at least `places` decimals; `n/d` if its decimals do not end."""
    digits = decimal_places(value.denominator)
    if digits is None:
        return f"{value.numerator}/{value.denominator}"
    digits = max(digits, places)
    sign = "-" if value < 0 else ""
    scaled = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
    whole, rest = scaled[: len(scaled) - digits], scaled[len(scaled) - digits :]
    return sign + whole + ("." + rest if rest else "")


def print_money(value: Fraction) -> str:
    """An amount as the language spells it."""
    written = decimal(abs(value), places=0 if value.denominator == 1 else 2)
    whole, point, cents = written.partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", whole)
    return ("-$" if value < 0 else "$") + grouped + point + cents


def _unit(literal: n.Literal) -> str:
    unit = literal.unit or ""
    return unit.removesuffix("s") if literal.value == 1 else unit


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
