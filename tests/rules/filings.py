"""Annual filings as changes to the sample plan, and what tests ask of a checked filing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from perkins_rules.findings import Verdict
from tests.rules.conftest import findings, report
from tests.rules.declarations import declaration

PASS, FAIL = ["pass"], ["fail"]
NOT_APPLICABLE, OPEN, REVIEW = ["not_applicable"], ["cannot_determine"], ["needs_review"]

ANNUAL: dict[str, Any] = {
    "submission.option": "annual_revisions",
    "submission.fiscal_years": [2027],
    "submission.date": "2027-04-16",
    "submission.due_date": "2027-05-14",
    "submission.preceding_period_end": None,
    "submission.significant_change": False,
    "budget.fiscal_year": 2027,
}
INSIDE_PLAN: dict[str, Any] = {
    **ANNUAL,
    "submission.plan_in_force": True,
    "submission.running_plan_years": [2026, 2027, 2028, 2029],
}
PERIOD_OVER: dict[str, Any] = {**ANNUAL, "submission.plan_in_force": False}
BUDGET_ONLY: dict[str, Any] = {
    **INSIDE_PLAN,
    "submission.revises": [],
    **dict.fromkeys(("narrative", "fiscal_responsibility", "accountability", "performance")),
    **dict.fromkeys(("consultation", "public_comment", "assurances", "certifications")),
}
LEVELS_ONLY: dict[str, Any] = {**INSIDE_PLAN, "submission.revises": ["performance"]}
NARRATIVE: dict[str, Any] = {**INSIDE_PLAN, "submission.revises": ["narrative.vision_and_goals"]}
AMENDMENT: dict[str, Any] = {**NARRATIVE, "submission.significant_change": True}
# What is left of a plan that is a table, or another part, and not the filing itself.
PART: dict[str, Any] = dict.fromkeys(("cover_page", "assurances", "certifications", "forms"))


def failed_for(document: dict[str, Any]) -> dict[str, list[str]]:
    """Requirement -> the rules that failed for it, whatever their severity."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in report(document).findings:
        for requirement in finding.requirements if finding.verdict is Verdict.FAIL else ():
            found[requirement].append(finding.rule)
    return found


def message(document: dict[str, Any], rule: str) -> str:
    """What the one finding of a rule says, and what it says to do."""
    (found,) = findings(document, rule)
    return f"{found.message} {found.remedy}"


def cited(pack: str, slug: str) -> list[str]:
    """The sections that a rule or a review of a federal pack cites."""
    return [cite.section for cite in declaration(pack, slug).heading.cites]
