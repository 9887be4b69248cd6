"""What the profile `statute` asks: what the Act asks, and not what only the guide's form asks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, report

PEOPLE: tuple[str, ...] = (
    *(
        f"cover_page.authorized_representative.{part}"
        for part in ("name", "title", "agency", "address", "telephone", "email")
    ),
    *(f"cover_page.state_director.{part}" for part in ("name", "title", "agency", "telephone")),
    "cover_page.state_director.email",
)
FORM: tuple[str, ...] = (
    "cover_page.signature",
    "cover_page.governor.sent",
    "budget.state_name",
    "budget.state_institutions.correctional",
    "budget.reserve.secondary",
    "budget.allocation_to_eligible_recipients.secondary.amount",
    "budget.state_administration.percent",
    "fiscal_responsibility.distribution.secondary_percent",
    "forms.sf_424b",
    "forms.sf_lll",
    "narrative.consultation_process",
    "narrative.reserved_funds_consultation",
)
ACT: tuple[str, ...] = (
    "cover_page.eligible_agency",
    "submission.wioa_combined.included",
    "public_comment.hearings.summary",
    "assurances.equipment",
    "narrative.educators",
    "consultation.state_agencies",
)


def _open(document: dict[str, Any], profile: str) -> list[str]:
    """The errors that fail or cannot be determined."""
    found = report(document, profile=profile).findings
    bad = ("fail", "cannot_determine")
    return [f.rule for f in found if f.severity == "error" and f.verdict.value in bad]


@pytest.mark.parametrize("path", [*PEOPLE, *FORM])
def test_the_guides_own_items_are_not_asked_by_the_statute(path: str) -> None:
    document = plan({path: None})
    assert _open(document, "statute") == []
    found = report(document, profile="guide").findings
    assert [f for f in found if f.verdict.value == "fail" and f.severity in ("error", "warning")]


@pytest.mark.parametrize("path", ACT)
def test_the_acts_own_items_are_asked_by_the_statute(path: str) -> None:
    assert failed_rules(plan({path: None}), profile="statute")


def test_the_portal_is_not_asked_for_by_the_statute() -> None:
    assert _open(plan({"submission.through_portal": None}), "statute") == []


def test_a_plan_without_a_budget_is_warned_of_by_the_statute() -> None:
    document = plan({"budget": None})
    assert "federal.budget/budget-present" in failed_rules(document)
    assert "federal.budget/budget-shown" in failed_rules(document, "warning", profile="statute")
