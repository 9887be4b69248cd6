"""Everything that a part of a syntax tree is made of."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from perkins_rules.lang import nodes as n


def nodes_of(part: object) -> Iterator[n.Node]:
    """Every node of a part of a tree, itself included."""
    if isinstance(part, n.Node):
        yield part
        for field in fields(type(part)):
            yield from nodes_of(getattr(part, field.name) if field.eq else None)
    elif isinstance(part, tuple):
        for inner in part:
            yield from nodes_of(inner)


def first_words(part: object) -> set[str]:
    """The first word of every name in a part of a tree."""
    return {node.parts[0] for node in nodes_of(part) if isinstance(node, n.Name)}
