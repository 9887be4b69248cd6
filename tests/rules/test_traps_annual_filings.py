"""Annual filings, inside an approved plan and in place of a new one: the readings that go wrong
most easily."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, report, verdicts
from tests.rules.declarations import severity
from tests.rules.filings import (
    AMENDMENT,
    ANNUAL,
    BUDGET_ONLY,
    FAIL,
    INSIDE_PLAN,
    LEVELS_ONLY,
    NARRATIVE,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    PERIOD_OVER,
    failed_for,
)

CONSULTATION = "federal.consultation/process/narrative.consultation_process"
BUDGET_ALONE = "federal.submission/budget-only-filing"
RESPONSE = "federal.accountability/comments-on-levels/performance.response"
FORM = "federal.levels/form/performance.indicators"

# ------------------------------------------------------------------ amendments


@pytest.mark.parametrize(
    ("revises", "expected"),
    [
        (["narrative.educators"], FAIL),
        (["fiscal_responsibility"], FAIL),
        (["assurances.equipment"], FAIL),
        (["performance"], NOT_APPLICABLE),
        (["performance", "accountability.levels_procedure"], NOT_APPLICABLE),
        ([], NOT_APPLICABLE),
    ],
)
def test_option1_later_amendment_information_or_assurances_trigger_it(
    revises: list[str], expected: list[str]
) -> None:
    changed = {**AMENDMENT, "submission.revises": revises, "narrative.consultation_process": None}
    assert verdicts(plan(changed), CONSULTATION) == expected


# ------------------------------------------------------------------ an annual filing


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        ({**INSIDE_PLAN, "submission.revises": []}, NOT_APPLICABLE),
        ({**PERIOD_OVER, "submission.revises": []}, FAIL),
        ({**INSIDE_PLAN, "submission.revises": ["performance"]}, FAIL),
        (
            {
                **INSIDE_PLAN,
                "submission.revises": [],
                "submission.plan_in_force": None,
                "submission.running_plan_years": [2022, 2023, 2024, 2025],
            },
            FAIL,
        ),
        (
            {
                **PERIOD_OVER,
                "submission.revises": [],
                "submission.plan_in_force": None,
                "submission.preceding_period_end": "2027-06-30",
            },
            FAIL,
        ),
        (
            {
                **PERIOD_OVER,
                "submission.revises": [],
                "submission.plan_in_force": None,
                "submission.preceding_period_end": "2030-06-30",
            },
            NOT_APPLICABLE,
        ),
        ({**PERIOD_OVER, "submission.revises": [], "submission.plan_in_force": None}, OPEN),
        (
            {
                **PERIOD_OVER,
                "submission.revises": [],
                "submission.plan_in_force": True,
                "submission.running_plan_years": [2023, 2024, 2025, 2026],
            },
            FAIL,
        ),
        (
            {
                **PERIOD_OVER,
                "submission.revises": [],
                "submission.plan_in_force": True,
                "submission.preceding_period_end": "2027-06-30",
            },
            OPEN,
        ),
        (
            {
                **PERIOD_OVER,
                "submission.revises": [],
                "submission.plan_in_force": True,
                "submission.preceding_period_end": "2027-06-30",
                "submission.running_plan_years": [2027, 2028, 2029, 2030],
            },
            NOT_APPLICABLE,
        ),
    ],
)
def test_option2_contents_levels_every_year_once_the_period_is_over(
    filing: dict[str, Any], expected: list[str]
) -> None:
    document = plan({**filing, "performance.indicators": None})
    assert verdicts(document, FORM) == expected


@pytest.mark.parametrize("filing", [BUDGET_ONLY, LEVELS_ONLY, NARRATIVE, PERIOD_OVER])
def test_option2_contents_budget_is_never_optional(filing: dict[str, Any]) -> None:
    failed = failed_for(plan({**filing, "budget": None}))
    assert len(failed["option2-contents"]) == 1
    assert failed["option2-contents"] == failed["contents-budget"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"plan_in_force": True, "running_plan_years": [2026, 2027, 2028, 2029]}, PASS),
        ({"plan_in_force": True, "running_plan_years": [2023, 2024, 2025, 2026]}, FAIL),
        ({"plan_in_force": False, "running_plan_years": [2026, 2027, 2028, 2029]}, FAIL),
        ({"plan_in_force": False, "running_plan_years": [2023, 2024, 2025, 2026]}, PASS),
        ({"plan_in_force": False, "preceding_period_end": "2027-06-30"}, PASS),
        ({"plan_in_force": False, "preceding_period_end": "2027-07-01"}, FAIL),
        ({"plan_in_force": True}, PASS),
        ({}, PASS),
    ],
)
def test_option2_contents_facts_of_the_plan_in_force_agree(
    facts: dict[str, Any], expected: list[str]
) -> None:
    told = {f"submission.{name}": value for name, value in facts.items()}
    document = plan({**ANNUAL, **told})
    assert verdicts(document, "federal.submission/facts-of-the-plan-agree") == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2024, 2025, 2026, 2027], PASS),
        ([2024, 2025, 2026, 2027, 2028], FAIL),
        ([2019, 2020, 2021, 2022, 2023], NOT_APPLICABLE),  # with the year of transition
        ([2020, 2021, 2022, 2023, 2024], FAIL),
    ],
)
def test_a_plan_in_force_cannot_be_stretched(years: list[int], expected: list[str]) -> None:
    document = plan({**INSIDE_PLAN, "submission.running_plan_years": years})
    assert verdicts(document, "federal.submission/plan-in-force-of-four-years") == expected


def test_option2_contents_says_whether_a_plan_is_in_force() -> None:
    rule = "federal.submission/period-is-told"
    unsaid = {"submission.plan_in_force": None, "submission.running_plan_years": None}
    assert verdicts(plan(INSIDE_PLAN), rule) == PASS
    assert verdicts(plan({**INSIDE_PLAN, **unsaid}), rule) == FAIL
    assert severity("submission", "period-is-told") == "info"


def test_option2_item_d5_is_reported_once() -> None:
    document = plan({**LEVELS_ONLY, "performance.response": None})
    assert failed_for(document)["option2-item-d5"] == [RESPONSE]


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        (AMENDMENT, FAIL),
        ({**AMENDMENT, "submission.revises": ["performance"]}, NOT_APPLICABLE),
    ],
)
def test_option2_significant_change_iia_not_for_levels_alone(
    filing: dict[str, Any], expected: list[str]
) -> None:
    document = plan({**filing, "narrative.consultation_process": None})
    assert verdicts(document, CONSULTATION) == expected


def test_option2_significant_change_iia_unless_the_secretary_prescribes_otherwise() -> None:
    prescribed = {**AMENDMENT, "submission.secretary_prescribed_procedure": True}
    document = plan({**prescribed, "narrative.consultation_process": None})
    assert verdicts(document, CONSULTATION) == NOT_APPLICABLE


def test_annual_filing_budget_only_fits_no_box() -> None:
    document = plan(BUDGET_ONLY)
    assert verdicts(document, "federal.cover/some-box-fits") == FAIL
    assert severity("cover", "some-box-fits") == "warning"
    assert verdicts(document, BUDGET_ALONE) == PASS


def test_annual_filing_budget_only_has_no_error() -> None:
    assert failed_rules(plan(BUDGET_ONLY)) == []


def test_annual_filing_budget_only_is_an_error_once_the_period_is_over() -> None:
    over = {"submission.plan_in_force": False}
    assert verdicts(plan({**BUDGET_ONLY, **over}), FORM) == FAIL


def test_annual_filing_budget_only_needs_cover_and_forms() -> None:
    document = plan({**BUDGET_ONLY, "cover_page": None, "forms": None})
    for part in ("cover_page", "forms"):
        assert verdicts(document, f"federal.submission/parts-of-every-filing/{part}") == FAIL


def test_annual_filing_budget_only_with_levels_is_noted() -> None:
    levels = plan()["performance"]
    document = plan({**BUDGET_ONLY, "performance": levels})
    assert verdicts(document, BUDGET_ALONE) == FAIL
    assert severity("submission", "budget-only-filing") == "info"


@pytest.mark.parametrize("filing", [LEVELS_ONLY, NARRATIVE, AMENDMENT])
def test_annual_filings_of_the_sample_plan_have_no_error_of_submission(
    filing: dict[str, Any],
) -> None:
    certified = {**filing, "certifications.same_procedures": True}
    packs = ("federal.submission", "federal.cover", "federal.assurances", "federal.comment")
    assert [r for r in failed_rules(plan(certified)) if r.startswith(packs)] == []


@pytest.mark.parametrize(
    ("day", "reviewed", "expected"),
    [
        ("2028-06-30", None, NOT_APPLICABLE),
        ("2028-07-01", None, FAIL),
        ("2029-04-15", "2028-06-30", FAIL),
        ("2029-04-15", "2028-07-01", PASS),
    ],
)
@pytest.mark.parametrize(
    ("profile", "slug", "weight"),
    [
        ("guide", "two-year-review-note", "info"),
        ("statute", "two-year-review", "warning"),
        ("strict", "two-year-review", "warning"),
    ],
)
def test_two_year_review_after_the_second_year_of_the_plan(
    day: str,
    reviewed: str | None,
    expected: list[str],
    profile: str,
    slug: str,
    weight: str,
) -> None:
    dates = {"submission.date": day, "submission.two_year_review_date": reviewed}
    document = plan({**BUDGET_ONLY, **dates})
    assert verdicts(document, f"federal.submission/{slug}", profile=profile) == expected
    assert severity("submission", slug) == weight


@pytest.mark.parametrize("state", ["VT", "MN", "MA", "NY"])
def test_a_filing_of_the_budget_alone_leaves_nothing_open_in_any_state(state: str) -> None:
    found = report(plan({**BUDGET_ONLY, "state.code": state})).findings
    told = [f.rule for f in found if f.verdict.value == "cannot_determine"]
    assert [rule for rule in told if not rule.startswith("federal.budget")] == []
