"""What is known of one document while its rules are asked: a list, in which code goes by numbers.

First what is asked, then parameters on the day asked; then definitions, each worked out when the
first rule needs it, and of definitions about an entry of a list those of all entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from perkins_rules.engine.compiled.runtime import UNSET, loose
from perkins_rules.engine.shared.question import Question

ASKED = ("profile", "edition", "asked_date")
PARAMETER, BY_STATE, LOOSE = "parameter ", "parameters by State: ", "parameter, case ignored: "
"""In front of the names of parameters among what is known."""


class Held(NamedTuple):
    """A value of a parameter and the day from which it holds."""

    start: date
    value: Any


ParameterTable = Mapping[str, Mapping[str | None, tuple[Held, ...]]]
"""Parameter -> State's code (None for all) -> values in the order of their days."""


class ReplacedTable(NamedTuple):
    """Parameters that have other values in documents of a type and a State; None is any."""

    document: str | None
    state: str | None
    table: ParameterTable


def known_at_first(names: Sequence[str], parameters: ParameterTable, asked: Question) -> list[Any]:
    """What is known before any rule is asked; `names` are what memory holds, in its order."""
    first = [asked.profile, asked.edition, asked.day]
    return first + [_at_first(name, parameters, asked.day) for name in names[len(first) :]]


def _at_first(name: str, parameters: ParameterTable, day: date) -> Any:
    if name.startswith(PARAMETER):
        return _on(day, parameters[name.removeprefix(PARAMETER)].get(None, ()))
    if name.startswith(BY_STATE):
        states = parameters[name.removeprefix(BY_STATE)]
        return {state: _on(day, values) for state, values in states.items()}
    if name.startswith(LOOSE):
        return loose(_on(day, parameters[name.removeprefix(LOOSE)].get(None, ())))
    return UNSET


def _on(day: date, values: tuple[Held, ...]) -> Any:
    """The value that holds on a day; None if there is none yet."""
    held = [one.value for one in values if one.start <= day]
    return held[-1] if held else None
