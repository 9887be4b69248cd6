"""The tree that a reader of JSON or YAML yields: untyped values and where they are written.

Places are offsets in characters; `Places` turns them into lines and columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

Style = Literal["plain", "quoted", "number", "true", "false", "null"]


class Scalar(NamedTuple):
    """A single value, as its text.

    `text` is exactly as written, save that quotes are taken off and escapes resolved. `style` says
    how it stood: `number`, `true` and `false` come from JSON only, `plain` from YAML only.
    """

    text: str
    style: Style
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether this says "not given": null, or a text of nothing but white space."""
        return self.style == "null" or not self.text or self.text.isspace()


class Mapping(NamedTuple):
    """A group of fields: for each name, the name as it stands and its value, in written order."""

    fields: dict[str, tuple[Scalar, Node]]
    start: int
    end: int


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    start: int
    end: int


Node = Scalar | Mapping | Sequence


def written_out(node: Node) -> Any:
    """What a node says, without places: texts, lists and dicts."""
    if isinstance(node, Mapping):
        return {name: written_out(value) for name, (_, value) in node.fields.items()}
    if isinstance(node, Sequence):
        return [written_out(item) for item in node.items]
    return node.text


def scalars(root: Node) -> Iterator[tuple[int, int]]:
    """Where names and single values stand."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node.start, node.end
        elif isinstance(node, Mapping):
            for key, value in node.fields.values():
                yield key.start, key.end
                waiting.append(value)
        else:
            waiting += node.items
