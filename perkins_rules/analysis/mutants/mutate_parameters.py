"""Mutators of parameters: each value a unit up and down, each entry of a list dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.analysis.mutants.mutant_places import Stretch, stretch
from perkins_rules.analysis.mutants.mutant_words import dropped
from perkins_rules.check import tree as t
from perkins_rules.engine.said.shown import shown
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText
from perkins_rules.structs import evolve

_CENT = Fraction(1, 100)


class OtherParameter(NamedTuple):
    """A parameter in place of another, and in what it differs."""

    words: str
    place: Stretch
    parameter: t.CheckedParameter


def other_parameters(
    parameter: t.CheckedParameter, own: str | None, source: SourceText, node: n.Parameter
) -> Iterator[OtherParameter]:
    """The parameter with one of the values changed that a declaration gives it; `own` is the
    State whose pack gives new ones.
    """
    for state, dated in node.states or ((None, node.values),):
        code = own if state not in parameter.values else state
        held = parameter.values[code]  # those before the new ones hold on
        for k, value in enumerate(dated, start=len(held) - len(dated)):
            place = stretch(source, value.span)
            for words, other in _other_values(parameter.type.kind, held[k], later=k > 0):
                whole = {**parameter.values, code: (*held[:k], other, *held[k + 1 :])}
                of = f" for {state}" if state is not None else ""
                yield OtherParameter(f"{words}{of}", place, evolve(parameter, values=whole))


def _other_values(
    kind: str, held: t.DatedConstant, *, later: bool
) -> Iterator[tuple[str, t.DatedConstant]]:
    """The value a unit up and down or without an entry; the day from which it holds."""
    if isinstance(held.value, tuple):
        for k, entry in enumerate(held.value):
            rest = (*held.value[:k], *held.value[k + 1 :])
            yield dropped(shown(entry, _kind_of(entry))), evolve(held, value=rest)
    elif isinstance(held.value, str):
        yield f"`{held.text}` became another text", evolve(held, value=f"{held.value}x")
    else:
        unit = unit_of(kind, held.text)
        for sign, word in ((1, "raised"), (-1, "lowered")):
            words = f"`{held.text}` was {word} by {_unit_in_words(kind, unit)}"
            yield words, evolve(held, value=_moved(held.value, unit, sign))
    if later:
        other = evolve(held, start=held.start + timedelta(days=1))
        yield f"`from {held.start}` became a day later", other


def _kind_of(entry: Any) -> str:
    return "text" if isinstance(entry, str) else "number"


def unit_of(kind: str, text: str) -> Any:
    """The least that a value of a kind may be off by: a cent, a hundredth of a percent, a day."""
    if kind in ("money", "percent", "points", "level"):
        return min(_CENT, _last_place(text))
    if kind == "number":
        return _last_place(text)
    return 12 if kind == "months" and "year" in text else 1


def _last_place(text: str) -> Fraction:
    decimals = re.search(r"\.(\d+)", text)
    return Fraction(1, 10 ** len(decimals[1])) if decimals else Fraction(1)


def _unit_in_words(kind: str, unit: Any) -> str:
    units = {"date": "a day", "time": "a minute", "days": "a day", "integer": "1"}
    if kind == "months":
        return "a year" if unit == 12 else "a month"
    return units.get(kind) or shown(unit, kind)


def _moved(value: Any, unit: Any, sign: int) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=sign)
    return value + sign * unit
