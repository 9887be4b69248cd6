"""A document and what is to be changed in it -> its bytes with that, which are read again and
compared: nothing else may say anything different.
"""

from __future__ import annotations

from perkins_rules.documents.decoding import decode
from perkins_rules.documents.document import Document
from perkins_rules.documents.rewriting.emitting import Unsafe, emit
from perkins_rules.documents.rewriting.layout import Layout
from perkins_rules.documents.rewriting.part import Part
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence

UNSAFE = "is written in a way in which this cannot be changed safely"
BY_HAND = "Anchors and aliases, for instance, can only be changed in the text itself."


class Rewriting:
    """A document that is being changed: `root` is what it is to say."""

    def __init__(self, document: Document, data: bytes) -> None:
        """`data` are the bytes that the document was read from."""
        self.document, self._data = document, data
        self.root = Part(document.root)

    def rewritten(self) -> bytes:
        """The bytes that say it; those that were, where nothing is changed. Raises Unsafe."""
        if self.root.unfolded is None:
            return self._data
        root, text = self.document.root, decode(self._data)
        is_quoted = text.lstrip()[:1] == "{" and '"' in text[root.start : root.start + 200]
        layout = Layout(text, as_json=is_quoted)
        emit(layout, self.root, self.document.shape)
        return _as_it_was(layout.edited(), self._data) if layout.edits else self._data

    def is_said_by(self, document: Document) -> bool:
        """Whether a document says what it is to say, and nothing else."""
        return _says(self.root, document.root)


def _as_it_was(text: str, data: bytes) -> bytes:
    """With the byte-order mark and the line ends that the file had."""
    before = data.decode("utf-8")
    marks = len(before) - len(before.lstrip("\ufeff"))
    if "\r" in before and "\n" not in before:
        text = text.replace("\n", "\r")
    try:
        return ("\ufeff" * marks + text).encode("utf-8")
    except UnicodeEncodeError:  # half of a character, which no document can hold
        raise Unsafe from None


def _says(part: Part, node: Node | None) -> bool:
    """Whether what is read in a place is what was to stand there."""
    told = part.unfolded
    if told is None:
        return _is_same(part.node, node) if part.leaf is None else _is_text(part.leaf.text, node)
    if part.is_blank:
        return isinstance(node, Scalar | None) or not (
            node.fields if isinstance(node, Mapping) else node.items
        )
    if told.fields is not None:
        return (
            isinstance(node, Mapping)
            and node.fields.keys() == told.fields.keys()
            and all(_says(one, node.fields[name][1]) for name, one in told.fields.items())
        )
    entries = told.entries or []
    return (
        isinstance(node, Sequence)
        and len(node.items) == len(entries)
        and all(map(_says, entries, node.items))
    )


def _is_text(text: str | None, node: Node | None) -> bool:
    if text is None:
        return node is None or (isinstance(node, Scalar) and node.is_blank)
    return isinstance(node, Scalar) and node.style != "null" and node.text == text


def _is_same(was: Node | None, node: Node | None) -> bool:
    """Whether two texts say the same in a place, blanks apart."""
    if isinstance(was, Mapping):
        return (
            isinstance(node, Mapping)
            and was.fields.keys() == node.fields.keys()
            and all(_is_same(one, node.fields[name][1]) for name, (_, one) in was.fields.items())
        )
    if isinstance(was, Sequence):
        return (
            isinstance(node, Sequence)
            and len(was.items) == len(node.items)
            and all(map(_is_same, was.items, node.items))
        )
    if was is None or was.is_blank:
        return node is None or (isinstance(node, Scalar) and node.is_blank)
    return isinstance(node, Scalar) and not node.is_blank and node.text == was.text
