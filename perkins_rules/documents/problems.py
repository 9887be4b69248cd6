"""Problem: one way in which a document departs from its schema."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.findings import Severity
from perkins_rules.source import Span

# Every kind of problem and what it means. A report shows them as rule `schema/<kind>`.
PROBLEMS = {
    "unknown-field": "The schema has no field of this name here.",
    "type": "The value is not of the field's kind.",
    "choice": "The value is not one of the field's choices.",
    "range": "The number is outside what the field can hold.",
    "too-many-entries": "The list has more entries than it can have; none of them is read.",
    "duplicate-key-entry": "Two entries of a list have the same key.",
    "repeated-percent-sign": "A percent is written with more than one sign; it is read as one.",
    "percent-as-fraction": "A percent is so small that a fraction was probably meant.",
    "other-name": "A value is written by another of its names; it is read as the value.",
    "curly-quotes": "A text stands between typographic quotation marks, which YAML reads with it.",
    "comment-in-value": "A `#` with a blank before it ends a value; what follows does not count.",
    "mark-before-value": "A text starts with `&`, which YAML takes for a mark and leaves out.",
    "field-in-text": "A line that looks like a field is part of the text above it.",
}
_NOTES = ("repeated-percent-sign", "percent-as-fraction", "other-name", "curly-quotes")
_WARNINGS = ("comment-in-value", "mark-before-value", "field-in-text")


class Problem(NamedTuple):
    """A departure from the schema: what is wrong, where, and what would be right.

    `kind` is a key of `PROBLEMS`, `pointer` a JSON pointer, `span` the place of what is wrong.
    `loses` is the pointer of what counts as missing because of it, if anything does.
    """

    kind: str
    pointer: str
    message: str
    remedy: str
    severity: Severity
    span: Span
    loses: str | None = None


def severity_of(kind: str) -> Severity:
    """How much a problem of a kind weighs."""
    if kind in _NOTES:
        return Severity.INFO
    return Severity.WARNING if kind in _WARNINGS else Severity.ERROR


class Unfit(Exception):
    """A value does not fit its field; raised by what reads values, who do not know the place.

    `reason` continues the sentence "`budget.reserve.amount` is `0123`, …".
    """

    def __init__(self, reason: str, remedy: str, kind: str = "type") -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
