"""Annual filings, inside an approved plan and in place of a new one, as wholes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, report
from tests.rules.filings import (
    AMENDMENT,
    BUDGET_ONLY,
    LEVELS_ONLY,
    NARRATIVE,
    PERIOD_OVER,
    failed_for,
)

RESPONSE = "federal.accountability/comments-on-levels/performance.response"


@pytest.mark.parametrize("filing", [BUDGET_ONLY, LEVELS_ONLY, NARRATIVE, PERIOD_OVER])
def test_option2_contents_budget_is_never_optional(filing: dict[str, Any]) -> None:
    failed = failed_for(plan({**filing, "budget": None}))
    assert len(failed["option2-contents"]) == 1
    assert failed["option2-contents"] == failed["contents-budget"]


def test_option2_item_d5_is_reported_once() -> None:
    document = plan({**LEVELS_ONLY, "performance.response": None})
    assert failed_for(document)["option2-item-d5"] == [RESPONSE]


def test_annual_filing_budget_only_has_no_error() -> None:
    assert failed_rules(plan(BUDGET_ONLY)) == []


@pytest.mark.parametrize("filing", [LEVELS_ONLY, NARRATIVE, AMENDMENT])
def test_annual_filings_of_the_sample_plan_have_no_error_of_submission(
    filing: dict[str, Any],
) -> None:
    certified = {**filing, "certifications.same_procedures": True}
    packs = ("federal.submission", "federal.cover", "federal.assurances", "federal.comment")
    assert [r for r in failed_rules(plan(certified)) if r.startswith(packs)] == []


@pytest.mark.parametrize("state", ["VT", "MN", "MA", "NY"])
def test_a_filing_of_the_budget_alone_leaves_nothing_open_in_any_state(state: str) -> None:
    found = report(plan({**BUDGET_ONLY, "state.code": state})).findings
    told = [f.rule for f in found if f.verdict.value == "cannot_determine"]
    assert [rule for rule in told if not rule.startswith("federal.budget")] == []
