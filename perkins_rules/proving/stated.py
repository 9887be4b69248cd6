"""A document that a rule was asked about -> the example that states it, in the rule language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from perkins_rules.documents import Shape
from perkins_rules.findings import Verdict
from perkins_rules.lang.print_literals import decimal, print_money, quoted

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_VERDICTS = {
    Verdict.PASS: "passes",
    Verdict.FAIL: "fails",
    Verdict.NOT_APPLICABLE: "not applicable",
    Verdict.CANNOT_DETERMINE: "cannot be determined",
}


def example_of(shape: Shape, data: dict[str, Any], verdict: Verdict) -> str | None:
    """One line; None for a document with lists of groups, which examples state in words of their
    own.
    """
    try:
        stated = list(_stated(data, shape, ""))
    except _NotStated:
        return None
    return f"{_VERDICTS[verdict]} when {' and '.join(stated)}" if stated else None


class _NotStated(Exception):
    """An example has no plain words for it."""


def _stated(data: dict[str, Any], shape: Shape, path: str) -> Iterator[str]:
    for name, value in data.items():
        field, place = shape.fields[name], f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from _stated(value, field, place)
        elif isinstance(value, list | tuple):
            if any(isinstance(one, dict | list) for one in value) or field.entry is None:
                raise _NotStated
            inner = ", ".join(_literal(one, field.entry) for one in value)
            yield f"{place} is {{ {inner} }}"
        else:
            yield f"{place} is {_literal(value, field)}"


def _literal(value: Any, shape: Shape) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if shape.kind == "money":
        return print_money(Fraction(value))
    if shape.kind in ("percent", "level"):
        return decimal(Fraction(value)) + "%"
    if isinstance(value, Fraction | int) and shape.kind in ("number", "integer"):
        return decimal(Fraction(value))
    if isinstance(value, str):
        is_word = shape.kind == "choice" and _WORD.fullmatch(value)
        return value if is_word else quoted(value)
    raise _NotStated
