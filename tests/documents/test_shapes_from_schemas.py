"""Schemas in our dialect become shapes: kinds, bounds, keys, order, references."""

from __future__ import annotations

import json
import marshal
from fractions import Fraction

import pytest

from perkins_rules.documents import Shape, load_shapes, shape_at, shape_from_plain, shape_to_plain

COMMON = """{"$defs": {
  "money": {"x-kind": "money", "title": "Amount", "type": ["number", "string"], "minimum": 0.5},
  "twice": {"$ref": "#/$defs/money", "maximum": 9}}}"""
FORM = """{"x-document": "form", "type": "object", "properties": {
  "document": {"enum": ["form"]},
  "b": {"$ref": "common.schema.json#/$defs/twice", "title": "B", "x-guide": "IV.A line 2"},
  "a": {"type": ["array", "null"], "x-key": "name", "items": {"type": "object", "properties": {
    "name": {"type": "string"}, "at": {"x-kind": "time", "x-zone": "America/New_York"},
    "kind": {"enum": ["x", "y", "", null]}, "share": {"x-kind": "percent", "x-small": true}}}},
  "yes": {"type": "boolean"}, "whole": {"type": "integer"}, "n": {"type": "number"}}}"""


@pytest.fixture
def form() -> Shape:
    texts = {"common.schema.json": COMMON, "form.schema.json": FORM}
    return load_shapes(texts)["form"]


def test_only_documents_have_a_shape(form: Shape) -> None:
    assert list(load_shapes({"common.schema.json": COMMON})) == []
    assert form.kind == "record"


def test_fields_keep_the_order_of_the_form(form: Shape) -> None:
    assert list(form.fields) == ["document", "b", "a", "yes", "whole", "n"]
    kinds = [field.kind for field in form.fields.values()]
    assert kinds == ["choice", "money", "list", "yes_no", "integer", "number"]


def test_a_reference_is_overridden_by_what_stands_beside_it(form: Shape) -> None:
    b = form.fields["b"]
    assert (b.title, b.guide, b.name) == ("B", "IV.A line 2", "b")
    assert (b.minimum, b.maximum) == (Fraction(1, 2), Fraction(9))


def test_lists_have_keys_and_are_passed_through(form: Shape) -> None:
    assert form.fields["a"].key == "name"
    at = shape_at(form, ("a", "at"))
    assert at is not None
    assert (at.kind, at.zone) == ("time", "America/New_York")
    kind = shape_at(form, ("a", "kind"))
    assert kind is not None
    assert kind.choices == ("x", "y")
    share = shape_at(form, ("a", "share"))
    assert share is not None
    assert share.small


def test_a_path_that_leads_nowhere(form: Shape) -> None:
    assert shape_at(form, ("a", "nope")) is None
    assert shape_at(form, ("yes", "nope")) is None
    assert shape_at(form, ()) is form


def test_a_reference_to_a_schema_that_was_not_given_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"common\.schema\.json, which was not given"):
        load_shapes([FORM])


def test_a_field_without_a_type_is_an_error() -> None:
    with pytest.raises(ValueError, match="`x` has neither"):
        load_shapes(['{"x-document": "d", "type": "object", "properties": {"x": {}}}'])


def test_a_shape_survives_being_stored(shapes: dict[str, Shape]) -> None:
    for shape in shapes.values():
        plain = shape_to_plain(shape)
        assert marshal.dumps(plain)
        stored = json.loads(json.dumps(plain))
        assert shape_to_plain(shape_from_plain(stored)) == plain


def test_the_state_plan_has_every_kind_of_value(shapes: dict[str, Shape]) -> None:
    def kinds(shape: Shape) -> set[str]:
        below = [*shape.fields.values(), *([shape.entry] if shape.entry else [])]
        return {shape.kind}.union(*(kinds(part) for part in below))

    assert kinds(shapes["state_plan"]) == {
        *("record", "list", "money", "percent", "level", "number", "integer"),
        *("date", "time", "text", "path", "yes_no", "choice"),
    }
