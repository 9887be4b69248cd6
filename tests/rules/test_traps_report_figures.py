"""The yearly report: figures that hide, lie out of bounds, or come before their time."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS
from tests.rules.reports import LEVELS_OF_REPORT, one_indicator, report_of

REPORT = "federal.performance_report"
PLANS = "federal.improvement_plans"
RANGE = "federal.definitions/percentages-in-range"
GROUPS = ["local_programs", "eligible_agency", "parents_and_students"]

either_report = pytest.mark.parametrize("level", LEVELS_OF_REPORT)


def failed(document: dict[str, Any], **asked: str) -> list[str]:
    return [f.rule for f in report(document, **asked).findings if f.verdict is Verdict.FAIL]


def missed(of: str, **plan: Any) -> dict[str, Any]:
    """A report with one indicator below 90 percent of its level, and its improvement plan."""
    return one_indicator(of, level="90%", actual={"value": "80.99%"}, improvement_plan=plan)


@either_report
@pytest.mark.parametrize("state", ["VT", "MN"])
def test_improvement_90_a_figure_marked_as_suppressed_and_shown_is_tested(
    level: str, state: str
) -> None:
    rule = f"federal.improvement/{level}-ninety-percent"
    shown = one_indicator(level, level="90%", actual={"value": "80.99%", "suppressed": True})
    hidden = one_indicator(level, level="90%", actual={"suppressed": True})
    for document, expected in ((shown, FAIL), (hidden, OPEN)):
        document["state"] = {"code": state}
        assert verdicts(document, rule) == expected


def test_improvement_local_contents_groups_tell_who_was_consulted_and_names_do_not() -> None:
    texts = {"started": "2027-09-01", "gap_analysis": "By group.", "actions": "Tutors."}
    by_groups = missed("local", **texts, consulted_groups=GROUPS)
    by_names = missed("local", **texts, consulted=["The board"])
    assert verdicts(by_groups, f"{PLANS}/local-plan-contents") == PASS
    assert verdicts(by_groups, f"{PLANS}/local-plan-consultation") == PASS
    # Names as texts are for a person to judge: the review asks who was consulted.
    assert verdicts(by_names, f"{PLANS}/local-plan-consultation") == NOT_APPLICABLE


@either_report
def test_improvement_plan_does_not_end_before_it_starts(level: str) -> None:
    rule = f"{PLANS}/plan-days-in-order"
    assert verdicts(missed(level, started="2027-09-01", ended="2027-09-01"), rule) == PASS
    assert verdicts(missed(level, started="2027-09-01", ended="2027-08-31"), rule) == FAIL


def test_improvement_frozen_a_change_without_a_day_is_open() -> None:
    document = missed("local", started="2027-09-01")
    document["indicators"][0]["level_changes"] = [{"fiscal_year": 2027, "level": "80%"}]
    assert verdicts(document, f"{PLANS}/no-change-to-ask-for") == OPEN


@either_report
@pytest.mark.parametrize("figure", ["level", "actual.value"])
@pytest.mark.parametrize(
    ("value", "expected"), [("100%", PASS), ("100.01%", FAIL), ("0%", PASS), ("-0.01%", FAIL)]
)
def test_report_progress_percentages_lie_between_0_and_100(
    level: str, figure: str, value: str, expected: list[str]
) -> None:
    fields: dict[str, Any] = {"level": value} if figure == "level" else {"actual": {"value": value}}
    assert verdicts(one_indicator(level, **fields), RANGE) == expected
    assert verdicts(one_indicator(level, "5S4", unit="number", **fields), RANGE) == NOT_APPLICABLE


@either_report
@pytest.mark.parametrize(("filed", "expected"), [("2027-07-01", PASS), ("2027-06-30", FAIL)])
def test_report_progress_is_filed_after_the_year(
    level: str, filed: str, expected: list[str]
) -> None:
    assert (
        verdicts(report_of(level, {"filed": filed}), f"{REPORT}/filed-after-the-year") == expected
    )


@either_report
def test_report_progress_the_figure_of_all_concentrators_is_owed_though_it_is_small(
    level: str,
) -> None:
    """Small counts excuse the disaggregation alone; what a recipient hides stays open."""
    document = report_of(level)
    for indicator in document["indicators"]:
        indicator["actual"] = {"suppressed": True}
    states = [f"{REPORT}/actual-given"] * len(document["indicators"]) if level == "state" else []
    assert [rule for rule in failed(document) if rule == f"{REPORT}/actual-given"] == states
    assert "cannot_determine" in verdicts(document, f"federal.improvement/{level}-ninety-percent")
    assert report(document).verdict in (Verdict.FAIL, Verdict.CANNOT_DETERMINE)


@either_report
def test_report_progress_counts_without_a_percentage_are_a_figure(level: str) -> None:
    counts = {"numerator": 8099, "denominator": 10000}
    document = one_indicator(level, level="90%", actual=counts)
    assert verdicts(document, f"{REPORT}/actual-given") == PASS
    assert verdicts(document, f"federal.improvement/{level}-ninety-percent") == FAIL


@pytest.mark.parametrize("rows", [["5S4"], []])
@either_report
def test_report_progress_a_quality_indicator_of_the_law_is_owed(
    level: str, rows: list[str]
) -> None:
    document = report_of(level)
    kept = [i for i in document["indicators"] if not i["code"].startswith("5S")]
    document["indicators"] = [*kept, *({"code": code, "name": "Capstone"} for code in rows)]
    assert f"{REPORT}/quality-indicator" in failed(document)


def test_report_progress_a_recipient_of_postsecondary_students_owes_no_quality_indicator() -> None:
    document = one_indicator("local", "1P1", level="80%", actual={"value": "80%"})
    assert verdicts(document, f"{REPORT}/quality-indicator") == NOT_APPLICABLE


@either_report
@pytest.mark.parametrize("code", ["6S1", "4P1", "lS1"])
def test_spec_other_a_code_of_the_former_act_is_told(level: str, code: str) -> None:
    rule = "federal.definitions/codes-known"
    assert verdicts(one_indicator(level, code), rule) == FAIL


@pytest.mark.parametrize("code", ["1S1", "2S1", "2S2", "2S3", "3S1", "4S1"])
def test_report_progress_a_recipient_leaves_no_indicator_out(code: str) -> None:
    document = report_of("local")
    document["indicators"] = [i for i in document["indicators"] if i["code"] != code]
    assert failed(document) == [f"{REPORT}/recipient-secondary-indicators"]


@either_report
def test_report_dissemination_names_students_parents_and_educators(level: str) -> None:
    rule = f"{REPORT}/published-widely"
    assert verdicts(report_of(level), rule) == PASS
    assert verdicts(report_of(level, {"publication.audiences": ["public"]}), rule) == FAIL
    assert verdicts(report_of(level, {"publication.audiences": None}), rule) == OPEN
    without_public = {"publication.audiences": ["students", "parents", "educators"]}
    expected = PASS if level == "state" else FAIL
    assert verdicts(report_of(level, without_public), rule) == expected


def test_data_spec_and_window_are_the_guides_and_not_the_statutes() -> None:
    changes = {"filed": "2028-02-01", "indicators.1S1.counted_as_specified": False}
    document = report_of("state", changes)
    guides = ["federal.definitions/counted-as-specified", f"{REPORT}/filing-window"]
    assert sorted(failed(document, edition="2025-01")) == guides
    assert sorted(failed(document, edition="2025-01", profile="strict")) == guides
    assert failed(document, edition="2025-01", profile="statute") == []
    assert failed(document) == []


def test_the_statute_holds_the_percentage_against_the_counts_as_well() -> None:
    document = report_of("state", {"indicators.1S1.actual.value": "88.8%"})
    specified = "federal.specifications/four-year-graduation-percentage"
    assert failed(document, edition="2025-01") == [specified]
    general = ["federal.definitions/percentage-of-counts"]
    assert failed(document) == failed(document, profile="statute") == general
