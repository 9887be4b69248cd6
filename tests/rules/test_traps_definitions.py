"""Numerators and denominators: counts in order, percentages of their counts, Table 3."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.loaded import built_in
from tests.rules.conftest import EXAMPLES, failed_rules, plan, report, verdicts
from tests.rules.declarations import question, severity
from tests.rules.filings import FAIL, NOT_APPLICABLE, PASS, REVIEW
from tests.rules.reports import one_indicator, report_of
from tests.schemas.dialect import read_yaml

TABLE_3 = {
    "1S1": "four-year-graduation",
    "1S2": "extended-graduation",
    "2S1": "reading-proficiency",
    "2S2": "mathematics-proficiency",
    "2S3": "science-proficiency",
    "3S1": "secondary-placement",
    "4S1": "secondary-nontraditional",
    "5S1": "credential",
    "5S2": "dual-credit",
    "5S3": "work-based-learning",
    "1P1": "postsecondary-placement",
    "2P1": "postsecondary-credential",
    "3P1": "postsecondary-nontraditional",
}
each_code = pytest.mark.parametrize(("code", "slug"), TABLE_3.items())


def counted(code: str, value: str, numerator: int, denominator: int, **more: Any) -> dict[str, Any]:
    figures = {"value": value, "numerator": numerator, "denominator": denominator}
    return one_indicator("state", code, actual=figures, **more)


# ------------------------------------------------------------------ Table 3, indicator by indicator


@each_code
def test_spec_the_percentage_is_100_times_the_counts_at_the_places_printed(
    code: str, slug: str
) -> None:
    rule = f"federal.specifications/{slug}-percentage"
    for value, expected in [("66.7", PASS), ("66.6", FAIL), ("66.67", PASS), ("67", PASS)]:
        assert verdicts(counted(code, value, 2, 3), rule) == expected
    half = [("80.9", PASS), ("80.8", FAIL), ("80.85", PASS)]
    for value, expected in half:
        assert verdicts(counted(code, value, 1617, 2000), rule) == expected
    requirement = f"spec-{code.lower()}"
    assert requirement in {
        r
        for f in report(counted(code, "70", 2, 3), edition="2025-01").findings
        if f.verdict is Verdict.FAIL
        for r in f.requirements
    }


@each_code
def test_spec_belongs_to_one_edition_and_to_fy_2026_on(code: str, slug: str) -> None:
    rule = f"federal.specifications/{slug}-percentage"
    review = f"federal.specifications/{slug}-as-specified"
    document = counted(code, "70", 2, 3)
    assert verdicts(document, rule) == FAIL
    assert verdicts(document, review) == REVIEW
    assert verdicts(document, rule, edition="2025-11") == []
    assert verdicts(document, review, edition="2025-11") == []
    earlier = {**document, "fiscal_year": 2025}
    assert verdicts(earlier, rule) == verdicts(earlier, review) == NOT_APPLICABLE


@each_code
def test_spec_a_wrong_percentage_is_told_once_in_either_edition(code: str, slug: str) -> None:
    document = counted(code, "70", 2, 3)
    general = "federal.definitions/percentage-of-counts"
    assert verdicts(document, general, edition="2025-01") == NOT_APPLICABLE
    assert verdicts(document, general, edition="2025-11") == FAIL


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("four-year-graduation", "Equivalency diplomas"),
        ("reading-proficiency", "left secondary education in the reporting year"),
        ("secondary-placement", "the year before the reporting year"),
        ("secondary-nontraditional", "of either gender"),
        ("dual-credit", "the program in which the student concentrated"),
        ("postsecondary-placement", "completers alone"),
        ("postsecondary-credential", "Does the denominator add"),
    ],
)
def test_spec_the_question_names_what_goes_wrong_most_easily(slug: str, words: str) -> None:
    assert words in question("specifications", f"{slug}-as-specified")


def test_spec_1s2_its_absence_is_no_defect() -> None:
    document = report_of("state")
    assert "1S2" not in {row["code"] for row in document["indicators"]}
    assert failed_rules(document) == []


def test_spec_2s3_is_not_left_out() -> None:
    document = report_of("state")
    document["indicators"] = [row for row in document["indicators"] if row["code"] != "2S3"]
    assert failed_rules(document) == ["federal.performance_report/secondary-indicators"]


# ------------------------------------------------------------------ counts


@pytest.mark.parametrize("level", ["state", "local"])
@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(0, 1, PASS), (1, 1, PASS), (2, 1, FAIL), (-1, 1, FAIL), (0, 0, FAIL)],
)
def test_counts_are_ordered_in_every_edition(
    level: str, numerator: int, denominator: int, expected: list[str]
) -> None:
    figures = {"numerator": numerator, "denominator": denominator}
    document = one_indicator(level, actual=figures)
    rule = "federal.definitions/counts-in-order"
    assert verdicts(document, rule) == verdicts(document, rule, edition="2025-11") == expected
    assert severity("definitions", "counts-in-order") == "error"


def test_counts_are_whole() -> None:
    document = one_indicator("state", actual={"numerator": "809.5", "denominator": 1000})
    wrong = [f.path for f in report(document).findings if f.rule == "schema/type"]
    assert wrong == ["/indicators/0/actual/numerator"]


@pytest.mark.parametrize("missing", ["numerator", "denominator"])
def test_data_spec_mandatory_one_count_alone_is_no_count(missing: str) -> None:
    figures = {"numerator": 809, "denominator": 1000}
    del figures[missing]
    document = one_indicator("state", actual=figures)
    assert verdicts(document, "federal.definitions/both-counts") == FAIL
    assert verdicts(document, "federal.definitions/both-counts", edition="2025-11") == []


def test_data_spec_mandatory_binds_reporting_and_not_the_choice_of_levels() -> None:
    both = ("numerator_definition", "denominator_definition")
    document = plan({f"performance.indicators.1S1.{one}": None for one in both})
    assert failed_rules(document, edition="2025-01") == []
    one = plan({"performance.indicators.1S1.denominator_definition": None})
    assert failed_rules(one, edition="2025-01") == [
        "federal.state_definitions/definitions-in-pairs"
    ]
    assert failed_rules(one, edition="2025-11") == []


# ------------------------------------------------------------------ other measures, fields


def test_spec_other_any_number_of_measures_in_order() -> None:
    rule = "federal.definitions/other-measures-from-5s4"
    document = one_indicator("state", "5S5", level="40%")
    assert verdicts(document, rule) == FAIL
    document["indicators"] += [{"code": f"5S{n}", "level": "40%"} for n in (4, 6, 7, 8)]
    assert verdicts(document, rule) == PASS


# ------------------------------------------------------------------ the examples

PLANTED = {
    "federal.placement/placement-within-all": 1,
    "federal.performance_report/published-in-several-formats": 1,
    "federal.group_counts/concentrators-among-participants": 1,
    "federal.definitions/nontraditional-share": 1,
    "federal.improvement/state-ninety-percent": 1,
    "federal.improvement_plans/state-plan-timing": 1,
    "federal.improvement_plans/state-plan-contents": 1,
    "federal.disaggregation/gap-given": 1,
    "federal.disaggregation/by-program": 1,
    "federal.definitions/percentage-of-counts": 1,
    "federal.definitions/other-measures-named": 1,
    "federal.improvement_plans/state-freeze": 1,
    "federal.disaggregation/group-figures": 1,
    "federal.group_counts/program-within-all": 1,
}


@pytest.mark.parametrize("name", ["performance-report.yaml", "local-performance-report.yaml"])
def test_the_example_reports_pass(name: str) -> None:
    found = report(read_yaml(EXAMPLES / name))
    assert found.verdict == Verdict.NEEDS_REVIEW
    wrong = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)
    assert [f.rule for f in found.findings if f.verdict in wrong] == []


def test_the_example_with_errors_has_the_planted_ones_and_no_others() -> None:
    name = "performance-report-with-errors.yaml"
    found = report(read_yaml(EXAMPLES / name)).findings
    wrong = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)
    assert Counter(f.rule for f in found if f.verdict in wrong) == PLANTED
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert text.count("# planted:") == sum(PLANTED.values())


def test_each_specification_has_a_rule_and_a_question() -> None:
    of_the_packs = [r for r in built_in().rules if r.id.startswith("federal.specifications/")]
    encoded = Counter(i for rule in of_the_packs for i in rule.requirements)
    assert encoded == {f"spec-{code.lower()}": 2 for code in TABLE_3}
