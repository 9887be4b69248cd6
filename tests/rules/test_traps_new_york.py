"""New York's table of levels, and each trap that the catalogue names for it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest
import yaml

from tests.rules.conftest import EXAMPLES, failed_rules, findings, put, report, verdicts


@cache
def _published() -> dict[str, Any]:
    text = (EXAMPLES / "new-york-levels.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # texts as written
    return data


def table(**changes: Any) -> dict[str, Any]:
    """The published table with changes by path, dots written as double underscores."""
    data = copy.deepcopy(_published())
    for path, value in changes.items():
        put(data, path.replace("__", "."), value)
    return data


def years_from(first: int) -> dict[str, Any]:
    """The table with its columns labelled from another year on."""
    data = table()
    data["submission"]["fiscal_years"] = [str(year) for year in range(first, first + 4)]
    for row in data["performance"]["indicators"]:
        for step, year in zip(row.get("levels", ()), range(first, first + 4), strict=False):
            step["fiscal_year"] = str(year)
    return data


def test_the_published_table_gives_notes_on_its_multipliers_and_no_error() -> None:
    told = {f.rule for f in report(table()).findings if f.verdict.value == "fail"}
    assert not [rule for rule in failed_rules(table()) if rule.startswith("ny.")]
    assert {rule for rule in told if rule.startswith("ny.")} == {
        "ny.levels/academic-by-stated-rate",
        "ny.levels/graduation-by-stated-rate",
        "ny.levels/placement-by-stated-rate",
        "ny.levels/nontraditional-by-stated-rate",
        "ny.levels/work-based-learning-baseline",
    }


def test_the_rules_are_asked_of_new_york_alone() -> None:
    assert not [p for p in report(table(state__code="NJ")).packs if p.startswith("ny.")]


def test_levels_parse_with_a_repeated_percent_sign_and_with_none() -> None:
    assert verdicts(table(), "ny.levels/every-figure-there") == ["pass"] * 7
    assert verdicts(table(), "ny.levels/every-row-there") == ["pass"]


@pytest.mark.parametrize("code", ["1S1", "2S1", "2S2", "2S3", "3S1", "4S1", "5S3"])
@pytest.mark.parametrize("figure", range(5))
def test_each_of_the_35_figures_is_missed(code: str, figure: int) -> None:
    data = table()
    row = next(r for r in data["performance"]["indicators"] if r["code"] == code)
    if figure == 0:
        del row["baseline"]
    else:
        del row["levels"][figure - 1]["level"]
    assert verdicts(data, "ny.levels/every-figure-there").count("fail") == 1


def test_columns_are_labelled_by_the_start_of_the_year() -> None:
    rule = "ny.levels/columns-by-start-of-year"
    assert verdicts(table(), rule) == ["pass"]
    assert verdicts(years_from(2021), rule) == ["fail"]


def test_the_years_of_the_table_count_in_any_order() -> None:
    backwards = table(submission__fiscal_years=[2023, 2022, 2021, 2020])
    assert verdicts(backwards, "ny.levels/columns-by-start-of-year") == ["pass"]
    assert verdicts(backwards, "ny.levels/every-row-there") == ["pass"]


def test_a_later_plan_may_come_upon_a_figure_of_the_table() -> None:
    later = years_from(2024)
    row = next(r for r in later["performance"]["indicators"] if r["code"] == "1S1")
    for step, level in zip(row["levels"], ("82%", "82.3%", "82.6%", "82.9%"), strict=True):
        step["level"] = level
    assert verdicts(later, "ny.levels/columns-by-start-of-year") == ["not_applicable"]


def test_215_days_lie_between_release_and_submission() -> None:
    assert verdicts(table(), "ny.levels/open-from-release") == ["pass"]
    late = table(submission__date="2019-11-11")
    (found,) = findings(late, "ny.levels/open-from-release")
    assert "59 days" in found.message


def test_one_quality_indicator_is_the_least_not_the_most() -> None:
    rule = "ny.levels/quality-indicator-chosen"
    assert verdicts(table(accountability__quality_indicators=["5S3", "5S2"]), rule) == ["pass"]
    assert verdicts(table(accountability__quality_indicators=["5S2"]), rule) == ["fail"]


def test_a_secondary_table_is_not_failed_as_a_whole_plan() -> None:
    assert "federal.levels/postsecondary-placement" not in failed_rules(table())
    assert verdicts(table(), "ny.levels/secondary-table-says-so") == ["pass"]
    whole = table(scope=None)
    assert verdicts(whole, "ny.levels/secondary-table-says-so") == ["fail"]


@pytest.mark.parametrize(
    ("family", "verdict"),
    [
        ("academic-by-rate-of-the-table", "pass"),
        ("academic-by-stated-rate", "fail"),
        ("graduation-by-stated-rate", "fail"),
        ("placement-by-stated-rate", "fail"),
        ("placement-by-step-of-the-table", "pass"),
        ("nontraditional-by-stated-rate", "fail"),
        ("nontraditional-by-step-of-the-table", "pass"),
        ("work-based-learning-by-stated-rate", "pass"),
    ],
)
def test_stated_multipliers_against_what_the_table_implies(family: str, verdict: str) -> None:
    assert set(verdicts(table(), f"ny.levels/{family}")) == {verdict}


def test_the_first_year_of_4s1_comes_out_a_hundredth_lower_by_the_stated_rate() -> None:
    (found,) = findings(table(), "ny.levels/nontraditional-by-stated-rate")
    assert "26.08%" in found.message


def test_the_chain_of_5s3_is_not_rounded_every_year() -> None:
    """65.72 * 1.0254 is 67.389…, which would print as 67.39; the table has 67.38."""
    data = table()
    put(data, "performance.indicators.5S3.levels.2022.level", "67.39%")
    assert verdicts(data, "ny.levels/work-based-learning-by-stated-rate") == ["fail"]


def test_a_later_measured_baseline_of_5s3_is_no_midpoint() -> None:
    rule = "ny.levels/work-based-learning-baseline"
    assert verdicts(table(), rule) == ["fail"]
    data = table()
    put(data, "performance.indicators.5S3.baseline", "27.54%")
    assert verdicts(data, rule) == ["pass"]


def test_definitions_over_the_whole_cohort_are_asked_about() -> None:
    for slug in ("reading", "mathematics", "science"):
        (found,) = findings(table(), f"ny.definitions/{slug}-definition")
        assert found.verdict.value == "needs_review"
        assert "WHOLE" in found.message
