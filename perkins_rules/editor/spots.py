"""An offset in a document -> what stands there: its path, its field, the stretch of it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents import Shape
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence


class Spot(NamedTuple):
    """A place of a document: the names and numbers that lead to it, what stands there, and from
    where to where that is; or, `is_name`, from where to where the name of the field is.
    """

    path: tuple[str, ...]
    node: Node
    start: int
    end: int
    is_name: bool = False


def spot_at(root: Node, offset: int) -> Spot | None:
    """The innermost name or single value at an offset; None between them."""
    path: list[str] = []
    node = root
    while True:
        found = _child_at(node, offset)
        if found is None:
            return None
        name, key, child = found
        path.append(name)
        if key is not None and key.start <= offset <= key.end:
            return Spot(tuple(path), child, key.start, key.end, is_name=True)
        if isinstance(child, Scalar):
            return Spot(tuple(path), child, child.start, child.end)
        node = child


def _child_at(node: Node, offset: int) -> tuple[str, Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        for name, (key, value) in node.fields.items():
            if key.start <= offset <= key.end or value.start <= offset <= value.end:
                return name, key, value
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            if item.start <= offset <= item.end:
                return str(number), None, item
    return None


def shape_of(root: Shape, path: tuple[str, ...]) -> Shape | None:
    """What may stand at a path; None for a field that the schema does not have."""
    shape: Shape | None = root
    for part in path:
        if shape is None:
            return None
        is_entry = shape.kind == "list" and part.isdecimal()
        shape = shape.entry if is_entry else shape.fields.get(part)
    return shape


def dotted(path: tuple[str, ...]) -> str:
    """The path of a field as rules write it: without the numbers of entries."""
    return ".".join(part for part in path if not part.isdecimal())
