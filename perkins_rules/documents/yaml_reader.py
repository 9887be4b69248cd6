"""YAML text -> tree, from the parser's events: no tag acts, no value is typed, nothing is built.

Imported only when a document is YAML, since PyYAML costs more than the whole JSON path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml

from perkins_rules.documents.decoding import character_refusal, refuse_characters
from perkins_rules.documents.limits import DEEPEST, MOST_VALUES, too_deep, too_many, twice
from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence, Style
from perkins_rules.documents.yaml_parser import Parser, is_decided_here

_Quick: Any = getattr(yaml, "CSafeLoader", None)  # without libyaml: slower, the same
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # YAML 1.1, c-printable
)
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
# The latter two: PyYAML's own parser hands `\UFFFFFFFF` to chr and `%YAML 1.999…` to int.
FAULTS = (yaml.YAMLError, ValueError, OverflowError)
_PROPERTY = re.compile(r"&\S+\s*")
# What aliases may add, in nodes and characters; a plan that repeats a contact adds some hundreds.
_MOST_UNFOLDED = 1_000_000


def _no_names() -> Collection[str]:
    return ()


def read_yaml(
    text: str, quick: Any = _Quick, names: Callable[[], Collection[str]] = _no_names
) -> Node:
    """The tree of a YAML text. Raises Refusal, whose kinds `REFUSALS` lists.

    `quick` is a PyYAML loader class that may spare work, or None; the outcome is the same.
    `names` gives the names of fields, for what is said of a line without a colon.
    """
    refuse_characters(text, _FORBIDDEN)
    if quick is not None and not is_decided_here(text):
        try:
            return _tree(text, quick)
        except Refusal as refusal:
            if refusal.kind == "too-large":  # to count as much again would take minutes
                raise
        except FAULTS:
            pass
    try:
        return _tree(text, Parser)
    except FAULTS:
        # Imported here: it knows every slip of the pen, and a clean check pays for none.
        from perkins_rules.documents.yaml_faults import syntax_refusal

        raise syntax_refusal(text, names()) from None


def _tree(text: str, loader: Any) -> Node:
    builder = _Builder(text)
    parser = loader(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    finally:
        parser.dispose()
    if builder.root is None or (isinstance(builder.root, Scalar) and builder.root.style == "null"):
        message, remedy = "The file holds no document.", "Start with `document: state_plan`."
        raise Refusal("empty", message, Places(text).span(0, 0), remedy)
    return builder.root


class _Open:
    """A mapping or sequence whose end has not come yet.

    `weight` counts its nodes and characters with aliases unfolded, `height` the levels in it.
    """

    __slots__ = ("anchor", "block", "height", "key", "node", "start", "weight")

    def __init__(self, node: Mapping | Sequence, anchor: str | None, block: bool) -> None:
        self.node = node
        self.start = node.start
        self.anchor = anchor
        self.block = block
        self.key: Scalar | None = None
        self.weight = 1
        self.height = 1


class _Builder:
    """Builds the tree event by event; `root` is the result."""

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self._text = text
        self._places = Places(text)
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._unfolded = 0
        self._values = 0
        self._takers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        taker = self._takers.get(type(event))
        if taker is not None:
            taker(event)

    def _document(self, event: Any) -> None:
        if self.root is not None:
            message = "`---` starts a second document here; a file holds one."
            at = event.start_mark.index
            remedy = "Take this line out if it only divides the plan; if not, split the file."
            raise self._refusal("multiple-documents", message, at, at + 3, remedy)

    def _scalar(self, event: Any) -> None:
        start, end = self._bounds(event)
        is_plain = event.implicit[0]
        text = event.value
        style: Style = "quoted" if not is_plain else "null" if text in NULLS else "plain"
        if is_plain and _NOT_A_NUMBER.fullmatch(text):
            message = f"{shown(text)} is not a number that a document can hold."
            raise self._refusal("not-a-number", message, start, end, "Leave the field out.")
        broken = None if is_plain else _NO_CHARACTER.search(text)
        if broken:
            raise character_refusal(self._text, start, broken.group())
        scalar = Scalar(text, style, start, end)
        self._add(scalar, 1 + len(text), 0, event.anchor)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor not in self._anchors:
            is_inside = any(outer.anchor == event.anchor for outer in self._open)
            where = "stands inside what it repeats" if is_inside else "repeats nothing above it"
            message = f"The alias {shown('*' + event.anchor)} {where}."
            remedy = "Write the value out."
            if not is_inside:
                remedy += f" A text that starts with `*` goes in quotes: {self._in_quotes(start)}."
            raise self._refusal("alias", message, start, end, remedy)
        node, weight, height = self._anchors[event.anchor]
        self._unfolded += weight
        if self._unfolded > _MOST_UNFOLDED:
            message = "The aliases up to here unfold to far more than what is written."
            raise self._refusal("alias-bomb", message, start, end, "Write the values out.")
        if len(self._open) + height > DEEPEST:
            raise too_deep(self._text, start)
        self._add(node, weight, height, None)

    def _start(self, event: Any) -> None:
        start, end = self._bounds(event)
        if len(self._open) >= DEEPEST:
            raise too_deep(self._text, start)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Mapping({}, start, end) if is_mapping else Sequence([], start, end)
        if self._open and isinstance(self._open[-1].node, Mapping) and self._open[-1].key is None:
            raise self._bad_name(start, max(end, start + 1))
        self._open.append(_Open(node, event.anchor, not event.flow_style))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        end = _last_end(done.node) if done.block else event.end_mark.index
        node = done.node._replace(end=end)
        self._add(node, done.weight, done.height, done.anchor)

    def _add(self, node: Node, weight: int, height: int, anchor: str | None) -> None:
        """Put a finished node where it belongs."""
        self._values += 1
        if self._values > MOST_VALUES:
            raise too_many(self._text, node.start)
        if anchor is not None:
            self._anchors[anchor] = (node, weight, height)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.weight += weight
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = self._name(node, parent.node)
        else:
            parent.node.fields[parent.key.text] = (parent.key, node)
            parent.key = None

    def _name(self, node: Node, mapping: Mapping) -> Scalar:
        if not isinstance(node, Scalar) or node.style == "null":
            raise self._bad_name(node.start, max(node.end, node.start + 1))
        if node.text == "<<" and node.style == "plain":
            message = "`<<` (YAML's merge key) is not read here."
            remedy = "Write the fields out."
            raise self._refusal("merge-key", message, node.start, node.end, remedy)
        if node.text in mapping.fields:
            # Imported here: only a document with a fault pays for it.
            from perkins_rules.documents.cut_values import cut_twice

            first = mapping.fields[node.text][0]
            raise cut_twice(self._text, node) or twice(self._text, first, node)
        return node

    def _bounds(self, event: Any) -> tuple[int, int]:
        """Offsets of a node, without its anchor and the white space behind it."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None:
            raise self._tag_refusal(start)
        if event.anchor is not None:
            match = _PROPERTY.match(self._text, start, max(start, end))
            start = match.end() if match else start
        if start >= end and isinstance(event, yaml.ScalarEvent):  # right behind its colon or dash
            while end and self._text[end - 1] in " \t":
                end -= 1
            start = end
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, max(start, end)

    def _tag_refusal(self, start: int) -> Refusal:
        at = max(start, self._text.find("!", start))
        match = re.compile(r"\S+").match(self._text, at)
        end = match.end() if match else at + 1
        message = f"{shown(self._text[at:end])} is a YAML tag; tags are not read."
        remedy = f"Take it out, or write the text in quotes: {self._in_quotes(at)}."
        return self._refusal("tag", message, at, end, remedy)

    def _in_quotes(self, at: int) -> str:
        """What stands from a place to the end of its value on that line, as a quoted text."""
        match = re.compile(r"[^\n,\]}]*?(?=\s*(?:[\n,\]}]|\s#|$))").match(self._text, at)
        piece = match.group() if match else ""
        return shown('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"', 100)

    def _bad_name(self, start: int, end: int) -> Refusal:
        message = "The name of a field is a text; here stands something else."
        return self._refusal("field-name", message, start, end, "Write a name before the colon.")

    def _refusal(self, kind: str, message: str, start: int, end: int, remedy: str) -> Refusal:
        return Refusal(kind, message, self._places.span(start, end), remedy)


def _last_end(node: Mapping | Sequence) -> int:
    """Where the last thing in a block ends; an alias ends where it repeats, so the greatest."""
    if isinstance(node, Mapping):
        return max([node.start, *(max(k.end, v.end) for k, v in node.fields.values())])
    return max([node.start, *(item.end for item in node.items)])
