"""The yearly report: figures that hide, lie out of bounds, or come before their time."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import report, verdicts
from tests.rules.filings import FAIL, OPEN
from tests.rules.reports import LEVELS_OF_REPORT, one_indicator, report_of

REPORT = "federal.performance_report"

either_report = pytest.mark.parametrize("level", LEVELS_OF_REPORT)


def failed(document: dict[str, Any], **asked: str) -> list[str]:
    return [f.rule for f in report(document, **asked).findings if f.verdict is Verdict.FAIL]


@either_report
@pytest.mark.parametrize("state", ["VT", "MN"])
def test_improvement_90_a_figure_marked_as_suppressed_and_shown_is_tested(
    level: str, state: str
) -> None:
    rule = f"federal.improvement/{level}-ninety-percent"
    shown = one_indicator(level, level="90%", actual={"value": "80.99%", "suppressed": True})
    hidden = one_indicator(level, level="90%", actual={"suppressed": True})
    for document, expected in ((shown, FAIL), (hidden, OPEN)):
        document["state"] = {"code": state}
        assert verdicts(document, rule) == expected


@either_report
def test_report_progress_the_figure_of_all_concentrators_is_owed_though_it_is_small(
    level: str,
) -> None:
    """Small counts excuse the disaggregation alone; what a recipient hides stays open."""
    document = report_of(level)
    for indicator in document["indicators"]:
        indicator["actual"] = {"suppressed": True}
    states = [f"{REPORT}/actual-given"] * len(document["indicators"]) if level == "state" else []
    assert [rule for rule in failed(document) if rule == f"{REPORT}/actual-given"] == states
    assert "cannot_determine" in verdicts(document, f"federal.improvement/{level}-ninety-percent")
    assert report(document).verdict in (Verdict.FAIL, Verdict.CANNOT_DETERMINE)


def test_data_spec_and_window_are_the_guides_and_not_the_statutes() -> None:
    changes = {"filed": "2028-02-01", "indicators.1S1.counted_as_specified": False}
    document = report_of("state", changes)
    guides = ["federal.definitions/counted-as-specified", f"{REPORT}/filing-window"]
    assert sorted(failed(document, edition="2025-01")) == guides
    assert sorted(failed(document, edition="2025-01", profile="strict")) == guides
    assert failed(document, edition="2025-01", profile="statute") == []
    assert failed(document) == []


def test_the_statute_holds_the_percentage_against_the_counts_as_well() -> None:
    document = report_of("state", {"indicators.1S1.actual.value": "88.8%"})
    specified = "federal.specifications/four-year-graduation-percentage"
    assert failed(document, edition="2025-01") == [specified]
    general = ["federal.definitions/percentage-of-counts"]
    assert failed(document) == failed(document, profile="statute") == general
