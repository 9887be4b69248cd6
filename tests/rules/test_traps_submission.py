"""The submission as a whole: the readings that go wrong most easily, and a failing document for
each requirement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, verdicts
from tests.rules.declarations import severity
from tests.rules.filings import (
    BUDGET_ONLY,
    FAIL,
    INSIDE_PLAN,
    LEVELS_ONLY,
    NARRATIVE,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    REVIEW,
    cited,
    failed_for,
    message,
)

OPTION = "federal.cover/kind-of-submission/submission.option"
CONSULTATION = "federal.consultation/process/narrative.consultation_process"
LABELS = "federal.submission/years-named-by-their-start"
FOUR_YEARS = "federal.submission/plan-covers-four-years"
EVERY_YEAR = "federal.submission/levels-for-each-plan-year"
BUDGET_YEAR = "federal.submission/budget-for-first-year"
PERIOD_END = "federal.submission/new-plan-before-period-ends"
LATER_DATE = "federal.submission/secretary-allows-later-date"
IN_TIME = "federal.submission/submitted-in-time"
BY_THE_CLOCK = "federal.submission/submitted-by-the-clock"
PORTAL = "federal.submission/through-the-portal"
RESPONSE = "federal.accountability/comments-on-levels/performance.response"

# ------------------------------------------------------------------ which option


@pytest.mark.parametrize("part", ["performance", "narrative.vision_and_goals"])
def test_submission_option_declared_two_boxes_are_one_option(part: str) -> None:
    document = plan({**INSIDE_PLAN, "submission.revises": [part]})
    assert verdicts(document, OPTION) == PASS
    assert verdicts(document, "federal.cover/some-box-fits") == PASS


@pytest.mark.parametrize(
    ("years", "expected"),
    [([2020, 2021, 2022, 2023], NOT_APPLICABLE), ([2024, 2025, 2026, 2027], FAIL), (None, FAIL)],
)
def test_submission_option_declared_only_after_the_first_plan(
    years: list[int] | None, expected: list[str]
) -> None:
    document = plan({"submission.option": None, "submission.fiscal_years": years})
    assert verdicts(document, OPTION) == expected


# ------------------------------------------------------------------ fiscal years


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-06-30", PASS), ("2026-07-01", PASS), ("2025-06-30", FAIL), ("2025-07-01", PASS)],
)
def test_fiscal_year_convention_starts_in_july_not_october(day: str, expected: list[str]) -> None:
    assert verdicts(plan({"submission.date": day}), LABELS) == expected


def test_fiscal_year_convention_named_by_its_end() -> None:
    years = {"submission.fiscal_years": [2027, 2028, 2029, 2030]}
    assert verdicts(plan(years), LABELS) == FAIL
    assert severity("submission", "years-named-by-their-start") == "warning"


def test_fiscal_year_convention_form_may_start_a_year_before_the_data_specifications() -> None:
    years = {"submission.fiscal_years": [2025, 2026, 2027, 2028]}
    assert verdicts(plan({**years, "submission.date": "2025-02-28"}), LABELS) == PASS


# ------------------------------------------------------------------ a new plan

NEW_PARTS = {
    "cover_page": "parts-of-every-filing",
    "forms": "parts-of-every-filing",
    "narrative": "descriptions",
    "fiscal_responsibility": "descriptions",
    "accountability": "descriptions",
    "assurances": "assurances-and-certifications",
    "certifications": "assurances-and-certifications",
}


@pytest.mark.parametrize(("part", "table"), NEW_PARTS.items())
def test_option1_contents_each_part_is_filed_again(part: str, table: str) -> None:
    rule = f"federal.submission/{table}/{part}"
    assert verdicts(plan(), rule) == PASS
    assert verdicts(plan({part: None}), rule) == FAIL


def test_option1_contents_changed_narratives_alone_are_not_enough() -> None:
    document = plan(
        narrative={"vision_and_goals": "Seven in ten adults hold a credential by 2032."}
    )
    assert "federal.narrative/vision/narrative.workforce_summary" in failed_rules(document)


def test_option1_sdpl_all_years_tests_the_years_and_not_the_cells() -> None:
    indicators = plan()["performance"]["indicators"]
    indicators[0]["levels"].pop()
    document = plan({"performance.indicators": indicators})
    assert verdicts(document, FOUR_YEARS) == PASS
    assert verdicts(document, EVERY_YEAR) == PASS * 4


def test_option1_sdpl_all_years_a_year_without_any_level_fails() -> None:
    indicators = plan()["performance"]["indicators"]
    for indicator in indicators:
        if "levels" in indicator:
            indicator["levels"].pop()
    document = plan({"performance.indicators": indicators})
    assert sorted(verdicts(document, EVERY_YEAR)) == FAIL + PASS * 3


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2026, 2027, 2028, 2029], PASS),
        ([2029, 2028, 2027, 2026], PASS),
        ([2026, 2027, 2028], FAIL),
        ([2026, 2027, 2028, 2030], FAIL),
        ([2026, 2027, 2028, 2029, 2030], FAIL),
        ([2026, 2026, 2027, 2029], FAIL),
        (None, OPEN),
    ],
)
def test_cover_submission_years_are_four_in_a_row(
    years: list[int] | None, expected: list[str]
) -> None:
    document = plan({"submission.fiscal_years": years})
    assert verdicts(document, FOUR_YEARS) == expected


@pytest.mark.parametrize(("years", "expected"), [([2027], PASS), ([2027, 2028], FAIL)])
def test_cover_submission_years_of_a_revision_are_one(
    years: list[int], expected: list[str]
) -> None:
    document = plan({**LEVELS_ONLY, "submission.fiscal_years": years})
    assert verdicts(document, "federal.submission/revision-covers-one-year") == expected


def test_cover_submission_years_not_given() -> None:
    document = plan({"submission.fiscal_years": None})
    assert verdicts(document, "federal.cover/years-covered/submission.fiscal_years") == FAIL


@pytest.mark.parametrize(
    ("year", "expected"), [(2026, PASS), (2025, FAIL), (2027, FAIL), (None, OPEN)]
)
def test_option1_budget_one_year_is_the_first(year: int | None, expected: list[str]) -> None:
    assert verdicts(plan({"budget.fiscal_year": year}), BUDGET_YEAR) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-02", PASS), ("2026-03-03", FAIL), ("2026-07-15", FAIL), (None, OPEN)],
)
def test_option1_deadline_120_days_before_the_period_ends(
    day: str | None, expected: list[str]
) -> None:
    document = plan({"submission.date": day, "submission.due_date": None})
    assert verdicts(document, PERIOD_END) == expected


def test_option1_deadline_120_days_in_a_leap_year() -> None:
    leap = {
        "submission.fiscal_years": [2028, 2029, 2030, 2031],
        "submission.preceding_period_end": "2028-06-30",
        "submission.due_date": None,
    }
    assert verdicts(plan({**leap, "submission.date": "2028-03-02"}), PERIOD_END) == PASS
    assert verdicts(plan({**leap, "submission.date": "2028-03-03"}), PERIOD_END) == FAIL


def test_option1_deadline_120_days_the_secretarys_date_governs() -> None:
    document = plan({"submission.date": "2026-05-15", "submission.due_date": "2026-05-15"})
    assert verdicts(document, PERIOD_END) == NOT_APPLICABLE
    assert verdicts(document, LATER_DATE) == FAIL
    assert severity("submission", "secretary-allows-later-date") == "info"


def test_option1_deadline_120_days_is_not_the_clock_for_approval() -> None:
    assert cited("submission", "new-plan-before-period-ends") == ["122(a)(5)", "Option 1"]


def test_option1_deadline_120_days_not_after_years_of_annual_filings() -> None:
    between = {"submission.preceding_period_end": "2024-06-30", "submission.due_date": None}
    assert verdicts(plan(between), PERIOD_END) == NOT_APPLICABLE


def test_option1_item_iia_under_either_of_its_names() -> None:
    document = plan({"narrative.consultation_process": None})
    assert verdicts(document, CONSULTATION) == FAIL


def test_option1_item_d5_is_reported_once() -> None:
    document = plan({"performance.response": None})
    assert failed_for(document)["option1-item-d5"] == [RESPONSE]
    assert failed_for(document)["sdpl-comment-response"] == [RESPONSE]


# ------------------------------------------------------------------ parts that every filing holds


def test_contents_narratives_a_revision_holds_what_it_revises() -> None:
    rule = "federal.submission/descriptions/narrative"
    assert verdicts(plan({**NARRATIVE, "narrative": None}), rule) == FAIL
    assert verdicts(plan({**LEVELS_ONLY, "narrative": None}), rule) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("filing", "assurances", "forms"),
    [
        ({}, FAIL, FAIL),
        (NARRATIVE, FAIL, FAIL),
        (LEVELS_ONLY, NOT_APPLICABLE, FAIL),
        (BUDGET_ONLY, NOT_APPLICABLE, FAIL),
    ],
)
def test_contents_assurances_forms_each_comes_with_its_own_filings(
    filing: dict[str, Any],
    assurances: list[str],
    forms: list[str],
) -> None:
    document = plan({**filing, **dict.fromkeys(("assurances", "certifications", "forms"))})
    for part in ("assurances", "certifications"):
        rule = f"federal.submission/assurances-and-certifications/{part}"
        assert verdicts(document, rule) == assurances
    assert verdicts(document, "federal.submission/parts-of-every-filing/forms") == forms


def test_contents_budget_is_reported_once() -> None:
    failed = failed_for(plan(budget=None))
    assert len(failed["contents-budget"]) == 1
    assert failed["contents-budget"] == failed["budget-present"]


# ------------------------------------------------------------------ when and how


@pytest.mark.parametrize(
    ("day", "time", "in_time", "by_the_clock"),
    [
        ("2026-05-14", "23:59", PASS, NOT_APPLICABLE),
        ("2026-05-15", "17:00", PASS, PASS),
        ("2026-05-15", "17:01", PASS, FAIL),
        ("2026-05-15", "18:00", PASS, FAIL),
        ("2026-05-15", "18:01", FAIL, NOT_APPLICABLE),
        ("2026-05-16", "09:00", FAIL, NOT_APPLICABLE),
        ("2026-05-15", None, OPEN, OPEN),
    ],
)
def test_submission_deadline_printed_standard_time_leaves_an_hour_in_summer(
    day: str,
    time: str | None,
    in_time: list[str],
    by_the_clock: list[str],
) -> None:
    when = {"submission.date": day, "submission.time": time, "submission.due_date": "2026-05-15"}
    assert verdicts(plan(when), IN_TIME) == in_time
    assert verdicts(plan(when), BY_THE_CLOCK) == by_the_clock
    assert severity("submission", "submitted-by-the-clock") == "warning"


@pytest.mark.parametrize(("time", "expected"), [("17:00", PASS), ("17:01", FAIL)])
def test_submission_deadline_has_no_such_hour_in_winter(time: str, expected: list[str]) -> None:
    when = {
        "submission.date": "2026-02-27",
        "submission.due_date": "2026-02-27",
        "submission.time": time,
    }
    assert verdicts(plan(when), IN_TIME) == expected


def test_submission_deadline_is_given_by_the_document() -> None:
    late = {"submission.date": "2026-05-10"}
    assert verdicts(plan({**late, "submission.due_date": None}), IN_TIME) == OPEN
    assert verdicts(plan({**late, "submission.due_date": "2026-05-09"}), IN_TIME) == FAIL


@pytest.mark.parametrize(("day", "expected"), [("2026-04-01", PASS), ("2026-04-02", OPEN)])
def test_submission_deadline_without_a_date_is_three_months_before_the_funds(
    day: str, expected: list[str]
) -> None:
    document = plan({"submission.date": day, "submission.due_date": None})
    assert verdicts(document, IN_TIME) == expected


def test_submission_deadline_a_late_plan_is_not_void() -> None:
    told = message(plan({"submission.date": "2026-05-16"}), IN_TIME)
    assert "not void" in told
    assert "obligate" in told


def test_submission_portal_cites_the_paragraph_that_the_guide_misprints() -> None:
    assert "76.720(c)" in cited("submission", "through-the-portal")


@pytest.mark.parametrize(
    ("filing", "included", "expected"),
    [
        (NARRATIVE, True, NOT_APPLICABLE),
        (NARRATIVE, False, FAIL),
        (LEVELS_ONLY, True, FAIL),
        (BUDGET_ONLY, True, FAIL),
    ],
)
def test_submission_portal_text_of_a_combined_plan_goes_elsewhere(
    filing: dict[str, Any], included: bool, expected: list[str]
) -> None:
    portal = {"submission.through_portal": False, "submission.wioa_combined.included": included}
    assert verdicts(plan({**filing, **portal}), PORTAL) == expected


def test_wioa_combined_option_skips_no_rule() -> None:
    combined = {"submission.wioa_combined": {"included": True, "year": 2026}}
    wrong = {"narrative.workforce_summary": None, "assurances.equipment": False}
    assert failed_rules(plan({**combined, **wrong})) == failed_rules(plan(wrong))
    assert verdicts(plan(combined), "federal.submission/combined-plan-holds-all") == REVIEW
