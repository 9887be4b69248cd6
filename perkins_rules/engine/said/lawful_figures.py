"""Figures of a remedy -> figures that can be entered, rounded to the side on which they are lawful.

An amount is paid in whole cents; a percent or a level that does not end is written with two places.
Rounded to the nearest, such a figure may lie a hair on the wrong side of the limit: whoever follows
the advice would fail again. On which side it is right, the words around it say ("… or less"), and
where they do not, the comparison that failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.engine.said.shown import ends, shown
from perkins_rules.engine.shared.trace import Trace

PLACES = 2
_ROUNDED = ("money", "percent", "level", "points", "number")
_DOWN, _UP = -1, 1

_AFTER = (
    (re.compile(r"\s*or\s+(less|lower|fewer|below)\b"), _DOWN),
    (re.compile(r"\s*or\s+(more|higher|above)\b"), _UP),
)
_BEFORE = (
    (re.compile(r"\b(at\s+most|(no|not)\s+more\s+than|up\s+to|below|under)\s*$"), _DOWN),
    (re.compile(r"\b(at\s+least|(no|not)\s+less\s+than|above|over|by)\s*$"), _UP),
    (re.compile(r"\bless\s+than\s*$"), _DOWN),
    (re.compile(r"\bmore\s+than\s*$"), _UP),
)


def lawful(figure: Trace, before: str, after: str, failed: Trace) -> str:
    """A figure of a remedy as it is shown, between the words around it; `failed` is the condition
    that the remedy is for.
    """
    value, unit = figure.value, figure.unit
    if isinstance(value, bool) or not isinstance(value, Fraction) or unit not in _ROUNDED:
        return shown(value, unit)
    enough = (value * 10**PLACES).denominator == 1 if unit == "money" else ends(value)
    side = None if enough else _side_in_words(before, after) or _side_of(figure, failed)
    if enough or (side is None and unit != "money"):
        return shown(value, unit)
    return shown(_rounded(value, side), unit)


def _rounded(value: Fraction, side: int | None) -> Fraction:
    scaled = value * 10**PLACES
    half_up = (scaled + Fraction(1, 2)).__floor__()
    whole = {_DOWN: scaled.__floor__(), _UP: scaled.__ceil__()}.get(side or 0, half_up)
    return Fraction(whole, 10**PLACES)


def _side_in_words(before: str, after: str) -> int | None:
    for words, side in _AFTER:
        if words.match(after.lower()):
            return side
    for words, side in _BEFORE:
        if words.search(before.lower()):
            return side
    return None


def _side_of(figure: Trace, failed: Trace) -> int | None:
    """Down for a figure that grows with the room which a limit leaves, up for one that shrinks.

    None where the comparisons that failed do not read all that the figure is made of.
    """
    own = _slopes(figure)
    sides = set()
    for room in _rooms(failed, wanted=True):
        if all(room.get(leaf) for leaf in own):
            sides |= {_DOWN if slope * room[leaf] > 0 else _UP for leaf, slope in own.items()}
    return sides.pop() if len(sides) == 1 else None


# ------------------------------------------------------------------ what moves which way

_Slopes = dict[Any, Fraction]
"""For each figure that a value is made of: how much the value grows when that figure does."""


def _slopes(trace: Trace) -> _Slopes:
    node, children = trace.node, trace.children
    if isinstance(node, t.ParameterValue):
        return {node.name: Fraction(1)}
    if trace.pointer is not None:
        return {trace.pointer: Fraction(1)}
    if isinstance(node, t.Named | t.Choice | t.Fallback):  # of a choice, the way taken stands last
        return _slopes(children[-1]) if children else {}
    if isinstance(node, t.Fold) and node.kind in ("sum", "average"):
        return _summed(*((child, Fraction(1)) for child in children))
    if isinstance(node, t.Fold) and node.kind in ("greatest", "least"):
        return next((_slopes(child) for child in children if child.value == trace.value), {})
    if isinstance(node, t.Operation) and all(_is_figure(one.value) for one in (trace, *children)):
        return _summed(*zip(children, _weights(node.kind, trace), strict=False))
    return {}


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _weights(kind: str, trace: Trace) -> tuple[Fraction, ...]:
    """How much an operation grows with each of its operands."""
    one, zero = Fraction(1), Fraction(0)
    first, *others = (Fraction(child.value) for child in trace.children)
    second = others[0] if others else one
    if kind in ("greater", "lesser"):
        return (one, zero) if first == trace.value else (zero, one)
    if kind in ("divide", "percent_of"):
        times = 1 if kind == "divide" else 100
        return (times / second, -times * first / second**2)
    ways = {
        "add": (one, one),
        "subtract": (one, -one),
        "multiply": (second, first),
        "share": (second / 100, first / 100),
        "negate": (-one,),
        "round": (one,),
    }
    return ways.get(kind, ())


def _summed(*parts: tuple[Trace, Fraction]) -> _Slopes:
    found: _Slopes = {}
    for trace, weight in parts:
        for leaf, slope in _slopes(trace).items():
            found[leaf] = found.get(leaf, Fraction(0)) + weight * slope
    return {leaf: slope for leaf, slope in found.items() if slope}


# ------------------------------------------------------------------ the room that limits leave

_UPPER, _LOWER = ("at_most", "less_than"), ("at_least", "more_than")


def _rooms(trace: Trace, wanted: bool) -> Iterator[_Slopes]:
    """How the room that is left moves, for each comparison that keeps a condition from being so."""
    node, children = trace.node, trace.children
    if trace.value is wanted or trace.value is None:
        return
    if isinstance(node, t.Opposite):
        yield from _rooms(children[0], not wanted)
    elif isinstance(node, t.Quantifier):
        for child in children[1:]:
            yield from _rooms(child, wanted is (node.kind != "none"))
    elif isinstance(node, t.Every | t.Some | t.Named | t.Choice):
        for child in children:
            yield from _rooms(child, wanted)
    elif isinstance(node, t.Operation):
        turn = 1 if wanted else -1
        for plus, minus in _limits(node.kind, children):
            yield _summed((plus, Fraction(turn)), (minus, Fraction(-turn)))


def _limits(kind: str, sides: tuple[Trace, ...]) -> Iterator[tuple[Trace, Trace]]:
    """What must not be less than what."""
    if kind in _UPPER:
        yield sides[1], sides[0]
    elif kind in _LOWER:
        yield sides[0], sides[1]
    elif kind == "between":
        value, low, high = sides
        yield (value, low) if value.value < low.value else (high, value)
