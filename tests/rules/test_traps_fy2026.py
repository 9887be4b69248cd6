"""A revision of the levels alone, for FY 2026, as a whole."""

from __future__ import annotations

from typing import Any

from tests.rules.conftest import failed_rules, plan, report

LEVELS_ONLY: dict[str, Any] = {
    "submission.option": "annual_revisions",
    "submission.revises": ["performance"],
    "submission.plan_in_force": True,
    "submission.fiscal_years": [2026],
    "submission.running_plan_years": [2024, 2025, 2026, 2027],
}


def levels_only(**changes: Any) -> dict[str, Any]:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return plan({**LEVELS_ONLY, **paths})


def test_a_revision_of_levels_alone_needs_no_public_hearing_of_the_plan() -> None:
    bare = levels_only(consultation=None)
    assert not [r for r in failed_rules(bare) if r.startswith("federal.consultation")]
    unanswered = levels_only(performance__response=None)
    told = [f for f in report(unanswered).findings if "fy2026-sdpl-comment" in f.requirements]
    assert [f.path for f in told if f.verdict.value == "fail"] == ["/performance/response"]
