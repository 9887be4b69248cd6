"""A comparison that failed -> how far the value is from the figure that the message names.

What a rule lets pass beside that figure, as half a unit of a rounded percent, is the tolerance.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.said.explain import deciding
from perkins_rules.engine.said.shown import ends, plain
from perkins_rules.engine.shared.operations import limit_of
from perkins_rules.engine.shared.trace import Trace

COMPARISONS = ("is", "at_least", "at_most", "more_than", "less_than", "between", "differs", "apart")
_MEASURED = (int, Fraction, date)


class Distance(NamedTuple):
    """A decimal with its unit, rounded where it is not `exact`; `tolerance` in the same unit is
    how far a value may be from the figure that it is held against, None where that is the limit.
    """

    value: str
    unit: str
    exact: bool = True
    tolerance: str | None = None


def distance(trace: Trace, named: Collection[Any] = ()) -> Distance | None:
    """How far a failed comparison is from the figure it is held against; None for what has no
    measure. `named` are the values that the message names: of `sum + slack`, the sum.
    """
    settled = deciding(trace)
    node = settled.node
    if settled.value is not False or not isinstance(node, t.Operation):
        return None
    values = [child.value for child in settled.children]
    measured = all(isinstance(v, _MEASURED) and not isinstance(v, bool) for v in values)
    if node.kind not in COMPARISONS or not measured:
        return None
    gap, tolerance = _gap(node, settled.children, named)
    return _measured(gap, tolerance, settled.children[0].unit)


_Gap = tuple[Any, Fraction | int | None]
"""How far apart two values are, and the tolerance."""


def _gap(node: t.Operation, sides: tuple[Trace, ...], named: Collection[Any]) -> _Gap:
    value, limit = sides[0].value, sides[1]
    if node.kind == "apart":
        _, way, unit = node.options
        return abs(value - limit_of(limit.value, sides[2].value, way, unit)), None
    if node.kind == "differs":
        return abs(value - limit.value), sides[2].value
    if node.kind == "between" and value > limit.value:
        limit = sides[2]
    if (allowance := _allowance(limit, named)) is not None:
        figure, tolerance = allowance
        return abs(value - figure), tolerance
    return abs(value - limit.value), None


def _allowance(limit: Trace, named: Collection[Any]) -> tuple[Fraction, Fraction] | None:
    """Of a limit that is a figure and an allowance on it, both, if the message names the figure."""
    while isinstance(limit.node, t.Named) and limit.children:
        limit = limit.children[-1]
    if not isinstance(limit.node, t.Operation) or limit.node.kind not in ("add", "subtract"):
        return None
    figure, allowed = (child.value for child in limit.children)
    whole = not (isinstance(figure, Fraction) and isinstance(allowed, Fraction))
    if whole or figure not in named or limit.value in named or allowed <= 0:
        return None
    return figure, allowed


def _measured(gap: Any, tolerance: Fraction | int | None, unit: str) -> Distance:
    if not isinstance(gap, int | Fraction):
        return Distance(str(gap.days), "days")
    if unit == "time":
        return Distance(str(gap), "minutes")
    unit = "points" if unit in ("percent", "level") else unit
    allowed = None if tolerance is None else plain(tolerance, unit).removeprefix("≈")
    return Distance(plain(gap, unit).removeprefix("≈"), unit, ends(Fraction(gap)), allowed)
