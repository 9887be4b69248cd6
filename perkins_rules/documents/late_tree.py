"""Sound JSON text -> its tree, of which those parts are read that somebody asks for.

It is the tree that `json_reader` gives. A group or list finds what stands in it when it is first
asked, and passes over the groups and lists in it by the C scanner of the standard library.
"""

from __future__ import annotations

from functools import cached_property

from perkins_rules.documents.json_reader import mapping_at, sequence_at
from perkins_rules.documents.quick_json import end_of, start_of
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence


def late_tree(text: str) -> Node:
    """The tree of a text that `quick_json` could read, a group of fields."""
    start, end = start_of(text), len(text.rstrip(" \t\n\r"))
    return _node(text, start, end)


def _inner(text: str, start: int) -> tuple[Node, int]:
    end = end_of(text, start)
    return _node(text, start, end), end


def _node(text: str, start: int, end: int) -> Node:
    return (_LateMapping if text[start] == "{" else _LateSequence).of(text, start, end)


class _LateMapping(Mapping):
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Node:
        node = cls({}, start, end)
        node.text = text
        return node

    @cached_property
    def fields(self) -> dict[str, tuple[Scalar, Node]]:
        return mapping_at(self.text, self.start, _inner)[0].fields


class _LateSequence(Sequence):
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Node:
        node = cls([], start, end)
        node.text = text
        return node

    @cached_property
    def items(self) -> list[Node]:
        return sequence_at(self.text, self.start, _inner)[0].items
