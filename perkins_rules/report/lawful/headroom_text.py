"""Headroom in plain parts -> how far each figure can move, and which rule is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from perkins_rules.report.figures import figure
from perkins_rules.report.lawful.range_text import shown
from perkins_rules.report.lawful.rule_words import Label, short_words
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

_Plain = Mapping[str, Any]


def headroom_lines(rooms: Sequence[_Plain], label: Label, style: Style) -> Iterator[str]:
    """A figure after the other."""
    if not rooms:
        yield "No rule bounds a figure of its own."
    for room in rooms:
        name = style.paint("bold", style.clean(room["field"]))
        yield f"  {name}, line {room['line']}: {style.clean(shown(room['value'], room['kind']))}"
        for text in _room(room, label):
            yield from hanging("    ", style.clean(text), style.width)


def _room(room: _Plain, label: Label) -> Iterator[str]:
    if room["fails"]:
        yield f"fails: {short_words(room['fails'], label)}"
        return
    yield how_far(room)
    if rules := tightest(room):
        yield f"then: {short_words(rules, label)}"


def how_far(room: _Plain) -> str:
    """`can go down by $0.00, up by $90,000.00`"""
    for way, other in (("down", "up"), ("up", "down")):
        if room[way] is not None and room[way].startswith("-"):
            least = figure(room[way][1:], room["unit"])
            return f"has to go {other} by {least} or more, and can {_by(room, other)}"
    return f"can go down {_by(room, 'down')}, up {_by(room, 'up')}"


def _by(room: _Plain, way: str) -> str:
    return "as far as it likes" if room[way] is None else f"by {figure(room[way], room['unit'])}"


def tightest(room: _Plain) -> list[str]:
    """The rules at the nearer end: below and above, where both are as near."""
    ends = (("least", room["down"]), ("most", room["up"]))
    far = {end: Decimal(by) for end, by in ends if by is not None}
    near = [end for end, by in far.items() if by == min(far.values())]
    return list(dict.fromkeys(rule for end in near for rule in room[end]["because"]))
