"""What no document may exceed, in either format, and the refusals that say so."""

from __future__ import annotations

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar

LIMIT_BYTES = 64 * 1024 * 1024
# Values in one document: the largest plan has some thousands, and each takes memory.
MOST_VALUES = 3_000_000
# Levels of lists and groups inside each other; the deepest schema has fewer than ten.
DEEPEST = 100
# Digits of an exact number. Amounts have 15 at most; no arithmetic on a hostile figure gets slow.
MOST_DIGITS = 30


def past_magnitude(exponent: str) -> bool:
    """Whether a power of ten is past what an amount can be, upwards or downwards."""
    digits = exponent.lstrip("+-").lstrip("0")
    return len(digits) > len(str(MOST_DIGITS)) or int(digits or "0") > MOST_DIGITS


def too_deep(text: str, at: int) -> Refusal:
    """The refusal of a list or group that starts more than `DEEPEST` levels down."""
    message = f"Lists and groups stand more than {DEEPEST} levels inside each other here."
    return Refusal("nesting", message, Places(text).span(at, at + 1))


def too_large(limit: int) -> Refusal:
    """The refusal of a file of more than `limit` bytes: how many more, nobody has read."""
    message = f"The file has more than {limit:,} bytes, the most that is read."
    return Refusal("too-large", message, Places("").span(0, 0), "Raise the limit, or split it.")


def too_many(text: str, at: int) -> Refusal:
    """The refusal of a document with more than `MOST_VALUES` values."""
    message = f"The document holds more than {MOST_VALUES:,} values."
    return Refusal("too-large", message, Places(text).span(at, at), "Split it.")


def twice(text: str, first: Scalar, second: Scalar) -> Refusal:
    """The refusal of a field that is given a second time in one place."""
    places = Places(text)
    line = places.line_of(first.start)
    message = (
        f"The field {shown(second.text)} is given twice here; first {places.said(first.start)}."
    )
    span = places.span(second.start, second.end)
    remedy = "Keep one of the two."
    if span.line > line + 1:
        remedy = (
            "Keep one of the two; or, if they belong to two groups, put right the line between"
            " them that names the second group: it is missing, or indented otherwise than it was."
        )
    return Refusal("duplicate-key", message, span, remedy)
