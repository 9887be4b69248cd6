"""`perkins-rules new --from`: what is known, and figures that go with it under every rule."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from perkins_rules.checker import Checker
from perkins_rules.documents import read_document
from perkins_rules.findings import Verdict
from perkins_rules.member import Member
from tests.loaded import built_in

from .conftest import Run

pytest.importorskip("z3")

FACTS = """\
document: state_plan
state: {code: VT, name: "Vermont"}
submission:
  option: annual_revisions
  revises: []
  fiscal_years: [2026]
  date: 2026-02-27
  plan_in_force: yes
budget:
  state_name: Vermont
  fiscal_year: 2026
  total_allocation: {amount: "$ALLOTMENT"}
"""
ALLOTMENTS = ("600,600.70", "1,666,666.67", "2,067,067.14", "5,000,000.00")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS.replace("ALLOTMENT", "2,067,067.14"), encoding="utf-8")
    return path


def _begun(run: Run, facts: Path) -> str:
    told = run("new", "state-plan", "--from", str(facts))
    assert told.code == 0, told.said
    return told.out


def _off(text: str) -> list[str]:
    """The rules that fail by some figure, warnings among them."""
    report = Checker(built_in()).check(Member("plan.yaml", text.encode())).report
    failed = (one for one in report.findings if one.verdict == Verdict.FAIL)
    off = (one.rule for one in failed if one.distance is not None and one.severity != "info")
    return [rule for rule in off if rule.startswith(("federal.budget/", "federal.levels/"))]


def _plain(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # texts alone


@pytest.mark.parametrize("allotment", ALLOTMENTS)
def test_from_an_allotment_a_budget_that_breaks_no_rule(
    facts: Path, run: Run, allotment: str
) -> None:
    facts.write_text(FACTS.replace("ALLOTMENT", allotment), encoding="utf-8")
    text = _begun(run, facts)
    # Line 3 is full with the floors of lines 5 and 6: of line 4, nothing is left.
    is_small = allotment == "600,600.70"
    of_line_4 = ["federal.budget/institutions-positive", "federal.budget/corrections-served"]
    assert _off(text) == (of_line_4 if is_small else [])
    budget = _plain(text)["budget"]
    lines = ("state_administration", "state_leadership", "local_formula_distribution")
    whole = sum(Decimal(budget[line]["amount"]) for line in lines)
    assert whole == Decimal(allotment.replace(",", ""))
    assert budget["total_allocation"]["amount"] == f"${allotment}"
    assert "    amount: 60000.00  # filled in, as the rules bound it; put your own\n" in text
    assert _begun(run, facts) == text


def test_lines_that_the_law_caps_are_filled_in_at_their_caps(facts: Path, run: Run) -> None:
    facts.write_text(FACTS.replace("ALLOTMENT", "5,200,000.00"), encoding="utf-8")
    budget = _plain(_begun(run, facts))["budget"]
    shares = ("state_administration", "state_leadership", "local_formula_distribution")
    amounts = [(budget[line]["percent"], budget[line]["amount"]) for line in shares]
    assert amounts == [("5.00", "260000.00"), ("10.00", "520000.00"), ("85.00", "4420000.00")]
    assert budget["state_match"]["amount"] == "260000.00"
    assert budget["reserve"]["amount"] == "0.00", "nobody has to make one"


def test_what_was_given_stays_and_nothing_is_made_up(facts: Path, run: Run) -> None:
    known = FACTS.replace("ALLOTMENT", "5,000,000.00") + (
        '  state_administration: {amount: 240000, note: "as agreed: yes # \\u00e9"}\n'
        "  reserve: {amount: 100000}\n"
    )
    facts.write_text(known, encoding="utf-8")
    text = _begun(run, facts)
    data = read_document("plan.yaml", text.encode(), built_in().shapes).data
    given = read_document("facts.yaml", known.encode(), built_in().shapes).data
    assert given["submission"].items() <= data["submission"].items()
    assert data["budget"]["state_administration"]["amount"] == 240000
    assert data["budget"]["state_administration"]["note"] == "as agreed: yes # é"
    assert data["budget"]["reserve"]["amount"] == 100000
    assert "amount" not in data["fiscal_responsibility"]["maintenance_of_effort"]
    assert _off(text) == []


def test_entries_of_lists_are_written_and_their_levels_found(facts: Path, run: Run) -> None:
    years = "[2024, 2025, 2026, 2027]"
    known = FACTS.replace("ALLOTMENT", "5,000,000.00").replace("[2026]", years)
    known = known.replace("annual_revisions\n  revises: []", "four_year_plan")
    levels = ", ".join(f"{{fiscal_year: {year}}}" for year in (2024, 2025, 2026, 2027))
    known += (
        "performance:\n  indicators:\n"
        f"    - {{code: 1S1, baseline: 88.5%, levels: [{levels}]}}\n"
        f"    - {{code: 2S1, baseline: 40.25%, levels: [{levels}]}}\n"
    )
    facts.write_text(known, encoding="utf-8")
    text = _begun(run, facts)
    assert _off(text) == []
    indicators = _plain(text)["performance"]["indicators"]
    assert [one["baseline"] for one in indicators] == ["88.5%", "40.25%"]
    assert [one["code"] for one in indicators] == ["1S1", "2S1"]
    assert [len(one["levels"]) for one in indicators] == [4, 4]


def test_json_and_other_documents_may_be_facts(tmp_path: Path, run: Run) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(
        json.dumps({"document": "local_application", "recipient": {"name": "Döbeln, No. 7"}})
    )
    told = run("new", "local-application", "--from", str(facts))
    assert told.code == 0
    assert told.out.isascii()
    data = read_document("a.yaml", told.out.encode(), built_in().shapes).data
    assert data["recipient"]["name"] == "Döbeln, No. 7"
    assert "0 figures filled in" in told.said


def test_what_is_open_is_said_and_a_file_is_not_written_over(facts: Path, run: Run) -> None:
    plan = facts.with_name("plan.yaml")
    told = run("new", "state-plan", "--from", str(facts), "--output", str(plan))
    assert told.code == 0
    assert "24 figures filled in, each marked as such." in told.said
    assert "required items not given" in told.said
    assert "question for a person" in told.said
    again = run("new", "state-plan", "--from", str(facts), "--output", str(plan))
    assert again.code == 2
    assert "it is not written over" in again.said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("  state_name: Vermont\n", "  state_nam: Vermont\n"), "state_nam"),
        (("document: state_plan", "document: local_levels"), "of the kind `local-levels`"),
        (
            ("budget:\n", "budget:\n  state_administration: {amount: 999999}\n"),
            "State administration stays within its cap",
        ),
    ],
)
def test_facts_that_cannot_stand_are_told(
    facts: Path, run: Run, change: tuple[str, str], told: str
) -> None:
    text = FACTS.replace("ALLOTMENT", "2,067,067.14").replace(*change)
    if "local_levels" in text:
        text = "document: local_levels\n"
    facts.write_text(text, encoding="utf-8")
    found = run("new", "state-plan", "--from", str(facts))
    assert found.code == 2
    assert told in found.said
    assert not found.out


def test_zeros_filled_in_are_no_errors_of_facts_that_cannot_stand(facts: Path, run: Run) -> None:
    said = facts.read_text() + "  state_leadership: {amount: 2200000.00}\n"
    facts.write_text(said, encoding="utf-8")
    told = run("new", "state-plan", "--from", str(facts))
    assert told.code == 2
    assert "State leadership stays within its cap" in told.said
    assert "no change of figures settles" not in told.said
    assert "below the floor" not in told.said
    assert "new.yaml" not in told.said
    assert "--move" not in told.said
    line = said.count("\n")
    given = f"while {facts} gives these figures: • budget.total_allocation.amount $2,067,067.14,"
    assert given in told.said
    assert f"budget.state_leadership.amount 2200000.00, line {line}" in told.said


def test_from_goes_with_a_whole_document_alone(facts: Path, run: Run) -> None:
    for words in (("state-plan", "--annual", "budget"), ("pack", "a.b"), ("nothing",)):
        found = run("new", *words, "--from", str(facts))
        assert found.code == 2
        assert "--from goes with a whole document" in found.said
