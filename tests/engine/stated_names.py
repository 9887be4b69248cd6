"""A rule as an example asks it that states what names come to: with the values in their place.

No document can state a name, so that the compiled engine knows of none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.structs import evolve, fields

_PARTS = (t.Checked, t.Bound, t.Loop, t.Demand, t.Exemption)


def with_names(rule: t.CheckedRule, names: Mapping[str, Any]) -> t.CheckedRule:
    """The rule with constants for what is stated, and with nothing at all for what is missing."""
    put = _Stated(names)
    asked = ("applies", "loops", "demands", "exemptions", "look_at", "ask")
    return evolve(rule, **{name: put.of(getattr(rule, name)) for name in asked})


class _Stated:
    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names
        self.done: dict[int, Any] = {}

    def of(self, part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(map(self.of, part))
        if not isinstance(part, _PARTS):
            return part
        if id(part) not in self.done:
            self.done[id(part)] = self._made(part)
        return self.done[id(part)]

    def _made(self, part: Any) -> Any:
        if isinstance(part, t.Named | t.ParameterValue) and part.name in self.names:
            value = self.names[part.name]
            if value is None:
                return t.Read(type=part.type, text=part.text, record=None, steps=("not there",))
            value = tuple(value) if isinstance(value, list) else value
            return t.Constant(type=part.type, text=part.text, value=value)
        given = {name: getattr(part, name) for name in fields(type(part))}
        made = {name: self.of(value) for name, value in given.items()}
        return part if all(made[name] is given[name] for name in made) else evolve(part, **made)
