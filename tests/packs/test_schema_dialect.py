"""Schemas that packs bring: what departs from the dialect is told where it stands, with what would
be right, and never read as something else.
"""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules import assets
from perkins_rules.documents.json_reader import read_json
from perkins_rules.documents.places import Places
from perkins_rules.documents.schema_fields import Fields
from perkins_rules.documents.schema_keywords import SchemaFile, keyword_faults
from perkins_rules.documents.types import document_types
from perkins_rules.source import SourceText

from .schemas import FORM, NAME, changed, property_of, said

TEXT = {"title": "A", "description": "B.", "x-kind": "text"}


def test_a_schema_in_the_dialect_gives_its_type_and_no_word() -> None:
    assert said(FORM) == []
    types = document_types([SourceText(NAME, FORM)])
    assert types.shapes["form"].fields["lines"].key == "name"
    assert "state_plan" in types.shapes


def test_the_built_in_schemas_keep_to_it() -> None:
    texts = assets.schema_texts()
    files = {n: SchemaFile(SourceText(n, t), read_json(t), Places(t)) for n, t in texts.items()}
    types = {name: file for name, file in files.items() if '"x-document"' in file.source.text}
    assert len(types) == 8
    for file in (*types.values(), files["common.schema.json"]):
        assert list(keyword_faults(file)) == []
    for file in types.values():
        fields = Fields(file, files)
        assert [fault.message for fault in fields.faults] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"x-kind": "money"',
            '"x-kind": "monies"',
            "is not a kind of value — the kinds are `money`",
        ),
        ('"x-key": "name"', '"x-key": "nam"', "entries have no field `nam` — did you mean `name`?"),
        (
            '"x-key": "name"',
            '"x-kye": "name"',
            "`x-kye` is no keyword of these schemas — did you mean `x-key`?",
        ),
        (
            '"x-key": "name",',
            '"minItems": 1,',
            "only an editor would go by it — leave it out, and say it as a rule",
        ),
        (
            '"x-key": "name"',
            '"x-key": "name", "maxItems": 0',
            "`maxItems` is not a whole number above zero — write how many entries no honest",
        ),
        (
            '"x-also": { "staff": ["people"] }',
            '"maxItems": 5',
            "`maxItems` means nothing here: this is of the kind `choice` — it goes with `list`",
        ),
        (
            '"x-also": { "staff": ["people"] }',
            '"minimum": 0',
            "`minimum` means nothing here: this is of the kind `choice` — it goes with `money`, ",
        ),
        (
            '"#/$defs/money"',
            '"#/$defs/mony"',
            "`#/$defs/mony` leads to no schema — did you mean `#/$defs/money`?",
        ),
        (
            '"#/$defs/money"',
            '"common.schema.json#/$defs/money"',
            "there is no schema `common.schema.json` beside this one — refer to `#/$defs/…`",
        ),
        (
            '"x-also": { "staff": ["people"] }',
            '"x-also": { "staf": ["people"] }',
            "`staf` is not one of the choices — did you mean `staff`?",
        ),
        (
            '"x-also": { "staff": ["people"] }',
            '"x-also": { "staff": ["travel"] }',
            "`travel` stands for `staff` and for `travel` — leave one of the two out",
        ),
        (
            '"enum": ["staff", "travel", "", null]',
            '"enum": [1, 2]',
            "`enum` is not a list of texts — such as",
        ),
        (
            '"required": ["document"]',
            '"required": ["document", "amount"]',
            '`required` is not the list ["document"] — only',
        ),
        (
            '"x-document": "form"',
            '"x-document": "forms"',
            "the type is `forms`, its file form.schema.json — call the file forms.schema.json",
        ),
        (
            '"x-document": "form"',
            '"x-document": "My form"',
            "`My form` cannot be the name of a type — write small letters",
        ),
        (
            '"enum": ["form"]',
            '"enum": ["other"]',
            "the first of the properties is `document`, with the type as its only choice",
        ),
        (
            '"draft/2020-12/schema"'[1:-1],
            "draft-07/schema#",
            "`$schema` is not draft 2020-12 of JSON Schema — write",
        ),
        (
            '"additionalProperties": false,\n  "$defs"',
            '"additionalProperties": true,\n  "$defs"',
            "`additionalProperties` is not false — write false",
        ),
    ],
)
def test_what_departs_is_told_in_its_line(old: str, new: str, message: str) -> None:
    text = changed(old, new)
    line = text[: text.index(new)].count("\n") + 1
    found = said(text)
    assert [(where, level) for where, level, _ in found] == [(line, "error")]
    assert message in found[0][2]


