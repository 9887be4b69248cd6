"""`examples with FACTS`: the examples below it put into it, and spread out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from attrs import evolve

from perkins_rules.lang import nodes as n
from perkins_rules.lang.misplaced import Misplaced

MOST_LEVELS = 2


def grouped(shown: Sequence[n.Shown], level: int = 1) -> tuple[n.Shown, ...]:
    """Examples as they follow one another -> those indented below an `examples with` inside it."""
    found: list[n.Shown] = []
    rest = list(shown)
    while rest:
        first = rest.pop(0)
        if isinstance(first, n.Examples):
            inner = list(takewhile(partial(_is_inside, first), rest))
            rest = rest[len(inner) :]
            first = evolve(first, examples=_inside(first, inner, level))
        found.append(first)
    return tuple(found)


def _is_inside(group: n.Examples, node: n.Shown) -> bool:
    return node.span.column > group.span.column


def _inside(group: n.Examples, inner: Sequence[n.Shown], level: int) -> tuple[n.Shown, ...]:
    if not inner:
        message = "no example stands below this; those that share it are indented further"
        raise Misplaced(message, group.span)
    if level > MOST_LEVELS:
        message = "`examples with` stands inside another, but not deeper"
        raise Misplaced(message, group.span)
    return grouped(inner, level + 1)


def spread(shown: Sequence[n.Shown]) -> Iterator[n.Example]:
    """Every example by itself, with what is shared around it, and about one document each."""
    for node in shown:
        if isinstance(node, n.Examples):
            for inner in spread(node.examples):
                yield _with_shared(inner, node)
        else:
            yield node


def _with_shared(example: n.Example, group: n.Examples) -> n.Example:
    """What the example says itself comes before what the group says."""
    asking = group.asking
    return evolve(
        example,
        documents=example.documents or asking.documents,
        on=example.on or asking.on,
        edition=example.edition or asking.edition,
        profile=example.profile or asking.profile,
        shared=(group.facts, *example.shared),
    )
