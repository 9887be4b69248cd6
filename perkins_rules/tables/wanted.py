"""Values for fields by their paths -> the groups and lists that they stand in."""

from __future__ import annotations

from typing import Any

from perkins_rules.documents.rewriting.part import Leaf, Tree
from perkins_rules.documents.shape import Shape
from perkins_rules.tables.taken import Path, Value

Wanted = dict[str, Any]
"""Values by the names of their fields, nested; in a list, by `[key]` of the entry."""


def nested(values: dict[Path, Value]) -> Wanted:
    """Values by path, as groups of fields within each other."""
    root: Wanted = {}
    for path, value in values.items():
        group = root
        for name in path[:-1]:
            group = group.setdefault(name, {})
        group[path[-1]] = value
    return root


def rank(name: str) -> tuple[bool, str]:
    """How entries follow each other: secondary before postsecondary indicators, years in turn."""
    key = name.strip("[]")
    return key[1:2] == "P", key


def as_tree(wanted: Wanted, shape: Shape) -> Tree:
    """What is wanted as it is written, in the order of the form."""
    if shape.kind == "list":
        entry = shape.entry
        assert entry is not None
        keys = sorted(wanted, key=rank)
        return [as_tree(_with_key(key, wanted[key], shape), entry) for key in keys]
    order = list(shape.fields)
    return {
        name: Leaf(part.text, part.shape.kind)
        if isinstance(part := wanted[name], Value)
        else as_tree(part, shape.fields[name])
        for name in sorted(wanted, key=order.index)
    }


def _with_key(name: str, part: Wanted, shape: Shape) -> Wanted:
    assert shape.key is not None
    assert shape.entry is not None
    field = shape.entry.fields[shape.key]
    return {shape.key: Value((), name[1:-1], field, ""), **part}
