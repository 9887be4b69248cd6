"""A document as it is to be: beside each node that is written, what is to stand there instead.

What nobody asks for is not unfolded: a part is made of a node when it is first gone through.
"""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence

FIGURES = ("money", "percent", "level", "number", "integer")


class Leaf(NamedTuple):
    """A value as it is typed, and the kind of its field; `text` is None for a blank one."""

    text: str | None
    kind: str


class Unfolded(NamedTuple):
    """What stands in a part: the fields of a group, or the entries of a list; the other is None.
    `written` are the entries that stand in the text, those that go among them.
    """

    fields: dict[str, Part] | None = None
    entries: list[Part] | None = None
    written: tuple[Part, ...] = ()


class Part:
    """A place in a document. `node` is what is written there and goes on standing there, None where
    nothing does.

    `leaf` is the value that is to be written there; `unfolded` what the group or list there is to
    hold. With neither, it stays as it is.
    """

    __slots__ = ("leaf", "node", "unfolded")

    def __init__(self, node: Node | None = None, leaf: Leaf | None = None) -> None:
        self.node, self.leaf = node, leaf
        self.unfolded: Unfolded | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is given there: a group or list that holds nothing, too."""
        if self.unfolded is not None:
            return not (self.unfolded.fields or self.unfolded.entries)
        if self.leaf is not None:
            return self.leaf.text is None
        return is_empty(self.node)

    @property
    def text(self) -> str | None:
        """The single value that is to stand there; None for a group, a list or none."""
        if self.leaf is not None:
            return self.leaf.text
        node = self.node if self.unfolded is None else None
        return node.text if isinstance(node, Scalar) and not node.is_blank else None

    def fields(self) -> dict[str, Part] | None:
        """The fields of the group there, to be changed; where nothing is given, of a new one. None
        where a list or a single value stands.
        """
        if self.unfolded is None:
            if isinstance(self.node, Mapping) and self.leaf is None:
                told = {name: Part(value) for name, (_, value) in self.node.fields.items()}
                self.unfolded = Unfolded(fields=told)
            elif self.is_blank:
                self.leaf, self.unfolded = None, Unfolded(fields={})
        elif self.is_blank and self.unfolded.fields is None:
            self.unfolded = Unfolded(fields={})
        return self.unfolded.fields if self.unfolded is not None else None

    def entries(self) -> list[Part] | None:
        """The entries of the list there, in the same way."""
        if self.unfolded is None:
            if isinstance(self.node, Sequence) and self.leaf is None:
                told = [Part(item) for item in self.node.items]
                self.unfolded = Unfolded(entries=told, written=tuple(told))
            elif self.is_blank:
                self.leaf, self.unfolded = None, Unfolded(entries=[])
        elif self.is_blank and self.unfolded.entries is None:
            self.unfolded = Unfolded(entries=[])
        return self.unfolded.entries if self.unfolded is not None else None

    def write(self, leaf: Leaf) -> None:
        """Puts a value there, or none, in the place of whatever stood there, which is gone."""
        self.node, self.unfolded, self.leaf = None, None, leaf


def is_empty(node: Node | None) -> bool:
    """Whether nothing is given: nothing at all, a blank, `{}` or `[]`."""
    if isinstance(node, Mapping):
        return not node.fields
    if isinstance(node, Sequence):
        return not node.items
    return node is None or node.is_blank


def tree_of(part: Part, shape: Shape | None) -> Tree:
    """A part that is not written yet, as dicts, lists and leaves; fields in the order of the form.

    `shape` is that of the place, None for one that the form does not know.
    """
    told = part.unfolded
    if told is None:
        return part.leaf or Leaf(None, shape.kind if shape is not None else "text")
    if told.entries is not None:
        entry = shape.entry if shape is not None else None
        return [tree_of(one, entry) for one in told.entries]
    known = shape.fields if shape is not None else {}
    order = {name: at for at, name in enumerate(known)}
    names = sorted(told.fields or {}, key=lambda name: order.get(name, len(order)))
    return {name: tree_of((told.fields or {})[name], known.get(name)) for name in names}


Tree = dict[str, "Tree"] | list["Tree"] | Leaf
"""What is to be written: groups, lists and single values."""


def tree_of_node(node: Node, shape: Shape | None) -> Tree:
    """What is written, in its order, to be written in another way."""
    if isinstance(node, Scalar):
        return Leaf(
            None if node.is_blank else node.text, shape.kind if shape is not None else "text"
        )
    if isinstance(node, Sequence):
        entry = shape.entry if shape is not None else None
        return [tree_of_node(item, entry) for item in node.items]
    known = shape.fields if shape is not None else {}
    return {name: tree_of_node(one, known.get(name)) for name, (_, one) in node.fields.items()}
