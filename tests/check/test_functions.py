"""The built-in functions, each against what it promises or an independent computation."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import isclose, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkins_rules.check import builtins as f
from perkins_rules.documents import Written

YEARS = st.integers(1900, 9000)


@given(YEARS)
def test_a_fiscal_year_runs_from_1_july_to_30_june(year: int) -> None:
    assert f.start_of(year) == date(year, 7, 1)
    assert f.end_of(year) == date(year + 1, 6, 30)
    assert f.end_of(year) + timedelta(days=1) == f.start_of(year + 1)


@given(st.dates(date(1900, 7, 1), date(9000, 6, 30)))
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    year = f.fiscal_year_of(day)
    assert f.start_of(year) <= day <= f.end_of(year)


@pytest.mark.parametrize("year", [0, 1, 9999, 10**9])
def test_a_year_outside_the_calendar_is_undetermined(year: int) -> None:
    with pytest.raises(f.Undetermined, match="fiscal year"):
        f.start_of(year)


@pytest.mark.parametrize(
    ("year", "label"), [(2026, "2026-27"), (2099, "2099-00"), (2008, "2008-09")]
)
def test_program_year(year: int, label: str) -> None:
    assert f.program_year(year) == label


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [(2024, 2026, (2024, 2025, 2026)), (2026, 2026, (2026,)), (2027, 2026, ()), (9, 1, ())],
)
def test_years_from_one_to_another(first: int, last: int, years: tuple[int, ...]) -> None:
    assert f.years_from(first, last) == years


def test_a_year_in_neither_list_or_in_both_is_told_nothing_of() -> None:
    assert f.told_of(2024, (2024,), (2025,))
    assert not f.told_of(2025, (2024,), (2025,))
    for those, others in [((), ()), ((2026,), (2026,))]:
        with pytest.raises(f.Undetermined, match="nothing is told of 2026"):
            f.told_of(2026, those, others)


def test_a_century_of_years_is_listed_and_more_are_undetermined() -> None:
    assert len(f.years_from(1927, 2026)) == f.MOST_YEARS
    with pytest.raises(f.Undetermined, match="more than 100 years"):
        f.years_from(1926, 2026)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ruth A. Lindqvist", "ruth lindqvist", True),
        ("Ruth A. Lindqvist, Ph.D.", "Dr. Ruth Lindqvist", True),
        ("R. Lindqvist", "Ruth A. Lindqvist", True),
        ("José Núñez Jr.", "Jose Nunez", True),
        ("S. Lindqvist", "Ruth Lindqvist", False),
        ("Ruth Lindqvist", "Ruth Lindquist", False),
        ("Commonwealth of Massachusetts", "Massachusetts", True),
        ("State of New York", "NEW YORK", True),
        ("New York", "New Jersey", False),
        ("North Dakota", "N Dakota", True),
        ("…", "…", True),
        ("…", "Ruth", False),
    ],
)
def test_names_are_compared_leniently(one: str, other: str, same: bool) -> None:
    assert f.same_name(one, other) is same
    assert f.same_name(other, one) is same


PHRASES = ("TBD", "see attached", "lorem ipsum")


@pytest.mark.parametrize(
    ("text", "holds_a_place"),
    [
        ("TBD", True),
        ("tbd.", True),
        ("See attached.", True),
        ("See attached document 3", True),
        ("…", True),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod", True),
        ("See attached the plan that the board adopted in May after three hearings", False),
        ("The State serves all districts.", False),
        ("", True),
        ("(TBD) by the board", True),
        (" " * 36 + "see attached", True),
        ("\u017fee attached", True),
        ("Ruth", False),
        ("Böhm, the director, has the plan at hand", False),
    ],
)
def test_placeholders(text: str, holds_a_place: bool) -> None:
    assert f.is_placeholder(text, PHRASES) is holds_a_place


def test_a_phrase_without_a_word_begins_any_text() -> None:
    assert f.is_placeholder("Three districts reply", ("...", "TBD"))
    assert not f.is_placeholder("All of the districts reply", ("...", "TBD"))


def test_places_are_those_written() -> None:
    assert f.places_of(Written.of(5, 1, 2)) == 2
    assert f.half_unit_of(Written.of(37, 4, 2)) == Fraction(1, 200)
    with pytest.raises(f.Undetermined):
        f.places_of(Fraction(5))


def wilson(count: int, total: int, confidence: Fraction) -> float:
    """The textbook formula in binary floating point, good to about 15 digits."""
    z = NormalDist().inv_cdf(float(confidence) / 100)
    p = count / total
    spread = sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return 100 * (p + z * z / (2 * total) - z * spread) / (1 + z * z / total)


@given(st.integers(1, 10**6), st.data())
def test_wilson_limit_agrees_with_the_textbook_formula(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    confidence = data.draw(st.sampled_from([Fraction(90), Fraction(95), Fraction(99)]))
    limit = f.wilson_lower(count, total, confidence)
    assert isclose(limit, wilson(count, total, confidence), rel_tol=1e-9, abs_tol=1e-9)
    assert 0 <= limit <= Fraction(100 * count, total)


@pytest.mark.parametrize("count", [(-1, 10), (11, 10), (0, 0)])
def test_wilson_limit_of_impossible_counts_is_undetermined(count: tuple[int, int]) -> None:
    with pytest.raises(f.Undetermined):
        f.wilson_lower(*count, Fraction(99))


def test_the_normal_quantile_to_twenty_digits() -> None:
    # z of 0.975 and 0.99, from published tables of 20 decimals.
    from decimal import Context, Decimal, localcontext

    with localcontext(Context(prec=50)):
        assert abs(
            f.normal_quantile(Decimal("0.975")) - Decimal("1.95996398454005423552")
        ) < Decimal("1e-20")
        assert abs(
            f.normal_quantile(Decimal("0.99")) - Decimal("2.32634787404084110089")
        ) < Decimal("1e-20")
