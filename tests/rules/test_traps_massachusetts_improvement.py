"""Improvement plans, by the law and by Massachusetts: the readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import findings, full_report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS, REVIEW
from tests.rules.massachusetts_plans import (
    failing,
    improvement_plan,
    parties,
    requirements_failed,
    severity_of,
    told,
    whole_report,
    without,
)

CONTENTS = "federal.improvement_plan/gaps-and-actions"
LOCAL_TEST = "federal.improvement_plan/plan-is-due"
STATE_TEST = "ma.improvement/plan-is-due-by-state-level"
REPORTED = "ma.performance_report/plan-below-state-level"
FUND_CODE = "ma.improvement/fund-code"
CODE_OF_LEVEL = "ma.improvement/fund-code-of-level"
CODES = "ma.improvement/indicators-of-the-state"
IN_TIME = "ma.improvement/consulted-in-time"
LEVELS = {"indicators.2S2.state_level": "40", "indicators.2S2.local_level": "30"}
COUNTS = {"indicators.2S2.actual.numerator": None, "indicators.2S2.actual.denominator": None}


def reached(value: str, **more: Any) -> dict[str, Any]:
    """The plan with one indicator, held against a State level of 40 and a local level of 30."""
    changes = {**LEVELS, **COUNTS, "indicators.2S2.actual.value": value, **more}
    document = improvement_plan(changes)
    document["indicators"] = [i for i in document["indicators"] if i["code"] == "2S2"]
    return document


def reported(**row: Any) -> dict[str, Any]:
    """A recipient's performance report with one indicator."""
    return {
        "document": "performance_report",
        "state": {"code": "MA"},
        "reporting_level": "local",
        "fiscal_year": 2025,
        "indicators": [{"code": "2S2", **row}],
    }


# ------------------------------------------------------------------ examples


def test_the_example_has_no_error() -> None:
    assert whole_report("massachusetts-improvement-plan").verdict == "needs_review"
    assert told("massachusetts-improvement-plan") == [("info", LOCAL_TEST)]


def test_the_planted_errors_are_found_and_nothing_else() -> None:
    assert sorted(told("massachusetts-improvement-plan-with-errors")) == sorted(
        [
            ("error", "federal.improvement_plan/starts-in-time"),
            ("error", FUND_CODE),
            ("error", CONTENTS),
            ("error", CONTENTS),
            ("error", CODES),
            ("info", LOCAL_TEST),
            ("error", "federal.improvement_plan/local-programs"),
            ("error", "ma.improvement/postsecondary-programs"),
            ("error", "ma.improvement/special-populations"),
            ("error", IN_TIME),
            ("error", "ma.improvement/tribes"),
            ("info", "ma.quality_support/teaching-metrics"),
            ("warning", "ma.quality_support/action-plan"),
        ]
    )


# ------------------------------------------------------------------ State level and local level


def test_ma_improvement_90_compares_with_the_state_level_the_law_with_the_local_one() -> None:
    between = reached("35.99")
    assert (verdicts(between, STATE_TEST), verdicts(between, LOCAL_TEST)) == (PASS, FAIL)
    row = {"level": "30", "state_level": "40", "actual": {"value": "35.99"}}
    assert verdicts(reported(**row), REPORTED) == FAIL
    row["improvement_plan"] = {"started": "2026-11-02"}
    assert verdicts(reported(**row), REPORTED) == PASS


def test_ma_improvement_90_is_of_the_level_and_exactly_90_percent_meets_it() -> None:
    assert verdicts(reported(state_level="40", actual={"value": "36.00"}), REPORTED) == PASS
    assert verdicts(reported(state_level="40", actual={"value": "35.99"}), REPORTED) == FAIL
    assert verdicts(reached("36.00"), STATE_TEST) == FAIL


def test_ma_improvement_90_is_settled_by_the_counts_where_they_are_given() -> None:
    rounded_up = {"value": "36.0", "numerator": "3599", "denominator": "10000"}
    assert verdicts(reported(state_level="40", actual=rounded_up), REPORTED) == FAIL


