"""A checked expression with another in the place of one of its variables."""

from __future__ import annotations

import re
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check.types import UNKNOWN
from perkins_rules.structs import evolve, fields


def put_in_place(node: t.Checked, variable: str, value: t.Checked) -> t.Checked:
    """The expression with `value` wherever it reads `variable`, its words included.

    What the expression itself binds under a name that `value` reads is renamed, so that `value`
    means what it means outside.
    """
    return _Substitution(variable, value).of(node)


def closed(value: t.Checked) -> str:
    """The words of a value as they stand inside others: in parentheses where it has several."""
    return value.text if re.fullmatch(r"[a-z0-9_.]+", value.text) else f"({value.text})"


class _Substitution:
    """One pass over an expression. Parts that do not read the variable stay the same objects:
    the engines work out a definition once, wherever it is used.
    """

    def __init__(self, variable: str, value: t.Checked) -> None:
        self.variable, self.value = variable, value
        self.taken = t.free_variables(value)
        self.words = _words(variable)
        self.shown = closed(value)
        self.done: dict[int, t.Checked] = {}

    def of(self, node: t.Checked) -> t.Checked:
        if self.variable not in t.free_variables(node):
            return node
        if isinstance(node, t.Variable):
            return self.value
        if id(node) not in self.done:
            self.done[id(node)] = self._rebuilt(self._apart(node))
        return self.done[id(node)]

    def _apart(self, node: t.Checked) -> t.Checked:
        """The node, its own variable renamed where the value reads one of the same name."""
        bound: t.Bound | None = getattr(node, "bound", None)
        if bound is None or bound.variable not in self.taken:
            return node
        fresh = _fresh(bound.variable, self.taken | t.free_variables(node) | {self.variable})
        other = t.Variable(type=bound.source.type.entry or UNKNOWN, text=fresh, name=fresh)
        inside = _Substitution(bound.variable, other)
        changed: dict[str, Any] = {
            part: inside.of(value)
            for part in fields(type(node))
            if isinstance(value := getattr(node, part), t.Checked)
        }
        where = inside.of(bound.where) if bound.where is not None else None
        changed["bound"] = evolve(bound, variable=fresh, where=where)
        changed["text"] = inside.told(node.text)
        return evolve(node, **changed)

    def _rebuilt(self, node: t.Checked) -> t.Checked:
        changed = {part: self._part(getattr(node, part)) for part in fields(type(node))}
        return type(node)(**(changed | {"text": self.told(node.text)}))

    def _part(self, value: Any) -> Any:
        if isinstance(value, t.Checked):
            return self.of(value)
        if isinstance(value, t.Bound):
            where = self.of(value.where) if value.where is not None else None
            return evolve(value, source=self.of(value.source), where=where)
        if isinstance(value, tuple):
            return tuple(self._part(inner) for inner in value)
        return value

    def told(self, text: str) -> str:
        """The words of the expression with those of the value in them."""
        own = self.variable
        return self.words.sub(lambda found: self.shown if found[0] == own else found[0], text)


_NO_VARIABLE = (
    r'"(?:\\.|[^"\\])*"'
    r"|as a percent of|ignoring case and spacing|is (?:at least|at most|between|one of)\b"
    r"|the (?:greater|lesser|greatest|least|average|list|repeated|one)\b"
)
"""Texts, and phrases whose words may be the name of a variable elsewhere."""


def _words(variable: str) -> re.Pattern[str]:
    """The variable as a word of its own: no field, no unit after a figure, in no phrase or text."""
    return re.compile(rf"{_NO_VARIABLE}|(?<![\w.])(?<!\d )(?<!by ){variable}(?!\w)")


def _fresh(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
