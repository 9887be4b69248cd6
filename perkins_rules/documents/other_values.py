"""A document's typed data with other values in some places: what it would say with them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from perkins_rules.documents.pointers import from_pointer
from perkins_rules.documents.written import Written


def with_values(data: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The data with values at JSON pointers; the groups that they stand in are made. What holds no
    such place is shared with the data, and neither is to be changed.
    """
    whole = dict(data)
    for pointer, value in values.items():
        *path, last = from_pointer(pointer)
        at: Any = whole
        for name in path:
            key: Any = int(name) if isinstance(at, list) else name
            inner = at[key] if isinstance(at, list) else at.get(key) or {}
            at[key] = list(inner) if isinstance(inner, list) else dict(inner)
            at = at[key]
        at[last] = _as_written(value, at.get(last))
    return whole


def _as_written(value: Any, was: Any) -> Any:
    """A figure with as many decimal places as what stood there, and of its kind."""
    if isinstance(was, Written) and isinstance(value, Fraction):
        return Written.of(value.numerator, value.denominator, was.places)
    return int(value) if isinstance(was, int) and isinstance(value, Fraction) else value
