"""Quality indicators, concentrators, the procedure for the levels and the comments on them: the
readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, verdicts
from tests.rules.declarations import question, severity
from tests.rules.filings import (
    FAIL,
    LEVELS_ONLY,
    NOT_APPLICABLE,
    OPEN,
    PART,
    PASS,
    REVIEW,
    cited,
    failed_for,
    message,
)
from tests.rules.forms import adjusting, one_row

EACH_YEAR = "federal.levels/level-for-each-year"
PLAN_YEARS = "federal.submission/levels-for-each-plan-year"
FALL = "federal.levels/levels-never-fall"
QUALITY = "federal.accountability/one-quality-indicator"
OTHER_MEASURES = "federal.accountability/other-measures"
SECONDARY = "federal.accountability/secondary-concentrator"
POSTSECONDARY = "federal.accountability/postsecondary-concentrator"
WINDOW = "federal.accountability/levels-comment-window"
COMMENTS = "federal.accountability/comments-included"
CHANGES = "federal.accountability/changes-from-comments"
TRIBES = "federal.accountability/levels-developed-with-tribes"
GROUPS = "federal.accountability/levels-developed-with-all-groups"
RESPONSE = "federal.accountability/comments-on-levels/performance.response"
RECIPIENTS = "federal.accountability/recipient-input/consultation.recipient_input"
PROCEDURE = "accountability.levels_procedure"

# ------------------------------------------------------------------ quality indicators


def test_quality_indicator_at_least_one_other_measures_do_not_satisfy_it() -> None:
    assert verdicts(plan(one_row("5S4", {2026: "50"})), QUALITY) == FAIL
    assert verdicts(plan(one_row("5S3", {2026: "50"})), QUALITY) == PASS


@pytest.mark.parametrize("figure", ["N/A", "n/a", "Not using"])
def test_quality_indicator_at_least_one_rows_not_used_are_not_chosen(figure: str) -> None:
    assert verdicts(plan(one_row("5S3", {2026: figure})), QUALITY) == FAIL


def test_quality_indicator_at_least_one_asks_nothing_of_colleges() -> None:
    document = plan({"scope": "postsecondary", **PART, **one_row("1P1", {2026: "50"})})
    assert verdicts(document, QUALITY) == NOT_APPLICABLE
    filing = plan({"scope": "postsecondary", **one_row("1P1", {2026: "50"})})
    assert verdicts(filing, QUALITY) == FAIL


def test_quality_other_measures_optional_but_bound_by_the_rules_for_levels() -> None:
    assert verdicts(plan(one_row("5S3", {2026: "50"})), OTHER_MEASURES) == NOT_APPLICABLE
    falling = plan(one_row("5S4", {2026: "50", 2027: "49"}))
    assert verdicts(falling, FALL) == FAIL
    assert verdicts(falling, PLAN_YEARS) == [*PASS, *PASS, *FAIL, *FAIL]


# ------------------------------------------------------------------ concentrators


@pytest.mark.parametrize(
    "definition",
    [
        {"courses": 2, "single_program": True, "hours": 300},
        {"courses": 2, "single_program": False, "hours": 150},
        {"hours": 150},
    ],
)
def test_concentrator_secondary_hours_and_career_fields_depart(definition: dict[str, Any]) -> None:
    document = plan({"accountability.concentrator.secondary": definition})
    assert verdicts(document, SECONDARY) == FAIL
    assert severity("accountability", "secondary-concentrator") == "warning"


def test_concentrator_secondary_counts_from_the_second_course() -> None:
    assert verdicts(plan(), SECONDARY) == PASS
    third = plan({"accountability.concentrator.secondary.courses": 3})
    assert verdicts(third, SECONDARY) == FAIL


def test_concentrator_secondary_full_year_courses_are_for_a_reviewer() -> None:
    review = "federal.accountability/secondary-concentrator-in-practice"
    assert verdicts(plan(), review) == REVIEW
    assert "full-year courses" in question("accountability", "secondary-concentrator-in-practice")


def test_concentrator_postsecondary_credits_within_the_program() -> None:
    cumulative = plan({"accountability.concentrator.postsecondary.single_program": False})
    assert verdicts(cumulative, POSTSECONDARY) == FAIL
    assert verdicts(plan(), POSTSECONDARY) == PASS


def test_concentrator_definitions_that_are_not_stated_are_not_asked_for() -> None:
    document = plan({"accountability.concentrator": None})
    assert verdicts(document, SECONDARY) == verdicts(document, POSTSECONDARY) == NOT_APPLICABLE


# ------------------------------------------------------------------ procedure and comments


def test_sdpl_modify_by_fy2026_is_a_should() -> None:
    document = adjusting("measurement_change", "2S3", {2028: "45"}, 2028)
    rule = "federal.accountability/specifications-by-2026"
    assert verdicts(document, rule, edition="2025-01") == FAIL
    assert severity("accountability", "specifications-by-2026") == "warning"


def test_sdpl_procedure_ii_statute_asks_for_an_explanation_only() -> None:
    document = plan({f"{PROCEDURE}.statutory_requirements": None})
    guide = f"federal.accountability/levels-explained/{PROCEDURE}.statutory_requirements"
    statute = f"federal.accountability/levels-explained-in-short/{PROCEDURE}.statutory_requirements"
    assert verdicts(document, guide) == FAIL
    assert verdicts(document, guide, profile="statute") == []
    assert verdicts(document, statute, profile="statute") == FAIL
    assert severity("accountability", "levels-explained-in-short") == "warning"
    assert "six points" in question("accountability", "six-points")


def test_sdpl_procedure_baseline_is_asked_by_the_guide_only() -> None:
    document = plan({f"{PROCEDURE}.baseline": None})
    guide = f"federal.accountability/baseline-process/{PROCEDURE}.baseline"
    statute = f"federal.accountability/baseline-process-asked/{PROCEDURE}.baseline"
    assert verdicts(document, guide) == FAIL
    assert guide not in failed_rules(document, profile="statute")
    assert verdicts(document, statute, profile="statute") == FAIL
    assert severity("accountability", "baseline-process-asked") == "info"


def test_sdpl_procedure_is_not_asked_of_a_filing_of_levels() -> None:
    document = plan({**LEVELS_ONLY, "accountability": None})
    table = f"federal.accountability/levels-procedure/{PROCEDURE}.public_comment"
    assert verdicts(document, table) == NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", "   ", None])
def test_sdpl_comment_response_empty_text_is_a_defect(text: str | None) -> None:
    document = plan({"performance.response": text})
    assert verdicts(document, RESPONSE) == FAIL
    said = plan({"performance.response": "No comments were received.", "performance.comments": []})
    assert verdicts(said, RESPONSE) == PASS


def test_sdpl_comment_changes_are_asked_by_the_guide_only() -> None:
    document = plan({"performance.changes_from_comments": None})
    assert verdicts(document, CHANGES) == FAIL
    assert verdicts(document, CHANGES, profile="statute") == []
    assert not failed_rules(document, profile="statute")


def test_sdpl_comment_changes_that_nothing_changed_answers_it() -> None:
    document = plan({"performance.changes_from_comments": "No level was changed."})
    assert verdicts(document, CHANGES) == PASS


def test_sdpl_comments_included_response_alone_is_not_enough() -> None:
    document = plan({"performance.comments": None})
    assert verdicts(document, RESPONSE) == PASS
    assert verdicts(document, COMMENTS) == FAIL
    silent = plan({"performance.comments": None, "performance.comments_received": None})
    assert verdicts(silent, COMMENTS) == FAIL


@pytest.mark.parametrize(
    "changes",
    [
        {"performance.comments": None, "performance.comments_received": False},
        {"performance.comments": [], "performance.comments_received": None},
    ],
)
def test_sdpl_comments_included_asks_nothing_where_none_came(changes: dict[str, Any]) -> None:
    document = plan({**changes, "performance.changes_from_comments": None})
    assert verdicts(document, COMMENTS) == verdicts(document, CHANGES) == NOT_APPLICABLE


def test_sdpl_developed_with_stakeholders_groups_of_the_state_plan() -> None:
    assert verdicts(plan(), GROUPS) == PASS
    groups = plan()["performance"]["developed_with"]
    without = plan({"performance.developed_with": [g for g in groups if g != "workforce_board"]})
    assert "workforce_board" in message(without, GROUPS)
    assert "122(c)(1)(A)" in cited("accountability", "levels-developed-with-all-groups")


@pytest.mark.parametrize(
    ("in_state", "expected"), [(False, NOT_APPLICABLE), (True, FAIL), (None, OPEN)]
)
def test_sdpl_developed_with_stakeholders_tribes_only_where_there_are_tribes(
    in_state: bool | None, expected: list[str]
) -> None:
    groups = [g for g in plan()["performance"]["developed_with"] if g != "tribes"]
    changes = {"performance.developed_with": groups, "consultation.tribes_in_state": in_state}
    assert verdicts(plan(changes), TRIBES) == expected
    assert verdicts(plan(changes), GROUPS) == PASS


WINDOWS = [
    ("2026-02-27", "2025-12-29", PASS),
    ("2026-02-27", "2025-12-30", FAIL),
    ("2024-03-01", "2024-01-01", PASS),
    ("2025-03-01", "2025-01-01", FAIL),
    ("2026-03-31", "2026-01-30", PASS),
    ("2026-03-31", "2026-01-31", FAIL),
]


@pytest.mark.parametrize(("submitted", "opened", "expected"), WINDOWS)
def test_sdpl_comment_60_days_fifty_nine_elapsed_days_fail(
    submitted: str, opened: str, expected: list[str]
) -> None:
    document = plan({"submission.date": submitted, "performance.comment_period.opened": opened})
    assert verdicts(document, WINDOW) == expected


def test_sdpl_comment_60_days_counts_back_from_submission() -> None:
    short = {"opened": "2025-12-01", "closed": "2025-12-02", "topics": ["law"]}
    assert verdicts(plan({"performance.comment_period": short}), WINDOW) == PASS
    long = {"opened": "2026-01-15", "closed": "2026-05-15", "topics": ["law"]}
    assert verdicts(plan({"performance.comment_period": long}), WINDOW) == FAIL


def test_sdpl_comment_60_days_independent_of_comments_on_the_plan() -> None:
    document = plan({"public_comment.opened": "2025-01-01", "public_comment.closed": "2026-02-26"})
    assert verdicts(document, WINDOW) == PASS
    late = {
        "public_comment.opened": "2025-01-01",
        "performance.comment_period.opened": "2026-01-01",
    }
    assert verdicts(plan(late), WINDOW) == FAIL


def test_sdpl_comment_60_days_is_not_within_sixty_days() -> None:
    long_ago = plan({"performance.comment_period.opened": "2019-09-13"})
    assert verdicts(long_ago, WINDOW) == PASS


def test_sdpl_comment_60_days_says_when_to_submit() -> None:
    document = plan({"performance.comment_period.opened": "2025-12-30"})
    said = message(document, WINDOW)
    assert "59 days" in said
    assert "2026-02-28" in said
    assert "2025-12-29" in said


def test_sdpl_commented_is_reported_through_its_two_parts() -> None:
    document = plan(
        {
            "performance.comment_period.opened": "2026-01-30",
            "performance.response": None,
        }
    )
    assert sorted(failed_for(document)["sdpl-commented"]) == sorted([WINDOW, RESPONSE])


def test_sdpl_recipient_input_apart_from_the_stakeholders() -> None:
    document = plan({"consultation.recipient_input": None})
    assert verdicts(document, RECIPIENTS) == FAIL
    assert verdicts(document, GROUPS) == PASS
    assert severity("accountability", "recipient-input") == "warning"


def test_sdpl_progress_subgroups_levels_stay_one_an_indicator() -> None:
    assert verdicts(plan(), "federal.accountability/progress-of-subgroups") == REVIEW
    assert set(verdicts(plan(), EACH_YEAR)) == {"pass"}
