"""Local applications: one fault is told once, and what is no fault not at all."""

from __future__ import annotations

import pytest

from tests.rules.applications import application, troubled_rules


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("submission.fiscal_years", "federal.local_application/years/submission.fiscal_years"),
        ("offerings.programs", "federal.local_application/programs/offerings.programs"),
        ("consultation.parties", "federal.local_consultation/parties/consultation.parties"),
        (
            "performance.indicators",
            "federal.local_performance/local-levels/performance.indicators",
        ),
    ],
)
def test_a_list_left_empty_is_one_finding(path: str, rule: str) -> None:
    assert troubled_rules(application({path: []})) == [rule]


def test_a_year_named_twice_has_its_level() -> None:
    document = application({"submission.fiscal_years": [2026, 2026, 2027, 2028, 2029]})
    assert troubled_rules(document) == []


def test_a_consortium_of_small_members_has_no_trouble_with_its_minimum() -> None:
    document = application(
        {
            "recipient.members.Upper Valley Charter School.amount": "1.00",
            "allocation.secondary.amount": "548802.25",
        }
    )
    assert troubled_rules(document) == []
