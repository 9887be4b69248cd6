"""Ranges -> between which values each figure is lawful, and what binds first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Document
from perkins_rules.engine.said.shown import plain
from perkins_rules.report.citations import short
from perkins_rules.report.lawful.figures_shown import shown
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

if TYPE_CHECKING:  # who shows a range has the solver, and nobody else needs it
    from perkins_rules.solving.ranges import End, LawfulRange


def range_lines(found: LawfulRange, document: Document, style: Style) -> list[str]:
    """One figure."""
    one = found.unknown
    name = style.paint("bold", style.clean(document.name_of(one.pointer)))
    line = f", line {document.span_of(one.pointer).line}" if one.value is not None else ""
    now = shown(one.value, one.kind)
    lines = [f"{name}{line}: {style.clean(now)}", f"  {style.clean(range_said(found))}"]
    for why in _why(found):
        lines += hanging("    ", style.clean(why), style.width)
    return lines


def range_said(found: LawfulRange) -> str:
    """`lawful from … to …`, or why there is no such range."""
    kind, least, most = found.unknown.kind, found.least, found.most
    if not found.is_known:
        return "The range could not be told: a rule that reads it has no formula."
    if least is None or most is None:
        return "Whatever it is, a rule fails while the rest stands as it does."
    low, high = (None if end.figure is None else shown(end.figure, kind) for end in (least, most))
    if low is None and high is None:
        return "No rule bounds it."
    if low is None:
        return f"lawful up to {high}"
    if high is None:
        return f"lawful from {low}"
    return f"only {low} is lawful" if low == high else f"lawful from {low} to {high}"


def _why(found: LawfulRange) -> Iterator[str]:
    if found.because:
        yield f"fails: {rules_said(found.because)}"
    for word, end in (("below", found.least), ("above", found.most)):
        if end is not None and end.because:
            yield f"{word}: {rules_said(end.because)}"


def rules_said(rules: Iterable[CheckedRule]) -> str:
    """What rules say of a good document, each with its first place in the law."""
    return "; ".join(f"{rule.title} [{_law(rule.citations) or rule.id}]" for rule in rules)


def _law(citations: Sequence[Any]) -> str:
    return ", ".join(short(citation) for citation in citations[:1])


def range_plain(found: LawfulRange, document: Document) -> dict[str, Any]:
    """The same in plain parts, for programs; figures as exact texts, as in findings."""
    one = found.unknown
    return {
        "field": document.name_of(one.pointer),
        "path": one.pointer,
        "kind": one.kind,
        "value": None if one.value is None else plain(one.value, one.kind),
        "known": found.is_known,
        "least": _end(found.least, one.kind),
        "most": _end(found.most, one.kind),
        "fails": [rule.id for rule in found.because],
    }


def _end(end: End | None, kind: str) -> dict[str, Any] | None:
    if end is None:
        return None
    figure = None if end.figure is None else plain(end.figure, kind)
    return {"figure": figure, "because": [rule.id for rule in end.because]}
