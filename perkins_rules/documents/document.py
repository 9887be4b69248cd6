"""bytes -> Document: a filed document, read exactly, typed by its schema, every place known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from collections.abc import Mapping as AnyMapping
from typing import Any

from perkins_rules.documents.decoding import decode, decode_loosely
from perkins_rules.documents.limits import LIMIT_BYTES, too_large
from perkins_rules.documents.mapping_text import mapping_text
from perkins_rules.documents.places import Places
from perkins_rules.documents.pointers import follow, from_pointer, place_of, spoken
from perkins_rules.documents.problems import Problem
from perkins_rules.documents.quick_types import settled
from perkins_rules.documents.reading import Reading, json_reading, reading_of
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, scalars, written_out
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText, Span


class Document:
    """A document as rules see it; read once, never changed.

    `path` is the name the user gave, `sha256` the digest of the bytes, `type` the document type
    and `shape` its schema. `data` holds the typed values: money in dollars, percents in percent
    (both Fraction), levels in their indicator's unit, times in minutes after midnight, dates,
    int, bool, str, dict, list. What is not given or does not fit is absent; `problems` says why.
    `state_if_unsaid` is set by who asks: the State whose rules are asked if the document says none;
    so is `answered`: what rules answered, for who wants to know more of it than the report tells.
    """

    __slots__ = (
        "_lost",
        "_places",
        "_reading",
        "_spans",
        "answered",
        "data",
        "path",
        "problems",
        "sha256",
        "shape",
        "state_if_unsaid",
        "text",
        "type",
    )

    def __init__(
        self, text: SourceText, sha256: str, reading: Reading, shape: Shape, type_name: str
    ) -> None:
        self._reading = reading
        self._places = Places(text.text)
        self.path = text.name
        self.sha256 = sha256
        self.type = type_name
        self.shape = shape
        self.data, self.problems = _conforming(reading, shape, self._places)
        self._lost: dict[str, Problem] | None = None
        self._spans: dict[str, Span] = {}
        self.text = text
        self.state_if_unsaid: str | None = None
        self.answered: Any = None

    def span_of(self, pointer: str) -> Span:
        """The place of the value at a JSON pointer.

        For a value that is absent, the name of the nearest thing above it that is there.
        """
        span = self._spans.get(pointer)
        if span is None:  # of a text that is to be judged several ask
            span = self._places.span(*place_of(self.root, from_pointer(pointer)))
            self._spans[pointer] = span
        return span

    @property
    def root(self) -> Node:
        """The tree of what is written, with its places."""
        return self._reading.root

    def written_at(self, pointer: str) -> Any:
        """What is written at a JSON pointer: texts, lists and dicts; None where nothing is."""
        parts = from_pointer(pointer)
        steps = follow(self.root, parts)
        return written_out(steps[-1][1]) if len(steps) == len(parts) + 1 else None

    def loss_at(self, pointer: str) -> Problem | None:
        """Why what is written at a place, or around it, counts as missing; None where nothing is
        written, or what is written counts.
        """
        if self._lost is None:
            self._lost = {one.loses: one for one in self.problems if one.loses is not None}
        while pointer and pointer not in self._lost:
            pointer = pointer.rpartition("/")[0]
        return self._lost.get(pointer)

    def scalars(self) -> Iterator[tuple[int, int]]:
        """Where the names and single values of a document stand, as offsets in its text."""
        return scalars(self.root)

    def name_of(self, pointer: str) -> str:
        """A pointer as people say it: `performance.indicators[1S1].baseline`."""
        return spoken(self.root, self.shape, from_pointer(pointer))


def read_document(
    name: str, data: bytes, shapes: AnyMapping[str, Shape], limit_bytes: int = LIMIT_BYTES
) -> Document:
    """Read a JSON or YAML document; `name` is its path, or `-` for standard input.

    Raises Refusal, with the text and digest filled in, when it cannot be read exactly.
    """
    return _read(name, data, shapes, limit_bytes, lambda text: reading_of(name, text, shapes))


def document_from_mapping(
    mapping: AnyMapping[str, Any], shapes: AnyMapping[str, Shape], name: str = "<mapping>"
) -> Document:
    """A document from parsed values: str, int, bool, Decimal, date, time, None, list, mapping.

    It is read through its JSON text, whose lines the places speak of. Raises Refusal; a float is
    refused, since it does not hold decimal amounts exactly.
    """
    return _read(name, mapping_text(mapping).encode(), shapes, LIMIT_BYTES, json_reading)


def _read(
    name: str,
    data: bytes,
    shapes: AnyMapping[str, Shape],
    limit_bytes: int,
    parse: Callable[[str], Reading],
) -> Document:
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        if len(data) > limit_bytes:
            raise too_large(limit_bytes)
        text = decode(data)
        return _typed(SourceText(name, text), sha256, parse(text), shapes)
    except Refusal as refusal:
        is_small = len(data) <= limit_bytes
        refusal.source = SourceText(name, decode_loosely(data) if is_small else "")
        refusal.sha256 = sha256
        raise


def _typed(
    text: SourceText, sha256: str, reading: Reading, shapes: AnyMapping[str, Shape]
) -> Document:
    places = Places(text.text)
    said = reading.plain.get("document") if reading.plain is not None else None
    said = said.strip() if isinstance(said, str) else ""
    type_name = said if said in shapes else _type_name(_group(reading, places), shapes, places)
    return Document(text, sha256, reading, shapes[type_name], type_name)


def _group(reading: Reading, places: Places) -> Mapping:
    root = reading.root
    if isinstance(root, Mapping):
        return root
    message = "The document is not a group of fields."
    remedy = "Start with `document: state_plan`."
    raise Refusal("not-a-mapping", message, places.span(root.start, root.end), remedy)


def _conforming(
    reading: Reading, shape: Shape, places: Places
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The typed data, and what departs from the shape."""
    plain = reading.plain
    fit = {} if plain is None else settled(plain, shape)
    if plain is not None and len(fit) == len(plain):
        return {name: typed for name, typed in fit.items() if typed is not None}, ()
    # Imported here: only what departs from its schema, or is YAML, pays for it.
    from perkins_rules.documents.conformance import Conformance

    found = Conformance(_group(reading, places), shape, places, fit)
    return found.data, tuple(found.problems)


