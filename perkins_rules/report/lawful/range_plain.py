"""A range -> plain parts: for programs, for a Result, and for all that is told of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from perkins_rules.documents import Document
from perkins_rules.engine.said.shown import plain

if TYPE_CHECKING:  # who shows a range has the solver, and nobody else needs it
    from perkins_rules.solving.lawful_range import End, Gap, LawfulRange

_STEPS = {"date": "days", "integer": "number", "level": "number", "percent": "points"}


def range_plain(found: LawfulRange, document: Document) -> dict[str, Any]:
    """All that is told of the range of a figure; figures as exact texts, as in findings."""
    one = found.unknown
    return {
        "field": document.name_of(one.pointer),
        "path": one.pointer,
        "line": None if one.value is None else document.span_of(one.pointer).line,
        "kind": one.kind,
        "value": None if one.value is None else plain(one.value, one.kind),
        "known": found.is_known,
        "least": _end(found.least, one.kind),
        "most": _end(found.most, one.kind),
        "gaps": None if found.gaps is None else [_gap(gap, one.kind) for gap in found.gaps],
        "more_gaps": found.has_more_gaps,
        "fails": [rule.id for rule in found.because],
    } | (_not_known(found) if not found.is_known else {})


def _not_known(found: LawfulRange) -> dict[str, Any]:
    """Why: rules without a formula, or what came of it."""
    outside = [rule.id for rule in found.outside]
    return {"outside": outside, "reason": found.reason or "a rule that reads it has no formula"}


def _end(end: End | None, kind: str) -> dict[str, Any] | None:
    if end is None:
        return None
    figure = None if end.figure is None else plain(end.figure, kind)
    return {"figure": figure, "because": [rule.id for rule in end.because]}


def _gap(gap: Gap, kind: str) -> dict[str, Any]:
    ends = {"first": plain(gap.first, kind), "last": plain(gap.last, kind)}
    return ends | {"because": [rule.id for rule in gap.because]}


def headroom_plain(found: LawfulRange, document: Document) -> dict[str, Any]:
    """The same of a figure that is given, between the gaps next to it, with how far it can go down
    and up; None where nothing bounds it there, less than zero where it is beyond that end already.
    """
    one = found.unknown
    return range_plain(found, document) | {
        "unit": _STEPS.get(one.kind, one.kind),
        "down": _room(one.value, found.least, one.kind, -1),
        "up": _room(one.value, found.most, one.kind, 1),
    }


def _room(value: Any, end: End | None, kind: str, sign: int) -> str | None:
    if end is None or end.figure is None:
        return None
    return plain(sign * _between(value, end.figure), "integer" if kind == "date" else kind)


def _between(value: Any, end: Fraction | date) -> Any:
    return (end - value).days if isinstance(end, date) else end - Fraction(value)
