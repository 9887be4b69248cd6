"""Schemas as the program has them -> one that stands alone, for editors and other validators.

It is plain JSON Schema, draft 2020-12: what fields refer to in other files stands below `$defs`,
and the program's own keywords (`x-...`) are left out. What an editor shows of a field is the
field's own title and description; editors let what stands in the place of a reference win, so
the shared definitions have neither. A choice that is blank stays valid, and is not offered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from perkins_rules.documents import form_place
from perkins_rules.documents.hints import HINTS
from perkins_rules.schema_files import ENDING

Schema = dict[str, Any]
_HINTED = ("money", "percent", "level", "date", "time")
_SHOWN = ("title", "description", "x-guide", "x-kind")
_BLANK = "not_given"
_NO_TEXT = ["boolean", "number", "array", "object"]
_NOT_GIVEN: Schema = {
    "$comment": "null or a blank text. By its type, editors would offer it.",
    "not": {"type": _NO_TEXT},
    "pattern": r"^\s*$",
}
_BINDING: Schema = {
    "title": "Schema",
    "description": "Where an editor finds this schema. It is no part of the document.",
    "type": "string",
}


def editor_schema(file: str, texts: Mapping[str, str], made_by: str) -> Schema:
    """The schema of a file, whole in itself; `texts` are those that it may refer to, by file name.

    `made_by` says what made it.
    """
    bundle = _Bundle({name: json.loads(text) for name, text in texts.items()})
    source = bundle.files[file]
    said = bundle.part(source, file)
    if "properties" in said:
        said["properties"].setdefault("$schema", _BINDING)
    first = {"$schema": source["$schema"], "$id": identity(file, source), "$comment": made_by}
    made: Schema = first | said
    return made | {"$defs": bundle.shared} if bundle.shared else made


def identity(file: str, source: Schema) -> str:
    """The `$id` of a schema, the same in each version; it is a name, and no address."""
    own: str | None = source.get("$id")
    return own or f"urn:perkins-rules:schema:{file.removesuffix(ENDING)}"


class _Bundle:
    """Copies parts of schemas; `shared` are the definitions that they refer to, by name."""

    def __init__(self, files: Mapping[str, Schema]) -> None:
        self.files = files
        self.shared: dict[str, Schema] = {}
        self._names: dict[tuple[str, str], str] = {}

    def part(self, schema: Any, home: str) -> Any:
        """A schema that stands in the file `home`."""
        if not isinstance(schema, dict):
            return schema  # true and false are schemas, too
        made = self._told(schema, home)
        for word, value in schema.items():
            if word == "$ref":
                made["$ref"] = f"#/$defs/{self._definition(value, home)}"
            elif word in ("properties", "patternProperties"):
                made[word] = {name: self.part(field, home) for name, field in value.items()}
            elif word in ("items", "additionalProperties", "not"):
                made[word] = self.part(value, home)
            elif word in ("anyOf", "oneOf", "allOf"):
                made[word] = [_untyped(self.part(one, home)) for one in value]
            elif word not in (*_SHOWN, "$schema", "$id", "$defs") and not word.startswith("x-"):
                made[word] = value
        return self._offered(made)

    def _told(self, schema: Schema, home: str) -> Schema:
        """Title and description of a field, also where it leaves them to what it refers to."""
        said = self._said(schema, home)
        if "title" not in said:
            return {"description": said["description"]} if "description" in said else {}
        kind, guide = said.get("x-kind", ""), said.get("x-guide")
        hint = HINTS[kind] if kind in _HINTED else ""
        parts = (said.get("description", ""), hint, form_place(guide) if guide else "")
        told = " ".join(_sentence(part) for part in parts if part)
        return {"title": said["title"]} | ({"description": told} if told else {})

    def _said(self, schema: Schema, home: str) -> Schema:
        said = {word: schema[word] for word in _SHOWN if word in schema}
        if "$ref" in schema:
            target, there = self._target(schema["$ref"], home)
            said = self._said(target, there) | said
        return said

    def _offered(self, made: Schema) -> Schema:
        """A choice that may be blank, without its blanks among what is offered."""
        choices = made.get("enum", ())
        kept = [choice for choice in choices if choice not in ("", None)]
        if len(kept) == len(choices):
            return made
        self.shared.setdefault(_BLANK, _NOT_GIVEN)
        del made["enum"]
        # `oneOf`: of `anyOf`, the YAML language server shows the title once for each.
        return made | {"oneOf": [{"enum": kept}, {"$ref": f"#/$defs/{_BLANK}"}]}

    # ------------------------------------------------------------------ references

    def _definition(self, reference: str, home: str) -> str:
        """The name below `$defs` of what a reference leads to, which is put there."""
        file, pointer = self._place(reference, home)
        if (file, pointer) not in self._names:
            name = pointer.rpartition("/")[2] or file.removesuffix(ENDING)
            while name in (_BLANK, *self._names.values()):
                name = f"{file.removesuffix(ENDING)}_{name}"
            self._names[file, pointer] = name
            self.shared[name] = {}  # keeps its place before what it refers to
            made = self.part(_within(self.files[file], pointer), file)
            self.shared[name] = {w: v for w, v in made.items() if w not in _SHOWN}
        return self._names[file, pointer]

    def _target(self, reference: str, home: str) -> tuple[Schema, str]:
        file, pointer = self._place(reference, home)
        return _within(self.files[file], pointer), file

    def _place(self, reference: str, home: str) -> tuple[str, str]:
        file, _, pointer = reference.partition("#")
        return file or home, pointer


def _untyped(one: Any) -> Any:
    """A pattern of texts, beside the choices that it spells: by its type, "" would be offered."""
    if isinstance(one, dict) and one.get("type") == "string" and set(one) == {"type", "pattern"}:
        return {"not": {"type": [*_NO_TEXT, "null"]}, "pattern": one["pattern"]}
    return one


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text[:1].upper()}{text[1:]}."


def _within(schema: Schema, pointer: str) -> Schema:
    for part in pointer.split("/")[1:]:
        schema = schema[part.replace("~1", "/").replace("~0", "~")]
    return schema
