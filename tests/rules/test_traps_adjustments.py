"""Adjusted and yearly levels: the readings that go wrong most easily."""

from __future__ import annotations

import pytest

from tests.rules.conftest import failed_rules, findings, plan, verdicts
from tests.rules.declarations import severity
from tests.rules.filings import (
    FAIL,
    INSIDE_PLAN,
    LEVELS_ONLY,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    REVIEW,
    message,
)
from tests.rules.forms import actuals, adjusting, one_row, yearly

GROUND = "federal.adjustments/adjustment-names-its-ground"
IN_TIME = "federal.adjustments/periodic-adjustment-in-time"
LATER_YEARS = "federal.adjustments/periodic-adjustment-of-later-years"
COMPARED = "federal.adjustments/adjustment-compared/performance.revision.compared_with_states"
AVERAGE = "federal.adjustments/adjusted-levels-beat-recent-average"
MEASURED_ANEW = "federal.adjustments/measured-anew"
EVIDENCE = "federal.adjustments/adjustment-evidence/performance.revision.evidence"
AT_THE_END = "federal.adjustments/revision-at-the-end-of-a-year"
COMPLETED = "federal.adjustments/completed-years-stand"
REMAINING = "federal.adjustments/remaining-years-only"
JUST_ENDED = "federal.adjustments/year-just-ended"
SUBMITTED_LATER = "federal.adjustments/revised-before-submission"
FROZEN = "federal.adjustments/levels-stand-in-improvement-plan"
YEARLY_FROZEN = "federal.adjustments/yearly-levels-in-improvement-plan"
CHANGED = "federal.adjustments/changed-levels-are-marked"
YEARLY = "federal.adjustments/yearly-levels-beat-recent-average"
YEARLY_STRICT = "federal.adjustments/yearly-levels-must-beat-recent-average"
YEARLY_COMPARED = (
    "federal.adjustments/yearly-levels-compared/performance.revision.compared_with_states"
)
YEARLY_COMPARED_STRICT = (
    "federal.adjustments/yearly-levels-must-be-compared/performance.revision.compared_with_states"
)
FORM_AND_ADJUSTMENTS = ("federal.levels/", "federal.adjustments/")

# ------------------------------------------------------------------ levels adjusted: clause (ii)


def test_sdpl_adjusted_compare_states_only_on_adjustment() -> None:
    assert verdicts(plan(), COMPARED) == NOT_APPLICABLE
    document = adjusting("periodic", "1S1", {2028: "93"}, 2028)
    document["performance"]["revision"].pop("compared_with_states")
    assert verdicts(document, COMPARED) == FAIL
    assert verdicts(document, YEARLY_COMPARED) == NOT_APPLICABLE


RECENT = actuals({2025: "80", 2026: "81"})


@pytest.mark.parametrize(("figure", "expected"), [("80.51", PASS), ("80.50", FAIL)])
def test_sdpl_adjusted_above_two_year_average_equality_fails(
    figure: str, expected: list[str]
) -> None:
    document = adjusting("periodic", "1S1", {2028: figure}, 2028, actuals=RECENT)
    assert verdicts(document, AVERAGE) == expected


def test_sdpl_adjusted_above_two_year_average_names_the_figures() -> None:
    document = adjusting("periodic", "1S1", {2028: "80.50"}, 2028, actuals=RECENT)
    said = message(document, AVERAGE)
    assert "80.5%" in said
    assert "FY 2025 (80%) and FY 2026 (81%)" in said


def test_sdpl_adjusted_above_two_year_average_current_year_is_out() -> None:
    running = [*RECENT, *actuals({2027: "99"})]
    document = adjusting("periodic", "1S1", {2028: "80.51"}, 2028, actuals=running)
    assert verdicts(document, AVERAGE) == PASS


def test_sdpl_adjusted_above_two_year_average_no_older_year_stands_in() -> None:
    older = actuals({2024: "10", 2025: "10"})
    document = adjusting("periodic", "1S1", {2028: "80"}, 2028, actuals=older)
    assert verdicts(document, AVERAGE) == OPEN


