"""How a value may be written: what an editor with the schema accepts and refuses."""

from __future__ import annotations

from typing import Any

import pytest

from .dialect import Schema, accepts, plan


def amount(value: Any) -> Schema:
    return plan(budget={"total_allocation": {"amount": value}})


@pytest.mark.parametrize("value", [612000, 612000.5, "612000.50", "$612,000.50", "-1", ""])
def test_amounts(value: Any) -> None:
    assert accepts(amount(value))


@pytest.mark.parametrize(
    "value", ["6,12,000", "0123", "1_000", "1e6", "12:30", "five", True, "١٢", [1]]
)
def test_not_amounts(value: Any) -> None:
    assert not accepts(amount(value))


def level(value: Any) -> Schema:
    return plan(performance={"indicators": [{"code": "1S1", "baseline": value}]})


@pytest.mark.parametrize("value", [82.3, "82.3", "82.3%", "64.09%%", "N/A", "n/a", "Not using"])
def test_levels(value: Any) -> None:
    assert accepts(level(value))


@pytest.mark.parametrize("value", ["82,3%", "none", {"all": 82.3}, [82.3], "%"])
def test_a_level_is_one_value_for_all_concentrators(value: Any) -> None:
    assert not accepts(level(value))


def test_yes_and_no() -> None:
    assert all(accepts(plan(forms={"sf_lll": v})) for v in (True, False, "yes", "No", "true", ""))
    assert not any(accepts(plan(forms={"sf_lll": v})) for v in (1, 0, "y", "on", "maybe"))


def test_times_of_day() -> None:
    assert all(accepts(plan(submission={"time": t})) for t in ("16:30", "9:05", ""))
    assert not any(accepts(plan(submission={"time": t})) for t in ("25:00", "4 pm", 1630))


def test_dates() -> None:
    assert all(accepts(plan(submission={"date": d})) for d in ("2026-05-15", " "))
    assert not any(accepts(plan(submission={"date": d})) for d in ("5/15/2026", "2026-5-15", 2026))


@pytest.mark.parametrize("year", [26, "26", 2026.5, "2026-27", "FY 2026"])
def test_a_fiscal_year_has_four_digits(year: Any) -> None:
    assert accepts(plan(budget={"fiscal_year": 2026}))
    assert not accepts(plan(budget={"fiscal_year": year}))


EFFORT = ("fiscal_responsibility", "administration_effort", "preceding_nonfederal")
CUT = ("fiscal_responsibility", "maintenance_of_effort", "federal_appropriation_cut")
HOURS = ("accountability", "concentrator", "secondary", "hours")


@pytest.mark.parametrize(
    ("path", "value", "fits"),
    [
        (EFFORT, 0, True),
        (EFFORT, "$0.00", True),
        (EFFORT, -0.01, False),
        (EFFORT, "-$0.01", False),
        (EFFORT, None, True),
        (CUT, "100%", True),
        (CUT, 100.01, False),
        (CUT, "100.01%", False),
        (CUT, "-0.01", False),
        (CUT, "", True),
        (HOURS, "0", True),
        (HOURS, "-1", False),
    ],
)
def test_figures_that_have_bounds_by_their_nature(
    path: tuple[str, str, str], value: Any, fits: bool
) -> None:
    written: Any = value
    for name in reversed(path[1:]):
        written = {name: written}
    assert accepts(plan(**{path[0]: written})) is fits
