"""Mutators of comparisons: figures, dates, periods, membership of a list."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.analysis.mutants.mutant_words import (
    Change,
    became,
    comparison,
    dropped,
    operator,
)
from perkins_rules.check import tree as t
from perkins_rules.check.types import DAYS, ORDERED, YES_NO
from perkins_rules.structs import evolve

STRICTER = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
}
REVERSED = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
}
OPPOSITE = {"is": "is_not", "is_not": "is"}
_BEYOND = {"at_least": 100, "at_most": 0}
"""The end of a scale: what is 100 percent or zero is hardly more, or less."""
MEMBERSHIP = {
    "one_of": ("is one of", "is not one of"),
    "includes": ("includes", "does not include"),
    "covers": ("includes", "does not include"),
    "matches": ("matches", "does not match"),
}


def negation(node: t.Checked) -> t.Opposite:
    """The opposite of a condition."""
    return t.Opposite(type=YES_NO, text=f"not {node.text}", operand=node)


def test(kind: str, *operands: t.Checked) -> t.Operation:
    """A comparison that stands in no rule file."""
    return t.Operation(type=YES_NO, text="", kind=kind, operands=operands)


# ------------------------------------------------------------------ comparisons


def boundary(node: t.Operation) -> Iterator[Change]:
    """`is at least` and `is more than`, `is at most` and `is less than`."""
    yield _compared(node, STRICTER[node.kind])


def direction(node: t.Operation) -> Iterator[Change]:
    """`is at least` and `is at most`, `is more than` and `is less than`."""
    yield _compared(node, REVERSED[node.kind])


def equality(node: t.Operation) -> Iterator[Change]:
    """`is` and `is not`; of figures and dates also `is at least` and `is at most`."""
    yield _compared(node, OPPOSITE[node.kind])._replace(flips=True)
    left, right = node.operands
    if node.kind == "is" and left.type.kind in ORDERED:
        end = right.value if isinstance(right, t.Constant) else None
        yield from (_compared(node, k) for k in ("at_least", "at_most") if _BEYOND[k] != end)


def _compared(node: t.Operation, kind: str) -> Change:
    words = became(comparison(node, node.kind), comparison(node, kind))
    return Change(words, evolve(node, kind=kind))


def membership(node: t.Operation) -> Iterator[Change]:
    """`is one of`, `includes`, `matches`, and their opposites."""
    yield Change(became(*MEMBERSHIP[node.kind]), negation(node), flips=True)


def to_the_letter(node: t.Operation | t.AllDistinct) -> Iterator[Change]:
    """`ignoring case and spacing` dropped; of `has code` it cannot be."""
    if t.IGNORING in node.options and t.IGNORING in node.text:
        yield Change(dropped(t.IGNORING), evolve(node, options=()))


def ends_of_between(node: t.Operation) -> Iterator[Change]:
    """Each end of `is between` left out of the range."""
    value, low, high = node.operands
    for words, kinds in (
        (low.text, ("more_than", "at_most")),
        (high.text, ("at_least", "less_than")),
    ):
        ends = test(kinds[0], value, low), test(kinds[1], value, high)
        range_ = t.Every(type=YES_NO, text="", operands=ends)
        yield Change(f"the end `{words}` was left out of the range", range_)


def distance_of_dates(node: t.Operation) -> Iterator[Change]:
    """`is at least 60 days before`: the comparison, and before or after."""
    kind, way, unit = node.options
    for other in (STRICTER.get(kind), REVERSED.get(kind), OPPOSITE.get(kind)):
        if other is not None:
            changed = evolve(node, options=(other, way, unit))
            flips = other in OPPOSITE
            yield Change(became(operator(kind), operator(other)), changed, flips)
    opposite = "after" if way == "before" else "before"
    yield Change(became(way, opposite), evolve(node, options=(kind, opposite, unit)))


def tolerance(node: t.Operation) -> Iterator[Change]:
    """`differs by less than`: the tolerance itself let in, and each side let go."""
    left, right, limit = node.operands
    above, below = _gap(left, right), _gap(right, left)
    within = test("at_most", above, limit), test("at_most", below, limit)
    let_in = t.Every(type=YES_NO, text="", operands=within)
    yield Change(became("differs by less than", "differs by at most"), let_in)
    for first, second, gap in ((left, right, above), (right, left, below)):
        words = f"`{first.text}` may be far below `{second.text}`"
        yield Change(words, test("less_than", gap, limit))


def _gap(left: t.Checked, right: t.Checked) -> t.Operation:
    kind = "days_between" if left.type.kind == "date" else "subtract"
    type_ = DAYS if kind == "days_between" else left.type
    return t.Operation(type=type_, text="", kind=kind, operands=(left, right))
