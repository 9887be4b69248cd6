"""Mutators of what runs over lists: quantifiers, aggregates, filters, the N latest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perkins_rules.analysis.mutants.mutant_words import Change, became, dropped
from perkins_rules.check import tree as t
from perkins_rules.structs import evolve

_QUANTIFIERS = {"every": "every", "some": "some", "none": "none of"}
_FOLDS = {
    "average": ("greatest", "least"),
    "greatest": ("least",),
    "least": ("greatest",),
    "sum": ("greatest",),
}
_FOLD_WORDS = {
    "average": "the average of",
    "greatest": "the greatest of",
    "least": "the least of",
    "sum": "sum of",
}


def quantifier(node: t.Quantifier) -> Iterator[Change]:
    """`every`, `some` and `none of`."""
    for kind, words in _QUANTIFIERS.items():
        if kind != node.kind:
            yield Change(became(_QUANTIFIERS[node.kind], words), evolve(node, kind=kind))


def aggregate(node: t.Fold) -> Iterator[Change]:
    """The average, the greatest and the least; a sum and its greatest part."""
    for kind in _FOLDS.get(node.kind, ()):
        words = became(_FOLD_WORDS[node.kind], _FOLD_WORDS[kind])
        yield Change(words, evolve(node, kind=kind))


def without_filter(node: Any) -> Iterator[Change]:
    """`where` dropped."""
    bound: t.Bound = node.bound
    if bound.where is not None:
        other = evolve(node, bound=evolve(bound, where=None))
        yield Change(dropped(f"where {bound.where.text}"), other, at=bound.where.text)


def other_latest(node: Any) -> Iterator[Change]:
    """One entry more or fewer among the latest; the earliest in place of the latest."""
    for words, latest in changed_latest(node.bound.latest):
        yield Change(words, evolve(node, bound=evolve(node.bound, latest=latest)))


def changed_latest(
    latest: tuple[str, int, str] | None,
) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Other numbers and the other end of `the N latest`, with words."""
    if latest is None:
        return
    which, count, field = latest
    for other in (count + 1, count - 1):
        if other > 0:
            yield became(f"the {count} {which}", f"the {other} {which}"), (which, other, field)
    end = "earliest" if which == "latest" else "latest"
    yield became(f"the {count} {which}", f"the {count} {end}"), (end, count, field)
