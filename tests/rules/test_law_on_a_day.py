"""The law of the day asked: each rule and each figure holds from its day on, to the day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.main import main
from perkins_rules.engine.evaluate import in_force
from perkins_rules.engine.question import Question
from tests.rules.conftest import EXAMPLES, built_in

PLAN = str(EXAMPLES / "sample-plan.yaml")
DATED = """pack here.dated "Dated" for state_plan extends federal.sources

parameter least_share
  is 1% from 2019-07-01  cite perkins 112(a)(2)
  is 2% from 2025-07-01  cite perkins 112(a)(2)

rule line-two "Line 2 has its share"
  cite perkins 112(a)(2)
  in force from 2019-07-01
  let share be least_share of budget.total_allocation.amount
  require budget.state_administration.amount is at least share
"""


Told = Callable[..., dict[str, Any]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs `perkins-rules check` and gives what the report holds about the one document."""

    def run(path: Path | str, *arguments: str) -> dict[str, Any]:
        main(["check", str(path), "--format", "json", "--show", "all", *arguments])
        document: dict[str, Any] = json.loads(capsys.readouterr().out)["documents"][0]
        return document

    return run


def comment_rules(document: dict[str, Any]) -> set[str]:
    return {f["rule"] for f in document["findings"] if f["rule"].startswith("federal.comment/")}


def test_a_rule_is_asked_from_its_first_day_on(told: Told) -> None:
    """The 1-year transition plan of 2019 went without the public comment of later plans."""
    before, after = told(PLAN, "--as-of", "2020-06-30"), told(PLAN, "--as-of", "2020-07-01")
    assert comment_rules(before) < comment_rules(after)


def test_every_dated_rule_starts_on_its_day_and_not_the_day_before() -> None:
    dated = [rule for rule in built_in().rules if rule.start is not None]
    assert dated
    for rule in dated:
        start = rule.start
        assert isinstance(start, date)
        edition = rule.editions[0] if rule.editions else "2025-01"
        profile = rule.profiles[0] if rule.profiles else "guide"
        assert in_force(rule, Question(start, edition, profile))
        assert not in_force(rule, Question(start - timedelta(days=1), edition, profile))


@pytest.mark.parametrize(
    ("day", "verdict"), [("2025-06-30", "pass"), ("2025-07-01", "fail"), ("2026-07-01", "fail")]
)
def test_a_figure_changes_on_its_day(tmp_path: Path, told: Told, day: str, verdict: str) -> None:
    (tmp_path / "dated.rules").write_text(DATED, encoding="utf-8")
    plan = json.loads((EXAMPLES / "sample-plan.json").read_text(encoding="utf-8"))
    plan["budget"]["total_allocation"]["amount"] = "10000000"
    plan["budget"]["state_administration"]["amount"] = "199999.99"
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    findings = told(path, "--rules", str(tmp_path), "--as-of", day)["findings"]
    assert [f["verdict"] for f in findings if f["rule"] == "here.dated/line-two"] == [verdict]


def test_rules_of_an_edition_belong_to_it_alone() -> None:
    of_2025 = {r.id for r in built_in().rules if r.editions == ("2025-01",)}
    assert of_2025
    asked = Question(date(2026, 7, 1), "2025-11")
    assert not {r.id for r in built_in().rules if in_force(r, asked)} & of_2025


def test_the_report_says_which_edition_and_that_it_was_not_read(told: Told) -> None:
    document = told(PLAN, "--edition", "2025-11")
    assert document["edition"] == "2025-11"
    assert "document/edition-not-read" in {f["rule"] for f in document["findings"]}
    assert told(PLAN)["edition"] == "2025-01"
