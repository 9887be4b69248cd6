"""Schemas that packs bring -> the types of documents that there are: the built-in ones and theirs.

The one place that makes shapes for a set of rules. A schema with an error gives no type.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from perkins_rules import assets
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents.json_reader import read_json
from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.schema_fields import Fields, Place, base_name, folder_of
from perkins_rules.documents.schema_keywords import (
    SchemaFault,
    SchemaFile,
    keyword_faults,
    text_of,
)
from perkins_rules.documents.shape import Shape, load_shape, load_shapes
from perkins_rules.documents.tree import Mapping as Group
from perkins_rules.documents.tree import Scalar
from perkins_rules.source import NOWHERE, SourceText


class BroughtType(NamedTuple):
    """A type of document that a pack brings.

    `beside` are the files of the schema's folder by their names, its own among them; `places` say
    where each field is written, with `[]` for entries that are no groups.
    """

    name: str
    file: SchemaFile
    beside: Mapping[str, SchemaFile]
    shape: Shape
    places: Mapping[tuple[str, ...], Place]


class DocumentTypes(NamedTuple):
    """The shapes of all types by name, what packs bring of them, and what is wrong with it.

    `sha256` are the digests of the schemas that packs bring, `files` those that are JSON.
    """

    shapes: dict[str, Shape]
    brought: tuple[BroughtType, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sha256: tuple[str, ...] = ()
    files: tuple[SchemaFile, ...] = ()


def document_types(schemas: Sequence[SourceText] = ()) -> DocumentTypes:
    """The built-in types and those of the schemas. Never raises on what these hold."""
    shapes = load_shapes(assets.schema_texts())
    if not schemas:
        return DocumentTypes(shapes)
    files, faults = _read(schemas)
    faults += [diagnostic(fault) for file in files for fault in keyword_faults(file)]
    brought: dict[str, BroughtType] = {}
    for file in files:
        name, place = _type_of(file)
        if place is None:
            continue
        if name in (*shapes, *brought):
            faults.append(_twice(file, name, place, brought))
            continue
        near = _near(file, files)
        beside = {base_name(full): one for full, one in near.items()}
        fields = Fields(file, beside)
        faults += _first_told([diagnostic(fault) for fault in fields.faults], faults)
        if not any(d.level == "error" and d.source.name in near for d in faults):
            texts = {base: one.source.text for base, one in beside.items()}
            shape = load_shape(base_name(file.source.name), texts)
            brought[name] = BroughtType(name, file, beside, shape, fields.places)
    digests = tuple(sha256(schema.text.encode()).hexdigest() for schema in schemas)
    shapes |= {name: one.shape for name, one in brought.items()}
    told = tuple(dict.fromkeys(faults))
    return DocumentTypes(shapes, tuple(brought.values()), told, digests, tuple(files))


def _first_told(found: Iterable[Diagnostic], told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Faults of fields, but for what comes of a fault that is told in the field or its line."""
    places = [(d.source.name, d.span) for d in told]
    return [
        d
        for d in found
        if not any(
            name == d.source.name and (span.within(d.span) or span.line == d.span.line)
            for name, span in places
        )
    ]


def diagnostic(fault: SchemaFault) -> Diagnostic:
    """A fault of a schema with its place in the file; of a group, its first line."""
    span = fault.file.places.span(fault.node.start, fault.node.end)
    return Diagnostic("schema", fault.message, fault.file.source, span, fault.hint, fault.level)


def _read(schemas: Iterable[SourceText]) -> tuple[list[SchemaFile], list[Diagnostic]]:
    """The trees of the files that are JSON."""
    files: list[SchemaFile] = []
    faults: list[Diagnostic] = []
    for source in schemas:
        try:
            files.append(SchemaFile(source, read_json(source.text), Places(source.text)))
            json.loads(source.text)
        except Refusal as refusal:
            hint = "" if "document" in refusal.remedy else refusal.remedy
            faults.append(Diagnostic("schema", refusal.message, source, refusal.span, hint))
        except ValueError:  # of what is JSON, Python refuses a number of thousands of digits
            files.pop()
            message = "a number in it has thousands of digits"
            faults.append(Diagnostic("schema", message, source, NOWHERE, "leave it out"))
    return files, faults


def _type_of(file: SchemaFile) -> tuple[str, Scalar | None]:
    """The type that a schema is of, and where it says so."""
    if not isinstance(file.root, Group) or "x-document" not in file.root.fields:
        return "", None
    key, said = file.root.fields["x-document"]
    return text_of(said) or "", key


def _near(file: SchemaFile, files: Iterable[SchemaFile]) -> dict[str, SchemaFile]:
    """The files of a schema's folder, by their full names."""
    folder = folder_of(file.source.name)
    return {f.source.name: f for f in files if folder_of(f.source.name) == folder}


def _twice(
    file: SchemaFile, name: str, node: Scalar, brought: Mapping[str, BroughtType]
) -> Diagnostic:
    first = brought.get(name)
    where = "the program has" if first is None else f"{first.file.source.name} brings"
    message = f"{where} a type of document `{name}` already"
    hint = "give the type another name, in `x-document`, in the file's name and in `document`"
    return diagnostic(SchemaFault(file, node, message, hint))
