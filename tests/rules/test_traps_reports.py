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
def test_improvement_90_what_is_not_given_or_withheld_is_open(level: str) -> None:
    assert verdicts(one_indicator(level, level="90%"), TEST[level]) == OPEN
    withheld = one_indicator(level, level="90%", actual={"suppressed": True})
    assert verdicts(withheld, TEST[level]) == OPEN


ONE_SIDE = "federal.improvement/figures-on-one-side"


@either_report
@pytest.mark.parametrize(
    ("value", "numerator", "reaches", "agree"),
    [
        ("81.0", 8099, FAIL, FAIL),
        ("81.0", 8100, PASS, PASS),
        ("80.9", 8100, PASS, FAIL),
        ("80.99", 8099, FAIL, PASS),
        ("85.0", 8100, PASS, PASS),
        (None, 8099, FAIL, ["not_applicable"]),
        (None, 8100, PASS, ["not_applicable"]),
    ],
)
def test_improvement_90_the_counts_are_held_against_the_level_and_nothing_is_rounded(
    level: str, value: str | None, numerator: int, reaches: list[str], agree: list[str]
) -> None:
    actual = {"value": value, "numerator": numerator, "denominator": 10000}
    document = one_indicator(level, level="90%", actual=actual)
    assert verdicts(document, TEST[level]) == reaches
    assert verdicts(document, ONE_SIDE) == agree


@either_report
def test_figures_on_two_sides_of_the_line_are_both_told(level: str) -> None:
    actual = {"value": "81", "numerator": 8146, "denominator": 10000}
    document = one_indicator(level, level="90.5%", actual=actual)
    assert verdicts(document, TEST[level]) == PASS
    assert ONE_SIDE in failed_rules(document)
    said = message(document, ONE_SIDE)
    assert "81%" in said
    assert "81.46%" in said


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
def test_improvement_withholding_is_told_and_no_error(level: str) -> None:
    """Which histories lead to it is in test_repeated_failure."""
    history = [year(2024, "80", improvement_plan=True), year(2025, "80", improvement_plan=True)]
    document = at(level, "1S1", "90%", "80", history=history, improvement_plan=PLAN)
    rule = f"federal.improvement_plans/{level}-repeated-failure"
    assert verdicts(document, rule) == FAIL
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


@either_report
def test_report_disaggregation_by_program_is_for_recipients_too(level: str) -> None:
    rule = "federal.disaggregation/by-program"
    assert verdicts(one_indicator(level, level="90%"), rule) == FAIL
    cluster = {"name": "Health Science", "kind": "cluster"}
    by_cluster = one_indicator(level, level="90%", programs=[cluster])
    assert verdicts(by_cluster, rule) == PASS
    question = "federal.disaggregation/clusters-for-programs"
    assert verdicts(by_cluster, question) == ["needs_review"]


@either_report
@pytest.mark.parametrize("code", ["3S1", "1P1"])
def test_report_placement_is_told_by_kind_as_far_as_there_are_data(level: str, code: str) -> None:
    rule = "federal.placement/placement-by-kind"
    kinds = [
        "certificate",
        "associate",
        "baccalaureate",
        "advanced_training",
        "service",
        "employment",
        "priority_employment",
    ]
    given = [{"kind": kind, "students": 1} for kind in kinds[:-1]]
    assert verdicts(one_indicator(level, code), rule) == OPEN
    assert verdicts(one_indicator(level, code, placements=given), rule) == OPEN
    named = {"placements": given, "placements_not_available": kinds[-1:]}
    assert verdicts(one_indicator(level, code, **named), rule) == PASS
    named["placements_not_available"] = []
    assert verdicts(one_indicator(level, code, **named), rule) == FAIL
    assert verdicts(one_indicator(level, "2P1"), rule) == NOT_APPLICABLE


@either_report
def test_report_disaggregation_silence_about_one_population_is_a_question(level: str) -> None:
    document = report_of(level)
    rule = "federal.disaggregation/by-special-population"
    question = "federal.disaggregation/populations-left-out"
    assert set(verdicts(document, rule)) == {"pass"}
    assert verdicts(document, question) == NOT_APPLICABLE
    groups = document["indicators"][0]["groups"]
    document["indicators"][0]["groups"] = [g for g in groups if g["name"] != "foster_care"]
    assert failed_rules(document) == []
    assert verdicts(document, question) == ["needs_review"]
    document["populations_not_served"] = ["Youth in foster care"]
    document["populations_not_served"] += ["single_parents", "out_of_workforce", "military_parent"]
    assert verdicts(document, question) == NOT_APPLICABLE


@either_report
@pytest.mark.parametrize("kind", ["special_population", None])
def test_report_disaggregation_no_special_population_at_all_is_an_error(
    level: str, kind: str | None
) -> None:
    document = report_of(level)
    for indicator in document["indicators"]:
        kept = [g for g in indicator["groups"] if kind and g["kind"] != kind]
        indicator["groups"] = kept
    failed = failed_rules(document)
    assert failed.count("federal.disaggregation/by-special-population") == len(
        document["indicators"]
    )
    question = "federal.disaggregation/populations-left-out"
    assert verdicts(document, question) == NOT_APPLICABLE


def test_report_disaggregation_populations_are_known_by_the_names_people_write() -> None:
    document = report_of("state")
    names = {
        "english_learners": "English Learners (EL)",
        "individuals_with_disabilities": "Students with disabilities",
        "homeless": "Homeless youth",
        "hispanic_or_latino": "Hispanic/Latino",
    }
    for indicator in document["indicators"]:
        for group in indicator["groups"]:
            group["name"] = names.get(group["name"], group["name"])
    found = report(document)
    assert found.verdict == Verdict.NEEDS_REVIEW
    noted = [f.message for f in found.findings if f.rule == "schema/other-name"]
    assert len(noted) == len(names)


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
    assert verdicts(document, WINDOW, edition="2025-01") == expected
    assert verdicts(document, WINDOW, edition="2025-11") == []


def test_car_fy2026_window_is_not_that_of_another_year_nor_of_a_recipient() -> None:
    of_2027 = report_of("state", {"fiscal_year": 2027})
    assert verdicts(of_2027, WINDOW, edition="2025-01") == NOT_APPLICABLE
    assert verdicts(report_of("local"), WINDOW, edition="2025-01") == NOT_APPLICABLE


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
