"""What the reference evaluator knows of a figure that is not determined: between which values.

An aggregate has a range where a filter is open, or a member is missing whose type bounds it. A
comparison that comes out the same over the whole range is determined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import Undetermined
from perkins_rules.engine.shared.operations import OPERATIONS, limit_of
from perkins_rules.engine.shared.trace import Range, Trace, lost, merged, result
from perkins_rules.engine.shared.truth import Truth, both, either, opposite

# ------------------------------------------------------------------ aggregates


class Member(NamedTuple):
    """A figure that an aggregate runs over; `where` is the filter that leaves open whether it
    counts. `bounds` are those of its type.
    """

    value: Trace
    where: Trace | None
    bounds: tuple[Any, Any]

    @property
    def sure(self) -> bool:
        """Whether it counts for certain."""
        return self.where is None

    @property
    def reach(self) -> Range:
        """Between which values it lies."""
        known = reach_of(self.value)
        return Range(*self.bounds) if known is None else known


def reach_of(trace: Trace) -> Range | None:
    """What is known of a figure; None if nothing is."""
    return trace.range if trace.value is None else Range(trace.value, trace.value)


def zero_of(node: t.Fold) -> Any:
    """The sum of nothing."""
    return 0 if node.type.kind in ("integer", "days", "months") else Fraction(0)


def that_matter(kind: str, members: Sequence[Member]) -> list[Member]:
    """The members without those that are open and change nothing, whichever way it turns out: 0
    in a sum, one below a known greatest.
    """
    known = [m.value.value for m in members if m.sure and m.value.value is not None]
    return [m for m in members if _is_known(m) or not _is_idle(kind, m, known)]


def _is_known(member: Member) -> bool:
    return member.sure and member.value.value is not None


def _is_idle(kind: str, member: Member, known: list[Any]) -> bool:
    least, most, _ = member.reach
    if kind == "greatest":
        return bool(known) and most is not None and most <= max(known)
    if kind == "least":
        return bool(known) and least is not None and least >= min(known)
    return kind == "sum" and least == most == 0


def range_of(node: t.Fold, members: Sequence[Member]) -> Range | None:
    """Between which values an aggregate lies. Without a member that counts for certain there may
    be no greatest and no least.
    """
    sure = [m.reach for m in members if m.sure]
    every = [m.reach for m in members]
    least = most = None
    if node.kind == "sum":
        zero, maybe = zero_of(node), Range(Fraction(0), Fraction(0))
        ends = [_with(maybe, m.reach) if not m.sure else m.reach for m in members]
        least, most = (_if_all(lambda v: sum(v, zero), [e[k] for e in ends]) for k in (0, 1))
    elif node.kind == "greatest" and sure:
        least, most = _of_some(max, [r.least for r in sure]), _if_all(max, [r.most for r in every])
    elif node.kind == "least" and sure:
        least, most = _if_all(min, [r.least for r in every]), _of_some(min, [r.most for r in sure])
    return None if least is None and most is None else Range(least, most)


def _with(one: Range, other: Range) -> Range:
    """The least range that holds both."""
    least = _if_all(min, [one.least, other.least])
    return Range(least, _if_all(max, [one.most, other.most]))


def _if_all(pick: Callable[[list[Any]], Any], values: list[Any]) -> Any:
    return None if None in values else pick(values)


def _of_some(pick: Callable[[list[Any]], Any], values: list[Any]) -> Any:
    known = [value for value in values if value is not None]
    return pick(known) if known else None


# ------------------------------------------------------------------ operations


def in_part(node: t.Operation, children: Sequence[Trace]) -> Trace:
    """An operation with operands that are not determined, but may be known in part."""
    if node.kind in _OF_LISTS:
        return _of_kept(node, children)
    reaches = [reach_of(child) for child in children]
    known = [reach for reach in reaches if reach is not None]
    if node.kind not in _OF_RANGES or len(known) < len(reaches):
        return result(node, None, children)
    found = _OF_RANGES[node.kind](*known, *node.options)
    if isinstance(found, Range):
        return result(node, None, children, range=found)
    return result(node, found, children)


def _sum_of(a: Range, b: Range) -> Range:
    least, most = (_if_all(sum, [a[k], b[k]]) for k in (0, 1))
    return Range(least, most)


def _less(a: Range, b: Range) -> Range:
    return Range(_gap(a.least, b.most), _gap(a.most, b.least))


def _gap(one: Any, other: Any) -> Any:
    if one is None or other is None:
        return None
    return (one - other).days if isinstance(one, date) else one - other


def _at_least(a: Range, b: Range) -> Truth:
    if a.least is not None and b.most is not None and a.least >= b.most:
        return True
    return False if a.most is not None and b.least is not None and a.most < b.least else None


def _is(a: Range, b: Range) -> Truth:
    """Apart, or open: a range has more values than one."""
    return False if False in (_at_least(a, b), _at_least(b, a)) else None


def _between(value: Range, low: Range, high: Range) -> Truth:
    return both([_at_least(value, low), _at_least(high, value)])


def _differs(a: Range, b: Range, tolerance: Range) -> Truth:
    far = either([_at_least(_less(a, b), tolerance), _at_least(_less(b, a), tolerance)])
    return opposite(far)


def _apart(left: Range, period: Range, right: Range, relation: str, way: str, unit: str) -> Truth:
    """Against the days that the period leads to: it must be known itself, and lead from both ends
    of a range to a day, for the calendar has an end.
    """
    if None in (*period[:2], *right[:2]) or period.least != period.most:
        return None
    try:
        least, most = (limit_of(period.least, day, way, unit) for day in right[:2])
    except Undetermined:
        return None
    limit = Range(least, most)
    return _COMPARE[relation](*((limit, left) if way == "before" else (left, limit)))


_COMPARE: dict[str, Callable[[Range, Range], Truth]] = {
    "is": _is,
    "is_not": lambda a, b: opposite(_is(a, b)),
    "at_least": _at_least,
    "at_most": lambda a, b: _at_least(b, a),
    "more_than": lambda a, b: opposite(_at_least(b, a)),
    "less_than": lambda a, b: opposite(_at_least(a, b)),
}
_OF_RANGES: dict[str, Callable[..., Range | Truth]] = {
    **_COMPARE,
    "between": _between,
    "differs": _differs,
    "apart": _apart,
    "add": _sum_of,
    "subtract": _less,
}
_OF_LISTS = ("one_of", "includes", "covers")


def _of_kept(node: t.Operation, children: Sequence[Trace]) -> Trace:
    """Whether a list holds a value, where a filter leaves open which entries it has."""
    listed = children[1] if node.kind == "one_of" else children[0]
    others = [child for child in children if child is not listed]
    if listed.kept is None or any(child.value is None for child in others):
        return result(node, None, children)
    truths, still_open = [], list[Trace]()
    for place, where in listed.kept:
        given = ([place.value] if child is listed else child.value for child in children)
        same = OPERATIONS[node.kind](*given)
        truths.append(both([True if where is None else None, same]))
        if truths[-1] is None:
            still_open += [result(node, None, (), **lost((place,)))]
            still_open += [where] if where is not None else []
    value = either(truths)
    return result(node, value, children, **(merged(still_open) if value is None else {}))
