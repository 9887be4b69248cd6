"""The form with the levels: the readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.checker import check_document
from tests.loaded import built_in
from tests.rules.conftest import (
    EXAMPLES,
    failed_rules,
    full_report,
    plan,
    report,
    verdicts,
)
from tests.rules.filings import BUDGET_ONLY, FAIL, NOT_APPLICABLE, PASS, cited
from tests.rules.forms import levels, one_row

EACH_YEAR = "federal.levels/level-for-each-year"
FIGURES = "federal.levels/level-is-a-figure"
EXTENDED = "federal.levels/extended-graduation"
RANGE = "federal.levels/percent-range"
FORM_AND_ADJUSTMENTS = ("federal.levels/", "federal.adjustments/")
OURS = (*FORM_AND_ADJUSTMENTS, "federal.accountability/")


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


def test_sdpl_citation_slip_the_full_form_is_cited() -> None:
    assert "113(b)(3)(A)(i)(III)(aa)" in cited("levels", "percent-range")


def test_levels_as_new_york_published_them_have_no_fault_of_their_own() -> None:
    found = check_document(built_in(), EXAMPLES / "new-york-levels.yaml").findings
    failed = {f.rule for f in found if f.verdict.value == "fail" and f.severity.value != "info"}
    assert not {rule for rule in failed if rule.startswith(FORM_AND_ADJUSTMENTS)}
