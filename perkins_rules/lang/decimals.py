"""How fractions end as decimals. Imports nothing: reports of clean plans ask."""

from __future__ import annotations


def decimal_places(denominator: int) -> int | None:
    """How many decimal places a fraction with this denominator takes; None if it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
