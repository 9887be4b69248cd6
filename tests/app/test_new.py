"""`perkins-rules new`: a file with every field, that lacks everything and is wrong in nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from perkins_rules import assets
from perkins_rules.app.forms.template import template
from perkins_rules.documents import Shape, form_place, load_shapes, read_document
from tests.schemas.dialect import TextLoader

from .conftest import EXAMPLES, Run

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


@pytest.fixture(scope="module", params=SHAPES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def text(kind: str) -> str:
    return template(kind, SHAPES[kind], "file:///schema.json")


def test_every_field_stands_in_it_in_the_order_of_the_form(kind: str, text: str) -> None:
    written = yaml.safe_load(text)
    for path, shape in fields(SHAPES[kind]):
        place = written
        for name in path[:-1]:
            place = place[name]
        assert path[-1] in place, path
        assert (place[path[-1]] is None) == (shape.kind != "record" and path != ("document",))
    assert list(written) == list(SHAPES[kind].fields)


def test_each_field_is_explained_with_the_place_it_comes_from(kind: str, text: str) -> None:
    flat = " ".join(line.strip(" #") for line in text.splitlines())
    root = SHAPES[kind]
    in_place = [(path[-1], shape) for path, shape in fields(root) if path != ("document",)]
    for name, shape in [*in_place, *entries(root)]:
        if name != "note":
            place = f" ({form_place(shape.guide)})" if shape.guide else ""
            assert f"{shape.title}{place}. {shape.description}" in flat, name


def test_it_lacks_everything_and_is_wrong_in_nothing(text: str) -> None:
    document = read_document("plan.yaml", text.encode(), SHAPES)
    assert document.problems == ()


def test_the_entries_in_comments_are_entries_once_uncommented(kind: str, text: str) -> None:
    entry = re.compile(r"^( *)# ( *(?:- )?[a-z_0-9]+:(?:  #.*)?| *#.*)$", re.MULTILINE)
    uncommented = entry.sub(r"\1\2", text.partition(f"document: {kind}")[2])
    document = read_document("plan.yaml", f"document: {kind}{uncommented}".encode(), SHAPES)
    assert document.problems == ()
    assert lists_without_an_entry(SHAPES[kind], document.data) == []


def lists_without_an_entry(shape: Shape, data: Any, at: str = "") -> list[str]:
    """The lists of groups of fields that hold something else than one entry."""
    found = []
    for name, part in shape.fields.items():
        held = data.get(name) or {}
        if part.entry is None:
            found += lists_without_an_entry(part, held, f"{at}.{name}")
        elif part.entry.kind == "record" and len(held) != 1:
            found.append(f"{at}.{name}")
        elif part.entry.kind == "record":
            found += lists_without_an_entry(part.entry, held[0], f"{at}.{name}")
    return found


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("II.B.2.f", "guide II.B.2.f"),
        ("I", "guide I"),
        ("Text Box 4 (1)", "guide Text Box 4 (1)"),
        ("Perkins V 134(d)", "Perkins V 134(d)"),
        ("DESE, Framework Alignment", "DESE, Framework Alignment"),
        ("Indiana, part 1", "Indiana, part 1"),
    ],
)
def test_a_place_outside_the_guide_is_not_said_to_be_in_it(place: str, said: str) -> None:
    assert form_place(place) == said


def test_without_a_kind_the_kinds_are_listed(run: Run) -> None:
    ran = run("new")
    assert ran.code == 0
    listed = [line.split()[0] for line in ran.out.splitlines()]
    assert listed == [name.replace("_", "-") for name in sorted(SHAPES)]
    assert "local-application          Local application" in ran.out


def test_it_passes_through_any_console_unharmed(run: Run) -> None:
    ran = run("new", "state-plan", encoding="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert max(map(len, ran.out.splitlines()[1:])) <= 100


@pytest.mark.parametrize("words", [(), ("--annual", "budget")])
def test_the_first_line_names_the_schema_that_lies_beside_and_no_place_on_this_machine(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    alone = tmp_path / "alone.yaml"
    assert run("new", "state-plan", *words, "-o", str(alone)).code == 0
    assert alone.read_text(encoding="utf-8").startswith("# State plan")
    schema = tmp_path / "state_plan.schema.json"
    assert run("schema", "state-plan", "-o", str(schema)).code == 0
    beside = tmp_path / "beside.yaml"
    assert run("new", "state-plan", *words, "-o", str(beside)).code == 0
    first, rest = beside.read_text(encoding="utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=state_plan.schema.json"
    assert rest == alone.read_text(encoding="utf-8").replace("alone.yaml", "beside.yaml")


def test_output_makes_a_file_and_writes_over_none(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    ran = run("new", "state-plan", "-o", str(target))
    assert ran.code == 0
    assert "perkins-rules check --draft" in ran.out
    written = target.read_text(encoding="utf-8")
    assert written.replace("plan.yaml", "state-plan.yaml", 1) == run("new", "state_plan").out
    ran = run("new", "state-plan", "-o", str(target))
    assert ran.code == 2
    assert "is there already" in ran.err


def test_another_kind_gets_a_suggestion(run: Run) -> None:
    ran = run("new", "stateplan")
    assert ran.code == 2
    assert "Did you mean `state-plan`?" in ran.err
    assert "Did you mean" not in run("new", "nonsense").err


@pytest.mark.parametrize("kind", SHAPES)
def test_a_blank_is_told_as_a_list_of_as_many_things_as_are_counted(
    run: Run, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "blank.yaml"
    target.write_text(template(kind, SHAPES[kind], ""), encoding="utf-8")
    ran = run("check", "--draft", str(target))
    assert ran.code == 0, ran.out
    told = re.search(r"Still to fill in.*?(?=^Summary )", ran.out, re.DOTALL | re.MULTILINE)
    listed = told[0].count("\N{BALLOT BOX}") if told else 0
    assert set(re.findall(r"(\d+) things? still to fill in", ran.said)) == {str(listed)}
    assert len(set(re.findall(r"(\d+) checks cannot be made", ran.said))) <= 1


def test_a_blank_plan_lacks_its_state_and_its_day(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "blank.yaml"
    run("new", "state-plan", "-o", str(target))
    listed = run("check", "--draft", str(target)).out.partition("Still to fill in")[2]
    assert "\N{BALLOT BOX} State code: without it" in listed
    assert "\N{BALLOT BOX} Date of submission: the edition of the guide goes by it" in listed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mine.yaml", "check --draft mine.yaml"),
        ("plan of 2026.yaml", 'check --draft "plan of 2026.yaml"'),
        ("plän.yaml", "check --draft FILE"),
    ],
)
def test_its_head_names_the_file_that_it_is(run: Run, tmp_path: Path, name: str, said: str) -> None:
    for words in ((), ("--annual", "budget")):
        target = tmp_path / "-".join((*words, name))
        assert run("new", "state-plan", *words, "-o", str(target)).code == 0
        text = target.read_text(encoding="utf-8")
        assert said.replace(name, target.name) in text
        assert str(tmp_path) not in text


# ------------------------------------------------------------------ yearly filings


def paths(data: Any, at: str = "") -> set[str]:
    """Where a document has values; what is in the entries of lists is left out."""
    if not isinstance(data, dict):
        return {at}
    return {path for name, part in data.items() for path in paths(part, f"{at}.{name}")}


@pytest.mark.parametrize("kind", ["budget", "levels"])
def test_a_blank_for_a_yearly_filing_is_short_and_wrong_in_nothing(
    run: Run, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "filing.yaml"
    ran = run("new", "state-plan", "--annual", kind, "--output", str(target))
    assert ran.code == 0
    text = target.read_text(encoding="utf-8")
    document = read_document("filing.yaml", text.encode(), SHAPES)
    assert document.problems == ()
    assert document.data["submission"]["option"] == "annual_revisions"
    assert document.data["submission"]["revises"] == {"budget": [], "levels": ["performance"]}[kind]
    whole = template("state_plan", SHAPES["state_plan"], "")
    assert len(text.splitlines()) < len(whole.splitlines()) * {"budget": 0.3, "levels": 0.45}[kind]
    ran = run("check", "--draft", str(target))
    assert ran.code == 0, ran.out
    (told,) = json.loads(run("check", str(target), "--format", "json").out)["documents"]
    failing = {f["path"] for f in told["findings"] if f["verdict"] == "fail"}
    assert failing.isdisjoint({"/document", "/submission/option", "/submission/revises"})


@pytest.mark.parametrize(
    ("kind", "example"), [("budget", "annual-budget-only"), ("levels", "annual-budget-and-levels")]
)
def test_it_has_every_field_of_a_complete_one(run: Run, kind: str, example: str) -> None:
    text = (EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8")
    blank = yaml.safe_load(run("new", "state-plan", "--annual", kind).out)
    assert paths(yaml.safe_load(text)) - paths(blank) == set()


@pytest.mark.parametrize(
    ("kind", "example"), [("budget", "annual-budget-only"), ("levels", "annual-budget-and-levels")]
)
def test_filled_in_it_is_as_good_as_a_complete_one(
    run: Run, tmp_path: Path, kind: str, example: str
) -> None:
    """What stays blank in it is asked of nobody."""
    whole = (EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8")
    blank = yaml.safe_load(run("new", "state-plan", "--annual", kind).out)
    target = tmp_path / "filing.json"
    filled = filled_in(blank, yaml.load(whole, TextLoader))  # noqa: S506  # texts only
    target.write_text(json.dumps(filled), encoding="utf-8")
    ran = run("check", "-q", str(target))
    told = run("check", "-q", str(EXAMPLES / f"{example}.yaml"))
    assert (ran.code, ran.out.count("\n")) == (0, told.out.count("\n")), ran.out


def filled_in(blank: Any, example: Any) -> Any:
    """A blank with the values of an example; its own, where that has none."""
    if not isinstance(blank, dict) or not isinstance(example, dict):
        return blank if example is None else example
    return {name: filled_in(part, example.get(name)) for name, part in blank.items()}


def test_who_begins_a_whole_plan_is_told_of_the_short_ones(run: Run, tmp_path: Path) -> None:
    assert "--annual budget" in run("new", "state-plan", "-o", str(tmp_path / "a.yaml")).out
    words = ("new", "state-plan", "--annual", "levels", "-o", str(tmp_path / "b.yaml"))
    assert "--annual" not in run(*words).out


def test_only_a_state_plan_has_one(run: Run) -> None:
    for words in (["local-application"], [], ["pack", "vt.budget"]):
        ran = run("new", *words, "--annual", "budget")
        assert ran.code == 2
        assert "--annual goes with `new state-plan`" in ran.err