@pytest.mark.parametrize(("submitted", "expected"), [("2027-06-30", FAIL), ("2027-07-01", PASS)])
def test_sdpl_adjusted_above_two_year_average_year_is_completed_after_30_june(
    submitted: str, expected: list[str]
) -> None:
    three = actuals({2024: "90", 2025: "80", 2026: "60"})
    changes = {"submission.date": submitted}
    document = adjusting("periodic", "1S1", {2028: "75"}, 2028, actuals=three, **changes)
    assert verdicts(document, AVERAGE) == expected


def test_sdpl_adjusted_above_two_year_average_not_for_original_levels() -> None:
    document = adjusting("periodic", "1S1", {2028: "70"}, actuals=RECENT)
    assert verdicts(document, AVERAGE) == NOT_APPLICABLE
    assert verdicts(plan(), AVERAGE) == NOT_APPLICABLE


def test_sdpl_adjusted_above_two_year_average_waived_for_unanticipated_circumstances() -> None:
    document = adjusting("unanticipated_circumstances", "1S1", {2028: "70"}, 2028, actuals=RECENT)
    (found,) = findings(document, AVERAGE)
    assert (found.verdict.value, found.exception) == ("not_applicable", "unforeseen")


def test_sdpl_adjusted_above_two_year_average_of_rates_not_of_pooled_counts() -> None:
    uneven = [
        {"fiscal_year": 2025, "value": "50", "numerator": 50, "denominator": 100},
        {"fiscal_year": 2026, "value": "90", "numerator": 9, "denominator": 10},
    ]
    document = adjusting("periodic", "1S1", {2028: "70"}, 2028, actuals=uneven)
    assert verdicts(document, AVERAGE) == FAIL
    above = adjusting("periodic", "1S1", {2028: "70.01"}, 2028, actuals=uneven)
    assert verdicts(above, AVERAGE) == PASS


def test_sdpl_adjusted_above_two_year_average_measurement_change_is_for_a_reviewer() -> None:
    document = adjusting("measurement_change", "1S1", {2028: "80.50"}, 2028, actuals=RECENT)
    assert verdicts(document, AVERAGE) == NOT_APPLICABLE
    assert verdicts(document, MEASURED_ANEW) == REVIEW


def test_sdpl_adjusted_above_two_year_average_waits_for_the_ground() -> None:
    document = adjusting(None, "1S1", {2028: "80.50"}, 2028, actuals=RECENT)
    assert verdicts(document, AVERAGE) == OPEN
    assert verdicts(document, GROUND) == FAIL


@pytest.mark.parametrize(("day", "expected"), [("2028-06-30", PASS), ("2028-07-01", FAIL)])
def test_sdpl_adjust_before_third_year_by_a_day(day: str, expected: list[str]) -> None:
    document = adjusting(
        "periodic", "1S1", {2029: "93"}, 2029, **{"performance.revision.date": day}
    )
    assert verdicts(document, IN_TIME) == expected


@pytest.mark.parametrize(("day", "expected"), [("2027-06-30", PASS), ("2027-07-01", FAIL)])
def test_sdpl_adjust_before_third_year_changes_later_years_only(
    day: str, expected: list[str]
) -> None:
    document = adjusting(
        "periodic", "1S1", {2027: "93"}, 2027, **{"performance.revision.date": day}
    )
    assert verdicts(document, LATER_YEARS) == expected


def test_sdpl_adjust_before_third_year_not_for_levels_in_place_of_a_plan() -> None:
    revision = {"basis": "periodic", "date": "2029-01-01"}
    document = yearly("93", {}, **{"performance.revision": revision})
    assert verdicts(document, IN_TIME) == verdicts(document, LATER_YEARS) == NOT_APPLICABLE


# ------------------------------------------------------------------ levels adjusted: clause (iii)


