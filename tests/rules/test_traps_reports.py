"""The yearly report: names that people write for groups, and the day that is asked about."""

from __future__ import annotations

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import report, verdicts
from tests.rules.filings import NOT_APPLICABLE
from tests.rules.reports import LEVELS_OF_REPORT, report_of

either_report = pytest.mark.parametrize("level", LEVELS_OF_REPORT)


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
def test_populations_not_served_are_known_by_the_names_people_write(level: str) -> None:
    document = report_of(level)
    groups = document["indicators"][0]["groups"]
    document["indicators"][0]["groups"] = [g for g in groups if g["name"] != "foster_care"]
    document["populations_not_served"] = ["Youth in foster care", "single_parents"]
    document["populations_not_served"] += ["out_of_workforce", "military_parent"]
    assert verdicts(document, "federal.disaggregation/populations-left-out") == NOT_APPLICABLE


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
