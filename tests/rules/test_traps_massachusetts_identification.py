"""Massachusetts: how a district is identified by its flags, and what follows."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS, REVIEW
from tests.rules.massachusetts import Document, review, year, years

ONE_BELOW = "ma.admissions/flag-one-group-far-below"
NEW = "ma.identification/newly-identified"
ONE_AGAIN = "ma.identification/one-group-again"
TWO_AGAIN = "ma.identification/two-groups-again"
OTHERWISE = "ma.identification/identified-otherwise"
CRITERIA = "ma.identification/selective-criteria"
CRITERIA_REVIEW = "ma.identification/criteria-validated"

# ------------------------------------------------------------------ how the district is identified

FINE, FAR = 400, 300


def identified(document: Document) -> list[str]:
    """Which of the three classes, or the question for a person, the figures lead to."""
    rules = (NEW, ONE_AGAIN, TWO_AGAIN)
    return [r for r in rules if "fail" in verdicts(document, r)] + [
        OTHERWISE for v in verdicts(document, OTHERWISE) if v == "needs_review"
    ]


@pytest.mark.parametrize(
    ("earlier", "current", "leads_to"),
    [
        ((FINE, FINE, FINE), (FINE, FINE, FINE), []),
        ((FINE, FINE, FINE), (FAR, FINE, FINE), [NEW]),
        ((FINE, FINE, FINE), (FAR, FAR, FINE), [NEW]),
        ((FAR, FINE, FINE), (FAR, FINE, FINE), [ONE_AGAIN]),
        ((FAR, FINE, FINE), (FAR, FAR, FINE), [ONE_AGAIN]),
        ((FAR, FAR, FINE), (FAR, FAR, FINE), [TWO_AGAIN]),
        ((FAR, FAR, FINE), (FINE, FAR, FAR), [TWO_AGAIN]),
        ((FAR, FAR, FAR), (FAR, FINE, FAR), [TWO_AGAIN]),
        ((FAR, FAR, FINE), (FINE, FINE, FAR), [OTHERWISE]),
        ((FAR, FAR, FINE), (FAR, FINE, FINE), [ONE_AGAIN]),
        ((364, 364, 364), (364, 364, 364), [TWO_AGAIN]),
        ((FAR, FINE, FINE), (FINE, FAR, FINE), [OTHERWISE]),
        ((FAR, FINE, FINE), (FINE, FINE, FINE), [OTHERWISE]),
    ],
)
def test_ma_identify(
    earlier: tuple[int, ...], current: tuple[int, ...], leads_to: list[str]
) -> None:
    assert identified(years(year(2024, *earlier), year(2025, *current))) == leads_to
    assert identified(years(year(2025, *current), year(2024, *earlier))) == leads_to


def test_ma_identify_2_a_different_single_group_each_year_is_for_a_reviewer() -> None:
    document = years(year(2024, FAR, FINE, FINE), year(2025, FINE, FAR, FINE))
    assert verdicts(document, ONE_AGAIN) == NOT_APPLICABLE
    assert verdicts(document, OTHERWISE) == REVIEW
    said = years(*document["years"], classification="one_group")
    assert verdicts(said, ONE_AGAIN) == FAIL


def test_ma_identify_the_class_stated_is_held_against_the_figures() -> None:
    flagged = (year(2024, FINE, FINE, FINE), year(2025, FAR, FINE, FINE))
    assert verdicts(years(*flagged, classification="newly_identified"), NEW) == PASS
    assert verdicts(years(*flagged, classification="two_or_more_groups"), NEW) == FAIL
    # A wrong class is one finding: of the rule whose class the figures give.
    assert (
        verdicts(years(*flagged, classification="two_or_more_groups"), TWO_AGAIN) == NOT_APPLICABLE
    )
    twice = (year(2024, FAR, FINE, FINE), year(2025, FAR, FINE, FINE))
    for wrong in ("newly_identified", "two_or_more_groups", "not_identified"):
        assert identified(years(*twice, classification=wrong)) == [ONE_AGAIN]


def test_ma_identify_one_year_alone_tells_nothing_new() -> None:
    assert identified(years(year(2025, FAR, FINE, FINE))) == [OTHERWISE]


def test_ma_progress_considered_where_more_than_one_year_is_flagged() -> None:
    rule = "ma.identification/progress-weighed"
    twice = years(year(2024, FAR, FINE, FINE), year(2025, FAR, FINE, FINE))
    assert verdicts(twice, rule) == REVIEW
    once = years(year(2024, FINE, FINE, FINE), year(2025, FAR, FINE, FINE))
    assert verdicts(once, rule) == NOT_APPLICABLE


# ------------------------------------------------------------------ what follows


@pytest.mark.parametrize(("seats", "verdict"), [(268, PASS), (267, [*FAIL, *PASS])])
def test_ma_moa_desk_review_takes_more_applications_than_seats(
    seats: int, verdict: list[str]
) -> None:
    document = review(years__0__seats=seats, years__0__desk_review={"done": "no"})
    assert verdicts(document, "ma.identification/desk-review") == verdict


def test_ma_moa_selective_criteria_both_conditions() -> None:
    field = "admissions__criteria__Attendance__"
    assert "fail" not in verdicts(review(), CRITERIA)
    assert "fail" in verdicts(review(**{f"{field}validated_as_essential": "no"}), CRITERIA)
    assert "fail" in verdicts(review(**{f"{field}equally_valid_alternative": "yes"}), CRITERIA)


def test_ma_moa_selective_criteria_a_flag_shows_effect_not_breach() -> None:
    flagged = {"count": 80, "total": 270}
    document = review(years__1__groups__students_of_color__attending=flagged)
    assert "fail" in verdicts(document, ONE_BELOW)
    assert "fail" not in verdicts(document, CRITERIA)
    assert verdicts(document, CRITERIA_REVIEW) == REVIEW * 2
    (asked, _) = findings(document, CRITERIA_REVIEW)
    assert "not to a breach" in asked.message


def test_ma_commissioner_decides_and_no_flag_does() -> None:
    rule = "ma.identification/formal-review-determined"
    entered = {"formal_review__entered": "yes"}
    assert verdicts(review(**entered), rule) == OPEN
    by_flag = review(**entered, commissioner={"decision": "technical_assistance"})
    assert verdicts(by_flag, rule) == FAIL
    determined = review(**entered, commissioner={"decision": "formal_review"})
    assert verdicts(determined, rule) == PASS


def test_ma_onsite_documentation_comes_before_the_visit() -> None:
    given = {"entered": "yes", "documentation_completed": "2026-03-10", "visit_date": "2026-03-10"}
    rule = "ma.identification/documentation-before-visit"
    assert verdicts(review(formal_review=given), rule) == FAIL
    given["documentation_completed"] = "2026-03-09"
    assert verdicts(review(formal_review=given), rule) == PASS
    del given["documentation_completed"]
    missing = "ma.identification/onsite-documentation/formal_review.documentation_completed"
    assert verdicts(review(formal_review=given), missing) == FAIL
