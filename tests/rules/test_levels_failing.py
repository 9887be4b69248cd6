"""A failing document for each requirement on indicators, levels and the comments on them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan
from tests.rules.filings import LEVELS_ONLY, PERIOD_OVER, failed_for
from tests.rules.forms import levels, one_row

PROCEDURE = "accountability.levels_procedure"

FAILING: list[tuple[str, dict[str, Any]]] = [
    ("quality-indicator-at-least-one", {"accountability.quality_indicators": []}),
    ("quality-indicator-at-least-one", one_row("5S4", {2026: "50"})),
    ("quality-indicator-5s1", {"accountability.quality_indicators": ["5S1", "5S3", "5S4"]}),
    ("quality-indicator-5s2", {"accountability.quality_indicators": ["5S2", "5S3", "5S4"]}),
    ("quality-indicator-5s3", {"accountability.quality_indicators": ["5S4"]}),
    ("quality-other-measures", {"performance.indicators.5S4.name": None}),
    ("quality-other-measures", {"performance.indicators.5S4.statewide_valid_reliable": False}),
    ("concentrator-secondary", {"accountability.concentrator.secondary.courses": 1}),
    ("concentrator-postsecondary", {"accountability.concentrator.postsecondary.credits": 11}),
    ("sdpl-recipient-input", {"consultation.recipient_input": None}),
    ("sdpl-procedure-i", {f"{PROCEDURE}.public_comment": None}),
    ("sdpl-procedure-ii", {f"{PROCEDURE}.statutory_requirements": None}),
    ("sdpl-procedure-iii", {f"{PROCEDURE}.alignment": None}),
    ("sdpl-procedure-baseline", {f"{PROCEDURE}.baseline": None}),
    ("sdpl-baseline-change-d4", {**LEVELS_ONLY, "performance.indicators.1S1.new_baseline": True}),
    ("sdpl-comment-response", {"performance.response": None}),
    ("option1-item-d5", {"performance.response": None}),
    ("option2-item-d5", {**LEVELS_ONLY, "performance.response": None}),
    ("sdpl-comment-changes", {"performance.changes_from_comments": None}),
    ("sdpl-comments-included", {"performance.comments": []}),
    ("sdpl-developed-with-stakeholders", {"performance.developed_with": None}),
    ("sdpl-developed-with-stakeholders", {"performance.developed_with": ["programs"]}),
    ("sdpl-comment-60-days", {"performance.comment_period.opened": "2025-12-30"}),
    ("sdpl-comment-topics", {"performance.comment_period.topics": ["law", "improvement"]}),
    ("sdpl-commented", {"performance.response": None}),
    ("sdpl-form-present", {"performance.indicators": None}),
    ("sdpl-form-present", {"performance.indicators": []}),
    ("sdpl-form-present", {**PERIOD_OVER, "submission.revises": [], "performance": None}),
    ("sdpl-form-present", one_row("4P1", {2026: "50"})),
    ("sdpl-state-name", {"performance.state_name": "New Hampshire"}),
    ("sdpl-all-years-all-indicators", {"performance.indicators.1S1.levels.2028.level": None}),
    ("sdpl-columns", {"submission.fiscal_years": [2026, 2027, 2028]}),
    ("sdpl-numeric", {"performance.indicators.1S1.levels.2028.level": "high"}),
    ("sdpl-percent-range", {"performance.indicators.1S1.levels.2029.level": "100.01"}),
    ("sdpl-percent-range", {"performance.indicators.1S1.baseline": "191.4"}),
    ("sdpl-format-consistent", {"performance.indicators.1S1.levels.2029.level": "94"}),
    ("sdpl-baseline-present", {"performance.indicators.1S1.baseline": None}),
    ("sdpl-progress-yearly", {"performance.indicators.1S1.levels.2027.level": "91.79"}),
    ("sdpl-first-year-vs-baseline", {"performance.indicators.1S1.baseline": "91.81"}),
    ("sdpl-meaningful-size", {"performance.indicators.1S1.baseline": "92.41"}),
]


@pytest.mark.parametrize(("requirement", "changes"), FAILING)
def test_each_requirement_has_a_failing_document(requirement: str, changes: dict[str, Any]) -> None:
    assert requirement in failed_for(plan(changes))


def test_the_sample_plan_fails_nothing() -> None:
    assert failed_for(plan()) == {}


def test_sdpl_state_sole_responsibility_low_levels_are_no_fault() -> None:
    figures = {2026: "1.10", 2027: "1.20", 2028: "1.30", 2029: "1.40"}
    document = plan(
        {
            "performance.indicators.1S1.levels": levels(figures),
            "performance.indicators.1S1.baseline": "1.00",
        }
    )
    assert not failed_rules(document)
    assert not failed_rules(document, severity="warning")
