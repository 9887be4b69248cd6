"""Figures as a document writes them: an exact value that remembers its decimal places."""

from __future__ import annotations

from fractions import Fraction


class Written(Fraction):
    """A figure with the number of decimal places it was written with (`5.00` has two).

    Its value is that of a Fraction, and what is computed from it is a plain Fraction again.
    """

    __slots__ = ("places",)
    places: int

    @classmethod
    def of(cls, numerator: int, denominator: int, places: int) -> Written:
        """The figure numerator/denominator, written with so many decimal places."""
        figure = cls(numerator, denominator)
        figure.places = places
        return figure

    def __reduce__(self) -> tuple[object, tuple[int, int, int]]:
        return (Written.of, (self.numerator, self.denominator, self.places))

    def __deepcopy__(self, memo: object) -> Written:
        return self
