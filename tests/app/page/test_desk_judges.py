"""What is lawful, repairs, questions to a person, tables, the law: each as its command says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.main import main
from perkins_rules.app.page.desk import Desk
from tests.tables.making import BUDGET, LEVELS, csv_of, xlsx_of

ROOT = Path(__file__).parents[3]
GOOD = (ROOT / "examples" / "sample-plan.yaml").read_bytes()
OFF = GOOD.replace(b"amount: 260000.00", b"amount: 260000.01", 1)


# --------------------------------------------------------------------- figures


def test_a_range_is_that_of_the_command(
    desk: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").write_bytes(GOOD)
    main(["range", str(tmp_path / "plan.yaml"), "budget.nontraditional.amount", "--format", "json"])
    told = json.loads(capfd.readouterr().out)[0]
    desk.open("plan.yaml", GOOD)
    got = desk.lawful("/budget/nontraditional/amount")
    assert (got["from"], got["to"]) == ("$60,000.00", "$150,000.00")
    assert (told["least"]["figure"], told["most"]["figure"]) == ("60000.00", "150000.00")
    assert got["said"] == "lawful from $60,000.00 to $150,000.00"
    assert "[Perkins V § 112(a)(2)(B)]" in got["below"]
    assert desk.lawful("/state/code") is None
    assert desk.lawful("/nothing/at/all") is None


def test_a_repair_is_shown_and_then_carried_out(desk: Desk) -> None:
    before = desk.open("plan.yaml", OFF)
    assert before["report"]["counts"]["error"] == 2
    got = desk.repair()
    assert [(c["pointer"], c["now"], c["proposed"]) for c in got["changes"]] == [
        ("/budget/state_administration/amount", "260000.01", "260000.00")
    ]
    assert got["changes"][0]["why"].startswith("Else: Line 2 is $260,000.01")
    assert desk.text() == OFF.decode()
    after = desk.carry_out(got["changes"])
    assert after["text"] == GOOD.decode()
    assert desk.carry_out(got["changes"])["refused"].startswith("The document has changed since.")
    assert "none" in desk.repair()


# --------------------------------------------------------------------- questions


def test_an_answer_counts_and_is_kept_as_review_keeps_it(desk: Desk) -> None:
    before = desk.open("plan.yaml", GOOD)["report"]["counts"]["review"]
    first = desk.questions()[0]
    assert first["texts"][0]["text"]
    assert first["citations"][0]["text"].startswith("Perkins V §")
    after = desk.judge(first["id"], "not_met", "The roles are lacking", "Ann Example")
    assert after["report"]["counts"]["review"] == before - 1
    assert any(
        one["id"] == first["id"] and one["code"] == "error" for one in after["report"]["findings"]
    )
    kept = desk.determinations()
    assert kept["name"] == "plan.determinations.yaml"
    assert "answer: not_met\n    reviewer: Ann Example\n" in kept["text"]
    again = desk.open("plan.yaml", GOOD, kept["text"])
    assert again["report"] == after["report"]
    answered = desk.questions()[0]
    assert (answered["answer"], answered["note"], answered["by"]) == (
        "not_met", "The roles are lacking", "Ann Example",
    )  # fmt: skip
    back = desk.judge(first["id"], "")
    assert back["report"]["counts"]["review"] == before


def test_an_answer_on_a_text_that_changed_is_asked_again(desk: Desk) -> None:
    desk.open("plan.yaml", GOOD)
    one = next(q for q in desk.questions() if q["texts"][0]["pointer"].startswith("/narrative/"))
    desk.judge(one["id"], "met", "", "Ann")
    desk.edit(
        [{"op": "set", "at": one["texts"][0]["pointer"], "value": "Another text altogether."}]
    )
    now = next(q for q in desk.questions() if q["id"] == one["id"])
    assert now["is_outdated"]
    assert now["texts"][0]["text"] == "Another text altogether."


@pytest.mark.parametrize(
    ("answer", "by", "words"),
    [("met", " ", "needs a reviewer"), ("maybe", "Ann", "An answer is one of met, not_met")],
)
def test_what_is_no_answer_is_refused(desk: Desk, answer: str, by: str, words: str) -> None:
    desk.open("plan.yaml", GOOD)
    assert words in desk.judge(desk.questions()[0]["id"], answer, "", by)["refused"]
    assert desk.judge("x", "met", "", "Ann")["refused"].startswith("The document does not ask")


# --------------------------------------------------------------------- tables


def test_a_table_is_told_of_and_then_entered_as_import_does(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "state-plan.yaml"
    text = desk.begin("state_plan:levels")["text"]
    file.write_text(text)
    table = xlsx_of([*BUDGET, [], *LEVELS])
    (tmp_path / "t.xlsx").write_bytes(table)
    main(["import", str(tmp_path / "t.xlsx"), "--into", str(file)])
    told = desk.import_table("t.xlsx", table)
    assert (told["taken"], told["new"], told["same"], told["differing"]) == (14, 14, 0, [])
    assert desk.text() == text
    assert desk.enter_table()["text"] == file.read_text()
    assert desk.enter_table()["refused"].startswith("The document has changed since.")


def test_what_differs_is_told_and_replaced_only_if_wanted(desk: Desk) -> None:
    desk.begin("state_plan:budget")
    desk.edit([{"op": "set", "at": "/budget/state_leadership/amount", "value": "7"}])
    told = desk.import_table("t.csv", csv_of(BUDGET))
    (one,) = told["differing"]
    assert (one["field"], one["now"]) == ("budget.state_leadership.amount", "7")
    state = desk.enter_table(True)  # noqa: FBT003  # as the page says it
    assert state["values"]["/budget/state_leadership/amount"] == one["table"]


def test_what_only_the_user_knows_is_asked(desk: Desk) -> None:
    desk.begin("state_plan:levels")
    rows = [["Indicators", "Baseline Level", "PY 2026"], ["1S1", "81.80%", "82.30%"]]
    told = desk.import_table("t.csv", csv_of(rows))
    assert told["taken"] == 0
    assert [(ask["name"], ask["choices"]) for ask in told["asks"]] == [("years", ["end", "start"])]
    assert not [text for text in told["told"] if "--" in text]
    again = desk.import_table("t.csv", csv_of(rows), {"years": "end"})
    assert again["taken"] == 2
    values = desk.enter_table()["values"]
    assert values["/performance/indicators/0/levels/0/fiscal_year"] == "2025"


def test_a_table_needs_a_plan(desk: Desk) -> None:
    assert "No document is open" in desk.import_table("t.csv", b"a,b\n")["refused"]
    desk.begin("local_application")
    assert "State plan or a State's report" in desk.import_table("t.csv", b"a,b\n")["refused"]
    desk.begin("state_plan")
    assert "refused" in desk.import_table("t.csv", b"a,b\n")
    assert "refused" in desk.import_table("t.xlsx", b"no workbook")


# --------------------------------------------------------------------- the law


def test_rules_are_found_by_words_sections_and_items(desk: Desk) -> None:
    assert len(desk.rules("")) == len(desk.loaded.rules)
    found = {one["id"] for one in desk.rules("112(a)(3)")}
    assert "federal.budget/administration-cap" in found
    assert found == {
        rule.id
        for rule in desk.loaded.rules
        if any("112(a)(3)" in c.text or "2322(a)(3)" in (c.codified or "") for c in rule.citations)
    }
    assert desk.rules("no such words anywhere") == []


def test_a_rule_is_told_in_full(desk: Desk) -> None:
    rule = desk.rule("federal.budget/administration-cap")
    assert rule["text"].startswith('rule administration-cap "State administration stays')
    assert rule["guide"] == ["guide IV.A line 2"]
    shown = {one["name"]: one["values"][0]["value"] for one in rule["parameters"]}
    assert shown["administration_share"] == "5%"
    assert shown["administration_floor"] == "$250,000"
    assert len(rule["examples"]) >= 6
    assert rule["failing"] == []


PACK = """pack vt.more "Vermont" for state_plan extends federal.sources

