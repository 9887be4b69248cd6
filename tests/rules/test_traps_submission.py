"""The submission as a whole, where no single rule tells."""

from __future__ import annotations

import pytest

from tests.rules.conftest import failed_rules, plan, verdicts
from tests.rules.filings import FAIL, REVIEW, failed_for

RESPONSE = "federal.accountability/comments-on-levels/performance.response"


def test_option1_contents_changed_narratives_alone_are_not_enough() -> None:
    document = plan(
        narrative={"vision_and_goals": "Seven in ten adults hold a credential by 2032."}
    )
    assert "federal.narrative/vision/narrative.workforce_summary" in failed_rules(document)


def test_option1_item_d5_is_reported_once() -> None:
    document = plan({"performance.response": None})
    assert failed_for(document)["option1-item-d5"] == [RESPONSE]
    assert failed_for(document)["sdpl-comment-response"] == [RESPONSE]


def test_contents_budget_is_reported_once() -> None:
    failed = failed_for(plan(budget=None))
    assert len(failed["contents-budget"]) == 1
    assert failed["contents-budget"] == failed["budget-present"]


def test_wioa_combined_option_skips_no_rule() -> None:
    combined = {"submission.wioa_combined": {"included": True, "year": 2026}}
    wrong = {"narrative.workforce_summary": None, "assurances.equipment": False}
    assert failed_rules(plan({**combined, **wrong})) == failed_rules(plan(wrong))
    assert verdicts(plan(combined), "federal.submission/combined-plan-holds-all") == REVIEW


@pytest.mark.parametrize("old", ["one_year_transition", "state_plan_2019_23"])
def test_the_boxes_of_older_forms_are_no_choice(old: str) -> None:
    document = plan({"submission.option": old})
    assert verdicts(document, "schema/choice") == FAIL
    assert verdicts(document, "federal.cover/kind-of-submission/submission.option") == FAIL
