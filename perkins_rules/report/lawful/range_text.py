"""Ranges in plain parts -> between which values each figure is lawful, and what binds first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from perkins_rules.report.figures import figure
from perkins_rules.report.lawful.rule_words import Label, short_words
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

_Plain = Mapping[str, Any]


def range_lines(plain: _Plain, label: Label, style: Style) -> Iterator[str]:
    """One figure."""
    name = style.paint("bold", style.clean(plain["field"]))
    line = f", line {plain['line']}" if plain["line"] is not None else ""
    yield f"{name}{line}: {style.clean(shown(plain['value'], plain['kind']))}"
    yield from hanging("  ", style.clean(range_said(plain)), style.width)
    for why in _why(plain, label):
        yield from hanging("    ", style.clean(why), style.width)


def shown(value: str | None, kind: str) -> str:
    """`$612,000.50`, `5%`, `2026-02-27`; a level without a sign, which its indicator has."""
    return figure(value or "", "number" if kind == "level" else kind)


def range_said(plain: _Plain) -> str:
    """`lawful from … to …`, or why there is no such range."""
    if not plain["known"]:
        return f"not known: {plain['reason']}"
    if plain["least"] is None or plain["most"] is None:
        return "Whatever it is, a rule fails while the rest stands as it does."
    return _within(plain) + _but_not(plain)


def _within(plain: _Plain) -> str:
    ends = plain["least"]["figure"], plain["most"]["figure"]
    low, high = (None if end is None else shown(end, plain["kind"]) for end in ends)
    if low is None and high is None:
        return "lawful whatever it is" if plain["gaps"] else "No rule bounds it."
    if low is None:
        return f"lawful up to {high}"
    if high is None:
        return f"lawful from {low}"
    return f"only {low} is lawful" if low == high else f"lawful from {low} to {high}"


def _but_not(plain: _Plain) -> str:
    """`, but not from $1.00 to $59,999.99, nor $70,000.00`"""
    gaps = [_gap(gap, plain["kind"]) for gap in plain["gaps"] or ()]
    more = ", nor some others above" if plain["more_gaps"] else ""
    return f", but not {', nor '.join(gaps)}{more}" if gaps else ""


def _gap(gap: _Plain, kind: str) -> str:
    first, last = (shown(gap[end], kind) for end in ("first", "last"))
    return first if first == last else f"from {first} to {last}"


def _why(plain: _Plain, label: Label) -> Iterator[str]:
    if outside := plain.get("outside"):
        yield f"without a formula: {short_words(outside, label)}"
    if plain["fails"]:
        yield f"fails: {short_words(plain['fails'], label)}"
    for word, end in (("below", plain["least"]), ("above", plain["most"])):
        if end is not None and end["because"]:
            yield f"{word}: {short_words(end['because'], label)}"
    between = dict.fromkeys(rule for gap in plain["gaps"] or () for rule in gap["because"])
    if between:
        yield f"between: {short_words(between, label)}"
