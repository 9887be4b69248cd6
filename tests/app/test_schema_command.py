"""`perkins-rules schema`: schemas that stand alone, for editors and other validators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from perkins_rules import assets
from perkins_rules.app.forms.editor_schema import editor_schema
from perkins_rules.documents import Shape, form_place, load_shapes
from tests.schemas.dialect import TextLoader, validator

from .conftest import EXAMPLES, Run

TEXTS = assets.schema_texts()
SHAPES = load_shapes(TEXTS)
FILES = [name for name in TEXTS if not name.startswith("common.")]
BESIDE = EXAMPLES / "esea-title-iv-a" / "rules"
EVERY_EXAMPLE = sorted(EXAMPLES.glob("*.yaml"))


def made(name: str) -> dict[str, Any]:
    return editor_schema(f"{name}.schema.json", TEXTS, "made by a test")


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Everything in a schema that may itself be one."""
    if isinstance(node, dict):
        yield node
    for inner in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from parts(inner)


def fields(schema: dict[str, Any], node: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Each field as an editor sees it: what a reference leads to wins over what stands beside."""
    while "$ref" in node:
        target = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
        node = {k: v for k, v in node.items() if k != "$ref"} | target
    if at:
        yield at, node
    if "items" in node:
        for name, field in fields(schema, node["items"], f"{at}[]"):
            if not name.endswith("[]"):
                yield name, field
    for name, field in node.get("properties", {}).items():
        yield from fields(schema, field, f"{at}.{name}")


def shapes(shape: Shape, at: str = "") -> Iterator[tuple[str, Shape]]:
    for name, part in shape.fields.items():
        yield f"{at}.{name}", part
        yield from shapes(part, f"{at}.{name}")
        if part.entry is not None:
            yield from shapes(part.entry, f"{at}.{name}[]")


# ------------------------------------------------------------------ what it says


@pytest.mark.parametrize("file", FILES)
def test_it_stands_alone_and_is_plain_json_schema(file: str) -> None:
    schema = editor_schema(file, TEXTS, "made by a test")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:perkins-rules:schema:{file.removesuffix('.schema.json')}"
    assert schema["$comment"] == "made by a test"
    for part in parts(schema):
        assert not [word for word in part if word.startswith("x-")]
        reference = part.get("$ref")
        if isinstance(reference, str):
            assert reference.removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("kind", SHAPES)
def test_an_editor_shows_each_field_as_what_it_is_with_its_item(kind: str) -> None:
    schema = made(kind)
    shown = dict(fields(schema, schema))
    assert shown.pop(".$schema")["type"] == "string"
    said = dict(shapes(SHAPES[kind]))
    assert list(shown) == list(said)
    for name, shape in said.items():
        assert shown[name]["title"] == shape.title, name
        assert shown[name]["description"].startswith(shape.description.rstrip(".")), name
        if shape.guide:
            place = form_place(shape.guide)
            assert shown[name]["description"].endswith(f" {place[:1].upper()}{place[1:]}."), name


def test_a_value_that_is_written_in_one_way_has_an_example() -> None:
    shown = dict(fields(made("state_plan"), made("state_plan")))
    assert shown[".budget.state_administration.amount"]["description"] == (
        "The amount of this line. Dollars, such as 612000.50. Guide IV.A line 2."
    )


def test_shared_definitions_leave_title_and_description_to_the_fields() -> None:
    """Also in the schemas as they lie here, which the examples name."""
    shared = json.loads(TEXTS["common.schema.json"])["$defs"]
    for file in FILES:
        for part in parts(json.loads(TEXTS[file])):
            name = str(part.get("$ref", "")).removeprefix("common.schema.json#/$defs/")
            assert "title" not in part or "title" not in shared.get(name, {}), (file, part)


# ------------------------------------------------------------------ what it takes


@pytest.mark.parametrize("path", EVERY_EXAMPLE, ids=lambda path: path.stem)
def test_it_takes_and_refuses_what_the_schema_here_does(path: Path) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), TextLoader)  # noqa: S506  # texts only
    kind = document["document"]
    alone, here = Draft202012Validator(made(kind)), validator(kind)
    assert found(alone, document) == found(here, document)


def found(by: Draft202012Validator, document: Any) -> list[str]:
    """Where a validator finds faults."""
    return sorted(fault.json_path for fault in by.iter_errors(document))


@pytest.mark.parametrize("blank", ["", " ", None])
def test_a_blank_choice_is_valid_and_no_other_word_is(blank: str | None) -> None:
    plan = Draft202012Validator(made("state_plan"))
    assert plan.is_valid({"document": "state_plan", "scope": blank})
    assert plan.is_valid({"document": "state_plan", "submission": {"through_portal": blank}})
    assert plan.is_valid({"document": "state_plan", "scope": "secondary", "$schema": "a.json"})
    wrongs: tuple[Any, ...] = ("both", 0, False, [], {})
    for wrong in wrongs:
        assert not plan.is_valid({"document": "state_plan", "scope": wrong})


def offered(node: Any) -> Iterator[Any]:
    """What an editor offers for a value: choices, and what stands for a type; nothing of `not`."""
    yield from node.get("enum", ())
    for one in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from offered(one)
        yield from (f"of type {name}" for name in [one.get("type")] if name)


def test_an_editor_offers_choices_and_no_blank() -> None:
    schema = made("state_plan")
    shown = dict(fields(schema, schema))
    assert list(offered(shown[".scope"])) == ["secondary", "postsecondary"]
    assert list(offered(shown[".forms.sf_lll"])) == [True, False, "yes", "no"]


# ------------------------------------------------------------------ the command


def test_it_is_written_with_what_binds_a_document_to_it(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "state_plan.schema.json"
    ran = run("schema", "state-plan", "-o", str(target))
    assert ran.code == 0, ran.err
    assert "# yaml-language-server: $schema=state_plan.schema.json\n" in ran.out
    assert '"$schema": "state_plan.schema.json",\n' in ran.out
    assert '"yaml.schemas"' in ran.out
    written = json.loads(target.read_text(encoding="utf-8"))
    assert json.loads(run("schema", "state_plan", encoding="ascii").out) == written
    assert "perkins-rules schema state_plan" in written["$comment"]


def test_an_older_copy_is_written_over_and_nothing_else(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "state_plan.schema.json"
    for text, code in (("{}", 2), (TEXTS["state_plan.schema.json"], 2), ("no JSON", 2)):
        target.write_text(text, encoding="utf-8")
        ran = run("schema", "state-plan", "-o", str(target))
        assert (ran.code, "no copy of this schema" in ran.err) == (code, True)
        assert target.read_text(encoding="utf-8") == text
    target.write_text(json.dumps({**made("state_plan"), "title": "old"}), encoding="utf-8")
    assert run("schema", "state-plan", "-o", str(target)).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["title"] == "State plan"


def test_a_copy_beside_rules_is_no_second_type(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.rules").write_text('pack vt.a "A" for state_plan\n', encoding="utf-8")
    target = tmp_path / "rules" / "state_plan.schema.json"
    assert run("schema", "state-plan", "-o", str(target)).code == 0
    linted = run("lint", str(tmp_path / "rules"))
    assert "already" not in linted.out + linted.err


def test_the_type_of_a_pack_has_one_and_what_is_shared_with_it(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    words = ("schema", "student-support-application", "--rules", str(BESIDE), "-o", str(target))
    ran = run(*words)
    assert ran.code == 0, ran.err
    schema = json.loads(target.read_text(encoding="utf-8"))
    example = (EXAMPLES / "esea-title-iv-a" / "application.yaml").read_text(encoding="utf-8")
    document = yaml.load(example, TextLoader)  # noqa: S506  # texts only
    assert list(Draft202012Validator(schema).iter_errors(document)) == []


def test_kinds_are_listed_and_a_wrong_one_gets_a_suggestion(run: Run) -> None:
    assert run("schema").out == run("new").out
    ran = run("schema", "stateplan")
    assert (ran.code, "Did you mean `state-plan`?" in ran.err) == (2, True)
    assert run("schema", "common").code == 2
    assert json.loads(run("schema", "report").out)["title"] == "Report"
