"""A figure -> its text, in the way of what stands in its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from perkins_rules.documents import Document
from perkins_rules.solving.figures import Unknown
from perkins_rules.source import Span


class Unwritable(Exception):
    """Where a figure stands, no other can be put: the text says why."""


def place_and_text(document: Document, one: Unknown, figure: Fraction | date) -> tuple[Span, str]:
    """Where a figure stands, and what is to stand there. Raises Unwritable."""
    span = document.span_of(one.pointer)
    line = document.text.line(span.line)
    was = line[span.column - 1 : span.end_column - 1]
    if span.line != span.end_line or not was or was[0] in "*&!|>":
        raise Unwritable(f"Line {span.line} writes it in a way in which no other can be put there")
    return span, like(was, figure, one)


def like(was: str, figure: Fraction | date, one: Unknown) -> str:
    """With the quotes, signs, commas and decimal places of what stands there."""
    quote = was[0] if was[0] in "\"'" and was[-1] == was[0] else ""
    bare = was.strip("\"'")
    if isinstance(figure, date):
        return f"{quote}{figure.isoformat()}{quote}"
    lead = bare[: len(bare) - len(bare.lstrip("$ "))]
    tail = bare[len(bare.rstrip("% ")) :]
    return f"{quote}{lead}{_digits(bare, figure, one)}{tail}{quote}"


def _digits(bare: str, figure: Fraction, one: Unknown) -> str:
    is_whole = figure.denominator == 1 and "." not in bare
    places = 0 if is_whole else one.places
    grouping = "," if "," in bare else ""
    return f"{_decimal(figure, places):{grouping}.{places}f}"


def _decimal(figure: Fraction, places: int) -> Decimal:
    """Exact: a figure is a whole number of its last place."""
    return Decimal(int(figure * 10**places)).scaleb(-places)
