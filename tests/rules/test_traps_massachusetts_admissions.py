"""Massachusetts: an admissions review as a whole, what it cites, and values of the wrong kind."""

from __future__ import annotations

from tests.rules.conftest import findings, report, verdicts
from tests.rules.filings import OPEN, PASS
from tests.rules.massachusetts import failed, review


def test_ma_index_cites_the_description_of_the_index() -> None:
    document = review(years__1__groups__students_of_color__index="41.67%")
    cited = findings(document, "ma.admissions/index-as-stated")[0].citations
    assert any("Comparison Index" in citation.text for citation in cited)


def test_ma_index_groups_are_of_the_three_names() -> None:
    unknown = review(years__1__groups__students_of_color__name="low_income")
    assert verdicts(unknown, "ma.admissions/three-groups") == [*PASS, *OPEN]
    assert "schema/choice" in {f.rule for f in report(unknown).findings}


def test_ma_counts_are_whole_numbers() -> None:
    document = review(years__1__groups__students_of_color__attending={"count": "118.5", "total": 9})
    wrong = [f for f in report(document).findings if f.rule == "schema/type"]
    assert [f.path for f in wrong] == ["/years/1/groups/0/attending/count"]


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
