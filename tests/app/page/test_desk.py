"""What the desk says of a document is what `check` says, and what is typed stands in its text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from perkins_rules import assets
from perkins_rules.app.main import main
from perkins_rules.app.page.desk import Desk
from perkins_rules.documents import load_shapes

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PLAN = ROOT / "examples" / "sample-plan-with-errors.yaml"


def opened(desk: Desk, path: Path = PLAN) -> dict[str, Any]:
    state: dict[str, Any] = desk.open(path.name, path.read_bytes())
    return state


def checked(path: Path, *words: str) -> dict[str, Any]:
    """The report of `check` in JSON."""
    made = path.with_suffix(".report.json")
    main(["check", str(path), "--no-config", "--output", str(made), *words])
    report: dict[str, Any] = json.loads(made.read_text())["documents"][0]
    return report


# --------------------------------------------------------------------- begin


def test_every_type_can_be_begun_and_is_wrong_in_nothing(desk: Desk) -> None:
    begun = [(one["name"], kind["kind"]) for one in desk.types() for kind in one["begins"]]
    kinds = ("state_plan", "state_plan:budget", "state_plan:levels")
    assert begun[:3] == [("state_plan", kind) for kind in kinds]
    assert {name for name, _ in begun} == set(load_shapes(assets.schema_texts()))
    for name, kind in begun:
        state = desk.begin(kind)
        assert state["type"] == name
        assert state["report"]["counts"]["error"] == 0
        assert state["report"]["draft"].startswith("No errors so far")


def test_what_is_begun_is_what_new_writes(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "state-plan.yaml"
    assert main(["new", "state-plan", "--annual", "budget", "--output", str(file)]) == 0
    assert desk.begin("state_plan:budget")["text"] == file.read_text()


def test_a_form_has_the_fields_of_the_schema_in_their_order(desk: Desk) -> None:
    form = desk.form("state_plan")
    shape = load_shapes(assets.schema_texts())["state_plan"]
    assert form["name"] == "state_plan"
    assert form["title"] == shape.title
    assert [one["name"] for one in form["fields"]] == list(shape.fields)
    budget = next(one for one in form["fields"] if one["name"] == "budget")
    line = next(one for one in budget["fields"] if one["name"] == "state_administration")
    amount = next(one for one in line["fields"] if one["name"] == "amount")
    assert (amount["kind"], amount["hint"]) == ("money", "dollars, such as 612000.50")
    assert line["guide"] == "guide IV.A line 2"
    group = next(one for one in form["fields"] if one["name"] == "performance")
    levels = next(one for one in group["fields"] if one["name"] == "indicators")
    assert (levels["kind"], levels["key"], levels["entry"]["kind"]) == ("list", "code", "record")


@pytest.mark.parametrize("asked", ["form", "begin", "rule"])
def test_what_there_is_not_is_refused(desk: Desk, asked: str) -> None:
    assert "`nothing`" in getattr(desk, asked)("nothing")["refused"]


@pytest.mark.parametrize(
    "asked", ["text", "repair", "questions", "determinations"],
)  # fmt: skip
def test_nothing_is_asked_of_no_document(desk: Desk, asked: str) -> None:
    assert getattr(desk, asked)() == {"refused": "No document is open. Begin or open one first."}


# --------------------------------------------------------------------- the report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_is_that_of_check(desk: Desk, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    told, state = checked(copy), opened(desk, path)
    report = state["report"]
    assert report["verdict"] == told["verdict"]
    open_ = [f for f in told["findings"] if f["verdict"] not in ("pass", "not_applicable")]
    known = {one["id"] for one in open_}
    assert {one["id"] for one in report["findings"]} <= known
    by_id = {one["id"]: one for one in open_}
    for one in report["findings"]:
        same = by_id[one["id"]]
        assert one["rule"] == same["rule"]
        assert one["pointer"] == same["path"]
        assert one["line"] == same["line"]
        assert one["message"].rstrip(".") == same["message"].strip().rstrip(".")
    said_again = known - {one["id"] for one in report["findings"]}
    assert all(by_id[id_]["because_of"] for id_ in said_again)


def test_findings_come_with_all_that_stands_beside_a_field(desk: Desk) -> None:
    report = opened(desk)["report"]
    assert report["standing"] == (
        "10 errors to correct, 1 required item not given; 3 checks cannot be made without more."
    )
    order = list(report["counts"])
    codes = [order.index(one["code"]) for one in report["findings"]]
    assert codes == sorted(codes)
    cap = next(f for f in report["findings"] if f["rule"] == "federal.budget/administration-cap")
    assert (
        cap["field"] == "Line 2: State administration, amount" or "administration" in cap["field"]
    )
    assert cap["message"].startswith("Line 2 is $260,000.01, $0.01 over the cap")
    assert cap["law"][0]["text"] == "Perkins V § 112(a)(3)"
    assert cap["law"][0]["url"].startswith("https://uscode.house.gov/")
    assert any(line.startswith("$260,000.01  administration") for line in cap["arithmetic"])
    assert cap["mend"] == {"was": "260000.01", "now": "260000.00"}
    missing = [one for one in report["findings"] if one["is_missing"]]
    assert [one["code"] for one in missing] == ["missing"]
    assert len(report["drawn"]["budget"]["lines"]) > 10
    law = report["drawn"]["budget"]["lines"][1]["bounds"][0]["law"]
    assert report["laws"][law]["text"] == "Perkins V § 112(a)(3)"


def test_the_state_tells_what_is_written_where(desk: Desk) -> None:
    text = (
        "document: state_plan\nstate: {code: VT, name: }\nsubmission:\n"
        '  fiscal_years: [2026, 2027]\nbudget:\n  reserve:\n    amount: "$5.00"  # in quotes\n'
    )
    state = desk.open("a.yml", text.encode())
    assert state["values"] == {
        "/document": "state_plan",
        "/state/code": "VT",
        "/submission/fiscal_years/0": "2026",
        "/submission/fiscal_years/1": "2027",
        "/budget/reserve/amount": "$5.00",
    }
    assert state["lengths"] == {"/submission/fiscal_years": 2}
    assert state["blanks"] == ["/state/name"]
    assert (state["format"], state["title"], state["text"]) == ("yaml", "State plan of VT", text)


def test_what_cannot_be_read_says_why_and_can_be_mended(desk: Desk) -> None:
    state = desk.open("plan.yaml", b"document: state_plan\nstate: {code: VT\n")
    assert (state["type"], state["values"], state["report"]["verdict"]) == (None, {}, "unreadable")
    assert state["report"]["findings"][0]["rule"] == "document/syntax"
    asked = desk.edit([{"op": "set", "at": "/state/name", "value": "x"}])
    assert asked == {"refused": "The document cannot be read as it is. Put its text right first."}
    mended = desk.replace(state["text"].replace("VT", "VT}"))
    assert mended["values"]["/state/code"] == "VT"


def test_no_text_is_refused_and_what_was_open_stays(desk: Desk) -> None:
    opened(desk)
    assert "Excel workbook" in desk.open("a.xlsx", b"PK\x03\x04\xff")["refused"]
    assert desk.text() == PLAN.read_text(encoding="utf-8")


# --------------------------------------------------------------------- changes


def test_an_edit_is_checked_and_keeps_the_rest_of_the_text(desk: Desk) -> None:
    before = opened(desk)["text"]
    at = "/budget/state_administration/amount"
    state = desk.edit([{"op": "set", "at": at, "value": " $260,000.00 "}])
    assert state["text"] == before.replace("amount: 260000.01", "amount: $260,000.00", 1)
    assert state["values"][at] == "$260,000.00"
    rules = {one["rule"] for one in state["report"]["findings"]}
    assert "federal.budget/administration-cap" not in rules
    assert desk.text() == state["text"]


def test_what_cannot_be_read_as_its_kind_stays_as_typed_and_is_a_finding(desk: Desk) -> None:
    desk.begin("state_plan:budget")
    at = "/budget/total_allocation/amount"
    state = desk.edit([{"op": "set", "at": at, "value": "about 5: million # or so"}])
    assert state["values"][at] == "about 5: million # or so"
    found = next(f for f in state["report"]["findings"] if f["pointer"] == at)
    assert (found["rule"], found["code"]) == ("schema/type", "error")


def test_all_changes_are_made_or_none(desk: Desk) -> None:
    before = opened(desk)["text"]
    refused = desk.edit(
        [
            {"op": "set", "at": "/state/name", "value": "Elsewhere"},
            {"op": "set", "at": "/state/nowhere", "value": "x"},
        ]
    )
    assert refused == {"refused": "There is no field `state.nowhere`."}
    assert desk.text() == before


@pytest.mark.parametrize("value", ["a\0b", "\ud800", "\udfff x"])
def test_what_no_document_can_hold_is_refused(desk: Desk, value: str) -> None:
    before = opened(desk)["text"]
    assert (
        "could not be read"
        in desk.edit([{"op": "set", "at": "/source", "value": value}])["refused"]
    )
    assert desk.text() == before


def test_anchors_are_not_torn(desk: Desk) -> None:
    text = "document: state_plan\nstate: {name: &n Vermont}\nbudget:\n  state_name: *n\n"
    desk.open("plan.yaml", text.encode())
    refused = desk.edit([{"op": "set", "at": "/state/name", "value": "Ohio"}])["refused"]
    assert "cannot be changed safely" in refused
    assert desk.text() == text


def test_texts_of_others_do_not_act(desk: Desk) -> None:
    desk.begin("state_plan")
    hostile = "<script>alert(1)</script>\u202e\x1b[31m::error::"
    state = desk.edit([{"op": "set", "at": "/state/code", "value": hostile}])
    assert state["values"]["/state/code"] == hostile
    told = json.dumps(state["report"], ensure_ascii=False)
    assert "\u202e" not in told
    assert "\x1b" not in told


def test_mending_a_finding_and_taking_it_back(desk: Desk) -> None:
    before = opened(desk)
    found = next(f for f in before["report"]["findings"] if f["rule"] == "schema/unknown-field")
    after = desk.mend(found["id"])
    assert after["text"] == before["text"].replace(
        "employer_colaboration", "employer_collaboration"
    )
    assert found["id"] not in {one["id"] for one in after["report"]["findings"]}
    assert desk.replace(before["text"])["report"] == before["report"]
    assert "nothing is known" in desk.mend("x")["refused"].lower()


def test_everything_passes_as_json(desk: Desk) -> None:
    answers = (
        desk.types(),
        desk.form("state_plan"),
        opened(desk),
        desk.questions(),
        desk.rules(""),
    )
    for answer in answers:
        assert json.loads(json.dumps(answer)) == answer
