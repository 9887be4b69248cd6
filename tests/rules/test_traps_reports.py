"""The yearly report: 90 percent of each level, improvement plans, groups, gaps and publication."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import failed_rules, report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS, message
from tests.rules.reports import CODES, LEVELS_OF_REPORT, one_indicator, report_of

TEST = {
    "state": "federal.improvement/state-ninety-percent",
    "local": "federal.improvement/local-ninety-percent",
}
TIMING = {
    "state": "federal.improvement_plans/state-plan-timing",
    "local": "federal.improvement_plans/local-plan-timing",
}
CONTENTS = {
    "state": "federal.improvement_plans/state-plan-contents",
    "local": "federal.improvement_plans/local-plan-contents",
}
FREEZE = {
    "state": "federal.improvement_plans/state-freeze",
    "local": "federal.improvement_plans/local-freeze",
}
WINDOW = "federal.performance_report/filing-window"
PLAN = {
    "started": "2027-09-01",
    "gap_analysis": "By group.",
    "actions": "Tutors.",
    "consulted": ["A"],
}

either_report = pytest.mark.parametrize("level", LEVELS_OF_REPORT)


def at(of: str, code: str, agreed: str, reached: str, /, **more: Any) -> dict[str, Any]:
    return one_indicator(of, code, level=agreed, actual={"value": reached}, **more)


# ------------------------------------------------------------------ 90 percent of the level


@either_report
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("agreed", "below", "exactly", "above"),
    [
        ("90%", "80.99", "81", "81.01"),
        ("82.3%", "74.06", "74.07", "74.08"),
        ("41.75", "37.574", "37.575", "37.576"),
        ("100%", "89.99", "90.00", "90.01"),
    ],
)
def test_improvement_90_below_at_and_above(
    level: str, code: str, agreed: str, below: str, exactly: str, above: str
) -> None:
    assert verdicts(at(level, code, agreed, below), TEST[level]) == FAIL
    assert verdicts(at(level, code, agreed, exactly), TEST[level]) == PASS
    assert verdicts(at(level, code, agreed, above), TEST[level]) == PASS
    planned = at(level, code, agreed, below, improvement_plan=PLAN)
    assert verdicts(planned, TEST[level]) == PASS


@either_report
def test_improvement_90_is_of_the_level_and_not_90_points_nor_level_less_10(level: str) -> None:
    assert verdicts(at(level, "4S1", "22%", "19.8"), TEST[level]) == PASS
    assert verdicts(at(level, "4S1", "22%", "19.79"), TEST[level]) == FAIL
    assert verdicts(at(level, "4S1", "22%", "12.5"), TEST[level]) == FAIL
    assert verdicts(at(level, "2S1", "50%", "45"), TEST[level]) == PASS


@either_report
def test_improvement_90_a_number_is_held_against_its_level_alike(level: str) -> None:
    assert verdicts(at(level, "5S4", "200", "179", unit="number"), TEST[level]) == FAIL
    assert verdicts(at(level, "5S4", "200", "180", unit="number"), TEST[level]) == PASS


def test_improvement_local_90_the_local_level_counts_and_not_the_states() -> None:
    document = at("local", "2S2", "30%", "27", state_level="45%")
    assert verdicts(document, TEST["local"]) == PASS
    assert verdicts(document, TEST["state"]) == NOT_APPLICABLE


@either_report
def test_improvement_90_is_for_all_concentrators_and_not_for_a_group(level: str) -> None:
    group = {"name": "english_learners", "kind": "special_population", "actual": {"value": "10"}}
    assert verdicts(at(level, "1S1", "90%", "81", groups=[group]), TEST[level]) == PASS


@either_report
def test_improvement_90_what_is_not_given_is_open_and_what_is_withheld_is_for_a_person(
    level: str,
) -> None:
    assert verdicts(one_indicator(level, level="90%"), TEST[level]) == OPEN
    withheld = one_indicator(level, level="90%", actual={"suppressed": True})
    assert verdicts(withheld, TEST[level]) == NOT_APPLICABLE
    assert verdicts(withheld, "federal.improvement/withheld-figures") == ["needs_review"]


@either_report
def test_a_figure_that_reaches_its_level_by_rounding_alone_is_warned_of(level: str) -> None:
    actual = {"value": "81.0", "numerator": 8099, "denominator": 10000}
    document = one_indicator(level, level="90%", actual=actual)
    assert verdicts(document, TEST[level]) == PASS
    assert verdicts(document, "federal.improvement/not-by-rounding") == FAIL
    assert "federal.improvement/not-by-rounding" in failed_rules(document, "warning")
    exact = one_indicator(level, level="90%", actual={**actual, "numerator": 8100})
    assert verdicts(exact, "federal.improvement/not-by-rounding") == PASS


def test_a_figure_that_falls_short_by_rounding_alone_is_told() -> None:
    actual = {"value": "81", "numerator": 8146, "denominator": 10000}
    document = one_indicator("state", level="90.5%", actual=actual)
    assert verdicts(document, TEST["state"]) == FAIL
    assert "more decimal places" in message(document, "federal.improvement/rounded-down")


# ------------------------------------------------------------------ improvement plans


@either_report
@pytest.mark.parametrize(
    ("started", "expected"),
    [("2027-07-01", PASS), ("2028-06-30", PASS), ("2028-07-01", FAIL), ("2027-06-15", PASS)],
)
def test_improvement_timing_is_the_program_year_after_the_failure(
    level: str, started: str, expected: list[str]
) -> None:
    document = at(level, "1S1", "90%", "80", improvement_plan={**PLAN, "started": started})
    assert verdicts(document, TIMING[level]) == expected


@either_report
def test_improvement_timing_a_plan_that_ended_before_that_year_does_not_count(level: str) -> None:
    plan = {**PLAN, "started": "2026-09-01", "ended": "2027-06-30"}
    assert verdicts(at(level, "1S1", "90%", "80", improvement_plan=plan), TIMING[level]) == FAIL


@either_report
@pytest.mark.parametrize("part", ["gap_analysis", "actions", "consulted"])
def test_improvement_contents_each_part_is_needed(level: str, part: str) -> None:
    plan = {name: value for name, value in PLAN.items() if name != part}
    document = at(level, "1S1", "90%", "80", improvement_plan=plan)
    assert verdicts(document, CONTENTS[level]) == FAIL
    whole = at(level, "1S1", "90%", "80", improvement_plan=PLAN)
    assert verdicts(whole, CONTENTS[level]) == PASS


def test_improvement_local_contents_program_staff_agency_and_others_are_consulted() -> None:
    rule = "federal.improvement_plans/local-plan-consultation"
    groups = ["local_programs", "eligible_agency", "tribes"]
    for left_out in groups:
        kept = [group for group in groups if group != left_out]
        plan = {**PLAN, "consulted_groups": kept}
        assert verdicts(at("local", "1S1", "90%", "80", improvement_plan=plan), rule) == FAIL
    plan = {**PLAN, "consulted_groups": groups}
    assert verdicts(at("local", "1S1", "90%", "80", improvement_plan=plan), rule) == PASS


@either_report
@pytest.mark.parametrize(
    ("made", "expected"),
    [("2027-08-31", PASS), ("2027-09-01", FAIL), ("2028-06-30", FAIL), ("2028-07-01", PASS)],
)
def test_improvement_frozen_while_a_plan_for_any_indicator_runs(
    level: str, made: str, expected: list[str]
) -> None:
    document = one_indicator(
        level, "1P1", level="80%", level_changes=[{"fiscal_year": 2028, "made": made}]
    )
    plan = {**PLAN, "ended": "2028-06-30"}
    document["indicators"].append({"code": "2S2", "improvement_plan": plan})
    assert verdicts(document, FREEZE[level]) == expected


@either_report
def test_improvement_frozen_a_change_asked_for_is_no_change_and_is_warned_of(level: str) -> None:
    asked = [{"fiscal_year": 2028, "asked": "2027-09-01"}]
    document = at(level, "1S1", "90%", "80", improvement_plan=PLAN, level_changes=asked)
    assert verdicts(document, FREEZE[level]) == NOT_APPLICABLE
    rule = "federal.improvement_plans/no-change-to-ask-for"
    assert verdicts(document, rule) == FAIL
    assert rule in failed_rules(document, "warning")


def year(number: int, value: str, **more: Any) -> dict[str, Any]:
    return {"fiscal_year": number, "level": "90%", "actual": {"value": value}, **more}


@either_report
def test_improvement_withholding_takes_2_further_consecutive_years(level: str) -> None:
    rule = f"federal.improvement_plans/{level}-repeated-failure"
    for history, expected in [
        ([year(2024, "80"), year(2025, "80")], FAIL),
        ([year(2024, "81"), year(2025, "80")], PASS),
        ([year(2024, "80"), year(2025, "81")], PASS),
        ([year(2023, "80"), year(2024, "80")], PASS),
    ]:
        document = at(level, "1S1", "90%", "80", history=history, improvement_plan=PLAN)
        assert verdicts(document, rule) == expected
    assert rule not in failed_rules(document)


@either_report
def test_improvement_withholding_or_a_failure_without_a_plan(level: str) -> None:
    rule = f"federal.improvement_plans/{level}-plan-not-made"
    history = [year(2025, "80", improvement_plan=False)]
    assert verdicts(at(level, "1S1", "90%", "85", history=history), rule) == FAIL


# ------------------------------------------------------------------ groups and gaps


@either_report
def test_report_disaggregation_suppressed_cells_are_not_missing_cells(level: str) -> None:
    rule = "federal.disaggregation/group-figures"
    suppressed = {"name": "female", "kind": "subgroup", "actual": {"suppressed": True}}
    missing = {"name": "male", "kind": "subgroup"}
    assert verdicts(one_indicator(level, groups=[suppressed, missing]), rule) == [*PASS, *FAIL]


def test_report_disaggregation_by_program_is_for_the_state_alone() -> None:
    rule = "federal.disaggregation/by-program"
    assert verdicts(one_indicator("state", level="90%"), rule) == FAIL
    assert verdicts(one_indicator("local", level="90%"), rule) == NOT_APPLICABLE


@either_report
def test_report_progress_each_of_the_nine_special_populations(level: str) -> None:
    document = report_of(level)
    rule = "federal.disaggregation/by-special-population"
    assert set(verdicts(document, rule)) == {"pass"}
    groups = document["indicators"][0]["groups"]
    document["indicators"][0]["groups"] = [g for g in groups if g["name"] != "foster_care"]
    assert verdicts(document, rule)[0] == "fail"
    document["populations_not_served"] = [
        "foster_care",
        *document.get("populations_not_served", []),
    ]
    assert set(verdicts(document, rule)) == {"pass"}


@either_report
@pytest.mark.parametrize("reached", ["70", "81", "95"])
def test_report_gaps_are_given_whether_or_not_the_level_was_met(level: str, reached: str) -> None:
    group = {"name": "female", "kind": "subgroup", "actual": {"value": "85"}}
    document = at(level, "1S1", "90%", reached, groups=[group])
    assert verdicts(document, "federal.disaggregation/gap-given") == FAIL


@either_report
@pytest.mark.parametrize(
    ("formats", "failing"),
    [
        (["online", "print"], set()),
        (["online"], {"published-in-several-formats"}),
        (["print", "press"], {"published-online"}),
        (["print"], {"published-online", "published-in-several-formats"}),
    ],
)
def test_report_dissemination_in_several_formats_and_online(
    level: str, formats: list[str], failing: set[str]
) -> None:
    document = report_of(level, {"publication.formats": formats})
    assert set(failed_rules(document)) == {f"federal.performance_report/{r}" for r in failing}


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        ("2027-09-30", FAIL),
        ("2027-10-01", PASS),
        ("2028-01-31", PASS),
        ("2028-02-01", FAIL),
        ("2026-10-15", FAIL),
    ],
)
def test_car_fy2026_window_to_the_day(filed: str, expected: list[str]) -> None:
    document = report_of("state", {"filed": filed})
    assert verdicts(document, WINDOW) == expected
    assert verdicts(document, WINDOW, edition="2025-11") == []


def test_car_fy2026_window_is_not_that_of_another_year_nor_of_a_recipient() -> None:
    assert verdicts(report_of("state", {"fiscal_year": 2027}), WINDOW) == NOT_APPLICABLE
    assert verdicts(report_of("local"), WINDOW) == NOT_APPLICABLE


@either_report
def test_a_report_is_asked_about_the_first_day_of_the_year_reported(level: str) -> None:
    document = report_of(level)
    assert report(document).date == "2026-07-01"
    assert report({**document, "fiscal_year": 2025}).date == "2025-07-01"
    del document["fiscal_year"]
    assert report(document).date == document.pop("filed")
    found = report(document)
    (noted,) = [f for f in found.findings if f.rule == "document/date"]
    assert noted.verdict == Verdict.CANNOT_DETERMINE
    assert "`fiscal_year`" in noted.remedy
