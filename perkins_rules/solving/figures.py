"""Figures that may be others: exact sums of unknown figures, and what is asked of them.

An unknown is a whole number of units: cents, days, units of the last place that is written. So no
bound is strict, and no answer has a fraction of a cent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any, NamedTuple

import z3

from perkins_rules.solving.guards import Guard, Outside, conj, disj, neg

_SOME_DAY = date(2000, 1, 1)


class Unknown(NamedTuple):
    """A figure of the document that may be another. `unit` is what one more is: 1/100 of money;
    `kind` is that of its shape, `places` how many decimal places it has, `value` what stands there
    now (None where nothing does), `least` and `most` what its shape allows. Of a form that is not
    filled in (`may_lack`), it may be missing; what is no figure is one of its `values`.
    """

    pointer: str
    kind: str
    unit: Fraction
    places: int
    value: Fraction | date | int | None
    least: Fraction | None = None
    most: Fraction | None = None
    may_lack: bool = False
    values: tuple[Any, ...] = ()

    def counted(self, value: Any) -> int | None:
        """A value in units; None where it is no whole number of them."""
        if self.values:
            return self.values.index(value)
        number = Fraction(value.toordinal() if isinstance(value, date) else value) / self.unit
        return number.numerator if number.denominator == 1 else None

    def figure(self, count: int) -> Any:
        """The inverse of `counted`."""
        if self.values:
            return self.values[count]
        return date.fromordinal(count) if self.kind == "date" else count * self.unit

    @property
    def some_figure(self) -> Fraction | date:
        """What stands for one that is not given, where only that it is counts."""
        return _SOME_DAY if self.kind == "date" else Fraction(0)


def names_in_entries(pointers: Iterable[str]) -> set[str]:
    """The names of those that stand in entries of lists: what lists are ordered by."""
    parts = (pointer.split("/") for pointer in pointers)
    return {part[-1] for part in parts if len(part) > 1 and part[-2].isdecimal()}


class Linear(NamedTuple):
    """A sum of unknowns, each times a number, and a number; of days, the days since the year 1.

    `places` is how many decimal places a document writes it with, where it is an unknown itself.
    """

    terms: tuple[tuple[str, Fraction], ...]
    rest: Fraction
    is_day: bool = False
    places: int | None = None


class Ratio(NamedTuple):
    """One sum by another, of which neither is settled: to be held against a settled figure."""

    above: Linear
    below: Linear


class Ends(NamedTuple):
    """Between which values a figure lies that is not determined; None where nothing bounds it."""

    least: Any
    most: Any


def is_determined(value: Any) -> bool:
    """Whether a figure is more than known in part, if at all."""
    return value is not None and not isinstance(value, Ends)


def linear(value: Any) -> Linear:
    """A figure or a day as a sum."""
    if isinstance(value, Linear):
        return value
    if isinstance(value, date):
        return Linear((), Fraction(value.toordinal()), is_day=True)
    return Linear((), Fraction(value))


def plus(one: Any, other: Any, times: int = 1) -> Linear:
    """One and so many times the other. Of two days' difference nothing is a day."""
    a, b = linear(one), linear(other)
    terms = dict(a.terms)
    for name, factor in b.terms:
        terms[name] = terms.get(name, Fraction(0)) + times * factor
    left = tuple((name, factor) for name, factor in sorted(terms.items()) if factor)
    return Linear(left, a.rest + times * b.rest, a.is_day and not (b.is_day and times < 0))


def scaled(one: Any, factor: Fraction | int) -> Linear:
    """So many times a sum."""
    a = linear(one)
    if not factor:
        return Linear((), Fraction(0))
    return Linear(tuple((name, f * factor) for name, f in a.terms), a.rest * factor)


def settled_figure(value: Any) -> Fraction:
    """A figure that is none of the unknowns; raises Outside for one that hangs on them."""
    figure = linear(value) if not isinstance(value, Ratio) else None
    if figure is None or figure.terms:
        raise Outside("a product of two figures that may both be others")
    return figure.rest


