"""Improvement plans of recipients: figures at odds with each other excuse from nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import verdicts
from tests.rules.filings import FAIL, PASS

CONTENTS = "federal.improvement_plan/gaps-and-actions"
RANGE = "federal.improvement_plan/figures-in-range"
COUNTS = "federal.improvement_plan/result-of-counts"


def improvement_plan(**fields: Any) -> dict[str, Any]:
    return {
        "document": "improvement_plan",
        "state": {"code": "VT"},
        "indicators": [{"code": "2S2", "local_level": "36%", **fields}],
    }


@pytest.mark.parametrize(
    ("value", "numerator", "expected"),
    [("32.0%", 112, PASS), ("20.0%", 112, FAIL), ("20.0%", 350, FAIL), ("100%", 350, PASS)],
)
def test_improvement_local_90_the_result_is_that_of_its_counts(
    value: str, numerator: int, expected: list[str]
) -> None:
    counts = {"value": value, "numerator": numerator, "denominator": 350}
    assert verdicts(improvement_plan(actual=counts), COUNTS) == expected


@pytest.mark.parametrize(("value", "expected"), [("100%", PASS), ("100.01%", FAIL)])
def test_improvement_local_90_a_result_lies_between_0_and_100(
    value: str, expected: list[str]
) -> None:
    assert verdicts(improvement_plan(actual={"value": value}), RANGE) == expected
    assert verdicts(improvement_plan(local_level=value, actual={"value": "30%"}), RANGE) == expected


@pytest.mark.parametrize(("value", "expected"), [("32.40%", ["not_applicable"]), ("32.39%", FAIL)])
def test_improvement_local_contents_are_due_below_90_percent_of_the_local_level(
    value: str, expected: list[str]
) -> None:
    assert verdicts(improvement_plan(actual={"value": value}), CONTENTS) == expected


def test_improvement_local_90_counts_out_of_order_are_told() -> None:
    rule = "federal.improvement_plan/counts-in-order-of-result"
    counts = {"value": "100%", "numerator": 351, "denominator": 350}
    assert verdicts(improvement_plan(actual=counts), rule) == FAIL


@pytest.mark.parametrize(
    ("value", "numerator", "expected"),
    [("32%", 324, FAIL), ("32.4%", 324, PASS), ("33%", 323, FAIL), ("32%", 323, PASS)],
)
def test_improvement_local_90_both_figures_lie_on_one_side_of_the_line(
    value: str, numerator: int, expected: list[str]
) -> None:
    """Ninety percent of 36 percent are 32.4."""
    counts = {"value": value, "numerator": numerator, "denominator": 1000}
    rule = "federal.improvement_plan/result-on-one-side"
    assert verdicts(improvement_plan(actual=counts), rule) == expected


@pytest.mark.parametrize("code", ["6S1", "4P1", "lS1"])
def test_improvement_local_90_a_code_that_does_not_exist_is_told(code: str) -> None:
    document = improvement_plan()
    rule = "federal.improvement_plan/codes-of-the-law"
    assert verdicts(document, rule) == PASS
    document["indicators"][0]["code"] = code
    assert verdicts(document, rule) == FAIL
