"""Operations on figures that may be others: on settled values as the reference engine has them, on
sums of unknowns as formulas. What has no formula raises Outside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from perkins_rules.check.builtins import Undetermined
from perkins_rules.engine.shared.operations import OPERATIONS, limit_of
from perkins_rules.solving.cases import Cases, any_of, combined, possible, settled, under
from perkins_rules.solving.figures import (
    Ends,
    Linear,
    Ratio,
    Space,
    linear,
    plus,
    scaled,
    settled_figure,
)
from perkins_rules.solving.guards import (
    FALSE,
    OPEN,
    Guard,
    Outside,
    Truth,
    both,
    conj,
    either,
    if_,
    neg,
    opposite,
    truth_of,
)
from perkins_rules.solving.in_part import COMPARED, RANGES, ends_of

CONDITIONS = frozenset(
    [
        "is",
        "is_not",
        "at_least",
        "at_most",
        "more_than",
        "less_than",
        "between",
        "one_of",
        "includes",
        "covers",
        "differs",
        "matches",
        "apart",
    ]
)
"""The operations whose outcome is a truth."""


def worked_out(space: Space, kind: str, values: tuple[Any, ...], options: tuple[Any, ...]) -> Cases:
    """What an operation comes to, on values of which each is known, or known in part."""
    if any(isinstance(value, Ends) for value in values):
        return settled(RANGES[kind](*map(ends_of, values)) if kind in RANGES else None)
    if kind == "call" and any(map(is_listed, values)):
        return _of_list(values, options)
    if not any(isinstance(value, Linear | Ratio) for value in values):
        return settled(_settled(kind, values, options))
    if any(isinstance(value, Ratio) for value in values):
        return _of_ratios(space, kind, values)
    if kind not in _FIGURES:
        raise Outside(kind if kind != "call" else str(options[0]))
    return _FIGURES[kind](space, *values, *options)


def is_open(value: Any) -> bool:
    """Whether a value hangs on unknowns, or one of its entries does."""
    return isinstance(value, Linear | Ratio) or (is_listed(value) and any(map(is_open, value)))


def is_listed(value: Any) -> bool:
    """Whether a value is a list, of the document or of the rule; figures are tuples, too."""
    return type(value) in {list, tuple}


def asked(space: Space, kind: str, values: tuple[Any, ...], options: tuple[Any, ...]) -> Truth:
    """Whether a condition holds of values of which each is known, or known in part."""
    if any(isinstance(value, Ends) for value in values):
        if kind == "apart":
            return _apart_in_part(space, *values, *options)
        return COMPARED[kind](space, *map(ends_of, values)) if kind in COMPARED else OPEN
    if not any(map(is_open, values)):
        return truth_of(_settled(kind, values, options))
    if kind not in _CONDITIONS:
        raise Outside(kind)
    return _CONDITIONS[kind](space, *values, *options)


def _settled(kind: str, values: tuple[Any, ...], options: tuple[Any, ...]) -> Any:
    try:
        return OPERATIONS[kind](*values, *options)
    except Undetermined:
        return None


def _of_list(values: tuple[Any, ...], options: tuple[Any, ...]) -> Cases:
    """Functions of lists know all entries; the first and the last one are asked for as they are."""
    if options[0] not in {"first", "last"}:
        if any(map(is_open, values)):
            raise Outside(str(options[0]))
        if any(is_listed(value) and None in value for value in values):
            return settled(None)
    return settled(_settled("call", values, options))


# ------------------------------------------------------------------ figures


def _product(space: Space, one: Any, other: Any, factor: Fraction = Fraction(1)) -> Cases:
    if isinstance(one, Linear) and isinstance(other, Linear):
        raise Outside("a product of two figures that may both be others")
    figure, times = (one, other) if isinstance(one, Linear) else (other, one)
    return settled(scaled(figure, Fraction(times) * factor))


def _quotient(space: Space, one: Any, other: Any, factor: Fraction = Fraction(1)) -> Cases:
    if not isinstance(other, Linear):
        return settled(scaled(one, factor / Fraction(other)) if other else None)
    is_none = space.equal(other, Fraction(0))
    return ((is_none, None), (neg(is_none), Ratio(scaled(one, factor), other)))


def _of_ratios(space: Space, kind: str, values: tuple[Any, ...]) -> Cases:
    """What is added to a ratio, or taken from it; the greater and the lesser of two figures."""
    if kind in ("greater", "lesser"):
        return _FIGURES[kind](space, *values)
    if kind == "negate":
        return settled(Ratio(scaled(values[0].above, -1), values[0].below))
    if kind not in ("add", "subtract"):
        raise Outside(kind)
    times = 1 if kind == "add" else -1
    one, other = values
    if isinstance(one, Ratio):
        added = scaled(one.below, settled_figure(other))
        return settled(Ratio(plus(one.above, added, times), one.below))
    taken = scaled(other.below, settled_figure(one))
    return settled(Ratio(plus(taken, other.above, times), other.below))


def _greater(space: Space, one: Any, other: Any) -> Cases:
    is_one = space.at_least(one, other)
    return ((is_one, one), (neg(is_one), other))


def _lesser(space: Space, one: Any, other: Any) -> Cases:
    is_one = space.at_least(other, one)
    return ((is_one, one), (neg(is_one), other))


def _round(space: Space, figure: Any, places: int, mode: str) -> Cases:
    """A new whole number of units, between what rounds to it; halves go away from zero."""
    unit = Fraction(1, 10**places)
    is_more = space.at_least(figure, Fraction(0))
    return (
        (is_more, _rounded(space, linear(figure), unit, mode, is_more)),
        (
            neg(is_more),
            scaled(_rounded(space, scaled(figure, -1), unit, mode, neg(is_more)), -1),
        ),
    )


def _rounded(space: Space, figure: Linear, unit: Fraction, mode: str, when: Guard) -> Linear:
    """A figure that is not below zero, rounded."""
    if mode == "half even":
        raise Outside("rounding of halves to even")
    to = space.whole(unit)
    if mode == "up":
        held = [space.at_least(to, figure), space.more_than(plus(figure, unit), to)]
    else:
        shown = plus(figure, unit / 2) if mode == "half up" else figure
        held = [space.at_least(shown, to), space.more_than(plus(to, unit), shown)]
    space.conditions += [if_then(when, one) for one in held]
    return to


def if_then(guard: Guard, held: Guard) -> Guard:
    """That something holds wherever the guard does."""
    return either((if_(neg(guard)), if_(held))).yes


def _shifted(space: Space, day: Any, days: Any, times: int = 1) -> Cases:
    """A day so many days on; none beyond the calendar."""
    moved = plus(day, days, times)
    is_inside = conj((space.at_least(moved, date.min), space.at_least(date.max, moved)))
    return possible(((is_inside, moved), (neg(is_inside), None)))


def _call(space: Space, *given: Any) -> Cases:
    *values, name = given
    if name == "half_unit_of" and isinstance(values[0], Linear) and values[0].places is not None:
        return settled(Fraction(1, 2 * 10 ** values[0].places))
    if name == "places_of" and isinstance(values[0], Linear) and values[0].places is not None:
        return settled(values[0].places)
    if name == "grown" and not isinstance(values[1], Linear) and not isinstance(values[2], Linear):
        factor = _settled("call", (Fraction(1), *values[1:]), (name,))
        return settled(None if factor is None else scaled(values[0], factor))
    raise Outside(str(name))


_FIGURES: dict[str, Callable[..., Cases]] = {
    "add": lambda space, a, b: settled(plus(a, b)),
    "subtract": lambda space, a, b: settled(plus(a, b, -1)),
    "multiply": _product,
    "share": lambda space, a, b: _product(space, a, b, Fraction(1, 100)),
    "divide": _quotient,
    "percent_of": lambda space, a, b: _quotient(space, a, b, Fraction(100)),
    "negate": lambda space, a: settled(scaled(a, -1)),
    "greater": _greater,
    "lesser": _lesser,
    "round": _round,
    "date_plus_days": _shifted,
    "date_minus_days": lambda space, a, b: _shifted(space, a, b, -1),
    "days_between": lambda space, a, b: settled(plus(a, b, -1)),
    "call": _call,
}

# ------------------------------------------------------------------ conditions


def _equal(space: Space, one: Any, other: Any, *how: str) -> Truth:
    if one is None or other is None:
        return OPEN
    if is_listed(one) and is_listed(other):
        if len(one) != len(other):
            return FALSE
        return both(_equal(space, *pair, *how) for pair in zip(one, other, strict=True))
    return if_(space.equal(one, other))


def _among(space: Space, listed: Any, value: Any, *how: str) -> Truth:
    return either(_equal(space, entry, value, *how) for entry in listed)


def _near(space: Space, one: Any, other: Any, within: Any) -> Truth:
    ((_, gap),) = worked_out(space, "subtract", (one, other), ())
    ((_, back),) = worked_out(space, "negate", (gap,), ())
    return both(if_(space.more_than(within, way)) for way in (gap, back))


def _apart(
    space: Space, left: Any, period: Any, right: Any, relation: str, way: str, unit: str
) -> Truth:
    """`left is at least period before right`: left lies at or before the limit, and so on."""
    if unit == "months" and isinstance(right, Linear) and not isinstance(period, Linear):
        return _months_from(space, left, period, right, relation, way)
    return any_of(
        [
            under(guard, OPEN if limit is None else _held(space, left, limit, relation, way))
            for guard, limit in day_limits(space, period, right, way, unit)
        ]
    )


def _held(space: Space, left: Any, limit: Any, relation: str, way: str) -> Truth:
    """A day against a limit, before which it is to lie, or after it."""
    sides = (limit, left) if way == "before" else (left, limit)
    return _CONDITIONS[relation](space, *sides)


def day_limits(space: Space, period: Any, right: Any, way: str, unit: str) -> Cases:
    """The day that `left` is held against; none beyond the calendar."""
    if unit == "days":
        return _shifted(space, right, period, -1 if way == "before" else 1)
    if isinstance(period, Linear) or isinstance(right, Linear):
        raise Outside("months from a day that may be another")
    return settled(_limit(period, right, way))


def _limit(period: int, right: date, way: str) -> date | None:
    """So many months from a day."""
    try:
        return limit_of(period, right, way, "months")
    except Undetermined:
        return None


def _apart_in_part(
    space: Space, left: Any, period: Any, right: Any, relation: str, way: str, unit: str
) -> Truth:
    """Against the limits from both ends of a range."""
    if isinstance(period, Ends) or relation not in COMPARED:
        raise Outside("a period that is known in part")
    if None in ends_of(right):
        return OPEN
    limits = [day_limits(space, period, end, way, unit) for end in ends_of(right)]
    found = []
    for guard, ends in combined(limits):
        sides = (Ends(*ends), ends_of(left)) if way == "before" else (ends_of(left), Ends(*ends))
        found.append(under(guard, OPEN if None in ends else COMPARED[relation](space, *sides)))
    return any_of(found)


_OPPOSED = {"more_than": "at_most", "less_than": "at_least", "is_not": "is"}


def _months_from(
    space: Space, left: Any, period: int, right: Linear, relation: str, way: str
) -> Truth:
    """Months lead from later days to no earlier ones: all days up to one lead to no later day than
    `left`, and those are told by that one.
    """
    if isinstance(left, Linear):
        raise Outside("months between two days that may both be others")
    if relation in _OPPOSED:
        return opposite(_months_from(space, left, period, right, _OPPOSED[relation], way))
    if relation == "is":
        ways = ("at_least", "at_most")
        return both(_months_from(space, left, period, right, one, way) for one in ways)
    first, last = _that_lead_somewhere(period, way)
    if first > last:
        return OPEN
    reaches = (relation == "at_least") is (way == "after")
    day = _last_that_reaches(left, period, way, first, last, with_it=reaches)
    not_past = if_(space.at_least(Linear((), Fraction(day), is_day=True), right))
    is_inside = [
        space.at_least(right, date.fromordinal(first)),
        space.at_least(date.fromordinal(last), right),
    ]
    inside = conj(is_inside)
    told = under(inside, not_past if reaches else opposite(not_past))
    return any_of([told, under(neg(inside), OPEN)])


def _that_lead_somewhere(period: int, way: str) -> tuple[int, int]:
    """The first and the last day from which so many months do not lead beyond the calendar."""

    def is_beyond(day: int) -> bool:
        return _limit(period, date.fromordinal(day), way) is None

    first, last = date.min.toordinal(), date.max.toordinal()
    if is_beyond(first):
        return _first_of(first, last, lambda day: not is_beyond(day)), last
    return first, _first_of(first, last, is_beyond) - 1


def _last_that_reaches(
    left: date, period: int, way: str, first: int, last: int, *, with_it: bool
) -> int:
    """The last day from which months lead to `left` at most, or before it; the day before the first
    where there is none.
    """

    def is_past(day: int) -> bool:
        limit = limit_of(period, date.fromordinal(day), way, "months")
        return limit > left or (limit == left and not with_it)

    return _first_of(first, last, is_past) - 1


def _first_of(first: int, last: int, holds: Callable[[int], bool]) -> int:
    """The first day of which something holds that then holds of all later ones."""
    found: int = bisect_left(range(last + 1), 1, lo=first, key=lambda day: int(holds(day)))
    return found


_CONDITIONS: dict[str, Callable[..., Truth]] = {
    "is": _equal,
    "is_not": lambda space, a, b, *how: opposite(_equal(space, a, b)),
    "at_least": lambda space, a, b: if_(space.at_least(a, b)),
    "at_most": lambda space, a, b: if_(space.at_least(b, a)),
    "more_than": lambda space, a, b: if_(space.more_than(a, b)),
    "less_than": lambda space, a, b: if_(space.more_than(b, a)),
    "between": lambda space, a, low, high: both(
        (if_(space.at_least(a, low)), if_(space.at_least(high, a)))
    ),
    "one_of": lambda space, a, listed, *how: _among(space, listed, a),
    "includes": _among,
    "differs": _near,
    "apart": _apart,
}