class Space:
    """The unknowns of a question, as variables of the solver, and what is known of those that were
    made on the way (`conditions`). A context of its own: the same question, the same answer. Where
    each answer can be but one, questions may share a `context`.
    """

    def __init__(self, unknowns: tuple[Unknown, ...], context: Any = None) -> None:
        self.unknowns = {one.pointer: one for one in unknowns}
        self.context = z3.Context() if context is None else context
        self.conditions: list[Guard] = []
        self._units = {one.pointer: one.unit for one in unknowns}
        self._made = 0
        self._names: dict[int, tuple[frozenset[str], Guard]] = {}
        self._pointers: dict[str, str] = {}
        self.variables: dict[str, Any] = {}
        self.given: dict[str, Guard] = {}
        for number, (pointer, one) in enumerate(self.unknowns.items()):
            self._variable(f"v{number}", pointer)
            # A fact of its own: the solver takes any number for what is not given.
            self.given[pointer] = not one.may_lack or z3.Bool(f"g{number}", self.context)
            self._pointers[f"g{number}"] = pointer
        for one in unknowns:
            self._bound(one)

    def _variable(self, name: str, pointer: str) -> None:
        self.variables[pointer] = z3.Int(name, self.context)
        self._pointers[name] = pointer

    def _bound(self, one: Unknown) -> None:
        """Within what its shape allows, and days within the calendar; or as it stands."""
        if one.values:
            at = self.variables[one.pointer]
            self.conditions += [at >= 0, at < len(one.values)]
            return
        figure = self.of(one.pointer)
        least, most = (date.min, date.max) if one.kind == "date" else (one.least, one.most)
        for above, below in ((figure, least), (most, figure)):
            if above is not None and below is not None:
                is_as_it_stands = one.value is not None and self.equal(figure, one.value)
                self.conditions.append(disj((self.at_least(above, below), is_as_it_stands)))

    def of(self, pointer: str) -> Linear:
        """An unknown as a sum."""
        one = self.unknowns[pointer]
        # Dollars may be written with cents or without; of whole numbers no places are known.
        places = None if one.kind in ("money", "integer", "date") else one.places
        return Linear(((pointer, Fraction(1)),), Fraction(0), one.kind == "date", places)

    def cases_of(self, pointer: str) -> tuple[tuple[Guard, Any], ...]:
        """What an unknown may be, as cases; None where it is missing."""
        one, given = self.unknowns[pointer], self.given[pointer]
        at = self.variables[pointer]
        found: list[tuple[Guard, Any]] = [(given, self.of(pointer))]
        if one.values:
            found = [(conj((given, at == k)), value) for k, value in enumerate(one.values)]
        return (*found, (neg(given), None)) if one.may_lack else tuple(found)

    def given_under(self, pointer: str) -> Guard:
        """Whether something is given of a group of fields."""
        return disj(self.given[one] for one in self.unknowns if one.startswith(f"{pointer}/"))

    @property
    def is_form(self) -> bool:
        """Whether something may be missing."""
        return any(one.may_lack for one in self.unknowns.values())

    def whole(self, unit: Fraction) -> Linear:
        """A new unknown, some whole number of units: what rounding comes to."""
        self._made += 1
        name = f"round {self._made}"
        self._variable(f"r{self._made}", name)
        self._units[name] = unit
        return Linear(((name, Fraction(1)),), Fraction(0))

    def names_in(self, guard: Guard) -> frozenset[str]:
        """The unknowns that a guard speaks of, those that were made on the way among them."""
        if isinstance(guard, bool):
            return frozenset()
        known = self._names.get(guard.get_id())
        if known is None:
            inner = [self.names_in(part) for part in guard.children()]
            name = self._pointers.get(guard.decl().name()) if not inner else None
            found = frozenset((name,) if name is not None else ()).union(*inner)
            known = self._names[guard.get_id()] = (found, guard)  # what ids are of must not go
        return known[0]

    # ------------------------------------------------------------------ what is asked of sums

    def at_least(self, one: Any, other: Any) -> Guard:
        """Whether one is at least the other."""
        if isinstance(one, Ratio) or isinstance(other, Ratio):
            return self._by_parts(one, other, self.at_least)
        return self._asked(plus(one, other, -1), lambda told: told >= 0, lambda n: n >= 0)

    def more_than(self, one: Any, other: Any) -> Guard:
        """Whether one is more: by a unit of the smallest part at least."""
        if isinstance(one, Ratio) or isinstance(other, Ratio):
            return self._by_parts(one, other, self.more_than)
        return self._asked(plus(one, other, -1), lambda told: told >= 1, lambda n: n > 0)

    def equal(self, one: Any, other: Any) -> Guard:
        """Whether they are the same."""
        if isinstance(one, Ratio) or isinstance(other, Ratio):
            return self._by_parts(one, other, self.equal)
        return self._asked(plus(one, other, -1), lambda told: told == 0, lambda n: n == 0)

    def _by_parts(self, one: Any, other: Any, of: Callable[[Any, Any], Guard]) -> Guard:
        """The same of a ratio, with both sides times what is below: which turns them round where
        that is less than zero. It is never zero here.
        """
        ratio = one if isinstance(one, Ratio) else other
        if isinstance(one, Ratio) and isinstance(other, Ratio) and one.below != other.below:
            raise Outside("two ratios of figures that may all be others")
        sides = [
            side.above if isinstance(side, Ratio) else scaled(ratio.below, settled_figure(side))
            for side in (one, other)
        ]
        is_more = self.at_least(ratio.below, Fraction(0))
        turned = conj((neg(is_more), of(sides[1], sides[0])))
        return disj((conj((is_more, of(*sides))), turned))

    def _asked(self, sum_: Linear, of: Any, settled: Any) -> Guard:
        return of(self.counted(sum_)) if sum_.terms else settled(sum_.rest)

    def counted(self, sum_: Linear) -> Any:
        """A sum in whole numbers alone: the sum times what its fractions have in common."""
        factors = {name: factor * self._units[name] for name, factor in sum_.terms}
        common = reduce(lcm, (f.denominator for f in (*factors.values(), sum_.rest)), 1)
        parts = [int(f * common) * self.variables[name] for name, f in factors.items()]
        return z3.Sum([*parts, z3.IntVal(int(sum_.rest * common), self.context)])
