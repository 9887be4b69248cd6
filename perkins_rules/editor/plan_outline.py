"""A document -> its outline, by what the form calls its fields; what in it can be folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perkins_rules.documents import Shape, form_place
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.editor.plan import Plan

_DEEPEST = 4


class Part(NamedTuple):
    """A part of a text: what it is called, more on it, the offsets of all of it and of its name."""

    name: str
    detail: str
    kind: str
    start: int
    end: int
    name_start: int
    name_end: int
    parts: tuple[Part, ...] = ()


def outline_of(plan: Plan) -> tuple[Part, ...]:
    """The fields of a document with the items of the guide; entries of lists by their keys."""
    if plan.document is None:
        return ()
    return tuple(_parts(plan.document.root, plan.document.shape, 1))


def _parts(node: Node, shape: Shape | None, depth: int) -> Iterator[Part]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        for name, (key, value) in node.fields.items():
            field = shape.fields.get(name) if shape is not None else None
            yield _part(name, field, key, value, depth)
    elif isinstance(node, Sequence):
        entry = shape.entry if shape is not None else None
        for number, item in enumerate(node.items):
            if not isinstance(item, Scalar):
                named = _key_of(item, shape)
                label = named.text.strip()[:60] if named is not None else f"entry {number + 1}"
                at = named or item
                parts = tuple(_parts(item, entry, depth + 1))
                yield Part(label, "", "entry", item.start, item.end, at.start, at.end, parts)


def _part(name: str, field: Shape | None, key: Scalar, value: Node, depth: int) -> Part:
    title = field.title if field is not None else ""
    guide = form_place(field.guide) if field is not None and field.guide else ""
    end = max(key.end, value.end)
    kind = "field" if isinstance(value, Scalar) else "group"
    parts = tuple(_parts(value, field, depth + 1))
    detail = ", ".join(filter(None, (guide, title)))
    return Part(name, detail, kind, key.start, end, key.start, key.end, parts)


def _key_of(item: Node, shape: Shape | None) -> Scalar | None:
    """What names an entry; never a blank."""
    key = shape.key if shape is not None else None
    if key is None or not isinstance(item, Mapping) or key not in item.fields:
        return None
    node = item.fields[key][1]
    return node if isinstance(node, Scalar) and not node.is_blank else None


def folds_of(plan: Plan) -> list[tuple[int, int]]:
    """The offsets between which something can be folded: groups, lists, long texts."""
    if plan.document is None:
        return []
    return list(_folds(plan.document.root))


def _folds(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, Mapping):
        for key, value in node.fields.values():
            yield key.start, value.end
            yield from _folds(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield item.start, item.end
            yield from _folds(item)