def test_sdpl_adjust_unanticipated_michigan_and_illinois_may_lower_levels() -> None:
    figures = {2026: "95", 2027: "75", 2028: "80", 2029: "95"}
    michigan = adjusting("unanticipated_circumstances", "3S1", figures, 2027, 2028, 2029)
    illinois = adjusting(
        "unanticipated_circumstances", "1P1", {2026: "69", 2027: "64"}, 2027, actuals=RECENT
    )
    for document in (michigan, illinois):
        assert verdicts(document, GROUND) == PASS
        assert not [r for r in failed_rules(document) if r.startswith(FORM_AND_ADJUSTMENTS)]


@pytest.mark.parametrize("basis", ["unanticipated_circumstances", "measurement_change"])
def test_sdpl_unanticipated_revision_wants_evidence(basis: str) -> None:
    document = adjusting(basis, "1P1", {2028: "64"}, 2028)
    assert verdicts(document, EVIDENCE) == PASS
    document["performance"]["revision"].pop("evidence")
    assert verdicts(document, EVIDENCE) == FAIL
    assert EVIDENCE in failed_rules(document)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-07-01", FAIL),  # the first day of the plan
        ("2027-06-29", FAIL),
        ("2027-06-30", PASS),
        ("2027-07-01", PASS),
        ("2027-12-31", PASS),
        ("2028-01-01", FAIL),
        ("2028-06-30", PASS),
        ("2029-07-01", PASS),
    ],
)
def test_sdpl_unanticipated_revision_at_the_end_of_any_program_year(
    day: str, expected: list[str]
) -> None:
    changes = {"performance.revision.date": day}
    document = adjusting("unanticipated_circumstances", "1P1", {2029: "64"}, 2029, **changes)
    assert verdicts(document, AT_THE_END) == expected
    assert severity("adjustments", "revision-at-the-end-of-a-year") == "warning"


@pytest.mark.parametrize(
    ("day", "completed", "remaining", "asked"),
    [
        ("2028-06-30", PASS, PASS, NOT_APPLICABLE),  # FY 2027 still runs
        ("2028-07-01", PASS, FAIL, REVIEW),
        ("2029-06-30", PASS, FAIL, REVIEW),
        ("2029-07-01", FAIL, PASS, NOT_APPLICABLE),
    ],
)
def test_sdpl_unanticipated_revision_of_a_year_that_is_over(
    day: str, completed: list[str], remaining: list[str], asked: list[str]
) -> None:
    changes = {"performance.revision.date": day}
    document = adjusting("unanticipated_circumstances", "1P1", {2027: "64"}, 2027, **changes)
    assert verdicts(document, COMPLETED) == verdicts(document, COMPLETED, profile="statute")
    assert verdicts(document, COMPLETED) == completed
    assert verdicts(document, REMAINING) == remaining
    assert verdicts(document, REMAINING, profile="statute") == []
    assert verdicts(document, JUST_ENDED, profile="statute") == asked
    assert verdicts(document, JUST_ENDED) == []


def test_a_revision_is_not_dated_after_its_submission() -> None:
    for day, expected in (("2028-04-14", PASS), ("2028-04-15", FAIL)):
        changes = {"performance.revision.date": day}
        document = adjusting("unanticipated_circumstances", "1P1", {2029: "64"}, 2029, **changes)
        assert verdicts(document, SUBMITTED_LATER) == expected


@pytest.mark.parametrize(("day", "expected"), [("2028-06-30", PASS), ("2028-07-01", FAIL)])
def test_sdpl_adjust_before_third_year_submitted_too(day: str, expected: list[str]) -> None:
    changes = {"performance.revision.date": "2028-03-01", "submission.date": day}
    document = adjusting("periodic", "1S1", {2029: "93"}, 2029, **changes)
    assert verdicts(document, IN_TIME) == expected


def test_sdpl_frozen_in_improvement_plan_yearly_levels_are_asked_about() -> None:
    running = {"performance.improvement_plan_running": ["3P1"]}
    document = yearly("93", {}, **running)
    assert verdicts(document, YEARLY_FROZEN) == REVIEW
    assert verdicts(document, FROZEN) == NOT_APPLICABLE
    document["performance"]["indicators"][0]["levels"][0]["previous"] = "93"
    assert verdicts(document, YEARLY_FROZEN) == NOT_APPLICABLE
    assert verdicts(yearly("93", {}), YEARLY_FROZEN) == NOT_APPLICABLE


