"""What generated rules make of lists: counts, sums, the greatest, lists.

Where a filter is open or a member missing they are not determined, and know what they may be.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.engine.compiled.runtime import Gathered, Missing, lacking, quotient
from perkins_rules.engine.compiled.runtime_ranges import Between, ends_of

Opened = list[tuple[int, Missing]]
"""Which values of a list count only if a filter holds that is open, and what that lacks."""


def counted(values: list[Any], opened: Opened, of: Any) -> Any:
    """How many values there are; `of` is the list they were taken from."""
    if not opened:
        return len(values)
    known = Between(len(values) - len(opened), len(values), len(of))
    return Missing(lacking(*(where for _, where in opened)).needs, known)


def gathered(values: list[Any], places: list[str], opened: Opened) -> Any:
    """The list that a rule makes; where a filter is open, which entries it may have."""
    if not opened:
        return Gathered(values, places)
    wheres = dict(opened)
    made = zip(values, Gathered(values, places).pointers, strict=True)
    kept = [(value, at, wheres.get(k, True)) for k, (value, at) in enumerate(made)]
    return Missing(lacking(*wheres.values()).needs, kept)


def total(values: list[Any], opened: Opened, bounds: Any, zero: Any) -> Any:
    """The sum, on top of the zero of its unit."""
    if opened or _lacks(values):
        return _Members(values, opened, bounds).total(zero)
    return sum(values, zero)


def average(values: list[Any], opened: Opened) -> Any:
    """The sum over the count; nothing of nothing."""
    if opened or _lacks(values):
        return lacking(*values, *(where for _, where in opened))
    return quotient(sum(values, Fraction(0)), len(values))


def greatest(values: list[Any], opened: Opened, bounds: Any) -> Any:
    """The first of the greatest values; nothing of nothing."""
    if opened or not values or _lacks(values):
        return _Members(values, opened, bounds).farthest(max, 0)
    return max(values)


def least(values: list[Any], opened: Opened, bounds: Any) -> Any:
    """The first of the least values; nothing of nothing."""
    if opened or not values or _lacks(values):
        return _Members(values, opened, bounds).farthest(min, 1)
    return min(values)


def _lacks(values: list[Any]) -> bool:
    return any(value.__class__ is Missing for value in values)


class _Loose(NamedTuple):
    """What may count (`where` is True or what a filter lacks) or is missing, and its two ends."""

    where: Any
    value: Any
    ends: tuple[Any, Any]


class _Members:
    """The values of an aggregate: those that count and are determined, and the loose ones."""

    def __init__(self, values: list[Any], opened: Opened, bounds: Any) -> None:
        wheres = dict(opened)
        members = [(wheres.get(k, True), value) for k, value in enumerate(values)]
        sure = [where is True and value.__class__ is not Missing for where, value in members]
        self.sure = [value for value, counts in zip(values, sure, strict=True) if counts]
        self.loose = [
            _Loose(where, value, ends_of(value, bounds))
            for (where, value), counts in zip(members, sure, strict=True)
            if not counts
        ]

    def total(self, zero: Any) -> Any:
        """The sum; between all that may lower it and all that may raise it."""
        known = sum(self.sure, zero)
        loose = [one for one in self.loose if one.ends != (0, 0)]
        if not loose:
            return known
        lows = [_toward(min, one.ends[0], one.where) for one in loose]
        highs = [_toward(max, one.ends[1], one.where) for one in loose]
        low, high = (None if None in e else sum(e, known) for e in (lows, highs))
        return _missing(loose, low, high)

    def farthest(self, pick: Callable[..., Any], near: int) -> Any:
        """The greatest or the least, as `pick` says. `near` is the end of a value that it cannot
        fall behind. What cannot pass a value that is known is no longer of weight.
        """
        known, far = pick(self.sure, default=None), 1 - near
        loose = [o for o in self.loose if not self.sure or _passes(pick, known, o.ends[far])]
        if not loose:
            return lacking() if not self.sure else known
        counting = [one for one in loose if one.where is True]
        if not self.sure and not counting:
            return _missing(loose, None, None)
        nears = [*self.sure, *(o.ends[near] for o in counting if o.ends[near] is not None)]
        fars = [*self.sure, *(one.ends[far] for one in loose)]
        ends = (pick(nears, default=None), None if None in fars else pick(fars))
        return _missing(loose, ends[near], ends[far])


def _passes(pick: Callable[..., Any], known: Any, end: Any) -> bool:
    return end is None or pick(known, end) != known


def _toward(pick: Callable[..., Any], end: Any, where: Any) -> Any:
    """The end of what counts for certain; of what may not, the one of it and of nothing."""
    return end if end is None or where is True else pick(end, 0)


def _missing(loose: list[_Loose], low: Any, high: Any) -> Missing:
    needs = lacking(*(part for one in loose for part in one[:2])).needs
    return Missing(needs, None if low is None and high is None else Between(low, high))
