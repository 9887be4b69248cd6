"""A comparison that failed -> whether an amount only had to be rounded to whole dollars.

The limits of the law hold to the cent; a form that is filled in with whole dollars meets them or
does not, and an author whose figure is a few cents over should not look for a mistake elsewhere.
"""

from __future__ import annotations

from fractions import Fraction

from perkins_rules.check import tree as t
from perkins_rules.engine.said.shown import shown
from perkins_rules.engine.shared.trace import Trace

_WAYS = {"at_most": "down", "less_than": "down", "at_least": "up", "more_than": "up"}


def rounding(failed: Trace) -> str:
    """The sentence that says so; empty where rounding the amount does not settle it."""
    node = failed.node
    if not isinstance(node, t.Operation) or node.kind not in _WAYS or len(failed.children) != 2:
        return ""
    amount, limit = failed.children
    if not _is_written(amount) or not isinstance(limit.value, Fraction | int):
        return ""
    way, value = _WAYS[node.kind], Fraction(amount.value)
    whole = Fraction(value.__floor__() if way == "down" else value.__ceil__())
    if whole == value or not _holds(node.kind, whole, Fraction(limit.value)):
        return ""
    before, after = shown(value, "money"), shown(whole, "money")
    return f"Rounding {before} {way} to {after} settles it."


def _is_written(amount: Trace) -> bool:
    """Whether it is an amount of the document, and none that is worked out from others."""
    while isinstance(amount.node, t.Named) and amount.children:
        amount = amount.children[-1]
    return (
        amount.unit == "money" and isinstance(amount.value, Fraction) and amount.pointer is not None
    )


def _holds(kind: str, amount: Fraction, limit: Fraction) -> bool:
    return {
        "at_most": amount <= limit,
        "less_than": amount < limit,
        "at_least": amount >= limit,
        "more_than": amount > limit,
    }[kind]