def test_a_local_level_missed_above_the_state_test_still_needs_a_plan() -> None:
    changes = {"indicators.2S2.local_level": "45", "indicators.2S2.gap_analysis": None}
    document = reached("38", **changes)
    assert verdicts(document, LOCAL_TEST) == PASS
    assert verdicts(document, STATE_TEST) == FAIL
    assert "improvement-local-contents" in requirements_failed(document, "error")


def test_improvement_local_contents_another_state_needs_the_first_group_alone() -> None:
    document = improvement_plan({"state": {"code": "VT", "name": "Vermont"}})
    for group in ("postsecondary", "parents_and_students", "special_populations"):
        document = without(document, group)
    assert not [rule for rule in failing(document) if rule.startswith("ma.")]
    assert not requirements_failed(document, "error")
    assert requirements_failed(without(document, "local_programs"), "error") == {
        "improvement-local-contents"
    }


# ------------------------------------------------------------------ indicators and grant


@pytest.mark.parametrize("code", ["3S1", "4S1"])
def test_ma_improvement_indicators_go_by_code_whatever_the_page_calls_them(code: str) -> None:
    document = improvement_plan({"indicators.2S2.name": "Post-Secondary Placement"})
    document["indicators"] = [{**document["indicators"][0], "code": code}]
    assert verdicts(document, CODES) == PASS


def test_ma_improvement_indicators_are_those_of_the_secondary_grant_only() -> None:
    postsecondary = {"grant.level": "postsecondary", "grant.fund_code": "401"}
    document = improvement_plan(postsecondary)
    document["indicators"] = [{**document["indicators"][0], "code": "1P1"}]
    assert verdicts(document, CODES) == NOT_APPLICABLE
    assert verdicts(document, FUND_CODE) == verdicts(document, CODE_OF_LEVEL) == PASS
    document["grant"]["level"] = "secondary"
    assert verdicts(document, CODES) == FAIL


def test_ma_improvement_fund_code_0426_is_the_alignment_grant() -> None:
    document = improvement_plan({"grant.fund_code": "0426"})
    assert verdicts(document, FUND_CODE) == FAIL
    assert "another grant" in findings(document, FUND_CODE)[0].message
    assert verdicts(document, CODE_OF_LEVEL) == NOT_APPLICABLE
    swapped = improvement_plan({"grant.fund_code": "401"})
    assert (verdicts(swapped, FUND_CODE), verdicts(swapped, CODE_OF_LEVEL)) == (PASS, FAIL)


# ------------------------------------------------------------------ consultation


@pytest.mark.parametrize(
    ("number", "group"),
    [
        (1, "local_programs"),
        (2, "postsecondary"),
        (3, "workforce_boards_and_businesses"),
        (4, "parents_and_students"),
        (4, "special_populations"),
        (5, "youth_agencies"),
        (7, "eligible_agency"),
        (7, "other_agencies"),
    ],
)
def test_ma_improvement_consult_each_group_is_asked_for(number: int, group: str) -> None:
    document = without(improvement_plan(), group)
    assert f"ma-improvement-consult-{number}" in requirements_failed(document, "error")


def test_ma_improvement_consult_4_has_two_parts() -> None:
    assert "ma.improvement/parents-and-students" not in failing(improvement_plan())
    document = improvement_plan()
    parties(document)["parents_and_students"]["includes"] = ["parents"]
    assert "ma.improvement/parents-and-students" in failing(document)
    document = without(improvement_plan(), "special_populations")
    assert "ma.improvement/special-populations" in failing(document)
    assert "ma.improvement/parents-and-students" not in failing(document)


