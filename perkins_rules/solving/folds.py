"""Sums, counts, averages, greatest and least figures over lists, of whose entries a filter or a
missing figure may leave open what they add.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, NamedTuple

from perkins_rules.solving.cases import Cases, combined, mapped, possible, settled
from perkins_rules.solving.figures import Ends, Space, is_determined
from perkins_rules.solving.guards import Outside, Truth, conj, neg
from perkins_rules.solving.in_part import ends_of
from perkins_rules.solving.operations import worked_out


class Member(NamedTuple):
    """Whether an entry counts, and what it comes to."""

    holds: Truth
    cases: Cases


Bounds = tuple[Any, Any]
"""Between which figures a missing member lies, as its type bounds it."""


def total(space: Space, members: Sequence[Member], bounds: Bounds, zero: Any) -> Cases:
    """The sum of those that count."""
    found = settled(zero)
    for one in members:
        added = _added(space, one, bounds, zero)
        found = mapped((found, added), lambda a, b: worked_out(space, "add", (a, b), ()))
    return found


def _added(space: Space, member: Member, bounds: Bounds, zero: Any) -> Cases:
    holds = member.holds
    cases = [(guard, Ends(*bounds) if value is None else value) for guard, value in member.cases]
    found = [(conj((holds.yes, guard)), value) for guard, value in cases]
    found.append((holds.no, zero))
    for guard, value in cases if holds.open is not False else ():
        may_be = _or_nothing(space, value, zero)
        found += [(conj((holds.open, guard, inner)), ends) for inner, ends in may_be]
    return possible(found)


def _or_nothing(space: Space, value: Any, zero: Any) -> Cases:
    """What is added or is not; where it is 0, that makes no difference."""
    least, most = ends_of(value)
    lows = settled(None) if least is None else worked_out(space, "lesser", (zero, least), ())
    highs = settled(None) if most is None else worked_out(space, "greater", (zero, most), ())
    return possible(
        (guard, zero if ends == (zero, zero) else Ends(*ends))
        for guard, ends in combined((lows, highs))
    )


def average(space: Space, members: Sequence[Member]) -> Cases:
    """What all come to, by how many they are."""
    if not _all_settled(members):
        raise Outside("the average of entries of which figures decide whether they count")
    counted = [one for one in members if one.holds.no is not True]
    if not counted or any(one.holds.open is True for one in counted):
        return settled(None)
    sum_ = total(space, counted, (None, None), Fraction(0))
    known = tuple((guard, value if is_determined(value) else None) for guard, value in sum_)
    return mapped((known,), lambda s: worked_out(space, "divide", (s, len(counted)), ()))


def _all_settled(members: Sequence[Member]) -> bool:
    return all(isinstance(guard, bool) for one in members for guard in one.holds)


def outermost(space: Space, kind: str, members: Sequence[Member], bounds: Bounds) -> Cases:
    """The greatest or the least of those that count."""
    if not _all_settled(members):
        raise Outside(f"the {kind} of entries of which figures decide whether they count")
    counted = [one for one in members if one.holds.no is not True]
    if all(one.holds.yes for one in counted) and all(map(_is_known, counted)):
        return _taken(space, kind, [one.cases for one in counted])
    found = []
    for guard, values in combined([one.cases for one in counted]):
        known = [Ends(*bounds) if value is None else value for value in values]
        of = _of_those(space, kind, known, [one.holds.yes is True for one in counted])
        found += [(conj((guard, inner)), value) for inner, value in of]
    return possible(found)


def _is_known(member: Member) -> bool:
    return all(is_determined(value) for _, value in member.cases)


def _taken(space: Space, kind: str, values: Sequence[Cases]) -> Cases:
    """The outermost of figures that are all known; none of none."""
    which = "greater" if kind == "greatest" else "lesser"

    def of_two(one: Cases, other: Cases) -> Cases:
        return mapped((one, other), lambda a, b: worked_out(space, which, (a, b), ()))

    return reduce(of_two, values) if values else settled(None)


def _of_those(space: Space, kind: str, values: Sequence[Any], sure: Sequence[bool]) -> Cases:
    """Of figures that count for certain or perhaps, and are known or known in part. What cannot
    reach beyond one that is sure makes no difference.
    """
    pairs = list(zip(values, sure, strict=True))
    if not any(sure):
        return settled(None)
    first = [value for value, counts in pairs if counts and is_determined(value)]
    rest = [ends_of(value) for value, counts in pairs if not (counts and is_determined(value))]
    of_sure = [ends_of(value) for value, counts in pairs if counts]
    far, near = (1, 0) if kind == "greatest" else (0, 1)
    outer = [*first, *(ends[far] for ends in rest)]
    inner = [ends[near] for ends in of_sure if ends[near] is not None]
    taken = [
        _taken(space, kind, list(map(settled, first))),
        settled(None) if None in outer else _taken(space, kind, list(map(settled, outer))),
        _taken(space, kind, list(map(settled, inner))),
    ]
    found = []
    for guard, (known, end, other) in combined(taken):
        is_all = known is not None and end is not None and space.equal(known, end)
        ends = Ends(other, end) if kind == "greatest" else Ends(end, other)
        found += [(conj((guard, is_all)), known), (conj((guard, neg(is_all))), ends)]
    return possible(found)
