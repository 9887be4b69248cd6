"""The yearly report as a whole: figures that hide, and what the guide alone asks."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import report
from tests.rules.reports import LEVELS_OF_REPORT, report_of

REPORT = "federal.performance_report"


def failed(document: dict[str, Any], **asked: str) -> list[str]:
    return [f.rule for f in report(document, **asked).findings if f.verdict is Verdict.FAIL]


@pytest.mark.parametrize("level", LEVELS_OF_REPORT)
def test_a_report_whose_figures_are_all_suppressed_is_not_clean(level: str) -> None:
    document = report_of(level)
    for indicator in document["indicators"]:
        indicator["actual"] = {"suppressed": True}
    assert report(document).verdict in (Verdict.FAIL, Verdict.CANNOT_DETERMINE)


def test_data_spec_and_window_are_the_guides_and_not_the_statutes() -> None:
    changes = {"filed": "2028-02-01", "indicators.1S1.counted_as_specified": False}
    document = report_of("state", changes)
    guides = ["federal.definitions/counted-as-specified", f"{REPORT}/filing-window"]
    assert sorted(failed(document, edition="2025-01")) == guides
    assert failed(document, edition="2025-01", profile="statute") == []
    assert failed(document) == []


def test_a_wrong_percentage_is_told_once_in_either_edition() -> None:
    document = report_of("state", {"indicators.1S1.actual.value": "88.8%"})
    specified = "federal.specifications/four-year-graduation-percentage"
    assert failed(document, edition="2025-01") == [specified]
    general = ["federal.definitions/percentage-of-counts"]
    assert failed(document) == failed(document, profile="statute") == general
