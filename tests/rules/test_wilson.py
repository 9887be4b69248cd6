"""The one-sided Wilson lower limit, held to ten digits against computations of its own.

The textbook formula is worked in decimals of 200 digits, since most of them cancel for a small
share, with z from a table; z itself is held against a series for the normal distribution that the
project does not use.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkins_rules.check.builtins import Undetermined, wilson_lower, wilson_lower_of

# Quantiles of the standard normal distribution, to 40 places.
Z = {
    Fraction(90): Decimal("1.2815515655446004669651033294487428186199"),
    Fraction(95): Decimal("1.6448536269514727148638489079916321360832"),
    Fraction(99): Decimal("2.3263478740408411008856061633469117233518"),
}
NINETY_NINE = Fraction(99)
TEN_DIGITS = Decimal("0.5e-10")
WIDE = Context(prec=200)


def textbook(share: Fraction, size: int, confidence: Fraction = NINETY_NINE) -> Decimal:
    """(p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), in percent."""
    with localcontext(WIDE):
        p, n = Decimal(share.numerator) / Decimal(share.denominator) / 100, Decimal(size)
        z = Z[confidence]
        root = (p * (1 - p) / n + z**2 / (4 * n**2)).sqrt()
        return 100 * (p + z**2 / (2 * n) - z * root) / (1 + z**2 / n)


def agrees(limit: Fraction, expected: Decimal) -> bool:
    """Whether the limit has the ten leading digits of what is expected."""
    with localcontext(WIDE):
        found = Decimal(limit.numerator) / Decimal(limit.denominator)
        return abs(found - expected) <= TEN_DIGITS * abs(expected)


def lower_tail(z: Decimal) -> Decimal:
    """The share of the normal distribution below z: 1/2 + (z - z³/6 + z⁵/40 - …) / √(2π)."""
    with localcontext(WIDE):
        pi = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
        power, total, factor = z, Decimal(0), Decimal(1)
        for k in range(120):
            total += power / factor / (2 * k + 1)
            power, factor = -power * z * z, factor * 2 * (k + 1)
        return Decimal("0.5") + total / (2 * pi).sqrt()


@pytest.mark.parametrize("confidence", Z)
def test_the_tabled_quantiles_have_their_confidence(confidence: Fraction) -> None:
    expected = Decimal(int(confidence)) / 100
    assert abs(lower_tail(Z[confidence]) - expected) < Decimal("1e-39")


# n, count, the limit in percent. How such a line comes about, for 4210 of 9800:
#   p = 4210/9800 = 0.4295918367, z = 2.3263478740, z² = 5.4118944310
#   z²/2n   = 5.4118944310 / 19600        = 0.0002761171
#   p(1-p)/n = 0.2450426905 / 9800        = 0.0000250043562
#   z²/4n²  = 5.4118944310 / 384160000    = 0.0000000140876
#   root    = √0.0000250184438            = 0.0050018440
#   above   = 0.4295918367 + 0.0002761171 - 2.3263478740 · 0.0050018440 = 0.4182319263
#   below   = 1 + 5.4118944310 / 9800     = 1.0005522341
#   limit   = 0.4182319263 / 1.0005522341 = 0.4180010901, which is 41.80010901 percent
HAND = [
    (9800, 4210, "41.80010900862539570598"),
    (9800, 1764, "17.11491059340168100681"),
    (9800, 882, "8.349916534914437837377"),
    # p = 118/270 = 0.4370370370: (0.4370370 + 0.0100220 - 2.3263479 · 0.0304923) / 1.0200441
    (270, 118, "36.87316445875753158734"),
    # p = 1/2, n = 10: (0.5 + 0.2705947 - 2.3263479 · √(0.025 + 0.0135297)) / 1.5411894
    (10, 5, "20.37102348556159912021"),
    # p = 1/2, n = 2: (0.5 + 1.3529736 - 2.3263479 · √(0.125 + 0.3382434)) / 3.7059472
    (2, 1, "7.275198859427938088427"),
    # p = 1: the root is z/2n, what is left is 1 / (1 + z²/n): 1 / 1.5411894 and 1 / 6.4118944
    (10, 10, "64.88495002827430676247"),
    (1, 1, "15.59601473094691622846"),
    # p = 0: the root is z/2n, what is left is nothing
    (1, 0, "0"),
    (10, 0, "0"),
    (10**30, 0, "0"),
    # so small that a fixed number of decimal places would lose it
    (10**12, 1, "1.374678805339739813542e-11"),
    (10**30, 1, "1.374678805339596516044e-29"),
]


@pytest.mark.parametrize(("total", "count", "limit"), HAND)
def test_limit_has_the_ten_digits_computed_by_hand(total: int, count: int, limit: str) -> None:
    assert agrees(wilson_lower(count, total, NINETY_NINE), Decimal(limit))


@given(st.integers(1, 10**30), st.data())
def test_limit_agrees_with_the_textbook_formula(total: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, total))
    confidence = data.draw(st.sampled_from(list(Z)))
    limit = wilson_lower(count, total, confidence)
    if count == 0:
        assert limit == 0
    else:
        assert agrees(limit, textbook(Fraction(100 * count, total), total, confidence))
        assert 0 < limit < Fraction(100 * count, total)


@given(st.integers(1, 10**9), st.fractions(0, 100))
def test_limit_of_a_share_goes_by_the_size_given(size: int, share: Fraction) -> None:
    limit = wilson_lower_of(share, size, NINETY_NINE)
    if share:
        assert agrees(limit, textbook(share, size))
    else:
        assert limit == 0


@given(st.integers(1, 10**6), st.data())
def test_a_count_of_the_sample_is_the_share_at_its_own_size(
    total: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, total))
    share = Fraction(100 * count, total)
    assert wilson_lower(count, total, NINETY_NINE) == wilson_lower_of(share, total, NINETY_NINE)


@pytest.mark.parametrize("total", [1, 2, 270, 9800, 10**30])
def test_nobody_of_the_group_gives_exactly_nothing(total: int) -> None:
    assert wilson_lower(0, total, NINETY_NINE) == 0


def test_the_limit_is_one_sided() -> None:
    two_sided = Decimal("2.5758293035489007609785767486038146")  # z of 99 percent in the middle
    with localcontext(WIDE):
        p, n, z = Decimal(118) / 270, Decimal(270), two_sided
        root = (p * (1 - p) / n + z**2 / (4 * n**2)).sqrt()
        other = 100 * (p + z**2 / (2 * n) - z * root) / (1 + z**2 / n)
    limit = wilson_lower(118, 270, NINETY_NINE)
    assert agrees(limit, textbook(Fraction(11800, 270), 270))
    assert limit > Fraction(other) + Fraction(1, 2)


def test_the_limit_has_no_continuity_correction() -> None:
    with localcontext(WIDE):  # Newcombe's corrected lower limit, for comparison
        p, n, z = Decimal(118) / 270, Decimal(270), Z[NINETY_NINE]
        root = (z**2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)).sqrt()
        corrected = 100 * (2 * n * p + z**2 - 1 - z * root) / (2 * (n + z**2))
    assert wilson_lower(118, 270, NINETY_NINE) > Fraction(corrected) + Fraction(1, 10)


@pytest.mark.parametrize(
    ("count", "total", "reason"),
    [
        (0, 0, "total must be above zero"),
        (1, 0, "total must be above zero"),
        (1, -5, "total must be above zero"),
        (11, 10, "between 0 and 10, not at 11"),
        (-1, 10, "between 0 and 10, not at -1"),
    ],
)
def test_impossible_counts_have_no_limit_and_a_reason(count: int, total: int, reason: str) -> None:
    with pytest.raises(Undetermined, match=reason):
        wilson_lower(count, total, NINETY_NINE)


@pytest.mark.parametrize(
    ("share", "size", "confidence", "reason"),
    [
        (Fraction(-1, 10**9), 270, Fraction(99), "between 0 and 100 percent"),
        (100 + Fraction(1, 10**9), 270, Fraction(99), "between 0 and 100 percent"),
        (Fraction(43), 0, Fraction(99), "size of a sample"),
        (Fraction(43), -270, Fraction(99), "size of a sample"),
        (Fraction(43), 270, Fraction(100), "confidence"),
        (Fraction(43), 270, Fraction(50), "confidence"),
    ],
)
def test_impossible_shares_have_no_limit_and_a_reason(
    share: Fraction, size: int, confidence: Fraction, reason: str
) -> None:
    with pytest.raises(Undetermined, match=reason):
        wilson_lower_of(share, size, confidence)


def test_the_limit_is_shown_as_one_that_does_not_end() -> None:
    from perkins_rules.engine.said.shown import decimal

    assert decimal(wilson_lower(118, 270, NINETY_NINE)) == "≈36.873164"
    assert decimal(wilson_lower(0, 270, NINETY_NINE)) == "0"
