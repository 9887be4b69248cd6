"""Mutators of values: arithmetic, rounding, defaults, functions, lists written out."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.analysis.mutants.mutant_words import Change, became, dropped
from perkins_rules.check import tree as t
from perkins_rules.engine.said.shown import shown
from perkins_rules.structs import evolve

SWAPPED = {
    "add": ("subtract", "+", "-"),
    "subtract": ("add", "-", "+"),
    "multiply": ("divide", "*", "/"),
    "divide": ("multiply", "/", "*"),
    "greater": ("lesser", "the greater of", "the lesser of"),
    "lesser": ("greater", "the lesser of", "the greater of"),
    "date_plus_days": ("date_minus_days", "+", "-"),
    "date_minus_days": ("date_plus_days", "-", "+"),
    "date_plus_months": ("date_minus_months", "+", "-"),
    "date_minus_months": ("date_plus_months", "-", "+"),
}
_NEUTRAL = {"add": 0, "subtract": 0, "multiply": 1, "divide": 1}
_WHOLE = ("integer", "days", "months")
_MODES = {"half up": "down", "half even": "half up", "down": "up", "up": "down"}
_FUNCTIONS = {
    "start_of": "end_of",
    "end_of": "start_of",
    "first": "last",
    "last": "first",
}


def swapped(node: t.Operation) -> Iterator[Change]:
    """`+` and `-`, `*` and `/`, the greater and the lesser."""
    kind, before, after = SWAPPED[node.kind]
    last = node.operands[-1]
    if isinstance(last, t.Constant) and last.value == _NEUTRAL.get(node.kind, ""):
        return
    if node.kind == "multiply" and node.type.kind in _WHOLE:
        kind, after = "add", "+"  # what is counted in whole units has no halves
    yield Change(became(before, after), evolve(node, kind=kind))


def turned(node: t.Operation) -> Iterator[Change]:
    """The days from one date to another, counted the other way."""
    first, second = node.operands
    words = f"{second.text} - {first.text}"
    yield Change(became(node.text, words), evolve(node, operands=(second, first)))


def sign(node: t.Operation) -> Iterator[Change]:
    """`-` before a value dropped."""
    yield Change(dropped("-"), node.operands[0])


def rounding(node: t.Operation) -> Iterator[Change]:
    """One place more, one fewer; another way of rounding."""
    places, mode = node.options
    for other in (places + 1, places - 1):
        if other >= 0:
            words = became(f"{places} places", f"{other} places")
            yield Change(words, evolve(node, options=(other, mode)))
    words = became(f"rounded {mode}", f"rounded {_MODES[mode]}")
    yield Change(words, evolve(node, options=(places, _MODES[mode])))


def function(node: t.Operation) -> Iterator[Change]:
    """The start and the end of a year, the first and the last entry."""
    other = _FUNCTIONS.get(node.options[0])
    if other is not None:
        yield Change(became(node.options[0], other), evolve(node, options=(other,)))


def part_of_list(node: t.Operation) -> Iterator[Change]:
    """Each entry of a list in braces dropped."""
    for k, entry in enumerate(node.operands):
        rest = (*node.operands[:k], *node.operands[k + 1 :])
        yield Change(dropped(entry.text), evolve(node, operands=rest))


def entry_of_list(node: t.Constant) -> Iterator[Change]:
    """Each entry of a list of plain values dropped."""
    if isinstance(node.value, tuple) and node.type.entry is not None:
        for k, value in enumerate(node.value):
            rest = (*node.value[:k], *node.value[k + 1 :])
            yield Change(dropped(shown(value, node.type.entry.kind)), evolve(node, value=rest))


def without_default(node: t.Fallback) -> Iterator[Change]:
    """`or … if blank` dropped."""
    otherwise = node.fallback.text
    ways = (f"or {otherwise} if blank", f"or ({otherwise}) if blank", f"else {otherwise}")
    words = next((way for way in ways if node.text.endswith(way)), ways[0])
    yield Change(dropped(words), node.value, at=words)
