"""Public comment on the plan: the readings that go wrong most easily, and a failing plan for each
requirement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, plan, verdicts
from tests.rules.declarations import severity
from tests.rules.filings import (
    AMENDMENT,
    BUDGET_ONLY,
    FAIL,
    LEVELS_ONLY,
    NARRATIVE,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    REVIEW,
    cited,
)

PACK = "federal.comment"
THIRTY = f"{PACK}/thirty-days-for-comment"
FULL = f"{PACK}/thirty-full-days"
CLOSED = f"{PACK}/comments-close-before-submission"
ELECTRONIC = f"{PACK}/comment-by-electronic-means"
HELD = f"{PACK}/hearings-held"
TOLD = f"{PACK}/hearings-told"
BEFORE = f"{PACK}/hearings-before-submission"
NOTICE = f"{PACK}/notice-before-hearings"
MORE = f"{PACK}/more-than-one-hearing"
HEARINGS = "public_comment.hearings"


@pytest.mark.parametrize("rule", [THIRTY, CLOSED, ELECTRONIC, HELD, BEFORE])
@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        ({}, FAIL),
        (AMENDMENT, FAIL),
        (NARRATIVE, NOT_APPLICABLE),
        (LEVELS_ONLY, NOT_APPLICABLE),
        (BUDGET_ONLY, NOT_APPLICABLE),
    ],
)
def test_public_comment_is_for_a_plan_or_an_amendment(
    rule: str, filing: dict[str, Any], expected: list[str]
) -> None:
    wrong = {
        "public_comment.opened": "2030-01-02",
        "public_comment.closed": "2030-01-03",
        "public_comment.electronic": False,
        f"{HEARINGS}.held": False,
        f"{HEARINGS}.dates": ["2030-01-02"],
    }
    assert verdicts(plan({**filing, **wrong}), rule) == expected


# ------------------------------------------------------------------ the comment period


@pytest.mark.parametrize(
    ("opened", "closed", "thirty", "full"),
    [
        ("2026-01-05", "2026-02-02", FAIL, NOT_APPLICABLE),
        ("2026-01-05", "2026-02-03", PASS, FAIL),
        ("2026-01-05", "2026-02-04", PASS, PASS),
        ("2024-02-01", "2024-02-29", FAIL, NOT_APPLICABLE),
        ("2024-02-01", "2024-03-01", PASS, FAIL),
        ("2025-02-01", "2025-03-03", PASS, PASS),
        ("2026-02-03", "2026-01-05", FAIL, NOT_APPLICABLE),
        (None, "2026-02-04", OPEN, OPEN),
        ("2026-01-05", None, OPEN, OPEN),
    ],
)
def test_plan_comment_30_days_counts_the_length_of_the_period(
    opened: str | None, closed: str | None, thirty: list[str], full: list[str]
) -> None:
    document = plan({"public_comment.opened": opened, "public_comment.closed": closed})
    assert verdicts(document, THIRTY) == thirty
    assert verdicts(document, FULL) == full
    assert severity("comment", "thirty-full-days") == "warning"


def test_plan_comment_30_days_are_not_counted_back_from_submission() -> None:
    dates = {"submission.date": "2026-02-27", "public_comment.opened": "2025-11-03"}
    assert verdicts(plan({**dates, "public_comment.closed": "2025-11-20"}), THIRTY) == FAIL


@pytest.mark.parametrize(
    ("closed", "expected"), [("2026-02-26", PASS), ("2026-02-27", FAIL), (None, OPEN)]
)
def test_plan_comment_30_days_must_be_over_before_submission(
    closed: str | None, expected: list[str]
) -> None:
    document = plan({"public_comment.closed": closed, "submission.date": "2026-02-27"})
    assert verdicts(document, CLOSED) == expected


@pytest.mark.parametrize(
    ("electronic", "accessible", "expected"),
    [
        (True, True, PASS),
        (False, True, FAIL),
        (True, False, FAIL),
        (False, None, FAIL),
        (True, None, OPEN),
        (None, None, OPEN),
    ],
)
def test_plan_comment_electronic_and_accessible(
    electronic: bool | None, accessible: bool | None, expected: list[str]
) -> None:
    document = plan(
        {"public_comment.electronic": electronic, "public_comment.accessible_format": accessible}
    )
    assert verdicts(document, ELECTRONIC) == expected


# ------------------------------------------------------------------ the hearings


def test_public_hearings_held_no_number_of_days_for_the_notice() -> None:
    hearings = {
        f"{HEARINGS}.notice_date": "2026-01-20",
        f"{HEARINGS}.dates": ["2026-01-21", "2026-01-28"],
    }
    assert verdicts(plan(hearings), NOTICE) == PASS * 2
    assert verdicts(plan(hearings), f"{PACK}/sufficient-notice") == REVIEW
    same_day = {**hearings, f"{HEARINGS}.notice_date": "2026-01-21"}
    assert sorted(verdicts(plan(same_day), NOTICE)) == FAIL + PASS


def test_public_hearings_held_is_apart_from_the_comment_period() -> None:
    dates = {"public_comment.opened": "2026-01-05", "public_comment.closed": "2026-02-10"}
    document = plan({**dates, f"{HEARINGS}.held": False})
    assert verdicts(document, HELD) == FAIL
    assert verdicts(document, THIRTY) == PASS
    assert cited("comment", "hearings-held")[0] == "122(a)(3)"
    assert cited("comment", "thirty-days-for-comment")[0] == "122(a)(4)"


@pytest.mark.parametrize(("day", "expected"), [("2026-02-26", PASS), ("2026-02-27", FAIL)])
def test_public_hearings_held_before_submission(day: str, expected: list[str]) -> None:
    document = plan({f"{HEARINGS}.dates": [day], "submission.date": "2026-02-27"})
    assert verdicts(document, BEFORE) == expected
    assert verdicts(document, MORE) == FAIL
    assert severity("comment", "more-than-one-hearing") == "warning"


def test_public_hearings_held_unsaid_is_a_warning_by_the_guide_and_an_error_by_the_law() -> None:
    document = plan({HEARINGS: None})
    by_law = f"{PACK}/hearings-on-record/{HEARINGS}.held"
    assert verdicts(document, TOLD) == FAIL
    assert TOLD in failed_rules(document, "warning")
    assert verdicts(document, HELD) == NOT_APPLICABLE
    for profile in ("statute", "strict"):
        assert by_law in failed_rules(document, profile=profile)


@pytest.mark.parametrize("part", ["summary", "response"])
def test_public_hearing_summary_which_the_guide_never_lists(part: str) -> None:
    document = plan({f"{HEARINGS}.{part}": None})
    noted = f"{PACK}/hearings-summary/{HEARINGS}.{part}"
    required = f"{PACK}/hearings-summary-required/{HEARINGS}.{part}"
    assert noted in failed_rules(document, "warning")
    assert verdicts(document, required) == []
    for profile in ("statute", "strict"):
        assert required in failed_rules(document, profile=profile)
