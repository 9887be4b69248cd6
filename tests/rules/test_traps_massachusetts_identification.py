"""Massachusetts: how a district is identified by its flags, and what follows."""

from __future__ import annotations

import pytest

from tests.rules.conftest import verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, PASS, REVIEW
from tests.rules.massachusetts import Document, year, years

NEW = "ma.identification/newly-identified"
ONE_AGAIN = "ma.identification/one-group-again"
TWO_AGAIN = "ma.identification/two-groups-again"
OTHERWISE = "ma.identification/identified-otherwise"

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
