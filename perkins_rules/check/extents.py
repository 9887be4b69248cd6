"""How far declarations go through the names in them: how deep, and how large their figures grow.

One declaration is bounded when it is parsed; names put any number of them one within the other.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from attrs import fields

from perkins_rules.lang import expression_nodes as e
from perkins_rules.lang import nodes as n
from perkins_rules.lang.walk import first_words

DEEPEST = 120
"""Levels of one declaration with all that its names stand for: later stages go down each."""
MOST_FACTORS = 50
"""Figures multiplied or divided with each other: of 60 digits each, the product can be written."""
_COUNTED = 1000


class Extent(NamedTuple):
    """The levels of an expression, and how many figures go into one product."""

    levels: int = 0
    factors: int = 1

    @property
    def fault(self) -> str:
        """What is too much of it; empty where nothing is."""
        if self.levels > DEEPEST:
            return f"nested more than {DEEPEST} levels deep"
        return f"a product of more than {MOST_FACTORS} figures" * (self.factors > MOST_FACTORS)


_NOTHING = Extent()


class Extents:
    """Those of each name of a pack; `of_entries` are the names that are said of an entry."""

    def __init__(self) -> None:
        self.known: dict[str, Extent] = {}
        self.of_entries: set[str] = set()

    def take(self, below: Extents) -> None:
        """Knows the names of a pack below, too."""
        self.known |= below.known
        self.of_entries |= below.of_entries

    def define(self, nodes: Sequence[n.Define]) -> None:
        """Learns definitions, which may stand in any order. In a circle one counts as a level."""
        waiting = {node.name: node.value for node in nodes}
        self.of_entries |= {node.name for node in nodes if node.variable is not None}
        inside = {name: sorted(first_words(v) & waiting.keys()) for name, v in waiting.items()}
        opened: set[str] = set()
        for first in waiting:
            stack = [first]
            while stack:
                name = stack[-1]
                further = [] if name in opened else [w for w in inside[name] if w not in opened]
                opened.add(name)
                stack += further
                if not further:
                    stack.pop()
                    self.known.setdefault(name, self._of(waiting[name], self.known))

    def fault(self, node: n.Node) -> str:
        """What is too much in a declaration; empty where nothing is."""
        known = ChainMap({}, self.known)
        for let in getattr(node, "lets", ()):
            known[let.name] = self._of(let.value, known)
            if known[let.name].fault:
                return known[let.name].fault
        return self._of(node, known).fault

    def is_first(self, node: n.Node) -> bool:
        """Whether nothing that a declaration names is too much by itself: there it is told."""
        return not any(self.known.get(word, Extent()).fault for word in first_words(node))

    def _of(self, part: object, known: Mapping[str, Extent]) -> Extent:
        if isinstance(part, n.Name):
            named = known.get(part.parts[0], Extent())
            return named._replace(levels=named.levels + 1)
        if isinstance(part, tuple):
            return _widest(self._of(inner, known) for inner in part)
        if not isinstance(part, n.Node):
            return _NOTHING
        kind: Any = type(part)
        parts = [getattr(part, name) for name in _parts_of(kind)]
        within = [self._of(inner, known) for inner in parts]
        levels, factors = _widest(within)
        if any(isinstance(p, n.Name) and p.parts[0] in self.of_entries for p in parts):
            # The entry stands in the definition, wherever that reads its variable.
            levels = min(_COUNTED, sum(one.levels for one in within))
        if isinstance(part, e.Arithmetic | e.ShareOf | e.PercentOf):
            factors = _multiplied(part, [one.factors for one in within])
        return Extent(levels + 1, factors)


@cache
def _parts_of(kind: Any) -> tuple[str, ...]:
    """What a class of nodes is made of, without its place."""
    return tuple(field.name for field in fields(kind) if field.eq)


def _widest(extents: Iterable[Extent]) -> Extent:
    levels, factors = _NOTHING
    for one in extents:
        if one is not _NOTHING:
            levels, factors = max(levels, one.levels), max(factors, one.factors)
    return Extent(levels, factors)


def _multiplied(part: n.Node, factors: Sequence[int]) -> int:
    """A sum of quotients has the product of what they are divided by."""
    *_, left, right = factors
    if isinstance(part, e.Arithmetic) and part.operator in ("+", "-") and left == right == 1:
        return 1
    return min(_COUNTED, left + right)
