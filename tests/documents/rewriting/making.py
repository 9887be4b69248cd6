"""Documents and changes of them as tests make them, and a plain model of what a change means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from perkins_rules import assets
from perkins_rules.documents import Document, Shape, from_pointer, load_shapes, read_document
from perkins_rules.documents.rewriting.rewriting import Rewriting
from perkins_rules.documents.rewriting.steps import Change, make
from perkins_rules.documents.tree import Mapping, Node, Scalar


@cache
def shapes() -> dict[str, Shape]:
    return load_shapes(assets.schema_texts())


def read(data: bytes, name: str = "plan.yaml") -> Document:
    return read_document(name, data, shapes())


def rewritten(data: bytes, changes: Sequence[Change], name: str = "plan.yaml") -> bytes:
    """The bytes with the changes, which say what they are to say."""
    document = read(data, name)
    rewriting = Rewriting(document, data)
    for change in changes:
        make(rewriting.root, document.shape, change)
    after = rewriting.rewritten()
    assert rewriting.is_said_by(read(after, name)), after.decode()
    return after


def edited(text: str, *changes: tuple[Any, ...], name: str = "plan.yaml") -> str:
    return rewritten(text.encode(), [Change(*one) for one in changes], name).decode()


# --------------------------------------------------------------------- what a document says


def plain(node: Node) -> Any:
    """Texts, lists and dicts; None where nothing is given."""
    if isinstance(node, Scalar):
        return None if node.is_blank else node.text
    if isinstance(node, Mapping):
        return {name: plain(value) for name, (_, value) in node.fields.items()}
    return [plain(item) for item in node.items]


def settled(value: Any) -> Any:
    """The same, however what is not given is said."""
    if isinstance(value, dict):
        told = {name: settled(part) for name, part in value.items()}
        return {name: part for name, part in told.items() if part is not None} or None
    if isinstance(value, list):
        return [settled(part) for part in value] or None
    return value


def changed(value: Any, change: Change, shape: Shape) -> Any:
    """What a document says after a change, by another way than that of the program."""
    path = from_pointer(change.at)
    return _changed(value, path, change, shape)


def _changed(value: Any, path: list[str], change: Change, shape: Shape | None) -> Any:
    if not path:
        if change.what == "add":
            entries = list(value or [])
            entries.insert(len(entries) if change.entry is None else change.entry, None)
            return entries
        return change.text.strip() or None if change.what == "set" else None
    is_list = shape.kind == "list" if shape is not None else isinstance(value, list)
    name, last = path[0], len(path) == 1 and change.what == "remove"
    if is_list:
        entries, at = list(value or []), int(name)
        if last:
            return entries[:at] + entries[at + 1 :]
        if at == len(entries) and change.what in ("set", "add"):
            entries.append(None)
        if at < len(entries):
            inner = shape.entry if shape is not None else None
            entries[at] = _changed(entries[at], path[1:], change, inner)
        return entries
    fields = dict(value or {})
    if last:
        fields.pop(name, None)
    elif name in fields or change.what in ("set", "add"):
        inner = shape.fields.get(name) if shape is not None else None
        fields[name] = _changed(fields.get(name), path[1:], change, inner)
    return fields


# --------------------------------------------------------------------- changes

_TEXTS = (
    "Vermont", "yes", "no", "null", "~", "- dash", "a: b", "x # y", "'", '"', "\\", "{", "[]", "&a",
    "*a", "!t", "%", "@", "`", "|", ">", "a\nb", "a\n\nb", "first\n  second", "A. B, C; D: E.",
    "é ☃ 💶", "\u2028", "\x85x", "a\tb", "word " * 40, "word: " * 30, "budget: 5\nnote: no", "---",
    "...", "#", ":", "? x", "2026", "0x1F", "1_000", "+5", ".5", "5 ", "true", "N/A", "-",
)  # fmt: skip
_FIGURES = ("5", "5%", "$612,000.50", "612000.50", "-5", "1e5", "5.0", "N/A", "2026-05-15", "16:30")

texts = st.one_of(
    st.sampled_from(_TEXTS),
    st.sampled_from(_FIGURES),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
).filter(lambda text: text.strip() != "")


@st.composite
def a_change(draw: st.DrawFn, value: Any, shape: Shape) -> Change:
    """A change of a document that says `value`, at a place that its form has."""
    path, here = "", shape
    while True:
        if here.kind == "record":
            name = draw(st.sampled_from([n for n in here.fields if n != "document"]))
            path, here = f"{path}/{name}", here.fields[name]
            value = value.get(name) if isinstance(value, dict) else None
            if value is not None and draw(st.integers(0, 15)) == 0:
                return Change(draw(st.sampled_from(("clear", "remove"))), path)
        elif here.kind == "list":
            count = len(value) if isinstance(value, list) else 0
            what = draw(st.sampled_from(("add", "into", "into", "remove" if count else "add")))
            if what == "add":
                entry = draw(st.one_of(st.none(), st.integers(0, count)))
                return Change("add", path, entry=entry)
            at = draw(st.integers(0, count - 1 if what == "remove" else count))
            if what == "remove":
                return Change("remove", f"{path}/{at}")
            assert here.entry is not None
            path, here = f"{path}/{at}", here.entry
            value = value[at] if isinstance(value, list) and at < count else None
        elif draw(st.integers(0, 4)) == 0:
            return Change("clear", path)
        else:
            return Change("set", path, draw(texts))


@st.composite
def changes(draw: st.DrawFn, value: Any, shape: Shape) -> tuple[list[Change], Any]:
    """Some changes, each of what the one before leaves; and what is said at the end."""
    made: list[Change] = []
    for _ in range(draw(st.integers(1, 5))):
        one = draw(a_change(value, shape))
        value = changed(value, one, shape)
        made.append(one)
    return made, value


# --------------------------------------------------------------------- generated documents


@st.composite
def laid(draw: st.DrawFn, document: str) -> str:
    """A document in YAML, in the ways in which people lay one out."""
    shape = shapes()[document]
    lines = [f"document: {document}"]
    names = [name for name in shape.fields if name != "document"]
    for name in draw(st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=4)):
        lines += _laid_field(draw, name, shape.fields[name], draw(st.sampled_from((0, 0, 2))), 2)
    ends = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return ends.join(lines) + draw(st.sampled_from((ends, "", ends * 2)))


def _note(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("", "", "  # a remark", " # - x: y")))


def _laid_field(draw: st.DrawFn, name: str, shape: Shape, at: int, depth: int) -> list[str]:
    """The lines of a field; `at` is only used below the first level."""
    indent = " " * (at if depth < 2 else 0)
    above = [f"{indent}# on {name}"] if draw(st.booleans()) else []
    if depth == 0 or (shape.kind not in ("record", "list") or draw(st.integers(0, 5)) == 0):
        value = _flow(draw, shape, 2)
        return [*above, f"{indent}{name}: {value}".rstrip() + _note(draw)]
    head = f"{indent}{name}:{_note(draw)}"
    step = draw(st.sampled_from((2, 4)))
    if shape.kind == "record":
        inner = _laid_record(draw, shape, len(indent) + step, depth)
        return [*above, head, *inner]
    assert shape.entry is not None
    dash = len(indent) + draw(st.sampled_from((0, 2)))
    entries = [_laid_entry(draw, shape.entry, dash, depth) for _ in range(draw(st.integers(1, 3)))]
    return [*above, head, *(line for entry in entries for line in entry)]


def _laid_record(draw: st.DrawFn, shape: Shape, at: int, depth: int) -> list[str]:
    names = draw(st.lists(st.sampled_from(list(shape.fields)), unique=True, min_size=1, max_size=3))
    lines: list[str] = []
    for name in names:
        told = _laid_field(draw, name, shape.fields[name], 0, depth - 1 if depth > 1 else 0)
        lines += [" " * at + line if line else "" for line in told]
    return lines


def _laid_entry(draw: st.DrawFn, shape: Shape, at: int, depth: int) -> list[str]:
    if shape.kind != "record" or draw(st.booleans()):
        return [" " * at + f"- {_flow(draw, shape, 2)}".rstrip() + _note(draw)]
    inner = _laid_record(draw, shape, at + 2, depth)
    first = next(k for k, line in enumerate(inner) if not line.lstrip().startswith("#"))
    dashed = " " * at + "- " + inner[first].lstrip()
    return [*inner[:first], dashed, *inner[first + 1 :]]


def _flow(draw: st.DrawFn, shape: Shape, depth: int) -> str:
    """A value on one line."""
    if shape.kind == "record":
        if depth == 0:
            return "{}"
        names = draw(st.lists(st.sampled_from(list(shape.fields)), unique=True, max_size=3))
        gap = draw(st.sampled_from(("", " ")))
        parts = (f"{name}: {_flow(draw, shape.fields[name], depth - 1)}" for name in names)
        return "{" + gap + ", ".join(parts) + gap + "}"
    if shape.kind == "list":
        assert shape.entry is not None
        entries = [
            _flow(draw, shape.entry, depth - 1) or "null" for _ in range(draw(st.integers(0, 3)))
        ]
        return "[" + ", ".join(entries) + "]"
    return draw(st.sampled_from(('"a text"', "'it''s'", "5", "yes", "2026-05-15", "word", "", "~")))
