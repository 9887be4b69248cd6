"""What the guide says of submissions for FY 2026 and of approval, trap by trap."""

from __future__ import annotations

from typing import Any

from tests.rules.conftest import failed_rules, plan, report, verdicts

LEVELS_ONLY: dict[str, Any] = {
    "submission.option": "annual_revisions",
    "submission.revises": ["performance"],
    "submission.plan_in_force": True,
    "submission.fiscal_years": [2026],
    "submission.running_plan_years": [2024, 2025, 2026, 2027],
}
ANSWERED = "federal.accountability/changed-specification-answered"


def levels_only(**changes: Any) -> dict[str, Any]:
    paths = {path.replace("__", "."): value for path, value in changes.items()}
    return plan({**LEVELS_ONLY, **paths})


def test_spec_change_baseline_only_when_specification_and_level_change() -> None:
    changed = {"performance__indicators__1S1__new_or_modified": True}
    unanswered = {"accountability__levels_procedure__baseline": None}
    assert verdicts(levels_only(**changed, **unanswered), ANSWERED) == ["fail"]
    assert verdicts(levels_only(**unanswered), ANSWERED) == ["not_applicable"]
    budget_only = levels_only(**changed, **unanswered, submission__revises=[])
    assert verdicts(budget_only, ANSWERED) == ["not_applicable"]
    assert verdicts(levels_only(**changed, **unanswered), ANSWERED, edition="2025-11") == []


def test_a_revision_of_levels_alone_needs_no_public_hearing_of_the_plan() -> None:
    bare = levels_only(consultation=None)
    assert not [r for r in failed_rules(bare) if r.startswith("federal.consultation")]
    unanswered = levels_only(performance__response=None)
    told = [f for f in report(unanswered).findings if "fy2026-sdpl-comment" in f.requirements]
    assert [f.path for f in told if f.verdict.value == "fail"] == ["/performance/response"]
