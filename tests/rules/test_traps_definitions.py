"""Numerators and denominators in reports: whole reports, and Table 3 as many rules at once."""

from __future__ import annotations

from collections import Counter

import pytest

from perkins_rules.findings import Verdict
from tests.loaded import built_in
from tests.rules.conftest import EXAMPLES, failed_rules, plan, report
from tests.rules.reports import one_indicator, report_of
from tests.schemas.dialect import read_yaml

SPECIFICATIONS = "federal.specifications/"
TABLE_3 = (
    *("1S1", "1S2", "2S1", "2S2", "2S3", "3S1", "4S1", "5S1", "5S2", "5S3"),
    *("1P1", "2P1", "3P1"),
)


def test_each_specification_has_a_rule_and_a_question() -> None:
    of_the_packs = [r for r in built_in().rules if r.id.startswith(SPECIFICATIONS)]
    encoded = Counter(i for rule in of_the_packs for i in rule.requirements)
    assert encoded == {f"spec-{code.lower()}": 2 for code in TABLE_3}


def test_a_wrong_percentage_is_told_for_the_specification_of_its_indicator() -> None:
    document = one_indicator("state")
    wrong = {"value": "70", "numerator": 2, "denominator": 3}
    document["indicators"] = [{"code": code, "actual": wrong} for code in TABLE_3]
    found = report(document, edition="2025-01").findings
    told = [f for f in found if f.rule.startswith(SPECIFICATIONS) and f.verdict is Verdict.FAIL]
    assert [f.requirements for f in told] == [(f"spec-{code.lower()}",) for code in TABLE_3]


def test_spec_2s3_is_not_left_out_and_missed_once() -> None:
    document = report_of("state")
    document["indicators"] = [row for row in document["indicators"] if row["code"] != "2S3"]
    assert failed_rules(document) == ["federal.performance_report/secondary-indicators"]


def test_counts_are_whole() -> None:
    document = one_indicator("state", actual={"numerator": "809.5", "denominator": 1000})
    wrong = [f.path for f in report(document).findings if f.rule == "schema/type"]
    assert wrong == ["/indicators/0/actual/numerator"]


def test_data_spec_mandatory_binds_reporting_and_not_the_choice_of_levels() -> None:
    both = ("numerator_definition", "denominator_definition")
    document = plan({f"performance.indicators.1S1.{one}": None for one in both})
    assert failed_rules(document, edition="2025-01") == []


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
