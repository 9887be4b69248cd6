"""The form with the levels: the readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.checker import check_document
from tests.loaded import built_in
from tests.rules.conftest import (
    EXAMPLES,
    failed_rules,
    findings,
    full_report,
    plan,
    report,
    verdicts,
)
from tests.rules.declarations import severity
from tests.rules.filings import BUDGET_ONLY, FAIL, NOT_APPLICABLE, PART, PASS, cited, message
from tests.rules.forms import adjusting, levels, one_row, yearly

EACH_YEAR = "federal.levels/level-for-each-year"
FIGURES = "federal.levels/level-is-a-figure"
EXTENDED = "federal.levels/extended-graduation"
PLAN_YEARS = "federal.submission/levels-for-each-plan-year"
COLUMNS = "federal.levels/levels-only-for-years-covered"
RANGE = "federal.levels/percent-range"
FRACTIONS = "federal.levels/not-written-as-fractions"
PRECISION = "federal.levels/one-precision-a-row"
FALL = "federal.levels/levels-never-fall"
RISE = "federal.levels/levels-rise"
START = "federal.levels/starts-at-baseline"
GAIN = "federal.levels/gain-of-some-size"
BASELINE = "federal.levels/baseline-expected"
NEW_BASELINE = "federal.levels/new-indicator-has-baseline"
QUALITY = "federal.accountability/one-quality-indicator"
FORM_AND_ADJUSTMENTS = ("federal.levels/", "federal.adjustments/")
OURS = (*FORM_AND_ADJUSTMENTS, "federal.accountability/")

# ------------------------------------------------------------------ rows and columns


@pytest.mark.parametrize(
    "row",
    [
        None,
        {"code": "1S2"},
        {"code": "1S2", "used": False},
        {"code": "1S2", "levels": [{"fiscal_year": 2026, "level": "N/A"}]},
        {"code": "1S2", "baseline": "Not using", "levels": []},
        {"code": "1S2", "levels": [{"fiscal_year": 2026, "level": None}]},
    ],
)
def test_sdpl_optional_1s2_absence_is_no_defect(row: dict[str, Any] | None) -> None:
    others = [i for i in plan()["performance"]["indicators"] if i["code"] != "1S2"]
    document = plan({"performance.indicators": others + ([row] if row else [])})
    told = [f for f in report(document).findings if f.verdict.value in ("fail", "cannot_determine")]
    assert told == []


def test_sdpl_required_2s3_is_not_optional() -> None:
    rows = [i for i in plan()["performance"]["indicators"] if i["code"] != "2S3"]
    document = plan({"performance.indicators": rows})
    assert verdicts(document, "federal.levels/science-proficiency") == FAIL
    assert "own list" in message(document, "federal.levels/science-proficiency")


def test_required_rows_go_by_the_level_that_a_document_covers() -> None:
    rows = [i for i in plan()["performance"]["indicators"] if "P" not in i["code"]]
    document = plan({"scope": "secondary", **PART, "performance.indicators": rows})
    assert verdicts(document, "federal.levels/postsecondary-placement") == NOT_APPLICABLE
    filing = plan({"scope": "secondary", "performance.indicators": rows})
    assert verdicts(filing, "federal.levels/postsecondary-placement") == FAIL
    both = plan({"performance.indicators": rows})
    assert verdicts(both, "federal.levels/postsecondary-placement") == FAIL


def test_required_rows_are_not_asked_of_a_filing_that_adjusts_one() -> None:
    document = adjusting("periodic", "3S1", {2028: "95"}, 2028)
    assert verdicts(document, "federal.levels/four-year-graduation") == NOT_APPLICABLE
    assert verdicts(document, QUALITY) == NOT_APPLICABLE
    assert verdicts(document, EACH_YEAR) == NOT_APPLICABLE
    assert severity("levels", "other-rows") == "info"


def test_nothing_about_levels_is_asked_of_a_budget_alone() -> None:
    found = full_report(plan(BUDGET_ONLY)).findings
    ours = [f for f in found if f.rule.startswith(OURS)]
    assert {f.verdict.value for f in ours} == {"not_applicable"}


def test_sdpl_same_for_all_no_object_of_subgroup_levels() -> None:
    document = plan({"performance.indicators.1S1.levels.2026.level": {"male": 90, "female": 92}})
    wrong = [f for f in report(document).findings if f.rule == "schema/type"]
    assert [f.path for f in wrong] == ["/performance/indicators/0/levels/0/level"]
    assert FIGURES in failed_rules(document)


def test_sdpl_same_for_all_one_level_a_year() -> None:
    twice = levels({2026: "92", 2027: "93", 2028: "94", 2029: "95"})
    document = plan({"performance.indicators.1S1.levels": [*twice, twice[0]]})
    assert "schema/duplicate-key-entry" in failed_rules(document)


def test_sdpl_baseline_present_must_only_where_new_or_modified() -> None:
    document = plan({"performance.indicators.1S1.baseline": None})
    assert "fail" in verdicts(document, BASELINE)
    assert verdicts(document, NEW_BASELINE) == NOT_APPLICABLE
    assert not failed_rules(document)
    modified = plan(
        {
            "performance.indicators.1S1.baseline": None,
            "performance.indicators.1S1.new_or_modified": True,
        }
    )
    assert failed_rules(modified) == [NEW_BASELINE]
    assert failed_rules(modified, profile="statute") == []


def test_sdpl_columns_there_are_as_many_as_years_covered() -> None:
    assert set(verdicts(plan(), COLUMNS)) == {"pass"}
    figures = {2026: "92", 2027: "93", 2028: "94", 2029: "95", 2030: "96"}
    document = plan({"performance.indicators.1S1.levels": levels(figures)})
    assert verdicts(document, COLUMNS).count("fail") == 1


@pytest.mark.parametrize("first", [2020, 2024, 2033])
def test_sdpl_columns_years_are_not_fixed(first: int) -> None:
    years = list(range(first, first + 4))
    row = one_row("1S1", {year: str(80 + n) for n, year in enumerate(years)})
    document = plan({**row, "submission.fiscal_years": years})
    assert verdicts(document, COLUMNS) == verdicts(document, EACH_YEAR) == PASS * 4


def test_sdpl_columns_headings_by_fiscal_or_program_year() -> None:
    document = plan({"performance.indicators.1S1.levels": levels({2026: "92"})})
    said = [f.message for f in findings(document, EACH_YEAR) if f.verdict.value == "fail"]
    assert said[0].startswith("1S1 has no level for FY 2027 (program year 2027-28)")


def test_a_year_without_any_level_is_one_finding() -> None:
    document = plan()
    for row in document["performance"]["indicators"]:
        row["levels"] = row.get("levels", [])[:3]
    assert verdicts(document, PLAN_YEARS) == [*PASS, *PASS, *PASS, *FAIL]
    assert set(verdicts(document, EACH_YEAR)) == {"pass"}


def test_sdpl_optional_1s2_is_whole_or_left_out() -> None:
    partly = {2026: "90", 2027: "91", 2028: "92"}
    document = plan()
    extended = {"code": "1S2", "unit": "percent", "levels": levels(partly)}
    rows = [r for r in document["performance"]["indicators"] if r["code"] != "1S2"]
    document["performance"]["indicators"] = [*rows, extended]
    assert verdicts(document, EXTENDED) == [*PASS, *PASS, *PASS, *FAIL]
    assert set(verdicts(document, EACH_YEAR)) == {"pass"}


# ------------------------------------------------------------------ figures


def test_sdpl_numeric_repeated_and_absent_percent_signs_are_read() -> None:
    figures = {2026: "64.09%%", 2027: "85.11", 2028: "87.27%", 2029: "89.49%"}
    document = plan({"performance.indicators.5S3.levels": levels(figures)})
    assert not failed_rules(document)
    noted = [f for f in report(document).findings if f.rule == "schema/repeated-percent-sign"]
    assert [f.severity.value for f in noted] == ["info"]


def test_sdpl_numeric_not_applicable_means_not_used() -> None:
    document = plan(one_row("1S2", {2026: "N/A", 2027: "N/A"}))
    assert verdicts(document, EXTENDED) == verdicts(document, RANGE) == NOT_APPLICABLE


def test_sdpl_numeric_not_applicable_in_one_cell_is_a_missing_level() -> None:
    figures = {2026: "92", 2027: "N/A", 2028: "94", 2029: "95"}
    document = plan(one_row("1S1", figures))
    assert verdicts(document, FIGURES) == [*PASS, *FAIL, *PASS, *PASS]
    assert verdicts(document, EACH_YEAR) == PASS * 4


def test_sdpl_numeric_fractions_of_one_are_a_slip_of_the_unit() -> None:
    fractions = {2026: "0.8511", 2027: "0.8727", 2028: "0.8949", 2029: "1"}
    assert verdicts(plan(one_row("1S1", fractions)), FRACTIONS) == FAIL
    assert verdicts(plan(one_row("1S1", {**fractions, 2029: "1.01"})), FRACTIONS) == PASS
    assert severity("levels", "not-written-as-fractions") == "warning"
    number = plan(one_row("5S4", fractions, unit="number"))
    assert verdicts(number, FRACTIONS) == NOT_APPLICABLE


def test_sdpl_percent_range_one_hundred_is_lawful() -> None:
    assert verdicts(plan(one_row("1S1", {2026: "100.00"})), RANGE) == PASS
    assert verdicts(plan(one_row("1S1", {2026: "100.01"})), RANGE) == FAIL
    assert verdicts(plan(one_row("1S1", {2026: "0"})), RANGE) == PASS
    assert verdicts(plan(one_row("1S1", {2026: "-0.01"})), RANGE) == FAIL


def test_sdpl_percent_range_numbers_have_no_ceiling() -> None:
    assert verdicts(plan(one_row("5S4", {2026: "1250"}, unit="number")), RANGE) == NOT_APPLICABLE


def test_sdpl_format_consistent_is_a_matter_of_form() -> None:
    document = plan(one_row("1S1", {2026: "92.5", 2027: "93.25"}))
    assert verdicts(document, PRECISION) == FAIL
    assert severity("levels", "one-precision-a-row") == "info"
    assert PRECISION not in failed_rules(document)


def test_sdpl_citation_slip_the_full_form_is_cited() -> None:
    assert "113(b)(3)(A)(i)(III)(aa)" in cited("levels", "percent-range")


# ------------------------------------------------------------------ progress


def test_sdpl_progress_yearly_the_law_names_no_amount() -> None:
    document = plan(one_row("1S1", {2026: "92.00", 2027: "92.01"}))
    assert verdicts(document, FALL) == verdicts(document, RISE) == PASS


def test_sdpl_progress_yearly_equal_warns_and_lower_fails() -> None:
    equal = plan(one_row("1S1", {2026: "92.00", 2027: "92.0"}))
    assert (verdicts(equal, FALL), verdicts(equal, RISE)) == (PASS, FAIL)
    assert severity("levels", "levels-rise") == "warning"
    lower = plan(one_row("1S1", {2026: "92.00", 2027: "91.99"}))
    assert (verdicts(lower, FALL), verdicts(lower, RISE)) == (FAIL, PASS)


def test_sdpl_progress_yearly_no_rise_is_possible_at_100() -> None:
    document = plan(one_row("3S1", {2026: "100", 2027: "100.00"}))
    assert verdicts(document, RISE) == NOT_APPLICABLE
    number = plan(one_row("5S4", {2026: "100", 2027: "100"}, unit="number"))
    assert verdicts(number, RISE) == FAIL


def test_sdpl_progress_yearly_a_revision_restarts_the_chain() -> None:
    figures = {2026: "95", 2027: "75", 2028: "80", 2029: "95"}
    document = adjusting("unanticipated_circumstances", "3S1", figures, 2027, 2028, 2029)
    assert verdicts(document, FALL) == [*NOT_APPLICABLE, *PASS, *PASS]
    sinking = adjusting("unanticipated_circumstances", "3S1", {**figures, 2028: "74"}, 2027, 2028)
    assert verdicts(sinking, FALL) == [*NOT_APPLICABLE, *FAIL, *PASS]


def test_sdpl_progress_yearly_a_fall_between_plans_is_none_within_a_plan() -> None:
    document = plan(one_row("1S1", {2025: "97", 2026: "90", 2027: "91"}))
    assert verdicts(document, FALL) == [*NOT_APPLICABLE, *PASS]
    annual = yearly("90", {}, **one_row("1S1", {2026: "97", 2027: "90"}))
    assert verdicts(annual, FALL) == NOT_APPLICABLE


def test_sdpl_progress_yearly_order_is_that_of_the_years_not_of_the_file() -> None:
    document = plan(one_row("1S1", {2027: "93", 2026: "92"}))
    assert verdicts(document, FALL) == PASS


@pytest.mark.parametrize(
    ("code", "baseline", "first"), [("1S1", "97.41", "90"), ("1P1", "87.5", "80.0")]
)
def test_sdpl_first_year_vs_baseline_warns_and_does_not_fail(
    code: str, baseline: str, first: str
) -> None:
    document = plan(one_row(code, {2026: first}, baseline=baseline))
    assert verdicts(document, START) == FAIL
    assert START not in failed_rules(document)
    at_baseline = plan(one_row(code, {2026: baseline}, baseline=baseline))
    assert verdicts(at_baseline, START) == PASS


def test_sdpl_meaningful_size_the_amount_is_the_states_choice() -> None:
    figures = {2026: "26.09", 2027: "26.22", 2028: "26.36", 2029: "26.49"}
    document = plan(one_row("4S1", figures, baseline="25.95"))
    assert verdicts(document, GAIN) == FAIL
    assert severity("levels", "gain-of-some-size") == "info"
    assert "0.54 points" in message(document, GAIN)
    assert "State's choice" in message(document, GAIN)


def test_levels_as_new_york_published_them_have_no_fault_of_their_own() -> None:
    found = check_document(built_in(), EXAMPLES / "new-york-levels.yaml").findings
    failed = {f.rule for f in found if f.verdict.value == "fail" and f.severity.value != "info"}
    assert not {rule for rule in failed if rule.startswith(FORM_AND_ADJUSTMENTS)}