parameter most is $5,000,000 from 2024-07-01 cite guide IV.A line 1

rule small-budget "The allotment is small"
  cite guide IV.A line 1
  encodes vt-small
  require budget.total_allocation.amount is at most most
  otherwise "Line 1 is {budget.total_allocation.amount}."
  fails when budget.total_allocation.amount is $6,000,000
  passes when budget.total_allocation.amount is $7,000,000
"""


def test_a_rule_of_ones_own_is_tried_out(desk: Desk) -> None:
    got: dict[str, Any] = desk.sandbox(PACK, GOOD.decode())
    assert [(one["ok"], one["message"]) for one in got["examples"]] == [
        (True, ""), (False, "The rule says: fail."),
    ]  # fmt: skip
    found = [(one["rule"], one["message"]) for one in got["findings"] if one["code"] == "error"]
    assert found == [("vt.more/small-budget", "Line 1 is $5,200,000.00.")]
    kinds = {one["severity"] for one in got["diagnostics"]}
    assert kinds <= {"warning"}
    broken = desk.sandbox(PACK.replace("is at most", "<="), GOOD.decode())
    assert broken["findings"] == []
    assert (broken["diagnostics"][0]["line"], broken["diagnostics"][0]["severity"]) == (8, "error")
    assert desk.sandbox("", "")["findings"] == []
