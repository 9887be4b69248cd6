"""The dialect of schemas, field by field: what a schema says of a document, with its references
followed, must be whole and of one meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from perkins_rules.documents.other_names import other_names
from perkins_rules.documents.pointers import follow, from_pointer
from perkins_rules.documents.schema_keywords import (
    EDITORS,
    VALUES,
    SchemaFault,
    SchemaFile,
    text_of,
    texts_of,
)
from perkins_rules.documents.shape import LISTED_KINDS
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Mapping, Node, Scalar, Sequence
from perkins_rules.nearest import nearest

Path = tuple[str, ...]
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_BOUNDED = ("money", "percent", "number", "integer")  # a level may be one or the other
_ONLY_FOR = {
    "x-zone": ("time",),
    "x-small": ("percent", "level"),
    "x-also": ("text", "choice"),
    "x-key": ("list",),
    "minimum": _BOUNDED,
    "maximum": _BOUNDED,
    "enum": ("choice",),
    "items": ("list",),
    "maxItems": ("list",),
    "properties": ("record",),
}
_SERIES = ("levels", "state_levels", "actuals", "history")
_MEANT: dict[str, tuple[str, ...]] = {
    "state": ("record",),
    "state.code": ("choice", "text"),
    "submission": ("record",),
    "submission.date": ("date",),
    "submission.fiscal_years": ("list",),
    "submission.fiscal_years[]": ("integer",),
    "budget.fiscal_year": ("integer",),
    "fiscal_year": ("integer",),
    "filed": ("date",),
    "indicators.code": ("text", "choice"),
    "indicators.baseline": ("level", "number"),
    **{f"indicators.{name}": ("list",) for name in _SERIES},
    **{f"indicators.{name}.fiscal_year": ("integer",) for name in _SERIES},
    **{f"indicators.{name}.{level}": ("level", "number") for name in _SERIES
       for level in ("level", "value")},
}  # fmt: skip
"""Fields that the program reads by itself: whose document it is, of which year, what is drawn."""


class Place(NamedTuple):
    """Where a field is written: its file and its name in it."""

    file: SchemaFile
    node: Node


class _Said(NamedTuple):
    """What a schema says, with what its references say under it."""

    layers: tuple[tuple[SchemaFile, Mapping], ...]

    def get(self, word: str) -> tuple[SchemaFile, Scalar, Node] | None:
        """A keyword of it: the file, the word as it stands, and its value."""
        found = ((file, layer.fields[word]) for file, layer in self.layers if word in layer.fields)
        return next(((file, key, value) for file, (key, value) in found), None)

    def value(self, word: str) -> Node | None:
        """The value of a keyword, if it is there."""
        found = self.get(word)
        return found[2] if found else None


class Fields:
    """All fields of the document that a schema describes. `faults` and `places` are the result.

    `beside` are the files of its folder by their names. All keywords have been looked at.
    """

    def __init__(self, file: SchemaFile, beside: AnyMapping[str, SchemaFile]) -> None:
        self.faults: list[SchemaFault] = []
        self.places: dict[Path, Place] = {}
        self._beside = beside
        if self._root(file):
            self._schema(file, file.root, Place(file, file.root), (), ())

    def _root(self, file: SchemaFile) -> bool:
        """Whether it is a group of fields that names its type as documents do."""
        root = file.root
        assert isinstance(root, Mapping)
        key, said = root.fields["x-document"]
        name = text_of(said) or ""
        file_name = base_name(file.source.name)
        if not _NAME.fullmatch(name):
            hint = "write small letters, digits and _, such as `spending_plan`"
            self._fault(file, said, f"{shown(name)} cannot be the name of a type", hint)
            return False
        if file_name != f"{name}.schema.json":
            hint = f"call the file {name}.schema.json"
            self._fault(file, said, f"the type is `{name}`, its file {file_name}", hint)
            return False
        type_field = follow(root, ("properties", "document", "enum"))
        if len(type_field) < 4 or texts_of(type_field[-1][1]) != [name]:
            hint = f'"document": {{"x-kind": "choice", "enum": ["{name}"], …}}'
            message = "the first of the properties is `document`, with the type as its only choice"
            self._fault(file, type_field[-1][0] or key, message, hint)
        if "required" not in root.fields:
            self._fault(file, key, "`document` is not required", 'add "required": ["document"]')
        return not self.faults

    # ------------------------------------------------------------------ one schema

    def _schema(
        self, file: SchemaFile, node: Node, at: Place, path: Path, inside: tuple[int, ...]
    ) -> None:
        """`at` is where its faults are shown, `inside` the schemas that are being looked into."""
        said = self._said(file, node, inside)
        if said is None:
            return
        within = (*inside, *(id(layer) for _, layer in said.layers))
        kind = self._kind(said, at)
        if kind is None:
            return
        self._only(said, kind)
        if path not in self.places or self.places[path].node is at.node:  # no group of a list
            if path[-1:] != ("[]",):
                self._told(said, at)
            self._meant(kind, at, path)
        if kind == "record":
            self._record(said, at, path, within)
        elif kind == "list":
            self._list(said, at, path, within)
        elif kind == "choice" and not _may_have_choices(said.value("enum")):
            self._fault(*at, "a choice has no choices", 'add "enum" with its words')
        self._also(said, kind)

    def _said(self, file: SchemaFile, node: Node, inside: tuple[int, ...]) -> _Said | None:
        layers: list[tuple[SchemaFile, Mapping]] = []
        while isinstance(node, Mapping):
            if id(node) in (*inside, *(id(layer) for _, layer in layers)):
                hint = "a document is no deeper than its schema: write the fields out"
                self._fault(file, node, "this schema stands within itself", hint)
                return None
            layers.append((file, node))
            if "$ref" not in node.fields:
                return _Said(tuple(layers))
            _, reference = node.fields["$ref"]
            found = self._referred(file, text_of(reference) or "", reference)
            if found is None:
                return None
            file, node = found
        return None

    def _referred(
        self, file: SchemaFile, reference: str, at: Node
    ) -> tuple[SchemaFile, Node] | None:
        name, _, pointer = reference.partition("#")
        there = self._beside.get(name) if name else file
        if there is None:
            hint = "refer to `#/$defs/…` in this file, or to a `.schema.json` beside it"
            self._fault(file, at, f"there is no schema {shown(name)} beside this one", hint)
            return None
        parts = from_pointer(pointer)
        steps = follow(there.root, parts)
        if len(steps) <= len(parts) or not isinstance(steps[-1][1], Mapping):
            _, known = follow(there.root, ("$defs",))[-1]
            names = [f"#/$defs/{n}" for n in known.fields] if isinstance(known, Mapping) else []
            meant = nearest(f"#{pointer}", names)
            hint = f"did you mean `{name}{meant}`?" if meant else f"there are {listed(names)}"
            self._fault(file, at, f"{shown(reference)} leads to no schema", hint if names else "")
            return None
        return there, steps[-1][1]

    def _kind(self, said: _Said, at: Place) -> str | None:
        told = text_of(said.value("x-kind"))
        types = [LISTED_KINDS[t] for t in texts_of(said.value("type")) if t in LISTED_KINDS]
        kind = told or ("choice" if said.get("enum") else next(iter(types), None))
        if kind is None:
            hint = f'add "x-kind": {listed([*VALUES])}, or "type" for a group or a list'
            self._fault(*at, "nothing says what kind of value this is", hint)
        return kind

    def _told(self, said: _Said, at: Place) -> None:
        """What `new`, reports and editors tell people of a field."""
        for word in ("title", "description"):
            if not (text_of(said.value(word)) or "").strip():
                hint = f'add "{word}": people who fill the document in are shown it'
                self.faults.append(SchemaFault(*at, f"there is no {word}", hint, "warning"))

    def _only(self, said: _Said, kind: str) -> None:
        """Keywords that mean nothing for a kind would be passed over in silence."""
        for word, kinds in _ONLY_FOR.items():
            found = said.get(word)
            if found is not None and kind not in kinds:
                message = f"{shown(word)} means nothing here: this is {_noun(kind)}"
                file, key, _ = found
                self._fault(file, key, message, f"it goes with {listed([*kinds])}")
        for word in EDITORS if kind in ("text", "choice", "record", "list") else ():
            if (found := said.get(word)) is not None:
                file, key, _ = found
                message = f"{shown(word)} binds editors alone: `check` does not go by it"
                hint = "say it as a rule"
                self.faults.append(SchemaFault(file, key, message, hint, "warning"))

    def _meant(self, kind: str, at: Place, path: Path) -> None:
        """A field that the program itself reads must be of the kind that it takes it for."""
        inner = path[1:] if path[:2] == ("performance", "indicators") else path
        kinds = _MEANT.get(".".join(inner).replace(".[]", "[]"))
        if kinds is not None and kind not in kinds:
            said = ".".join(path)
            message = f"`{said}` has a meaning of its own here, and is {_noun(kinds[0])}"
            self._fault(*at, message, f"this is {_noun(kind)}: give it another name")

    # ------------------------------------------------------------------ groups and lists

    def _record(self, said: _Said, at: Place, path: Path, inside: tuple[int, ...]) -> None:
        found = said.get("properties")
        fields = found[2] if found is not None else None
        if found is None or not isinstance(fields, Mapping) or not fields.fields:
            self._fault(*at, "a group has no fields", 'add "properties" with at least one')
            return
        if said.get("additionalProperties") is None:
            message = "an editor would not mark a field of a name that the schema does not have"
            hint = 'add "additionalProperties": false; `check` tells such a field in any case'
            self.faults.append(SchemaFault(*at, message, hint, "warning"))
        for name, (key, field) in fields.fields.items():
            place = Place(found[0], key)
            if not _NAME.fullmatch(name):
                hint = "write small letters, digits and _"
                self._fault(*place, f"{shown(name)} cannot be the name of a field", hint)
                continue
            self.places[*path, name] = place
            self._schema(found[0], field, place, (*path, name), inside)

    def _list(self, said: _Said, at: Place, path: Path, inside: tuple[int, ...]) -> None:
        found = said.get("items")
        if found is None:
            self._fault(*at, "nothing says what the entries of a list are", 'add "items"')
            return
        file, key, entry = found
        inner = self._said(file, entry, inside)
        is_record = inner is not None and inner.get("properties") is not None
        place, inner_path = Place(file, key), path if is_record else (*path, "[]")
        if not is_record:
            self.places[inner_path] = place
        self._schema(file, entry, place, inner_path, inside)
        named = said.get("x-key")
        fields = inner.value("properties") if inner is not None else None
        if named is not None:
            names = list(fields.fields) if isinstance(fields, Mapping) else []
            word = text_of(named[2]) or ""
            if word not in names:
                meant = nearest(word, names)
                hint = f"did you mean `{meant}`?" if meant else "name a field of the entries"
                self._fault(named[0], named[2], f"entries have no field {shown(word)}", hint)

    def _also(self, said: _Said, kind: str) -> None:
        """Other names lead to one value each, and to one that there is."""
        found = said.get("x-also")
        if found is None or kind not in _ONLY_FOR["x-also"]:
            return
        file, key, names = found
        assert isinstance(names, Mapping)
        choices = tuple(c for c in texts_of(said.value("enum")) if c)
        for value, (name, _) in names.fields.items():
            if choices and value not in choices:
                meant = nearest(value, list(choices))
                hint = f"did you mean `{meant}`?" if meant else f"there are {listed([*choices])}"
                self._fault(file, name, f"{shown(value)} is not one of the choices", hint)
        try:
            other_names({v: texts_of(n) for v, (_, n) in names.fields.items()}, choices)
        except ValueError as error:
            self._fault(file, key, str(error), "leave one of the two out")

    def _fault(self, file: SchemaFile, node: Node, message: str, hint: str) -> None:
        self.faults.append(SchemaFault(file, node, message, hint))


def base_name(name: str) -> str:
    """The name of a file without its folder, or the distribution that brings it."""
    return re.split(r"[/\\]|: ", name)[-1]


def folder_of(name: str) -> str:
    """What stands before the name of a file."""
    return name[: len(name) - len(base_name(name))]


def _noun(kind: str) -> str:
    return {"record": "a group of fields", "list": "a list"}.get(kind, f"of the kind `{kind}`")


def _may_have_choices(enum: Node | None) -> bool:
    """Whether words stand there, or what is told as no list of words already."""
    items = enum.items if isinstance(enum, Sequence) else ()
    return any(texts_of(enum)) or any(
        text_of(item) is None and not (isinstance(item, Scalar) and item.is_blank) for item in items
    )
