"""Where in a checked expression something may be changed, and as what it counts there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.structs import fields


class Spot(NamedTuple):
    """A node of a tree, the way to it, and what decides how it may be changed."""

    node: t.Checked
    path: tuple[int, ...]
    condition: bool
    below_not: bool = False


def parts_of(spot: Spot) -> Iterator[Spot]:
    """The operands of an expression, in the order in which they are written."""
    for k, (name, inner) in enumerate(_fields(spot.node)):
        node, path = spot.node, (*spot.path, k)
        if isinstance(node, t.Opposite):
            yield Spot(inner, path, condition=True, below_not=True)
        elif isinstance(node, t.Choice) and name != "condition":
            yield Spot(inner, path, condition=spot.condition)
        else:
            yield Spot(inner, path, condition=(type(node), name) in _CONDITIONS)


_CONDITIONS = {
    (t.Every, "operands"),
    (t.Some, "operands"),
    (t.Quantifier, "body"),
    (t.Choice, "condition"),
    *((kind, "where") for kind in (t.Fold, t.Single, t.Quantifier, t.AllDistinct)),
}
"""Parts whose yes or no counts as such."""


def _fields(node: t.Checked | t.Bound) -> Iterator[tuple[str, t.Checked]]:
    for name in fields(type(node)):
        value = getattr(node, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, t.Bound):
                yield from _fields(inner)
            elif isinstance(inner, t.Checked):
                yield name, inner
