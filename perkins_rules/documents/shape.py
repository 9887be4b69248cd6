"""Shape: a document's schema as the reader and the type checker of rules see it.

Made from `schemas/*.schema.json`, a dialect of JSON Schema draft 2020-12: `x-document` names the
type of a whole document, `x-kind` the kind of a value, `x-key` the naming field of a list's
entries, `maxItems` how many it can have, `x-guide` the guide item, `x-zone` a time zone, `x-small`
a percent that may be tiny, `x-also` other names of the values of a text or a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from perkins_rules.documents.other_names import OtherNames, other_names

LISTED_KINDS = {
    "object": "record",
    "array": "list",
    "string": "text",
    "boolean": "yes_no",
    "integer": "integer",
    "number": "number",
}


class Shape:
    """What may stand at one place of a document. Built once, never changed.

    `kind` is one of record, list, money, percent, level, number, integer, date, time, text,
    yes_no, choice. `fields` (records) keep the order of the guide's form; `entry`, `key` and
    `most` (entries; None: any number) belong to lists, `choices` to choices, `zone` to times.
    `small` marks a percent that is rightly below one; `also` are names read as a value. Amounts are
    in dollars, percents in percent.
    """

    __slots__ = (
        "also",
        "choices",
        "description",
        "entry",
        "fields",
        "guide",
        "key",
        "kind",
        "maximum",
        "minimum",
        "most",
        "name",
        "small",
        "title",
        "zone",
    )

    def __init__(
        self,
        kind: str,
        name: str,
        *,
        title: str = "",
        description: str = "",
        guide: str = "",
        fields: dict[str, Shape] | None = None,
        entry: Shape | None = None,
        key: str | None = None,
        most: int | None = None,
        choices: tuple[str, ...] = (),
        zone: str | None = None,
        minimum: Fraction | None = None,
        maximum: Fraction | None = None,
        small: bool = False,
        also: OtherNames = (),
    ) -> None:
        self.kind = kind
        self.name = name
        self.title = title
        self.description = description
        self.guide = guide
        self.fields = fields or {}
        self.entry = entry
        self.key = key
        self.most = most
        self.choices = choices
        self.zone = zone
        self.minimum = minimum
        self.maximum = maximum
        self.small = small
        self.also = also

    def __repr__(self) -> str:
        return f"Shape({self.kind!r}, {self.name!r})"


def load_shapes(schema_texts: dict[str, str] | Iterable[str]) -> dict[str, Shape]:
    """Root shapes by document type, from the texts of all schemas (or a dict file name -> text).

    Only schemas with `x-document` give a shape; the others may be referred to, by `$id` or, in a
    dict, by file name. Raises ValueError for a schema that is not in the dialect.
    """
    named = schema_texts if isinstance(schema_texts, dict) else dict(_numbered(schema_texts))
    schemas = _schemas(named)
    loader = _Loader(schemas)
    return {
        schema["x-document"]: loader.shape(schema, "", name)
        for name, schema in sorted(schemas.items())
        if "x-document" in schema
    }


def load_shape(name: str, schema_texts: dict[str, str]) -> Shape:
    """The root shape of the schema of a file, which may refer to the others by their file names."""
    schemas = _schemas(schema_texts)
    return _Loader(schemas).shape(schemas[name], "", name)


def shape_at(root: Shape, path: Sequence[str]) -> Shape | None:
    """The shape at a path of field names; entries of lists are passed through without index."""
    shape = root
    for name in path:
        while shape.kind == "list" and shape.entry is not None:
            shape = shape.entry
        if name not in shape.fields:
            return None
        shape = shape.fields[name]
    return shape


def field_names(shapes: Iterable[Shape]) -> frozenset[str]:
    """The names of all fields of some documents, however deep."""
    names: set[str] = set()
    waiting = list(shapes)
    while waiting:
        shape = waiting.pop()
        names |= shape.fields.keys()
        waiting += shape.fields.values()
        if shape.entry is not None:
            waiting.append(shape.entry)
    return frozenset(names)


_PARTS_OF_THE_GUIDE = frozenset(
    ("I", "II", "III", "IV", "V", "Text", "Table", "Option", "Submission", "Approval")
)


def form_place(place: str) -> str:
    """A place that a schema names (`x-guide`), in full: the guide's own items stand there bare, a
    place in another source begins with the name of that source.
    """
    first = place.partition(" ")[0].partition(".")[0]
    return f"guide {place}" if first in _PARTS_OF_THE_GUIDE else place


def shape_to_plain(shape: Shape) -> dict[str, Any]:
    """A shape as dicts, lists and texts that `marshal` takes; absent parts are left out."""
    plain: dict[str, Any] = {}
    for slot in Shape.__slots__:
        part = getattr(shape, slot)
        if part or slot in ("kind", "name") or isinstance(part, Fraction):
            plain[slot] = _part_to_plain(part)
    return plain


def shape_from_plain(plain: dict[str, Any]) -> Shape:
    """The inverse of `shape_to_plain`."""
    parts = dict(plain)
    if "fields" in parts:
        parts["fields"] = {n: shape_from_plain(field) for n, field in parts["fields"].items()}
    if "entry" in parts:
        parts["entry"] = shape_from_plain(parts["entry"])
    if "choices" in parts:
        parts["choices"] = tuple(parts["choices"])
    if "also" in parts:
        parts["also"] = tuple((name, value) for name, value in parts["also"])
    for bound in ("minimum", "maximum"):
        if bound in parts:
            parts[bound] = Fraction(parts[bound])
    return Shape(parts.pop("kind"), parts.pop("name"), **parts)


def _part_to_plain(part: Any) -> Any:
    if isinstance(part, Shape):
        return shape_to_plain(part)
    if isinstance(part, dict):
        return {name: shape_to_plain(field) for name, field in part.items()}
    return str(part) if isinstance(part, Fraction) else part


def _schemas(texts: dict[str, str]) -> dict[str, Any]:
    """By file name, and by `$id`."""
    # The fast path takes its shapes from the rule cache and never gets here.
    import json

    schemas = {name: json.loads(text, parse_float=Fraction) for name, text in texts.items()}
    schemas.update({s["$id"]: s for s in list(schemas.values()) if "$id" in s})
    return schemas


def _numbered(texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((f"#{number}", text) for number, text in enumerate(texts))


class _Loader:
    """Makes shapes; resolves references between the schemas it was given."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas

    def shape(self, schema: dict[str, Any], name: str, home: str) -> Shape:
        """The shape of a (sub)schema named `name` that stands in the file `home`."""
        schema, home = self._resolved(schema, home)
        kind = _kind(schema, name, home)
        entry = self.shape(schema["items"], "", home) if kind == "list" else None
        choices = tuple(c for c in schema.get("enum", ()) if c) if kind == "choice" else ()
        return Shape(
            kind,
            name,
            title=schema.get("title", ""),
            description=schema.get("description", ""),
            guide=schema.get("x-guide", ""),
            fields=self._fields(schema, home) if kind == "record" else None,
            entry=entry,
            key=schema.get("x-key"),
            most=schema.get("maxItems"),
            choices=choices,
            zone=schema.get("x-zone"),
            minimum=_bound(schema, "minimum"),
            maximum=_bound(schema, "maximum"),
            small=schema.get("x-small", False),
            also=other_names(schema["x-also"], choices) if "x-also" in schema else (),
        )

    def _fields(self, schema: dict[str, Any], home: str) -> dict[str, Shape]:
        properties = schema.get("properties", {})
        return {name: self.shape(field, name, home) for name, field in properties.items()}

    def _resolved(self, schema: dict[str, Any], home: str) -> tuple[dict[str, Any], str]:
        """The schema with what its references lead to put under what it says itself."""
        while "$ref" in schema:
            file, _, pointer = schema["$ref"].partition("#")
            own = {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
            home = self._home(file, home) if file else home
            schema = {**_within(self._schemas[home], pointer), **own}
        return schema, home

    def _home(self, file: str, home: str) -> str:
        if file in self._schemas:
            return file
        near = [known for known in self._schemas if known.rpartition("/")[2] == file]
        if not near:
            raise ValueError(f"schema {home} refers to {file}, which was not given")
        return near[0]


def _within(schema: dict[str, Any], pointer: str) -> dict[str, Any]:
    for part in pointer.split("/")[1:]:
        schema = schema[part.replace("~1", "/").replace("~0", "~")]
    return schema


def _kind(schema: dict[str, Any], name: str, home: str) -> str:
    if "x-kind" in schema:
        return str(schema["x-kind"])
    if "enum" in schema:
        return "choice"
    types = schema.get("type", ())
    for candidate in [types] if isinstance(types, str) else types:
        if candidate in LISTED_KINDS:
            return LISTED_KINDS[candidate]
    raise ValueError(f"schema {home}: `{name}` has neither x-kind nor a type")


def _bound(schema: dict[str, Any], keyword: str) -> Fraction | None:
    return Fraction(schema[keyword]) if keyword in schema else None
