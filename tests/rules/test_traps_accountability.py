"""Quality indicators, the procedure for the levels and the comments on them: the readings that go
wrong most easily and are about more than the verdict of one rule."""

from __future__ import annotations

import pytest

from tests.rules.conftest import failed_rules, plan, verdicts
from tests.rules.filings import FAIL, cited, failed_for
from tests.rules.forms import one_row

QUALITY = "federal.accountability/one-quality-indicator"
WINDOW = "federal.accountability/levels-comment-window"
RESPONSE = "federal.accountability/comments-on-levels/performance.response"
PROCEDURE = "accountability.levels_procedure"


@pytest.mark.parametrize("figure", ["N/A", "n/a", "Not using"])
def test_quality_indicator_at_least_one_rows_not_used_are_not_chosen(figure: str) -> None:
    assert verdicts(plan(one_row("5S3", {2026: figure})), QUALITY) == FAIL


@pytest.mark.parametrize("text", ["", "   "])
def test_sdpl_comment_response_empty_text_is_a_defect(text: str) -> None:
    assert verdicts(plan({"performance.response": text}), RESPONSE) == FAIL


@pytest.mark.parametrize("path", [f"{PROCEDURE}.baseline", "performance.changes_from_comments"])
def test_what_the_guide_alone_asks_is_no_error_under_the_statute(path: str) -> None:
    assert not failed_rules(plan({path: None}), profile="statute")


def test_sdpl_developed_with_stakeholders_groups_of_the_state_plan() -> None:
    assert "122(c)(1)(A)" in cited("accountability", "levels-developed-with-all-groups")


def test_sdpl_commented_is_reported_through_its_two_parts() -> None:
    document = plan(
        {"performance.comment_period.opened": "2026-01-30", "performance.response": None}
    )
    assert sorted(failed_for(document)["sdpl-commented"]) == sorted([WINDOW, RESPONSE])
