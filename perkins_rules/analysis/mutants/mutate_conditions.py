"""Mutators of conditions: presence, and, or, not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from perkins_rules.analysis.mutants.mutant_words import Change, became, dropped
from perkins_rules.analysis.mutants.mutate_comparisons import MEMBERSHIP, negation
from perkins_rules.check import tree as t
from perkins_rules.check.types import YES_NO
from perkins_rules.structs import evolve


def presence(node: t.IsPresent) -> Iterator[Change]:
    """`is present` and `is missing`."""
    words = ("is missing", "is present") if node.negated else ("is present", "is missing")
    yield Change(became(*words), evolve(node, negated=not node.negated), flips=True)


def every_part(node: t.Every) -> Iterator[Change]:
    """`and` and `or`; each part dropped."""
    yield Change(became("and", "or"), t.Some(type=YES_NO, text="", operands=node.operands))
    yield from _without_each(node)


def some_part(node: t.Some) -> Iterator[Change]:
    """`or` and `and`; each part dropped."""
    yield Change(became("or", "and"), t.Every(type=YES_NO, text="", operands=node.operands))
    yield from _without_each(node)


def _without_each(node: t.Every | t.Some) -> Iterator[Change]:
    for k, operand in enumerate(node.operands):
        rest: Any = (*node.operands[:k], *node.operands[k + 1 :])
        left = rest[0] if len(rest) == 1 else evolve(node, operands=rest)
        yield Change(dropped(operand.text), left, at=operand.text)


def no_longer_not(node: t.Opposite) -> Iterator[Change]:
    """`not` dropped."""
    inner = node.operand
    if isinstance(inner, t.Operation) and inner.text == node.text and inner.kind in MEMBERSHIP:
        positive, negative = MEMBERSHIP[inner.kind]
        yield Change(became(negative, positive), inner)
    elif is_said_of_entry(inner) and not node.text.startswith("not "):
        yield Change(became("is not", "is"), inner)
    else:
        yield Change(dropped("not"), inner)


def negated(node: t.Checked) -> Iterator[Change]:
    """`not` before what is yes or no by itself: a field, a definition, a test by a function."""
    said = is_said_of_entry(node)
    whole = f"({node.text})" if " " in node.text and not node.text.endswith(")") else node.text
    words = became("is", "is not") if said else became(node.text, f"not {whole}")
    yield Change(words, negation(node), flips=True)


def is_said_of_entry(node: t.Checked) -> bool:
    """Whether it is a definition that is said of an entry: `row is in_use`."""
    return isinstance(node, t.Named) and node.text.endswith(f" is {node.name}")
