"""The law of the day asked: each rule and each figure holds from its day on, to the day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.main import main
from perkins_rules.check.tree import LawSource
from perkins_rules.engine.editions import edition_on
from perkins_rules.engine.evaluate import in_force
from perkins_rules.engine.question import STAND_IN_EDITION, Question
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


# ---------------------------------------------------------------- the edition by the day of filing

BEFORE, AFTER = "2025-11-16", "2025-11-17"
FILED = {
    "state_plan": "submission: {date: DAY, fiscal_years: [2026]}",
    "local_application": "submission: {date: DAY, fiscal_years: [2026]}",
    "local_levels": "submission: {date: DAY}",
    "performance_report": "filed: DAY",
    "improvement_plan": "filed: DAY",
    "admissions_review": "filed: DAY",
    "voluntary_compliance_plan": "filed: DAY",
}


@pytest.mark.parametrize(("day", "edition"), [(BEFORE, "2025-01"), (AFTER, "2025-11")])
@pytest.mark.parametrize("kind", FILED)
def test_it_goes_by_the_day_of_filing_whatever_the_document(
    told: Told, tmp_path: Path, kind: str, day: str, edition: str
) -> None:
    path = tmp_path / "filed.yaml"
    path.write_text(f"document: {kind}\n{FILED[kind]}\n".replace("DAY", day), encoding="utf-8")
    document = told(path)
    assert document["edition"] == edition
    filed = {BEFORE: "16 November 2025", AFTER: "17 November 2025"}[day]
    assert document["edition_reason"].endswith(f", by the day of filing ({filed})")


def test_it_is_that_of_the_day_asked_about_where_no_day_of_filing_is_said(
    told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "open.yaml"
    path.write_text("document: state_plan\nsubmission: {fiscal_years: [2025]}\n", encoding="utf-8")
    unsaid = "as no day of filing is given"
    for words, edition, day in (
        ([], "2025-01", "1 July 2025"),
        (["--as-of", BEFORE], "2025-01", "16 November 2025"),
        (["--as-of", AFTER], "2025-11", "17 November 2025"),
    ):
        document = told(path, *words)
        assert document["edition"] == edition
        assert document["edition_reason"].endswith(f"by the day asked about ({day}), {unsaid}")


def test_what_is_asked_for_comes_before_the_day(told: Told, tmp_path: Path) -> None:
    filed = "submission: {date: 2025-11-17, fiscal_years: [2026]}\n"
    path = tmp_path / "filed.yaml"
    path.write_text(f"document: state_plan\n{filed}", encoding="utf-8")
    assert told(path, "--edition", "2025-01")["edition"] == "2025-01"
    (tmp_path / "perkins.yaml").write_text("edition: 2025-01\n", encoding="utf-8")
    document = told(path)
    assert document["edition"] == "2025-01"
    assert document["edition_reason"] == "in force until 16 November 2025, as asked for"
    assert told(path, "--as-of", "2019-07-01", "--edition", "2025-11")["edition"] == "2025-11"


def test_the_report_says_what_differs_and_that_it_was_not_read(told: Told) -> None:
    document = told(PLAN)
    assert document["edition"] == "2025-11"
    assert document["edition_reason"].startswith("in force since 17 November 2025, ")
    told_of = document["edition_change"]
    assert "is without the specifications of numerators and denominators" in told_of
    assert told_of.endswith("Its text was not read for these rules.")
    assert "not read" not in told(PLAN, "--edition", "2025-01")["edition_change"]


def test_an_edition_without_a_day_is_the_one_before_those_with_one() -> None:
    def source(edition: str | None, start: date | None) -> LawSource:
        return LawSource(
            name="", pack="", kind="guide", title="", label="", edition=edition, start=start,
            changes="", code=None, reviewed_to=None,
        )  # fmt: skip

    new, old = source("2031-02", date(2031, 2, 3)), source("2030-01", date(2030, 1, 2))
    both = {"law": source(None, None), "new": new, "old": old}
    assert edition_on(both, date(2031, 2, 2)) == "2030-01"
    assert edition_on(both, date(2031, 2, 3)) == "2031-02"
    assert edition_on(both, date(2029, 1, 1)) == "2030-01"
    assert edition_on({**both, "first": source("2025-01", None)}, date(2029, 1, 1)) == "2025-01"
    assert edition_on({}, date(2029, 1, 1)) == STAND_IN_EDITION


@pytest.mark.parametrize("kind", FILED)
def test_a_day_of_filing_that_cannot_be_read_is_not_said_to_be_lacking(
    told: Told, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "unread.yaml"
    text = f"document: {kind}\n{FILED[kind]}\n".replace("DAY", "next week")
    path.write_text(text, encoding="utf-8")
    reason = told(path)["edition_reason"]
    assert reason.endswith("as the day of filing could not be read")
