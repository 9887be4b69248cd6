"""Schemas of packs -> where they break draft 2020-12, and where an editor that goes by them would
say otherwise than `check`.

The one module that needs jsonschema: it reads a schema as editors do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from perkins_rules.documents import Shape
from perkins_rules.documents.misfits import NOUNS
from perkins_rules.documents.pointers import follow
from perkins_rules.documents.schema_fields import base_name
from perkins_rules.documents.schema_keywords import SchemaFault, SchemaFile
from perkins_rules.documents.shown import shown
from perkins_rules.documents.types import BroughtType

_TAKEN: dict[str, tuple[Any, ...]] = {
    "money": (612000, Decimal("612000.5"), "$612,000.50"),
    "percent": (5, Decimal("2.5"), "5%"),
    "level": (Decimal("82.3"), "82.3%", "N/A"),
    "date": ("2026-05-15",),
    "time": ("16:30",),
    "text": ("any words", 12),
    "path": ("document",),
    "yes_no": (True, "yes", "No"),
    "record": ({},),
    "list": ([],),
}
"""Values that `check` reads as what they are."""
_REFUSED: dict[str, tuple[Any, ...]] = {
    "money": ("some", "1,00", True),
    "percent": ("some", True),
    "level": ("some", True),
    "number": ("some", True),
    "integer": ("some", Decimal("1.5"), True),
    "date": ("15 May 2026", 2026),
    "time": ("4 pm",),
    "text": (True, ["a list"]),
    "path": (True,),
    "yes_no": ("perhaps", 5),
    "choice": ("none of them",),
    "record": ("words",),
    "list": ("words",),
}
"""Values that it tells as a fault."""


def draft_faults(file: SchemaFile) -> Iterator[SchemaFault]:
    """Each place where a file is no schema of draft 2020-12."""
    meta = Draft202012Validator(
        Draft202012Validator.META_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for error in meta.iter_errors(_content(file)):
        name, node = follow(file.root, [str(part) for part in error.absolute_path])[-1]
        message = f"draft 2020-12 of JSON Schema does not allow this: {error.message}"
        yield SchemaFault(file, name or node, message, "see the draft for what it takes")


def editor_faults(brought: BroughtType) -> Iterator[SchemaFault]:
    """Each field at which an editor would mark what is right, or pass what is wrong."""
    validator = _validator(brought)
    for path, place in brought.places.items():
        if path == ("document",):
            continue
        shape = _shape_at(brought.shape, path)
        for value in (None, *_taken(shape)):
            if not _passes(validator, brought, path, value):
                yield SchemaFault(*place, _marked(value, shape), *_hint(value))
                break
        else:
            passed = [
                value for value in _REFUSED[shape.kind] if _passes(validator, brought, path, value)
            ]
            if passed:
                said = shown(json.dumps(passed[0], default=str))
                message = f"an editor would pass {said} here, which is not {NOUNS[shape.kind]}"
                yield SchemaFault(*place, message, *_hint(passed[0]))


def _taken(shape: Shape) -> Sequence[Any]:
    if shape.kind == "choice":
        return shape.choices
    bound = shape.minimum if shape.minimum is not None else shape.maximum
    if bound is not None or shape.kind in ("number", "integer"):
        value = 12 if bound is None else Decimal(bound.numerator) / bound.denominator
        return (int(value) if value == int(value) else value, str(value))
    return _TAKEN[shape.kind]


def _marked(value: Any, shape: Shape) -> str:
    if value is None:
        return "an editor would mark this field where it is left blank"
    said = shown(json.dumps(value, default=str))
    return f"an editor would mark {said} here, which `check` reads as {NOUNS[shape.kind]}"


def _hint(value: Any) -> tuple[str, str]:
    if value is None:
        return 'let null be among "type" or "enum": it says that nothing is given', "warning"
    hint = "take the kind over as `perkins-rules new schema` writes it, below `$defs`"
    return hint, "warning"


# ------------------------------------------------------------------ asking jsonschema


def _passes(
    validator: Draft202012Validator, brought: BroughtType, path: Sequence[str], value: Any
) -> bool:
    fields = _holding(brought.shape, path, value)
    try:
        return bool(validator.is_valid({"document": brought.name, **fields}))
    except Unresolvable:  # an editor does not find it either, and then marks nothing
        return True


def _holding(shape: Shape, path: Sequence[str], value: Any) -> Any:
    """The part of a document that holds a value at a path, and nothing else."""
    if not path:
        return value
    if shape.kind == "list":
        assert shape.entry is not None
        return [_holding(shape.entry, path[1:] if path[0] == "[]" else path, value)]
    return {path[0]: _holding(shape.fields[path[0]], path[1:], value)}


def _shape_at(shape: Shape, path: Sequence[str]) -> Shape:
    if shape.kind == "list" and path:
        assert shape.entry is not None
        return _shape_at(shape.entry, path[1:] if path[0] == "[]" else path)
    return _shape_at(shape.fields[path[0]], path[1:]) if path else shape


def _validator(brought: BroughtType) -> Draft202012Validator:
    def retrieve(uri: str) -> Resource[Any]:
        """The file beside of that name, wherever its `$id` says it is; nothing is fetched."""
        return resources[base_name(uri)]

    resources = {
        name: DRAFT202012.create_resource(_content(file)) for name, file in brought.beside.items()
    }
    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]  # attrs calls it so
    return Draft202012Validator(_content(brought.file), registry=registry)


def _content(file: SchemaFile) -> Any:
    return json.loads(file.source.text, parse_float=Decimal)
