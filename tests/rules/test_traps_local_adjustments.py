"""Local levels over the years: flat, falling, lawfully adjusted, and codes that do not exist."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.applications import application, troubled_rules
from tests.rules.conftest import failed_rules, findings, verdicts
from tests.rules.minnesota import consortium

LEVELS = "federal.local_performance"
ADJUSTED = "federal.local_adjustments"
RECORD = "federal.local_levels"
RECORD_ADJUSTED = "federal.local_level_adjustments"
BEATS = "adjusted-levels-beat-recent-average"

AGREEMENT = {
    "basis": "periodic",
    "date": "2027-04-15",
    "agreed": "yes",
    "compared_with_recipients": "Held against four consortia that enroll similar students.",
    "improvement_plan_running": [],
}


def levels(*values: str, adjusted_from: int = 9) -> list[dict[str, Any]]:
    """Levels of the years from 2026 on, marked as adjusted from the one of that place."""
    return [
        {
            "fiscal_year": 2026 + n,
            "level": value,
            **({"adjusted": "yes"} if n >= adjusted_from else {}),
        }
        for n, value in enumerate(values)
    ]


def adjusted(changes: dict[str, Any] | None = None, **revision: Any) -> dict[str, Any]:
    """The sound application with 3S1 lowered from FY 2027 on, by agreement in April 2027."""
    row = "performance.indicators.3S1"
    return application(
        {
            "submission.date": "2027-04-20",
            "needs_assessment.updated": "2026-02-24",
            "performance.revision": {**AGREEMENT, **revision},
            f"{row}.levels": levels("88.6", "75", "75.5", "76", adjusted_from=1),
            f"{row}.actuals": [
                {"fiscal_year": 2024, "value": "73.0"},
                {"fiscal_year": 2025, "value": "76.9"},
            ],
            **(changes or {}),
        }
    )


def test_levels_that_were_lawfully_adjusted_may_be_lower() -> None:
    assert troubled_rules(adjusted()) == []
    unmarked = {"performance.indicators.3S1.levels": levels("88.6", "75", "75.5", "76")}
    assert troubled_rules(adjusted(unmarked)) == [f"{LEVELS}/levels-never-fall"]


def test_adjusted_levels_rise_among_themselves() -> None:
    row = "performance.indicators.3S1.levels"
    falling = adjusted({row: levels("88.6", "76", "75.5", "76", adjusted_from=1)})
    assert troubled_rules(falling) == [f"{LEVELS}/levels-never-fall"]
    flat = adjusted({row: levels("88.6", "75", "75", "75", adjusted_from=1)})
    assert failed_rules(flat, "warning") == [f"{LEVELS}/levels-rise"] * 2


def test_levels_flat_for_four_years_are_warned_of() -> None:
    row = "performance.indicators.3S1.levels"
    flat = application({row: levels("88.6", "88.6", "88.6", "88.6")})
    assert failed_rules(flat, "warning") == [f"{LEVELS}/levels-rise"] * 3
    assert failed_rules(flat) == []
    full = application({row: levels("100", "100", "100", "100")})
    assert troubled_rules(full) == []


@pytest.mark.parametrize(
    ("level", "expected"), [("74.96", "pass"), ("74.95", "fail"), ("74.94", "fail")]
)
def test_an_adjusted_level_is_above_the_average_of_two_years(level: str, expected: str) -> None:
    row = "performance.indicators.3S1.levels"
    document = adjusted({row: levels("88.6", level, "75.5", "76", adjusted_from=1)})
    assert verdicts(document, f"{ADJUSTED}/{BEATS}")[0] == expected


def test_counts_come_before_the_value_printed() -> None:
    counted = [
        {"fiscal_year": 2024, "value": "73.0", "numerator": 7303, "denominator": 10000},
        {"fiscal_year": 2025, "value": "77.0", "numerator": 7697, "denominator": 10000},
    ]
    document = adjusted({"performance.indicators.3S1.actuals": counted})
    assert troubled_rules(document) == [f"{ADJUSTED}/{BEATS}"]  # 75% is no more than 75%
    printed = [{"fiscal_year": a["fiscal_year"], "value": a["value"]} for a in counted]
    document = adjusted({"performance.indicators.3S1.actuals": printed})
    assert troubled_rules(document) == [f"{ADJUSTED}/{BEATS}"]
    fewer = [{**counted[0], "numerator": 7301}, counted[1]]
    document = adjusted({"performance.indicators.3S1.actuals": fewer})
    assert troubled_rules(document) == []


def test_the_printed_average_stands_in_for_years_that_are_not_given() -> None:
    row = "performance.indicators.3S1"
    without = {f"{row}.actuals": None}
    assert "cannot_determine" in verdicts(adjusted(without), f"{ADJUSTED}/{BEATS}")
    printed = {**without, f"{row}.two_year_average": "74.95"}
    assert verdicts(adjusted(printed), f"{ADJUSTED}/{BEATS}")[:3] == ["pass"] * 3
    printed[f"{row}.two_year_average"] = "75"
    assert verdicts(adjusted(printed), f"{ADJUSTED}/{BEATS}")[0] == "fail"
    wrong = adjusted({f"{row}.two_year_average": "74"})
    assert troubled_rules(wrong) == [f"{ADJUSTED}/printed-average"]


@pytest.mark.parametrize(
    ("basis", "rules"),
    [
        ("periodic", [f"{ADJUSTED}/{BEATS}"]),
        ("unanticipated_circumstances", []),
        ("measurement_change", []),
    ],
)
def test_only_unforeseen_causes_and_new_measures_let_a_level_be_lower(
    basis: str, rules: list[str]
) -> None:
    low = {"performance.indicators.3S1.levels": levels("88.6", "70", "75.5", "76", adjusted_from=1)}
    document = adjusted(low, basis=basis, evidence="The largest employer closed.")
    assert troubled_rules(document) == rules


@pytest.mark.parametrize(
    ("revision", "rule"),
    [
        ({"basis": None}, "adjustment-names-its-ground"),
        ({"agreed": None}, "adjustment-agreed/performance.revision.agreed"),
        ({"agreed": "no"}, "adjustment-agreed/performance.revision.agreed"),
        (
            {"compared_with_recipients": None},
            "adjustment-compared/performance.revision.compared_with_recipients",
        ),
        ({"date": "2028-06-30"}, "periodic-adjustment-of-later-years"),
        ({"improvement_plan_running": ["1S1"]}, "levels-stand-in-improvement-plan"),
        ({"improvement_plan_running": None}, "levels-stand-in-improvement-plan"),
    ],
)
def test_what_an_adjustment_owes(revision: dict[str, Any], rule: str) -> None:
    assert f"{ADJUSTED}/{rule}" in troubled_rules(adjusted(None, **revision))


def test_an_adjustment_by_agreement_comes_before_the_third_year() -> None:
    row = {"performance.indicators.3S1.levels": levels("88.6", "89", "89.5", "90", adjusted_from=3)}
    in_time = adjusted(row, date="2028-06-30")
    late = adjusted(row, date="2028-07-01")
    rule = f"{ADJUSTED}/periodic-adjustment-in-time"
    assert (verdicts(in_time, rule), verdicts(late, rule)) == (["pass"], ["fail"])


def test_a_document_of_levels_may_hold_adjusted_ones() -> None:
    adjusted_in_2026: dict[str, Any] = {
        "indicators.1P1.levels": [
            {"fiscal_year": 2024, "level": "89.27"},
            {"fiscal_year": 2025, "level": "89.54"},
            {"fiscal_year": 2026, "level": "85.10", "adjusted": "yes", "previous": "89.80"},
            {"fiscal_year": 2027, "level": "85.40", "adjusted": "yes", "previous": "90.07"},
        ],
        "indicators.1P1.two_year_average": "85.00",
        "revision": {**AGREEMENT, "date": "2026-05-04"},
    }
    errors = failed_rules(consortium(adjusted_in_2026))
    assert errors == failed_rules(consortium())
    lower = {**adjusted_in_2026, "indicators.1P1.two_year_average": "85.10"}
    assert f"{RECORD_ADJUSTED}/{BEATS}" in failed_rules(consortium(lower))
    unmarked = {**adjusted_in_2026}
    unmarked["indicators.1P1.levels"] = [
        {k: v for k, v in step.items() if k != "adjusted"}
        for step in adjusted_in_2026["indicators.1P1.levels"]
    ]
    errors = failed_rules(consortium(unmarked))
    assert f"{RECORD}/local-levels-never-fall" in errors
    assert errors.count(f"{RECORD_ADJUSTED}/changed-levels-are-marked") == 2


def test_a_plan_that_runs_today_freezes_levels_unless_the_revision_says_otherwise() -> None:
    marked = {
        "indicators.1P1.levels.3.adjusted": "yes",
        "indicators.1P1.two_year_average": "80",
        "improvement_plans.consortium": ["3S1"],
        "revision": {**AGREEMENT, "date": "2026-05-04", "improvement_plan_running": None},
    }
    rule = f"{RECORD_ADJUSTED}/levels-stand-in-improvement-plan"
    (found,) = findings(consortium(marked), rule)
    assert (found.verdict, found.severity) == ("fail", "error")
    assert "3S1" in found.message
    said = {**marked, "revision": {**AGREEMENT, "date": "2026-05-04"}}
    assert verdicts(consortium(said), rule) == ["pass"]


@pytest.mark.parametrize("code", ["6S1", "4P1", "lS1", "5S0", "1S3"])
def test_codes_that_do_not_exist_are_told(code: str) -> None:
    row = {"code": code, "levels": levels("50", "51", "52", "53")}
    document = application()
    document["performance"]["indicators"].append(row)
    assert failed_rules(document) == [f"{LEVELS}/codes-known"]
    document = consortium()
    document["indicators"].append({"code": code, "used": "no"})
    assert set(failed_rules(document)) - set(failed_rules(consortium())) == {
        f"{RECORD}/codes-known"
    }


@pytest.mark.parametrize(
    "path", ["improvement_plans.consortium", "improvement_plans.state", "annual_review.indicators"]
)
def test_codes_that_do_not_exist_are_told_where_indicators_are_named(path: str) -> None:
    document = consortium({path: ["1S1", "6S1"]})
    (found,) = findings(document, f"{RECORD}/named-codes-known")
    assert found.verdict == "fail"
    assert "6S1" in found.message
    assert "1S1" not in found.message


def test_levels_have_one_of_the_three_quality_indicators() -> None:
    document = consortium({"state.code": "VT", "state.name": "Vermont"})
    rows = document["indicators"]
    rule = f"{RECORD}/quality-indicator"
    assert verdicts(document, rule) == ["not_applicable"]  # the State's is asked for by name
    del document["state_quality_indicators"]
    assert verdicts(document, rule) == ["pass"]
    for row in rows:
        row["code"] = row["code"].replace("5S3", "5S4")
    assert verdicts(document, rule) == ["fail"]
    document["indicators"] = [row for row in rows if row["code"] != "5S4"]
    assert verdicts(document, rule) == ["fail"]


def test_scope_does_not_hold_against_members_and_rows() -> None:
    document = consortium({"scope": "secondary"})
    document["indicators"] = [row for row in document["indicators"] if "P" not in row["code"]]
    missing = [f for f in findings(document, f"{RECORD}/core-indicators") if f.verdict == "fail"]
    assert [f.message.partition(" for ")[2][:3] for f in missing] == ["1P1", "2P1", "3P1"]
    assert verdicts(document, f"{RECORD}/scope-agrees") == ["fail"]
    document["consortium"]["postsecondary_members"] = []
    assert verdicts(document, f"{RECORD}/scope-agrees") == ["pass"]


def test_money_for_a_level_of_education_is_an_answer_to_whom_the_recipient_serves() -> None:
    document = application({"allocation.postsecondary.amount": "60000"})
    found = failed_rules(document)
    assert f"{LEVELS}/postsecondary-indicators" in found
    assert f"{LEVELS}/served-levels-agree" in found
