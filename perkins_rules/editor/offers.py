"""A place where something is typed -> what may be written there: fields, choices, codes, years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from perkins_rules.documents import Shape, form_place
from perkins_rules.documents.tree import Mapping as Group
from perkins_rules.documents.tree import Node, Scalar, Sequence, written_out
from perkins_rules.editor.field_words import KINDS
from perkins_rules.editor.mended import MARK, Typed, typed_at
from perkins_rules.editor.spots import shape_of

Kind = Literal["field", "choice", "value", "type"]
_YEARS_AROUND = 3


class Offer(NamedTuple):
    """What may be written: the word, what goes in its place, and what is told of it. `start` and
    `end` are the offsets of what it replaces.
    """

    label: str
    text: str
    kind: Kind
    start: int
    end: int
    title: str = ""
    hint: str = ""


def offers_at(
    name: str, text: str, offset: int, shapes: Mapping[str, Shape], schema_elsewhere: bool = False
) -> list[Offer]:
    """What may be written at an offset of a document that is being typed. With `schema_elsewhere`
    only what no schema knows: codes that the document uses, its years, its sections.
    """
    typed = typed_at(name, text, offset, shapes)
    if typed is None:
        return []
    root = _root_shape(typed.root, shapes)
    if root is None:
        return list(_types(typed, shapes))
    shape = shape_of(root, typed.path)
    if shape is None:
        return []
    as_json = name.lower().endswith(".json") or text.lstrip()[:1] in ("{", "[")
    writing = _Writing(typed, as_json, text[typed.end : typed.end + 80])
    if typed.is_name or (shape.kind == "record" and not typed.is_name):
        return [] if schema_elsewhere else list(writing.fields(shape))
    return list(_values(writing, shape, root, schema_elsewhere))


def _root_shape(root: Node, shapes: Mapping[str, Shape]) -> Shape | None:
    if not isinstance(root, Group) or "document" not in root.fields:
        return None
    node = root.fields["document"][1]
    return shapes.get(node.text.strip()) if isinstance(node, Scalar) else None


class _Writing:
    """How an offer is written where it goes."""

    def __init__(self, typed: Typed, as_json: bool, after: str) -> None:
        self.typed, self.as_json, self.after = typed, as_json, after

    def fields(self, shape: Shape) -> Iterator[Offer]:
        """The fields of a group that are not given yet, in the order of the form."""
        given = set(self.typed.group.fields) if self.typed.group and self.typed.is_name else set()
        for name, field in shape.fields.items():
            if name not in given:
                hint = field.description or KINDS.get(field.kind, "")
                guide = f" ({form_place(field.guide)})" if field.guide else ""
                yield self._offer(name, "field", field.title + guide, hint, self._name(name, field))

    def value(
        self, word: str, title: str = "", kind: Kind = "choice", *, bare: bool = False
    ) -> Offer:
        """A value; `bare` for what JSON writes without quotes."""
        text = word if not self.as_json or self.typed.quoted or bare else f'"{word}"'
        return self._offer(word, kind, title, "", text)

    def _name(self, name: str, field: Shape) -> str:
        follows = self.after.lstrip(' \t"').startswith(":")
        if self.as_json:
            written = name if self.typed.quoted else f'"{name}"'
            return written if follows or self.typed.quoted else f"{written}: "
        if follows:
            return name
        return f"{name}:" if field.kind in ("record", "list") else f"{name}: "

    def _offer(self, label: str, kind: Kind, title: str, hint: str, text: str) -> Offer:
        return Offer(label, text, kind, self.typed.start, self.typed.end, title, hint)


def _types(typed: Typed, shapes: Mapping[str, Shape]) -> Iterator[Offer]:
    """The type of a document that does not say what it is."""
    writing = _Writing(typed, as_json=False, after="")
    if typed.path == ("document",) and not typed.is_name:
        for name, shape in shapes.items():
            yield writing.value(name, shape.title, "type")
    elif typed.path == () and _says_little(typed.root):
        for name, shape in shapes.items():
            offer = writing.value(f"document: {name}", shape.title, "type")
            yield offer


def _says_little(root: Node) -> bool:
    """Whether nothing else stands there: other YAML is no business of ours."""
    return isinstance(root, Scalar) or (isinstance(root, Group) and set(root.fields) == {MARK})


def _values(
    writing: _Writing, shape: Shape, root: Shape, schema_elsewhere: bool
) -> Iterator[Offer]:
    entry = shape
    while entry.kind == "list" and entry.entry is not None:
        entry = entry.entry
    path, tree = writing.typed.path, writing.typed.root
    taken = _beside(writing.typed, tree) if path[-1:] and path[-1].isdecimal() else set()
    words = _known_to_document(path, entry, root, tree)
    if words is None:
        words = () if schema_elsewhere else _known_to_schema(entry, writing.as_json)
    bare = entry.kind in ("yes_no", "integer")
    for word, title in dict.fromkeys(words):
        if word not in taken:
            yield writing.value(word, title, "choice" if entry.choices else "value", bare=bare)


Words = Iterable[tuple[str, str]]
"""What may be written, each with what it is called."""


def _known_to_document(
    path: tuple[str, ...], entry: Shape, root: Shape, tree: Node
) -> Words | None:
    """What no schema knows: sections, years, codes; None for other fields."""
    if entry.kind == "path":
        return _sections(root)
    if entry.kind == "integer" and "year" in _field_name(path):
        return ((str(year), "") for year in _years(tree))
    if entry.kind == "text" and _field_name(path) == "code":
        return ((code, "") for code in (*_INDICATORS, *_codes(tree)))
    return None


def _known_to_schema(entry: Shape, as_json: bool) -> Words:
    if entry.kind == "yes_no":
        return [(word, "") for word in (("true", "false") if as_json else ("yes", "no"))]
    words = entry.choices or tuple(value for _, value in entry.also)
    return [(word, entry.title) for word in words]


def _field_name(path: tuple[str, ...]) -> str:
    return next((part for part in reversed(path) if not part.isdecimal()), "")


def _beside(typed: Typed, tree: Node) -> set[str]:
    """The words of the list in which something is typed."""
    node = tree
    for part in typed.path[:-1]:
        if isinstance(node, Group):
            node = node.fields[part][1]
        elif isinstance(node, Sequence):
            node = node.items[int(part)]
    items = node.items if isinstance(node, Sequence) else []
    return {item.text for item in items if isinstance(item, Scalar)}


def _sections(root: Shape) -> Iterator[tuple[str, str]]:
    """Sections, and the fields in them."""
    for name, shape in root.fields.items():
        if shape.kind == "record":
            yield name, shape.title
            for inner, field in shape.fields.items():
                yield f"{name}.{inner}", field.title


def _years(tree: Node) -> list[int]:
    """The fiscal years of the document, and those around them."""
    said = written_out(tree)
    submission = said.get("submission") if isinstance(said, dict) else None
    written = submission.get("fiscal_years") if isinstance(submission, dict) else None
    found = _numbers(written) or _numbers(
        [said.get("fiscal_year")] if isinstance(said, dict) else []
    )
    if not found:
        return []
    return [
        *found,
        *(y for y in range(min(found) - _YEARS_AROUND, max(found) + 2) if y not in found),
    ]


def _numbers(written: object) -> list[int]:
    items = written if isinstance(written, list) else []
    return [int(y) for y in items if isinstance(y, str) and y.isdecimal() and len(y) == 4]


_SECONDARY = ("1S1", "1S2", "2S1", "2S2", "2S3", "3S1", "4S1", "5S1", "5S2", "5S3", "5S4")
_INDICATORS = (*_SECONDARY, "1P1", "2P1", "3P1")
"""Perkins V section 113(b)(2), by the codes of the guide's form (V.B)."""
_LONGEST_CODE = 8


def _codes(tree: Node) -> Iterator[str]:
    """The codes that the document uses."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Group):
            waiting += [value for _, value in node.fields.values()]
            _, said = node.fields.get("code", (None, None))
            if (
                isinstance(said, Scalar)
                and said.text != MARK
                and 0 < len(said.text) < _LONGEST_CODE
            ):
                yield said.text
