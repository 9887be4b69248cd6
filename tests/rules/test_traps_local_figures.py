"""Local applications: dates to come, levels out of bounds, and lists left empty."""

from __future__ import annotations

import pytest

from tests.rules.applications import application, troubled_rules
from tests.rules.conftest import verdicts

NEEDS = "federal.needs_assessment"
LEVELS = "federal.local_performance"
FUNDS = "federal.local_funds"
LEVEL_2027 = "performance.indicators.1S1.levels.2027.level"


@pytest.mark.parametrize(
    ("completed", "updated", "expected"),
    [
        ("2020-03-18", "2026-07-02", "pass"),
        ("2020-03-18", "2026-07-03", "fail"),
        ("2024-07-01", "2026-07-03", "fail"),
        ("2024-07-02", "2026-07-03", "pass"),
    ],
)
def test_clna_two_years_an_update_still_to_come_does_not_count(
    completed: str, updated: str, expected: str
) -> None:
    changes = {"needs_assessment.completed": completed, "needs_assessment.updated": updated}
    assert verdicts(application(changes), f"{NEEDS}/two-years", date="2026-07-02") == [expected]


@pytest.mark.parametrize(
    ("completed", "expected"), [("2026-07-01", "pass"), ("2026-07-02", "fail")]
)
def test_clna_conducted_before_the_day_asked_where_the_day_of_filing_is_not_given(
    completed: str, expected: str
) -> None:
    changes = {"needs_assessment.completed": completed, "submission.date": None}
    document = application(changes)
    assert verdicts(document, f"{NEEDS}/completed-first", date="2026-07-01") == [expected]


@pytest.mark.parametrize(
    ("level", "troubled"),
    [
        ("91.8", [f"{LEVELS}/levels-rise"]),
        ("91.79", [f"{LEVELS}/levels-never-fall"]),
        ("100.01", [f"{LEVELS}/levels-never-fall", f"{LEVELS}/level-range"]),
        ("-0.01", [f"{LEVELS}/levels-never-fall", f"{LEVELS}/level-range"]),
    ],
)
def test_local_app_levels_lie_within_bounds_and_do_not_fall(
    level: str, troubled: list[str]
) -> None:
    assert sorted(troubled_rules(application({LEVEL_2027: level}))) == sorted(troubled)


def test_local_admin_cap_is_not_kept_by_an_amount_below_zero() -> None:
    document = application({"budget.uses": None, "budget.administration.amount": "-0.01"})
    assert f"{FUNDS}/administration-cap" in troubled_rules(document)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("submission.fiscal_years", "federal.local_application/years/submission.fiscal_years"),
        ("offerings.programs", "federal.local_application/programs/offerings.programs"),
        ("consultation.parties", "federal.local_consultation/parties/consultation.parties"),
        ("performance.indicators", f"{LEVELS}/local-levels/performance.indicators"),
    ],
)
def test_a_list_left_empty_is_one_finding(path: str, rule: str) -> None:
    assert troubled_rules(application({path: []})) == [rule]


def test_a_year_named_twice_has_its_level() -> None:
    document = application({"submission.fiscal_years": [2026, 2026, 2027, 2028, 2029]})
    assert troubled_rules(document) == []