@pytest.mark.parametrize(
    ("name", "schema", "message"),
    [
        ("Amount Two", TEXT, "`Amount Two` cannot be the name of a field"),
        ("x", {"title": "A", "description": "B."}, "nothing says what kind of value this is"),
        ("x", {**TEXT, "type": "object", "x-kind": "record"}, "`x-kind` is not a kind of value"),
        ("x", {"title": "A", "description": "B.", "type": "object"}, "a group has no fields"),
        ("x", {"title": "A", "description": "B.", "enum": ["", None]}, "a choice has no choices"),
        (
            "x",
            {"title": "A", "description": "B.", "type": "array"},
            "nothing says what the entries",
        ),
        ("x", {**TEXT, "x-zone": "America/New_York"}, "`x-zone` means nothing here"),
        ("x", {**TEXT, "x-small": True}, "`x-small` means nothing here"),
        ("x", {**TEXT, "maximum": 5}, "`maximum` means nothing here"),
        ("x", {**TEXT, "enum": ["a"]}, "`enum` means nothing here"),
        ("x", {**TEXT, "x-document": "x"}, "`x-document` belongs to the whole document"),
        ("x", {**TEXT, "required": ["x"]}, "`required` belongs to the whole document"),
        ("x", {**TEXT, "allOf": []}, "`allOf` is not read: only an editor would go by it"),
        ("x", {**TEXT, "title": 5}, "`title` is not a text"),
        ("x", {**TEXT, "x-also": {"a": "b"}}, "`x-also` is not a list of other names"),
        (
            "x",
            {"title": "A", "description": "B.", "type": "strange"},
            "`type` is not a type of JSON",
        ),
        ("x", "text", "a schema is a group of keywords"),
        (
            "fiscal_year",
            TEXT,
            "`fiscal_year` has a meaning of its own here, and is of the kind `integer`",
        ),
        ("filed", TEXT, "`filed` has a meaning of its own here, and is of the kind `date`"),
        (
            "submission",
            TEXT,
            "`submission` has a meaning of its own here, and is a group of fields",
        ),
    ],
)
def test_a_field_that_means_nothing_or_two_things_is_told(
    name: str, schema: Any, message: str
) -> None:
    found = said(property_of(name, schema))
    assert [(line, level) for line, level, _ in found] == [(9, "error")]
    assert found[0][2].startswith(message)


def test_a_schema_within_itself_is_told_and_not_followed_for_ever() -> None:
    text = property_of("tree", {"$ref": "#/properties/lines/items"})
    text = text.replace(
        '"purpose": {', '"inner": { "$ref": "#/properties/lines" }, "purpose": {', 1
    )
    assert any("this schema stands within itself" in words for _, _, words in said(text))
    loop = changed('"#/$defs/money"', '"#/properties/amount"')
    assert ["this schema stands within itself" in words for _, _, words in said(loop)] == [True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty"),
        ('{"x-document": "form",}', "comma"),
        ('{"x-document": "form", "x-document": "form"}', "twice"),
        ('["x-document"]', "a schema is a group of keywords"),
        ('{"x-document": "form", "minimum": ' + "1" * 5000 + "}", "thousands of digits"),
        ('{"x-document": 5}', "`x-document` is not a text"),
        ('{"x-document": "form"}', "the first of the properties is `document`"),
        (
            '{"x-document": "form", "properties": [], "type": "object"}',
            "`properties` is not a group",
        ),
    ],
)
def test_what_is_no_schema_at_all_is_told(text: str, message: str) -> None:
    found = said(text)
    assert any(message in words for _, _, words in found), found
    assert all(level == "error" for _, level, _ in found)


def test_a_type_that_the_program_has_already_is_refused_in_words() -> None:
    taken = FORM.replace('"form"', '"state_plan"')
    assert said(taken, names=("state_plan.schema.json",)) == [
        (
            5,
            "error",
            "the program has a type of document `state_plan` already — give the type another name,"
            " in `x-document`, in the file's name and in `document`",
        )
    ]


def test_a_type_that_two_packs_bring_is_refused_with_the_first() -> None:
    found = said(FORM, FORM, names=("a/form.schema.json", "b/form.schema.json"))
    assert [words.partition(" — ")[0] for _, _, words in found] == [
        "a/form.schema.json brings a type of document `form` already"
    ]


def test_a_schema_may_refer_to_the_files_beside_it_and_to_no_others() -> None:
    kinds = '{"$defs": {"money": {"x-kind": "money", "type": ["number", "string", "null"]}}}'
    text = changed('"#/$defs/money"', '"kinds.schema.json#/$defs/money"')
    beside = ("a/form.schema.json", "a/kinds.schema.json")
    assert [level for _, level, _ in said(text, kinds, names=beside)] == ["warning"]
    apart = ("a/form.schema.json", "b/kinds.schema.json")
    assert any("no schema `kinds.schema.json`" in w for _, _, w in said(text, kinds, names=apart))


def test_a_fault_in_one_schema_takes_no_other_type_away() -> None:
    broken = changed('"x-kind": "money"', '"x-kind": "monies"')
    other = FORM.replace('"form"', '"sheet"')
    sources = [SourceText("a/form.schema.json", broken), SourceText("b/sheet.schema.json", other)]
    types = document_types(sources)
    assert ("form" in types.shapes, "sheet" in types.shapes) == (False, True)


def test_faults_of_several_kinds_are_told_in_one_run() -> None:
    """Of a keyword, of what is referred to, of names."""
    text = changed('"x-kind": "money"', '"x-kind": "monies"')
    text = text.replace('"x-also": { "staff"', '"x-also": { "staf"')
    text = text.replace('"#/$defs/text"', '"#/$defs/txt"', 1)
    found = " ".join(message for *_, message in said(text))
    for part in ("not a kind of value", "`staf` is not one of the choices", "leads to no schema"):
        assert part in found
