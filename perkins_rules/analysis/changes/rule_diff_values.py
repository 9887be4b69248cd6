"""Two declarations of a parameter -> which values are others, from which day, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from perkins_rules.engine.said.shown import plain
from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import flat
from perkins_rules.lang.print_clauses import cites_doc
from perkins_rules.lang.printer import print_expression

_UNITS = {"money": "money", "percent": "points", "number": "number"}


class Detail(NamedTuple):
    """One part of a declaration that is not what it was; `old` or `new` is empty where it was not.

    Of a parameter also the day from which the value holds, the State, and the exact difference
    (new less old, in `difference_unit`) where there is one.
    """

    part: str
    old: str
    new: str
    start: str | None = None
    state: str | None = None
    difference: str | None = None
    difference_unit: str | None = None


Dated = Mapping[date, n.DatedValue]


def value_details(old: n.Parameter | None, new: n.Parameter | None) -> Iterator[Detail]:
    """What changed, State by State and day by day."""
    before, after = _by_state(old), _by_state(new)
    for state in sorted(before.keys() | after.keys()):
        yield from _of_state(before.get(state, {}), after.get(state, {}), state or None)


def _by_state(parameter: n.Parameter | None) -> dict[str, dict[date, n.DatedValue]]:
    if parameter is None:
        return {}
    states = parameter.states or (("", parameter.values),)
    return {state: {one.start: one for one in values} for state, values in states}


def _of_state(old: Dated, new: Dated, state: str | None) -> Iterator[Detail]:
    moved = dict(_moved(old, new))
    for day, start in moved.items():
        yield Detail("holds from", f"{day}", f"{start}", str(start), state, *_days(day, start))
    for day in sorted((old.keys() - moved.keys()) | (new.keys() - set(moved.values()))):
        was, now = _at(old, day), _at(new, day)
        if _text(was) != _text(now):
            yield _value(was, now, day, state)
    for day in sorted(old.keys() & new.keys()):
        was_cited, now_cited = (flat(cites_doc(side[day].cites, "")) for side in (old, new))
        if was_cited != now_cited:
            yield Detail("citation", was_cited, now_cited, str(day), state)


def _moved(old: Dated, new: Dated) -> Iterator[tuple[date, date]]:
    """Values that are the same from another day."""
    left = {day: value for day, value in new.items() if day not in old}
    for day, value in old.items():
        start = next((s for s, v in left.items() if v.value == value.value), None)
        if day not in new and start is not None:
            del left[start]
            yield day, start


def _days(day: date, start: date) -> tuple[str, str]:
    return str((start - day).days), "days"


def _at(values: Dated, day: date) -> n.DatedValue | None:
    held = [start for start in values if start <= day]
    return values[max(held)] if held else None


def _text(value: n.DatedValue | None) -> str:
    return print_expression(value.value) if value is not None else ""


def _value(
    was: n.DatedValue | None, now: n.DatedValue | None, day: date, state: str | None
) -> Detail:
    old, new = (side.value if side is not None else None for side in (was, now))
    if isinstance(old, n.Braces) and isinstance(new, n.Braces):
        gone = [print_expression(i) for i in old.items if i not in new.items]
        come = [print_expression(i) for i in new.items if i not in old.items]
        return Detail("in the list", ", ".join(gone), ", ".join(come), str(day), state)
    return Detail("value", _text(was), _text(now), str(day), state, *_difference(old, new))


def _difference(
    old: n.Expression | None, new: n.Expression | None
) -> tuple[str | None, str | None]:
    if not isinstance(old, n.Literal) or not isinstance(new, n.Literal):
        return None, None
    if (old.kind, old.unit) != (new.kind, new.unit):
        return None, None
    was, now = old.value, new.value
    if isinstance(was, date) and isinstance(now, date):
        return _days(was, now)
    if old.kind == "period" and isinstance(was, int) and isinstance(now, int):
        return str(now - was), old.unit
    if old.kind in _UNITS and isinstance(was, Fraction) and isinstance(now, Fraction):
        return plain(now - was, _UNITS[old.kind]), _UNITS[old.kind]
    return None, None
