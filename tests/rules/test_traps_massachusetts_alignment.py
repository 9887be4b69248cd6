"""Alignment reviews in Massachusetts: the readings that go wrong most easily."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, PASS
from tests.rules.massachusetts_plans import (
    alignment_review,
    requirements_failed,
    severity_of,
    told,
    whole_report,
)

IN_TIME = "ma.alignment/aligned-in-time"
BEFORE_JUNE = "ma.alignment/aligned-before-june"
BOTH = "ma.alignment/both-frameworks"
UPDATED = "ma.alignment/updated-frameworks"
OWN_SCOPE = "ma.alignment/local-scope-and-sequence"


def carpentry(rule: str, **changes: str | None) -> list[str]:
    """The verdict of a rule on the first program alone, with changed fields."""
    document = alignment_review({f"programs.Carpentry.{f}": v for f, v in changes.items()})
    document["programs"] = document["programs"][:1]
    return verdicts(document, rule)


def test_the_example_has_no_error() -> None:
    assert whole_report("massachusetts-alignment-review").verdict == "needs_review"
    assert told("massachusetts-alignment-review") == []


def test_the_planted_errors_are_found_and_nothing_else() -> None:
    assert sorted(told("massachusetts-alignment-review-with-errors")) == sorted(
        [
            ("error", IN_TIME),
            ("error", UPDATED),
            ("error", BOTH),
            ("warning", BEFORE_JUNE),
            ("warning", "ma.alignment/learning"),
            ("warning", "ma.alignment/student-support"),
            ("warning", "ma.alignment/career-connection"),
            ("warning", "ma.alignment/partnerships"),
            ("warning", "ma.alignment/equitable-access"),
        ]
    )


@pytest.mark.parametrize(
    ("day", "in_time", "before_june"),
    [
        ("2027-05-31", PASS, PASS),
        ("2027-06-01", PASS, FAIL),
        ("2027-06-30", PASS, FAIL),
        ("2027-07-01", FAIL, NOT_APPLICABLE),
    ],
)
def test_ma_framework_alignment_by_june_start_or_end(
    day: str, in_time: list[str], before_june: list[str]
) -> None:
    assert carpentry(IN_TIME, aligned_on=day) == in_time
    assert carpentry(BEFORE_JUNE, aligned_on=day) == before_june
    assert severity_of("alignment", "aligned-before-june") == "warning"


def test_ma_framework_alignment_is_for_the_class_of_2030() -> None:
    document = alignment_review({"programs.Carpentry.aligned_on": "2027-07-01"})
    assert "class of 2030" in findings(document, IN_TIME)[0].message


def test_ma_framework_alignment_reaches_state_designated_programs_only() -> None:
    assert carpentry(IN_TIME, aligned_on="2027-07-01", state_designated="no") == NOT_APPLICABLE
    assert carpentry(IN_TIME, aligned_on=None) == ["cannot_determine"]
    others = "ma.alignment/every-program-in-time"
    assert carpentry(others, aligned_on="2027-07-01", state_designated="no") == FAIL
    assert severity_of("alignment", "every-program-in-time") == "warning"


def test_ma_frameworks_basis_the_updated_ones_date_from_july_2025() -> None:
    assert carpentry(UPDATED, **{"frameworks.cte_approved": "2025-07-01"}) == PASS
    assert carpentry(UPDATED, **{"frameworks.cte_approved": "2025-06-30"}) == FAIL
    assert carpentry(BOTH, **{"frameworks.massachusetts_curriculum": "no"}) == FAIL
    assert carpentry(BOTH, **{"frameworks.cte": "no"}) == FAIL


@pytest.mark.parametrize(
    ("requirement", "section", "items"),
    [
        ("ma-alignment-learning", "learning", 7),
        ("ma-alignment-student-support", "student_support", 2),
        ("ma-alignment-career-connection", "career_connection", 3),
        ("ma-alignment-partnerships", "partnerships", 3),
        ("ma-alignment-equitable-access", "equitable_access", 2),
    ],
)
def test_ma_alignment_items_are_shoulds_and_only_warn(
    requirement: str, section: str, items: int
) -> None:
    fields = list(alignment_review()["programs"][0][section])
    assert len(fields) == items
    for field in fields:
        document = alignment_review({f"programs.Carpentry.{section}.{field}": None})
        assert requirements_failed(document, "warning") == {requirement}
        assert requirements_failed(document, "error") == set()
        assert report(document).verdict == "needs_review"


def test_ma_scope_sequence_optional_a_local_version_is_fine() -> None:
    assert carpentry(OWN_SCOPE, scope_tool="local") == ["needs_review"]
    assert carpentry(OWN_SCOPE, scope_tool="state_tool") == NOT_APPLICABLE
    assert severity_of("alignment", "local-scope-and-sequence") == "info"


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("learning.placement_agreements", "learning"),
        ("student_support.mycap", "student-support"),
        ("career_connection.employers", "career-connection"),
        ("partnerships.workforce_board", "partnerships"),
        ("equitable_access.multilingual_learners", "equitable-access"),
    ],
)
def test_ma_alignment_a_text_that_holds_a_place_covers_nothing(field: str, rule: str) -> None:
    assert carpentry("ma.alignment/" + rule) == PASS
    assert carpentry("ma.alignment/" + rule, **{field: "To be determined"}) == FAIL


@pytest.mark.parametrize(
    "question",
    [
        "learning-in-substance",
        "support-in-substance",
        "careers-in-substance",
        "partnerships-in-substance",
        "access-for-all",
    ],
)
def test_ma_alignment_what_each_part_says_is_put_to_a_person(question: str) -> None:
    assert carpentry("ma.alignment/" + question) == ["needs_review"]