def test_sdpl_frozen_in_improvement_plan_whichever_indicator_it_is_for() -> None:
    for code in ("1S1", "3P1"):
        changes = {"performance.improvement_plan_running": [code]}
        document = adjusting("periodic", "1S1", {2028: "93"}, 2028, **changes)
        assert verdicts(document, FROZEN) == FAIL
    free = adjusting("periodic", "1S1", {2028: "93"}, 2028)
    assert verdicts(free, FROZEN) == PASS


def test_sdpl_frozen_in_improvement_plan_binds_adjusted_levels_only() -> None:
    document = plan({"performance.improvement_plan_running": ["1S1"]})
    assert verdicts(document, FROZEN) == NOT_APPLICABLE


# ------------------------------------------------------------------ levels in place of a plan


def test_option2_two_year_average_warns_and_is_an_error_when_strict() -> None:
    document = yearly("80.50", {2024: "80", 2025: "81"})
    assert verdicts(document, YEARLY) == FAIL
    assert severity("adjustments", "yearly-levels-beat-recent-average") == "warning"
    assert verdicts(document, YEARLY_STRICT, profile="strict") == FAIL
    assert severity("adjustments", "yearly-levels-must-beat-recent-average") == "error"
    assert verdicts(document, YEARLY_STRICT) == []
    assert verdicts(document, AVERAGE) == NOT_APPLICABLE


def test_option2_two_year_average_strictly_higher() -> None:
    assert verdicts(yearly("80.51", {2024: "80", 2025: "81"}), YEARLY) == PASS


def test_option2_two_year_average_of_the_two_years_before_the_running_one() -> None:
    document = yearly("80.51", {2023: "99", 2024: "80", 2025: "81", 2026: "99"})
    assert verdicts(document, YEARLY) == PASS


def test_option2_two_year_average_gives_way_to_unanticipated_circumstances() -> None:
    revision = {"basis": "unanticipated_circumstances", "evidence": "A flood closed centers."}
    document = yearly("70", {2024: "80", 2025: "81"}, **{"performance.revision": revision})
    assert verdicts(document, YEARLY) == NOT_APPLICABLE
    assert verdicts(document, YEARLY_STRICT, profile="strict") == NOT_APPLICABLE


def test_option2_two_year_average_not_inside_an_approved_plan() -> None:
    document = plan({**LEVELS_ONLY, **one_row("1S1", {2027: "70"}, actuals=RECENT)})
    assert verdicts(document, YEARLY) == NOT_APPLICABLE
    assert verdicts(plan(), YEARLY) == NOT_APPLICABLE


def test_option2_compare_states_switches_with_the_average() -> None:
    document = yearly("90", {2024: "80", 2025: "81"})
    assert verdicts(document, YEARLY_COMPARED) == FAIL
    assert severity("adjustments", "yearly-levels-compared") == "warning"
    assert verdicts(document, YEARLY_COMPARED_STRICT, profile="strict") == FAIL
    assert severity("adjustments", "yearly-levels-must-be-compared") == "error"
    given = {"performance.revision.compared_with_states": "Six similar States set like levels."}
    assert verdicts(yearly("90", {}, **given), YEARLY_COMPARED) == PASS
    assert verdicts(plan(INSIDE_PLAN), YEARLY_COMPARED) == NOT_APPLICABLE


def test_a_level_changed_without_a_word_is_told_against_the_approved_one() -> None:
    document = adjusting("unanticipated_circumstances", "3S1", {2028: "75"})
    step = document["performance"]["indicators"][0]["levels"][0]
    step["previous"] = "95"
    assert verdicts(document, CHANGED) == FAIL
    assert "is 75%; 95% was approved" in message(document, CHANGED)
    step["adjusted"] = True
    assert verdicts(document, CHANGED) == NOT_APPLICABLE
    assert verdicts(plan(), CHANGED) == NOT_APPLICABLE