OWN_TYPE = (
    "A type that a pack of your own brings is known where the folder of the pack is named: "
    "`--rules FOLDER`, or `rules` in perkins.yaml."
)


def _type_name(root: Mapping, shapes: AnyMapping[str, Shape], places: Places) -> str:
    known = sorted(shapes)
    key, node = root.fields.get("document", (None, None))
    if key is None or node is None or (isinstance(node, Scalar) and node.is_blank):
        at = key or root
        span = places.span(at.start, min(at.end, at.start + 40) if key is None else at.end)
        message = "The document does not say what it is: the field `document` is missing."
        remedy = f"Write `document:` and one of {listed(known)} as its first field."
        like = nearest("document", list(root.fields)) if key is None else None
        if like is not None:
            at = root.fields[like][0]
            span = places.span(at.start, at.end)
            message = f"The field {shown(like)} is not known; did you mean `document`?"
            remedy = "Write `document`."
        raise Refusal("no-document-type", message, span, remedy)
    written = node.text.strip() if isinstance(node, Scalar) else ""
    if written not in shapes:
        meant = nearest(written, known) if written else None
        said = shown(written) if written else "This"
        message = f"{said} is not a type of document that is known here"
        message += f"; did you mean `{meant}`?" if meant else "."
        span = places.span(node.start, node.end)
        remedy = f"Write `{meant}`." if meant else f"Write one of {listed(known)}. {OWN_TYPE}"
        raise Refusal("unknown-document-type", message, span, remedy)
    return written
