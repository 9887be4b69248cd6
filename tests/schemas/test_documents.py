"""Every type of document keeps to the dialect, and its examples fit its schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.analysis.coverage.coverage_model import FILERS

from .dialect import ROOT, SCHEMAS, Schema, fields, kind, read_yaml, resolve, validator
from .test_schemas import KINDS

TYPES = [name for name, schema in SCHEMAS.items() if "x-document" in schema]
FIELDS = [(name, path, field) for name in TYPES for path, field in fields(SCHEMAS[name])]
EXAMPLES = sorted(p for p in (ROOT / "examples").glob("*.yaml") if "errors" not in p.name)
each_field = pytest.mark.parametrize(
    ("name", "path", "field"), FIELDS, ids=[f"{name}:{path}" for name, path, _ in FIELDS]
)


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_named_after_its_file_and_needs_nothing_but_its_name(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["x-document"] == name
    assert schema["required"] == ["document"]
    assert schema["properties"]["document"]["enum"] == [name]
    assert validator(name).is_valid({"document": name})


@pytest.mark.parametrize("name", TYPES)
def test_a_type_says_who_files_it_by_a_field_and_its_value(name: str) -> None:
    properties = SCHEMAS[name]["properties"]
    assert SCHEMAS[name]["x-filed-by"]
    for told, who in SCHEMAS[name]["x-filed-by"].items():
        field, value = told.split(": ")
        assert value in properties[field]["enum"]
        assert who in FILERS


@each_field
def test_a_field_is_explained(name: str, path: str, field: Schema) -> None:
    assert field["title"]
    assert field["description"].endswith((".", "…"))
    assert isinstance(field["x-guide"], str)


@each_field
def test_a_field_keeps_to_the_dialect(name: str, path: str, field: Schema) -> None:
    inner = resolve(field["items"]) if "items" in field else field
    if kind(inner) == "record":
        assert inner["additionalProperties"] is False
        assert "note" in inner["properties"]
        assert "required" not in inner  # completeness is for rules
    else:
        assert kind(inner) in KINDS
    if field.get("x-key"):
        assert field["x-key"] in inner["properties"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_example_fits_the_schema_of_its_type(example: Path) -> None:
    document = read_yaml(example)
    errors = validator(document["document"]).iter_errors(document)
    assert [error.message for error in errors] == []
