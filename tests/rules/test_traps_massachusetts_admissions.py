"""Massachusetts: admissions against the comparison index, and the flags."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, report, verdicts
from tests.rules.filings import FAIL, OPEN, PASS, REVIEW
from tests.rules.massachusetts import Document, failed, message, review, year, years

ALL_BELOW = "ma.admissions/flag-all-groups-below"
ONE_BELOW = "ma.admissions/flag-one-group-far-below"
TWO_BELOW = "ma.admissions/flag-two-groups-below"
FLAGS = (ALL_BELOW, ONE_BELOW, TWO_BELOW)
INDEX = "ma.admissions/index-as-stated"

# ------------------------------------------------------------------ the index


def test_ma_index_says_its_confidence_and_cites_it() -> None:
    document = review(years__1__groups__students_of_color__index="41.67%")
    (found,) = (f for f in findings(document, INDEX) if f.verdict.value == "fail")
    assert "99%" in found.message
    assert any("Comparison Index" in c.text for c in found.citations)


def test_ma_index_groups_are_three() -> None:
    three = "ma.admissions/three-groups"
    assert verdicts(review(), three) == PASS * 2
    document = review()
    document["years"][1]["groups"].pop()
    assert verdicts(document, three) == [*PASS, *FAIL]
    assert "english_learners" in message(findings(document, three))
    unknown = review()
    unknown["years"][1]["groups"][0]["name"] = "low_income"
    assert verdicts(unknown, three) == [*PASS, *OPEN]
    assert "schema/choice" in {f.rule for f in report(unknown).findings}


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ({"count": 9801, "total": 9800}, "between 0 and 100 percent"),
        ({"count": 0, "total": 0}, "is 0, so that no share"),
    ],
)
def test_ma_no_flag_is_told_from_impossible_counts(region: Document, reason: str) -> None:
    document = years(year(2025, 0))
    document["years"][0]["groups"][0]["region"] = region
    (found,) = findings(document, ONE_BELOW)
    assert found.verdict.value == "cannot_determine"
    assert reason in f"{found.message} {found.remedy}"


def test_ma_counts_are_whole_numbers() -> None:
    document = review(years__1__groups__students_of_color__attending={"count": "118.5", "total": 9})
    wrong = [f for f in report(document).findings if f.rule == "schema/type"]
    assert [f.path for f in wrong] == ["/years/1/groups/0/attending/count"]


# ------------------------------------------------------------------ the flags


def test_ma_flags_are_warnings_and_no_findings_of_discrimination() -> None:
    document = years(year(2025, 300, 300, 300))
    for flag in FLAGS:
        for found in findings(document, flag):
            assert found.severity.value == "warning"
            assert "no finding of discrimination" in found.message
            assert "Commissioner" in str(found.remedy)
    assert verdicts(document, "ma.identification/commissioner-determines") == REVIEW
    assert report(document).verdict.value != "fail"


# ------------------------------------------------------------------ the examples


def test_review_with_errors_has_the_planted_ones() -> None:
    assert failed("admissions-review-with-errors") == sorted(
        [
            "counts-possible",
            "desk-review",
            "documentation-before-visit",
            "flag-one-group-far-below",  # 2024
            "flag-one-group-far-below",  # 2025
            "index-as-stated",
            "one-group-again",  # and not newly identified, as the document says
            "ninth-grade-attending",
            "sample-without-placements",
            "sample-of-all-grades-served",
            "selective-criteria",
            "three-groups",
        ]
    )
