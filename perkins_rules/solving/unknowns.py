"""Document -> the figures in it that its author could change."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from perkins_rules.documents import Document, Shape
from perkins_rules.solving.figures import Unknown

KINDS = ("money", "percent", "level", "number", "integer", "date")
MOST_PLACES = 10


def figures_of(document: Document) -> tuple[Unknown, ...]:
    """All figures and days that are given as fields, in the order of the form."""
    return figures_in(document.data, document.shape)


def figures_in(data: Any, shape: Shape) -> tuple[Unknown, ...]:
    """The same of the data of a document."""
    return tuple(_within(data, shape, ""))


def _within(value: Any, shape: Shape, pointer: str) -> Iterator[Unknown]:
    if isinstance(value, dict):
        for name, inner in shape.fields.items():
            if name in value:
                yield from _within(value[name], inner, f"{pointer}/{name}")
    elif isinstance(value, list) and shape.entry is not None and shape.entry.fields:
        for number, entry in enumerate(value):
            yield from _within(entry, shape.entry, f"{pointer}/{number}")
    elif value is not None and shape.kind in KINDS and not isinstance(value, list):
        one = unknown_at(pointer, shape, value)
        if one.counted(value) is not None:  # no third of a cent: a mapping may hold one
            yield one


def unknown_at(pointer: str, shape: Shape, value: Any = None) -> Unknown:
    """A figure of a shape, by the last place that is written; money by the cent at least."""
    places = max(2 if shape.kind == "money" else 0, _places(value))
    unit = Fraction(1, 10**places)
    least = Fraction(0) if shape.kind == "money" and shape.minimum is None else shape.minimum
    return Unknown(pointer, shape.kind, unit, places, value, least, shape.maximum)


def _places(value: Any) -> int:
    """As many as are written; of what is not written, as many as it takes."""
    written = getattr(value, "places", None)
    if written is not None or not isinstance(value, Fraction):
        return int(written or 0)
    return next((p for p in range(MOST_PLACES) if (value * 10**p).denominator == 1), 0)
