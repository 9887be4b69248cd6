"""A pack of another statute, from the schema on: every command takes its documents as ours."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from perkins_rules import pipeline
from perkins_rules.app.forms import new_command
from perkins_rules.app.reviewing import review_command
from perkins_rules.checker import check_document
from perkins_rules.documents.types import document_types
from perkins_rules.findings import Verdict
from perkins_rules.installed import installed_sources
from perkins_rules.schema_files import parted
from tests.app.conftest import SAMPLE, Run

from .schemas import EXAMPLE

TYPE = "student_support_application"
RULES = str(EXAMPLE / "rules")
GOOD = str(EXAMPLE / "application.yaml")
BAD = str(EXAMPLE / "application-with-errors.yaml")
PLANTED = {
    "schema/unknown-field": 7,
    "example.student_support/assessment-recent": 10,
    "example.student_support/safe-and-healthy": 29,
    "example.student_support/infrastructure": 30,
    "example.student_support/administration": 32,
    "example.student_support/contents/objectives": 34,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, as somebody has it in a folder of theirs."""
    there = tmp_path / "ours"
    shutil.copytree(EXAMPLE, there)
    monkeypatch.chdir(there)
    return there


# ------------------------------------------------------------------ writing the pack


def test_the_first_minutes_give_a_schema_a_pack_and_a_blank_document(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("new", "schema", "spending_plan", "-o", "r/spending_plan.schema.json")
    assert (made.code, made.err) == (0, "")
    pack = ("new", "pack", "our.spending", "--for", "spending-plan", "--rules", "r")
    assert run(*pack, "-o", "r/our.rules").code == 0
    assert "extends" not in Path("r/our.rules").read_text(encoding="utf-8")
    linted = run("lint", "r")
    assert linted.code == 0, linted.out
    assert linted.out.count("warning [") == linted.out.count("warning [to-do]") == 2
    assert "spending_plan.schema.json:3:13: warning [to-do]" in linted.out
    assert linted.out.endswith("1 rule file and 1 schema: 0 errors, 2 warnings.\n")
    blank = run("new", "spending-plan", "--rules", "r")
    assert "document: spending_plan" in blank.out.splitlines()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("schema",), "a schema has a name"),
        (("schema", "Spending Plan"), "cannot be the name of a type of document"),
        (("schema", "state_plan"), "there is a type of document `state_plan` already"),
        (("schema", "spending_plan", "-o", "plan.json"), "Call it spending_plan.schema.json"),
        (("schema", "spending_plan", "--for", "state_plan"), "--for and --state go with"),
        (("spending-plan",), "there is no kind of document `spending-plan`"),
        (("spending-plan", "--rules", "nowhere"), "there is no file or folder `nowhere`"),
    ],
)
def test_what_is_wrong_with_new_is_said(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("new", *words)
    assert (ran.code, said in ran.said) == (2, True), ran.said


def test_the_pack_of_the_example_is_without_fault_and_its_examples_hold(run: Run) -> None:
    linted = run("lint", "--strict", RULES)
    assert (linted.code, linted.out) == (0, "1 rule file and 1 schema: no faults.\n")
    tested = run("test", "--strict", RULES)
    assert tested.code == 0, tested.out
    assert run("fmt", "--check", RULES).out == "1 file in order.\n"


def test_a_fault_of_the_schema_stops_lint_and_check_in_its_line(run: Run, folder: Path) -> None:
    schema = folder / "rules" / f"{TYPE}.schema.json"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(text.replace('"x-key": "name"', '"x-key": "nam"'), encoding="utf-8")
    line = text[: text.index('"x-key"')].count("\n") + 1
    for ran in (run("lint"), run("check", "application.yaml"), run("new", TYPE)):
        assert ran.code in (1, 2)
        assert f"{TYPE}.schema.json:{line}:" in ran.said
        assert "entries have no field `nam`" in ran.said
        assert "did you mean `name`?" in ran.said


def test_a_schema_that_is_no_json_is_named(run: Run, folder: Path) -> None:
    (schema,) = (folder / "rules").glob("*.schema.json")
    schema.write_text("{", encoding="utf-8")
    for words in (("lint",), ("check", "application.yaml")):
        ran = run(*words)
        assert ran.code != 0
        assert f"{schema.name}:1" in ran.said


def test_a_type_of_ours_is_not_taken_over(run: Run, tmp_path: Path) -> None:
    text = (EXAMPLE / "rules" / f"{TYPE}.schema.json").read_text(encoding="utf-8")
    taken = tmp_path / "state_plan.schema.json"
    taken.write_text(text.replace(TYPE, "state_plan"), encoding="utf-8")
    for ran in (run("lint", str(tmp_path)), run("check", SAMPLE, "--rules", str(tmp_path))):
        assert ran.code in (1, 2)
        assert "the program has a type of document `state_plan` already" in ran.said


# ------------------------------------------------------------------ documents


def test_new_gives_a_document_that_lacks_everything_and_is_wrong_in_nothing(
    run: Run, folder: Path
) -> None:
    assert "student-support-application Student support application" in run("new").said
    made = run("new", "student-support-application", "-o", "mine.yaml")
    assert made.code == 0, made.err
    checked = run("check", "--draft", "--format", "json", "mine.yaml")
    [document] = json.loads(checked.out)["documents"]
    assert (checked.code, document["document"]) == (0, TYPE)
    assert not [f for f in document["findings"] if f["rule"].startswith("schema/")]


def test_a_good_and_a_bad_document_are_told_apart_by_the_planted_errors(
    run: Run, folder: Path
) -> None:
    good = run("check", "application.yaml")
    assert good.code == 0, good.out
    assert good.out.splitlines()[1] == (
        "Student support application of VT · rules of 2026-07-01 · profile guide"
    )
    assert "No errors. 1 question left for a person to judge." in good.out
    bad = run("check", "--format", "json", "application-with-errors.yaml")
    [document] = json.loads(bad.out)["documents"]
    errors = {f["rule"]: f["line"] for f in document["findings"] if f["verdict"] == "fail"}
    assert bad.code == 1
    errors.pop("document/law-read-to")
    assert errors == PLANTED
    text = (folder / "application-with-errors.yaml").read_text(encoding="utf-8")
    marked = [n for n, line in enumerate(text.splitlines(), 1) if "# planted: " in line]
    assert len(marked) == len(PLANTED)
    assert (document["edition"], document["packs"]) == (None, ["example.student_support"])


def test_review_explain_and_rules_speak_of_them(run: Run, folder: Path) -> None:
    listed = run("review", "--list", "--rules", "rules", "application.yaml")
    assert (listed.code, "example.student_support/consulted" in listed.said) == (0, True)
    rule = "example.student_support/infrastructure"
    told = run("explain", "application-with-errors.yaml", rule, "--rules", "rules")
    assert "application-with-errors.yaml: rules of 2026-07-01, profile guide" in told.said
    assert "$966.01" in told.out
    assert "for_technology is" in run("explain", rule, "--rules", "rules").said
    assert "13 rules" in run("rules", "example.student_support/*", "--rules", "rules").said


def test_an_answer_to_a_review_counts(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "on_terminal", lambda: True)
    words = ("review", "--rules", "rules", "--reviewer", "R. Viewer", "application.yaml")
    assert run(*words, stdin=b"y\nq\n").out.endswith("1 question; 1 met; 0 open.\n")
    checked = run("check", "--format", "json", "application.yaml")
    assert json.loads(checked.out)["documents"][0]["counts"]["needs_review"] == 0


def test_coverage_lists_what_the_pack_encodes(run: Run) -> None:
    told = run("coverage", "--rules", RULES, "--format", "json")
    assert (told.code, "esea-infrastructure-cap" in told.out) == (0, True)


def test_a_hook_takes_them_for_documents_where_the_configuration_names_the_pack(
    run: Run, folder: Path
) -> None:
    names = ("application.yaml", "application-with-errors.yaml", "perkins.yaml")
    hooked = run("check", "--only-documents", *names)
    assert hooked.code == 1
    assert "application-with-errors.yaml: 6 things to settle" in hooked.said
    (folder / "perkins.yaml").unlink()
    both = names[:2]
    assert run("check", "--only-documents", *both) == (0, "", "")
    with_rules = run("check", "--only-documents", "--rules", "rules", *both)
    assert "application-with-errors.yaml: 6 things to settle" in with_rules.said


@pytest.mark.parametrize(
    ("before", "begun", "completed"),
    [
        ([], "st", ["state-plan", "student-support-application"]),
        ([], "s", ["state-plan", "student-support-application", "schema"]),
        (["pack", "our.pack", "--for"], "student-", [TYPE]),
        (["--rules", "nowhere"], "st", []),
    ],
)
def test_a_shell_completes_their_type(
    folder: Path, before: list[str], begun: str, completed: list[str]
) -> None:
    asked = ShellComplete(new_command.command, {}, "new", "_COMPLETE")
    assert [item.value for item in asked.get_completions(before, begun)] == completed


def test_forms_of_the_state_plan_are_not_for_them(run: Run, folder: Path) -> None:
    told = run("export", "application.yaml", "-o", "form.xlsx")
    assert (told.code, f"a document of the type {TYPE}" in told.said) == (2, True)


# ------------------------------------------------------------------ many


def test_two_processes_check_many_and_a_second_run_takes_them_from_the_store(
    run: Run, folder: Path
) -> None:
    many = folder / "many"
    many.mkdir()
    good, bad = Path(GOOD).read_bytes(), Path(BAD).read_bytes()
    for number in range(12):
        (many / f"{number:02}.yaml").write_bytes(bad if number == 7 else good)
    shutil.copy(SAMPLE, many / "plan.yaml")
    words = ("check", "-j", "2", "--resume", "store", "-o", "all.csv", "-o", "all.html", "many")
    first = run(*words)
    assert first.code == 1, first.err
    assert "Student support application: 1 fails, 11 need review" in first.said
    assert "State plan: 1 needs review" in first.said
    rows = list(csv.DictReader(io.StringIO(Path("all.csv").read_text(encoding="utf-8-sig"))))
    assert {row["rule"] for row in rows} >= PLANTED.keys()
    assert "Student support application" in Path("all.html").read_text(encoding="utf-8")
    again = run(*words)
    assert (again.code, again.out) == (1, first.out)
    with closing(sqlite3.connect("store")) as kept:
        held = "select count(*), count(distinct rules_sha256) from results"
        assert kept.execute(held).fetchall() == [(13, 1)]


# ------------------------------------------------------------------ installed


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a distribution that brings the example, as an installer leaves it."""
    site = tmp_path / "site"
    info = site / "esea_rules-0.3.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: esea-rules\nVersion: 0.3\n")
    (info / "entry_points.txt").write_text("[perkins_rules.packs]\nesea = esea_rules\n")
    shutil.copytree(EXAMPLE / "rules", site / "esea_rules")
    past = time.time() - 3600
    os.utime(site, (past, past))
    libraries = [p for p in sys.path if "site-packages" in p or "lib/python" in p]
    monkeypatch.setattr(sys, "path", [*libraries, str(site)])
    return site


def test_the_type_of_an_installed_pack_is_there_as_ours(
    run: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, schemas = parted(installed_sources())
    assert [s.name for s in schemas] == [f"esea-rules 0.3: {TYPE}.schema.json"]
    assert TYPE in document_types(schemas).shapes
    for words in (("schema", TYPE, "-o", f"{TYPE}.schema.json"), ("new", TYPE, "-o", "mine.yaml")):
        made = run(*words)
        assert made.code == 0, made.err
    first = Path("mine.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={TYPE}.schema.json"
    report = check_document(pipeline.load_rules(), BAD)
    failed = {f.rule for f in report.findings if f.verdict == Verdict.FAIL}
    assert failed == {*PLANTED, "document/law-read-to"}
    shutil.copy(BAD, "bad.yaml")
    twice = run("check", "--only-documents", "--rules", RULES, "bad.yaml")
    assert (twice.code, "brings a type of document" in twice.said) == (2, True)


def test_an_installed_schema_with_a_fault_is_told_with_its_distribution(
    run: Run, site: Path
) -> None:
    schema = site / "esea_rules" / f"{TYPE}.schema.json"
    schema.write_text(schema.read_text().replace('"x-key"', '"x-kye"'), encoding="utf-8")
    told = run("new")
    assert told.code == 2
    assert f"esea-rules 0.3: {TYPE}.schema.json:" in told.said
    assert "did you mean `x-key`?" in told.said
    schema.write_bytes(b'{"x-document": "\xff"}')
    assert f"{TYPE}.schema.json is not UTF-8 text" in run("new").said
