"""How far a value is from the figure that the message names, and what a rule lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.findings import Severity
from perkins_rules.report.off_by import off_by
from tests.report.formats.making import checked

from .making import finding

SAMPLE = Path(__file__).parents[2] / "examples" / "sample-plan.yaml"


@pytest.mark.parametrize(
    ("far", "unit", "more", "said"),
    [
        ("41200.00", "money", {}, "$41,200.00"),
        ("0.0005", "money", {}, "$0.01"),
        ("0", "points", {}, ""),
        ("0.00", "money", {}, ""),
        ("1", "number", {}, ""),
        ("68", "integer", {}, "68"),
        ("1", "days", {}, "1 day"),
        ("5", "minutes", {}, "5 minutes"),
        ("0.333333", "points", {"distance_exact": False}, "≈0.333333 points"),
        ("0.6", "points", {"tolerance": "0.5"},
         "0.6 points; a difference within 0.5 points is let pass"),
        ("1.00", "money", {"tolerance": "1.00"},
         "$1.00; a difference of less than $1.00 is let pass"),
        ("0.01", "money", {"message": "It is $0.01 over."}, ""),
        ("0.01", "money", {"message": "It is $10.01."}, "$0.01"),
        ("5", "days", {"message": "It has 15 days."}, "5 days"),
        ("5", "days", {"severity": Severity.INFO}, ""),
    ],
)  # fmt: skip
def test_what_is_told(far: str, unit: str, more: dict[str, object], said: str) -> None:
    whole = {"distance": far, "distance_unit": unit, "distance_exact": True} | more
    assert off_by(finding(**whole)) == said


def test_of_a_rounded_percent_the_distance_is_to_the_percent_that_the_message_names() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("percent: 85\n", "percent: 86\n", 1)
    (found,) = (
        f
        for f in checked(text.encode()).report.findings
        if f.rule == "federal.budget_percents/local-percent-agrees"
    )
    assert found.message == "Line 7 says 86%; $4,420,000.00 is 85% of line 1."
    assert off_by(found) == "1 point; a difference within 0.5 points is let pass"
