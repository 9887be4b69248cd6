"""Exact figures of the compiled engine: what Fraction gives, in its lowest terms."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from perkins_rules.documents import Written
from perkins_rules.engine.compiled import figures

PARTS = (-7, -1, 0, 1, 3, 10**30)
FIGURES = [
    *(Fraction(top, bottom) for top, bottom in product(PARTS, (1, 2, 30, 10**18))),
    Written.of(825, 10, 1),
    *(-2, 0, 5),
]
PAIRS = list(product(FIGURES, FIGURES))


@pytest.mark.parametrize(
    ("ours", "exact"),
    [
        (figures.plus, operator.add),
        (figures.minus, operator.sub),
        (figures.times, operator.mul),
        (figures.less, operator.lt),
        (figures.same, operator.eq),
        (figures.quotient, lambda a, b: Fraction(a) / b if b else None),
        (figures.percentage, lambda a, b: Fraction(a) * 100 / b if b else None),
        (figures.portion, lambda a, b: Fraction(a) * b / 100),
        (lambda a, b: figures.near(a, b, Fraction(1, 2)), lambda a, b: abs(a - b) < Fraction(1, 2)),
        (lambda a, b: figures.within(a, b, 3), lambda a, b: b <= a <= 3),
    ],
)
def test_of_two_they_are_what_fraction_gives(
    ours: Callable[[Any, Any], Any], exact: Callable[[Any, Any], Any]
) -> None:
    for pair in PAIRS:
        found, right = ours(*pair), exact(*pair)
        assert (found, hash(found), type(found)) == (right, hash(right), type(right)), pair


def test_of_one_they_are_what_fraction_gives() -> None:
    for figure in FIGURES:
        found = figures.negated(figure)
        assert (found, hash(found)) == (-figure, hash(-figure))


def test_of_a_list_they_are_what_fraction_gives() -> None:
    exact: list[Any] = [figure for figure in FIGURES if isinstance(figure, Fraction)]
    assert figures.total(exact, figures.ZERO) == sum(exact)
    assert figures.average(exact) == sum(exact) / len(exact)
    assert (figures.greatest(exact), figures.least(exact)) == (max(exact), min(exact))
    assert figures.total([2, 3], 0) == 5
    assert (figures.latest_of([2, 3]), figures.earliest_of([2, 3])) == (3, 2)


@pytest.mark.parametrize(
    "of",
    [figures.average, figures.greatest, figures.least, figures.latest_of, figures.earliest_of],
)
def test_of_nothing_and_of_a_hole_there_is_none(of: Callable[[list[Any]], Any]) -> None:
    assert of([]) is None
    assert of([1, None]) is None


def test_the_first_of_equals_is_taken_with_the_places_it_was_written_with() -> None:
    first, second = Written.of(5, 1, 2), Written.of(5, 1, 0)
    assert figures.greatest([first, second]) is first
    assert figures.least([first, second]) is first
