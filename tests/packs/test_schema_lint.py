"""What `lint` holds against draft 2020-12 and against an editor, which jsonschema stands for."""

from __future__ import annotations

import sys

import pytest

from perkins_rules.app.faults import Stop

from .schemas import changed, property_of, said, told

PLAIN = {"title": "A", "description": "B."}
MONEY = {**PLAIN, "x-kind": "money"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("^ *(-?", "^ *((-?", "draft 2020-12 of JSON Schema does not allow this"),
        ('"x-kind": "money",', '"x-kind": "money", "minLength": 1.5,', "is not a whole number"),
    ],
)
def test_what_the_draft_does_not_allow_is_an_error(old: str, new: str, message: str) -> None:
    text = changed(old, new)
    line = text[: text.index(new)].count("\n") + 1
    found = said(text)
    assert [(where, level) for where, level, _ in found] == [(line, "error")]
    assert message in found[0][2]


def test_the_draft_looks_where_the_dialect_does_not() -> None:
    found = said(property_of("x", {**MONEY, "anyOf": [{"type": "amount"}]}))
    assert [(line, level) for line, level, _ in found] == [(9, "error")]
    assert "draft 2020-12" in found[0][2]


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (
            {**MONEY, "type": ["number", "string", "null"]},
            'an editor would pass `"some"` here, which is not an amount',
        ),
        (
            {**MONEY, "type": ["number", "null"]},
            'an editor would mark `"$612,000.50"` here, which `check` reads as an amount',
        ),
        (
            {**PLAIN, "x-kind": "yes_no", "type": ["boolean", "null"]},
            'an editor would mark `"yes"` here',
        ),
        (
            {**PLAIN, "x-kind": "choice", "enum": ["a", "b"]},
            "an editor would mark this field where it is left blank",
        ),
        (
            {**PLAIN, "x-kind": "text", "type": ["string", "number"]},
            "an editor would mark this field where it is left blank",
        ),
        (
            {
                **PLAIN,
                "type": "object",
                "properties": {"y": {**PLAIN, "$ref": "#/$defs/text"}},
                "additionalProperties": False,
            },
            "an editor would mark this field where it is left blank",
        ),
        (
            {**PLAIN, "x-kind": "date", "type": ["string", "null"]},
            'an editor would pass `"15 May 2026"` here',
        ),
        (
            {**PLAIN, "$ref": "#/$defs/text", "pattern": "^[a-z]+$"},
            "`pattern` binds editors alone: `check` does not go by it — say it as a rule",
        ),
        ({"$ref": "#/$defs/text", "title": "", "description": "B."}, "there is no title"),
        ({"$ref": "#/$defs/text", "title": "A", "description": " "}, "there is no description"),
    ],
)
def test_where_an_editor_would_say_otherwise_is_a_warning(schema: object, message: str) -> None:
    found = said(property_of("x", schema))  # type: ignore[arg-type]  # a schema is a group
    assert [(line, level) for line, level, _ in found] == [(9, "warning")]
    assert message in found[0][2]


def test_a_field_that_the_schema_does_not_have_is_marked_by_editors_too() -> None:
    closed = '"additionalProperties": false\n      }'
    found = said(changed(",\n        " + closed, "\n      }"))
    assert [(level, words.partition(" — ")[0]) for _, level, words in found] == [
        ("warning", "an editor would not mark a field of a name that the schema does not have")
    ]


def test_bounds_of_a_number_are_those_of_its_samples() -> None:
    year = {**PLAIN, "x-kind": "integer", "type": ["integer", "string", "null"],
            "pattern": "^([0-9]{4})?$", "minimum": 1900, "maximum": 9999}  # fmt: skip
    assert said(property_of("x", year)) == []


def test_bounds_of_an_amount_are_those_of_its_samples() -> None:
    small = {**MONEY, "type": ["number", "string", "null"], "maximum": 100,
             "pattern": r"^([0-9]+(\.[0-9]{1,2})?)?$"}  # fmt: skip
    assert said(property_of("x", small)) == []


def test_without_jsonschema_lint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    monkeypatch.delitem(sys.modules, "perkins_rules.analysis.schema_agreement", raising=False)
    with pytest.raises(Stop) as stop:
        told(property_of("x", MONEY))
    assert "jsonschema, which is not here" in stop.value.message
    assert 'pip install ".[packs]" or pipx' in stop.value.hint
