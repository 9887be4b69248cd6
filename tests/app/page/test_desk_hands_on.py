"""What is downloaded is what the command line writes, to the byte; reviews and comparisons too."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.main import main
from perkins_rules.app.page.desk import Desk
from perkins_rules.documents import read_document

ROOT = Path(__file__).parents[3]
NAME = "sample-plan-with-errors.yaml"
PLAN = (ROOT / "examples" / NAME).read_bytes()
GOOD = (ROOT / "examples" / "sample-plan.yaml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the plan in it, in which commands are called."""
    (tmp_path / NAME).write_bytes(PLAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("html", "html"), ("report", "json"), ("xlsx", "xlsx"), ("csv", "csv"), ("sarif", "sarif")],
)
def test_reports_are_those_of_check(desk: Desk, folder: Path, kind: str, ending: str) -> None:
    main(["check", NAME, "--no-config", "--output", f"out.{ending}", "--quiet"])
    desk.open(NAME, PLAN)
    got = desk.download(kind)
    assert got["data"] == (folder / f"out.{ending}").read_bytes()
    assert got["name"] == f"sample-plan-with-errors-report.{ending}"


def test_the_forms_are_those_of_export(desk: Desk, folder: Path) -> None:
    main(["export", NAME, "--output", "forms.xlsx"])
    desk.open(NAME, PLAN)
    got = desk.download("forms")
    assert got["data"] == (folder / "forms.xlsx").read_bytes()
    assert got["mime"].endswith("spreadsheetml.sheet")
    desk.begin("local_application")
    assert "State plan or a State's report" in desk.download("forms")["refused"]


def test_the_document_is_handed_on_as_it_is_or_in_the_other_format(desk: Desk) -> None:
    desk.open(NAME, PLAN)
    assert desk.download("yaml")["data"] == PLAN
    as_json = desk.download("json")
    assert as_json["name"] == "sample-plan-with-errors.json"
    shapes = desk.loaded.shapes
    was, now = read_document(NAME, PLAN, shapes), read_document("a.json", as_json["data"], shapes)
    assert now.data == was.data
    assert json.loads(as_json["data"])["document"] == "state_plan"
    desk.open("a.json", as_json["data"])
    back = desk.download("yaml")["data"]
    assert read_document(NAME, back, shapes).data == was.data
    assert back.decode().startswith("document: state_plan\nstate:\n  code: VT\n")


def test_no_other_download(desk: Desk) -> None:
    desk.open(NAME, PLAN)
    assert desk.download("exe") == {"refused": "There is no download `exe`."}


# --------------------------------------------------------------------- many


def files(folder: Path) -> list[dict[str, Any]]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [{"name": str(path), "data": path.read_bytes()} for path in found]


def test_a_review_is_the_report_of_check_on_a_folder(desk: Desk, folder: Path) -> None:
    many = folder / "many"
    (many / "below").mkdir(parents=True)
    (many / "a.yaml").write_bytes(PLAN)
    (many / "below" / "b.yaml").write_bytes(GOOD)
    (many / "other.yaml").write_text("x: 1\n")
    (many / "readme.md").write_text("x")
    with zipfile.ZipFile(many / "c.zip", "w") as packed:
        packed.writestr("inner.yaml", GOOD)
    desk.open("b.yaml", GOOD)
    question = desk.questions()[0]
    desk.judge(question["id"], "met", "", "Ann")
    (many / "below" / "b.determinations.yaml").write_text(desk.determinations()["text"])
    main(["check", "many", "--no-config", "--output", "out.html", "--quiet"])
    got = desk.review(files(Path("many")))
    by_name = {row["name"]: row for row in got["rows"]}
    assert by_name["many/below/b.yaml"]["counts"]["review"] + 1 == len(desk.questions())
    assert by_name["many/c.zip!inner.yaml"]["verdict"] == "needs_review"
    assert by_name["many/a.yaml"]["standing"].startswith("10 errors to correct")
    assert {one["name"] for one in got["left_out"]} == {"many/other.yaml", "many/readme.md"}
    assert got["html"] == (folder / "out.html").read_bytes()


def test_a_review_step_by_step_tells_each_as_it_comes(desk: Desk) -> None:
    desk.review_start()
    first = desk.review_more([{"name": "a.yaml", "data": PLAN}])
    assert [row["name"] for row in first["rows"]] == ["a.yaml"]
    desk.review_more([{"name": "b.yaml", "data": GOOD}])
    assert desk.review_end()["html"].startswith(b"<!doctype html>")
    desk.review_start()
    assert "no document" in desk.review_end()["refused"]


def test_hostile_archives_are_told_of(desk: Desk) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("../../out.yaml", GOOD)
    got = desk.review([{"name": "x.zip", "data": buffer.getvalue()}])
    assert [row["verdict"] for row in got["rows"]] == ["unreadable"]
    broken = desk.review([{"name": "y.zip", "data": b"PK no archive"}])
    assert broken["rows"][0]["verdict"] == "unreadable"


def test_a_comparison_is_that_of_compare(
    desk: Desk, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "new.yaml").write_bytes(GOOD)
    main(["compare", NAME, "new.yaml", "--no-config"])
    told = capfd.readouterr().out
    got = desk.compare([{"name": NAME, "data": PLAN}], [{"name": "new.yaml", "data": GOOD}])
    assert got["text"] == told
