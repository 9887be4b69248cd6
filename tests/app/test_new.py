"""`perkins-rules new`: a file with every field, that lacks everything and is wrong in nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest
import yaml

from perkins_rules import assets
from perkins_rules.app.template import template
from perkins_rules.documents import Shape, load_shapes, read_document

from .conftest import Run

SHAPES = load_shapes(assets.schema_texts())


def fields(shape: Shape, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """The fields and their paths; those of lists' entries not among them."""
    for name, part in shape.fields.items():
        yield (*path, name), part
        yield from fields(part, (*path, name))


def entries(shape: Shape) -> Iterator[tuple[str, Shape]]:
    """The fields of lists' entries, however deep."""
    for part in shape.fields.values():
        if part.entry is not None:
            yield from part.entry.fields.items()
            yield from entries(part.entry)
        yield from entries(part)


@pytest.fixture(scope="module")
def text() -> str:
    return template("state_plan", SHAPES["state_plan"], "file:///schema.json")


def test_every_field_stands_in_it_in_the_order_of_the_form(text: str) -> None:
    written = yaml.safe_load(text)
    for path, shape in fields(SHAPES["state_plan"]):
        place = written
        for name in path[:-1]:
            place = place[name]
        assert path[-1] in place, path
        assert (place[path[-1]] is None) == (shape.kind != "record" and path != ("document",))
    assert list(written) == list(SHAPES["state_plan"].fields)


def test_each_field_is_explained_with_its_item_of_the_guide(text: str) -> None:
    flat = " ".join(line.strip(" #") for line in text.splitlines())
    plan = SHAPES["state_plan"]
    in_place = [(path[-1], shape) for path, shape in fields(plan) if path != ("document",)]
    for name, shape in [*in_place, *entries(plan)]:
        if name != "note":
            guide = f" (guide {shape.guide})" if shape.guide else ""
            assert f"{shape.title}{guide}. {shape.description}" in flat, name


def test_it_lacks_everything_and_is_wrong_in_nothing(text: str) -> None:
    document = read_document("plan.yaml", text.encode(), SHAPES)
    assert document.problems == ()


def test_the_entries_in_comments_are_entries_once_uncommented(text: str) -> None:
    entry = re.compile(r"^( *)# ( *(?:- )?[a-z_0-9]+:(?:  #.*)?| *#.*)$", re.MULTILINE)
    uncommented = entry.sub(r"\1\2", text.partition("document: state_plan")[2])
    document = read_document("plan.yaml", f"document: state_plan{uncommented}".encode(), SHAPES)
    assert document.problems == ()
    assert document.data["performance"]["indicators"] == [{"levels": [{}], "actuals": [{}]}]
    assert document.data["consultation"]["parties"] == [{}]


def test_it_passes_through_any_console_unharmed(run: Run) -> None:
    ran = run("new", "state-plan", encoding="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert max(map(len, ran.out.splitlines()[1:])) <= 100


def test_an_editor_finds_the_schema_that_the_first_line_names(run: Run) -> None:
    first = run("new", "state-plan").out.splitlines()[0]
    uri = first.removeprefix("# yaml-language-server: $schema=")
    place = Path(url2pathname(urlparse(uri).path))
    assert place.name == "state_plan.schema.json"
    assert place.is_file()
    assert (place.parent / "common.schema.json").is_file()


def test_output_makes_a_file_and_writes_over_none(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    ran = run("new", "state-plan", "-o", str(target))
    assert ran.code == 0
    assert "perkins-rules check --draft" in ran.out
    assert target.read_text(encoding="utf-8") == run("new", "state_plan").out
    ran = run("new", "state-plan", "-o", str(target))
    assert ran.code == 2
    assert "is there already" in ran.err


def test_another_kind_gets_a_suggestion(run: Run) -> None:
    ran = run("new", "stateplan")
    assert ran.code == 2
    assert "Did you mean `state-plan`?" in ran.err
