"""Which files are documents: by their outermost `document:` key, whatever else they hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from perkins_rules import assets
from perkins_rules.app.asking.chosen_outputs import MOST_IN_FULL
from perkins_rules.app.asking.request import simple_request
from perkins_rules.app.checking.only_documents import documents_of, type_said
from perkins_rules.documents import load_shapes
from tests.docs.pages import ROOT
from tests.steps import steps

PLAN = "state_plan"


@pytest.mark.parametrize(
    "text",
    [
        "document: state_plan\n",
        "# a plan\n\n---\ndocument: state_plan # of Vermont\n",
        "%YAML 1.2\n--- \ndocument: 'state_plan'\r\n",
        '"document": "state_plan"\n',
        "state: {code: VT}\ndocument: state_plan\n",
        "  state: {code: VT}\n  document: state_plan\n",
        "--- document: state_plan\n",
        '{"document": "state_plan"}',
        '{"state": {"document": "x", "code": "VT"},\n "document": "state_plan"}',
        '{"note": "a { brace", "document": "state_plan"',
        "{document: state_plan, state: {code: VT}}",
    ],
)
def test_what_is_a_document(text: str) -> None:
    assert type_said(text).strip() == PLAN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\n",
        "settings:\n  document: state_plan\n",
        "- document: state_plan\n",
        "documents: state_plan\n",
        "# document: state_plan\n",
        "document: {title: state_plan}\n",
        "document: [state_plan]\n",
        '{"settings": {"document": "state_plan"}}',
        '["document"]',
        'text: "document: state_plan"\n',
        "text: |\n  document: state_plan\n",
    ],
)
def test_what_is_none(text: str) -> None:
    assert type_said(text) == ""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


@pytest.mark.parametrize(
    "word", ["state_plan", "state-plan", "State Plan", "state_plans", "stateplan"]
)
def test_types_that_are_right_or_nearly(word: str, file: Path) -> None:
    file.write_text(f"document: {word}\n", encoding="utf-8")
    assert documents_of([str(file)]) == (str(file),)


@pytest.mark.parametrize("word", ["Handbook", "report", "common", "My plan for the State", "1"])
def test_types_of_other_programs(word: str, file: Path) -> None:
    file.write_text(f"document: {word}\n", encoding="utf-8")
    assert documents_of([str(file)]) == ()


def test_utf_16_is_told_and_not_passed_over(file: Path) -> None:
    file.write_bytes("document: state_plan\n".encode("utf-16"))
    assert documents_of([str(file)]) == (str(file),)


def test_a_file_that_is_not_there_is_for_the_check_to_tell(file: Path) -> None:
    assert documents_of([str(file)]) == (str(file),)


def test_folders_and_files_of_many_documents_are_for_the_check_to_read(tmp_path: Path) -> None:
    (tmp_path / "note.yaml").write_text("a: note\n", encoding="utf-8")
    names = [str(tmp_path), "-", str(tmp_path / "all.jsonl"), str(tmp_path / "all.zip")]
    assert documents_of([*names, str(tmp_path / "note.yaml")]) == tuple(names)


def test_every_example_and_every_type_is_recognised() -> None:
    examples = [str(p) for p in (ROOT / "examples").iterdir() if p.suffix in (".yaml", ".json")]
    assert documents_of(examples) == tuple(examples)
    for name in load_shapes(assets.schema_texts()):
        assert name in {t.removesuffix(".schema.json") for t in assets.schema_texts()}


def test_the_hook_stays_on_the_short_way_in() -> None:
    request = simple_request(["check", "--only-documents", "--draft", "a.yaml", "b.json"])
    assert request is not None
    assert (request.only_documents, request.files) == (True, ("a.yaml", "b.json"))


@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ('{"a": ', '{"document": "x", ', ""),
        ("document: ", "a ", "!"),
        ("document: a", " ", "!"),
        ("", "\n", "document: state_plan"),
    ],
)
def test_a_hostile_file_of_twice_the_length_takes_at_most_twice_the_steps(
    before: str, again: str, after: str
) -> None:
    half, whole = (before + again * times + after for times in (100_000, 200_000))
    assert steps(lambda: type_said(whole)) <= 2 * steps(lambda: type_said(half))


@pytest.mark.slow
def test_many_documents_are_told_like_few(tmp_path: Path) -> None:
    """As `pre-commit run --all-files` asks; the few that fail are told as a commit's are."""
    plan = (ROOT / "examples" / "annual-budget-only.yaml").read_bytes()
    bad = plan.replace(b"document: state_plan", b"document: state_plan\nstat: x", 1)
    for number in range(MOST_IN_FULL + 2):
        (tmp_path / f"{number:03}.yaml").write_bytes(bad if number == 7 else plan)
    (tmp_path / "other.yaml").write_text("a: 1\n", encoding="utf-8")
    names = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "perkins_rules", "check", "--only-documents", *names],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("007.yaml: 1 thing to settle\n")
    assert done.stdout.count("to settle") == 1
    assert done.stderr == ""