def test_ma_improvement_consult_6_is_an_error_where_there_are_tribes_and_asked_where_not() -> None:
    rule = "ma.improvement/tribes"
    assert verdicts(improvement_plan(), rule) == NOT_APPLICABLE
    assert verdicts(improvement_plan({"consultation.tribes_served": "yes"}), rule) == FAIL
    assert severity_of("improvement", "tribes") == "error"
    assert verdicts(improvement_plan(), "ma.improvement/tribes-where-applicable") == REVIEW


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("indicators.2S2.gap_analysis", "federal.improvement_plan/texts-say-something"),
        ("indicators.2S2.actions", "federal.improvement_plan/texts-say-something"),
        ("consultation.continues", "ma.improvement/consultation-goes-on"),
        ("quality_support.goals.0.target_metric", "ma.quality_support/action-plan"),
        ("quality_support.goals.0.tasks.school", "ma.quality_support/action-plan"),
    ],
)
def test_a_text_that_holds_a_place_counts_as_not_given(path: str, rule: str) -> None:
    assert FAIL[0] in verdicts(improvement_plan({path: "See attached"}), rule)


def test_an_invitation_that_was_declined_is_put_to_a_person() -> None:
    document = improvement_plan({"quality_support.response": "declined"})
    assert verdicts(document, "ma.quality_support/declined-with-a-plan") == REVIEW
    assert verdicts(document, "ma.quality_support/declined-without-goals") == FAIL


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-06-30"], FAIL),
        (["2026-07-01"], PASS),
        (["2027-06-30"], PASS),
        (["2027-07-01"], FAIL),
        (["2026-06-30", "2026-09-01"], PASS),
    ],
)
def test_ma_improvement_timing_is_the_first_program_year_after(
    days: list[str], expected: list[str]
) -> None:
    entry = {"group": "tribes", "dates": days}
    document = improvement_plan({"consultation.parties": [entry]})
    assert verdicts(document, IN_TIME) == expected


# ------------------------------------------------------------------ the Quality Support System


def test_ma_qss_thirteen_metrics_in_three_groups() -> None:
    listed = {
        "post_graduation_readiness": [
            "industry_credential",
            "cooperative_and_work_based_learning",
            "masscore_completion",
            "advanced_courses",
            "graduation_rate",
        ],
        "teaching_and_learning": [
            "english_proficiency",
            "mathematics_proficiency",
            "science_proficiency",
            "student_teacher_ratio_and_licensure",
        ],
        "post_graduation_planning": [
            "program_retention",
            "dropout_rate",
            "mycap_participation",
            "postsecondary_placement",
        ],
    }
    metrics = [{"name": m, "group": group} for group, names in listed.items() for m in names]
    document = improvement_plan({"quality_support.metrics": metrics})
    rules = [f"ma.quality_support/{part}-metrics" for part in ("readiness", "teaching", "planning")]
    assert [len(verdicts(document, rule)) for rule in rules] == [5, 4, 4]
    assert all(set(verdicts(document, rule)) == {"pass"} for rule in rules)


def test_ma_qss_decline_documentation_may_be_asked_for() -> None:
    rule = "ma.quality_support/declined"
    declined = {"quality_support.response": "declined", "quality_support.goals": None}
    document = improvement_plan(declined)
    assert verdicts(document, rule) == FAIL
    assert severity_of("quality_support", "declined") == "warning"
    assert "may" in findings(document, rule)[0].message
    for metric in document["quality_support"]["metrics"]:
        metric["legal_requirement"] = "no"
    assert verdicts(document, rule) == NOT_APPLICABLE


def test_nothing_is_asked_about_quality_support_without_an_invitation() -> None:
    found = full_report(improvement_plan({"quality_support": None})).findings
    asked = [f for f in found if f.rule.startswith("ma.quality_support/")]
    assert {f.verdict.value for f in asked} == {"not_applicable"}


def test_a_figure_that_is_shown_counts_though_it_is_called_suppressed() -> None:
    shown = {"value": "35.99", "suppressed": "yes"}
    assert verdicts(reported(state_level="40", actual=shown), REPORTED) == FAIL
    hidden = reported(state_level="40", actual={"suppressed": "yes"})
    assert verdicts(hidden, REPORTED) == OPEN
