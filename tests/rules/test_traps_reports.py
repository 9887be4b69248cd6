"""The yearly report: groups, gaps, placement and the day that is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import failed_rules, report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS
from tests.rules.reports import LEVELS_OF_REPORT, one_indicator, report_of

either_report = pytest.mark.parametrize("level", LEVELS_OF_REPORT)


def at(of: str, code: str, agreed: str, reached: str, /, **more: Any) -> dict[str, Any]:
    return one_indicator(of, code, level=agreed, actual={"value": reached}, **more)


# ------------------------------------------------------------------ groups and gaps


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


# ------------------------------------------------------------------ dates


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
