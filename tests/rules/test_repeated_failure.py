"""Two consecutive years below 90 percent (section 123(a)(3)(A)(ii), (b)(4)(A)(ii)).

The oracle is written from the Act alone. Of every short history it tries each way in which the
years that are not listed may have gone; the rules must find what holds in all, or leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from tests.rules.conftest import verdicts
from tests.rules.reports import LEVELS_OF_REPORT

LEVEL = Fraction("82.3")
"""Ninety percent of it are 74.07."""
FIRST_LEVELS = 2020
MET, FAILED, UNLISTED = "met", "failed", "not listed"
REACHED = {MET: Fraction("74.07"), FAILED: Fraction("74.06")}
WRITTEN: dict[str, list[dict[str, Any]]] = {
    MET: [{"value": "74.07%"}, {"numerator": 7407, "denominator": 10000, "value": "74.1%"}],
    FAILED: [{"value": "74.06%"}, {"numerator": 7406, "denominator": 10000}],
}


def sanction(reached: dict[int, Fraction], plans: set[int], first_listed: int) -> bool:
    """Whether the indicator failed in two consecutive years after a year that led to a plan."""
    failed = {year for year, figure in reached.items() if figure < Fraction(9, 10) * LEVEL}
    identified = failed | plans
    return any(
        year + 1 in failed and any(earlier < year for earlier in identified)
        for year in failed
        if year >= first_listed
    )


def expected(years: dict[int, str], plans: set[int], reported: int) -> str:
    listed = {y: REACHED[s] for y, s in years.items() if s != UNLISTED}
    unknown = [y for y in range(FIRST_LEVELS, reported) if y not in listed]
    begins = min([*(y for y in listed if y < reported), *plans, reported - 1])
    outcomes = {
        sanction({**listed, **dict(zip(unknown, way, strict=True))}, plans, begins)
        for way in product(REACHED.values(), repeat=len(unknown))
    }
    if len(outcomes) > 1:
        return "cannot_determine"
    return "fail" if outcomes == {True} else "pass"


def histories(reported: int, length: int) -> Iterator[dict[int, str]]:
    earlier = range(reported - length, reported)
    for states in product((MET, FAILED, UNLISTED), repeat=length):
        for last in (MET, FAILED):
            yield {**dict(zip(earlier, states, strict=True)), reported: last}


def indicator(number: int, years: dict[int, str], plans: set[int], reported: int) -> dict[str, Any]:
    def figures(year: int) -> dict[str, Any]:
        ways = WRITTEN[years[year]]
        return {"level": "82.3%", "actual": ways[(number + year) % len(ways)]}

    history = [
        {
            "fiscal_year": year,
            **(figures(year) if years[year] != UNLISTED else {}),
            **({"improvement_plan": True} if year in plans else {}),
        }
        for year in years
        if year < reported and (years[year] != UNLISTED or year in plans)
    ]
    return {
        "code": f"5S{number + 4}",
        **figures(reported),
        **({"history": history} if history or number % 2 else {}),
    }


def batched(indicators: list[Any], most: int = 100) -> Iterator[list[Any]]:
    """As many in turn as a report may have."""
    for start in range(0, len(indicators), most):
        yield indicators[start : start + most]


@pytest.mark.parametrize("level", LEVELS_OF_REPORT)
@pytest.mark.parametrize("reported", [2024, 2026])
@pytest.mark.parametrize("plan", [None, 4, 3, 2, 1])
def test_improvement_withholding_after_every_short_history(
    level: str, reported: int, plan: int | None
) -> None:
    plans = set() if plan is None else {reported - plan}
    all_years = list(histories(reported, length=4))
    indicators = [indicator(n, y, plans, reported) for n, y in enumerate(all_years)]
    found = [
        verdict
        for some in batched(indicators)
        for verdict in verdicts(
            {
                "document": "performance_report",
                "state": {"code": "VT", "name": "Vermont"},
                "reporting_level": level,
                "fiscal_year": reported,
                "indicators": some,
            },
            f"federal.improvement_plans/{level}-repeated-failure",
        )
    ]
    wanted = [expected(years, plans, reported) for years in all_years]
    assert list(zip(all_years, found, strict=True)) == list(zip(all_years, wanted, strict=True))
    assert set(wanted) >= {"fail", "pass", "cannot_determine"}
