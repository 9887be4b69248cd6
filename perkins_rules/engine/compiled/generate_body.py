"""The text of generated Python as it grows: functions, lines, fresh names, constants.

A `Body` is one function. It knows what the variables of the rule are called in Python; a part of
an expression that would be indented too deeply becomes a function beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from attrs import fields

from perkins_rules.check import tree as t

DEEPEST = 10
"""Levels of indentation; Python itself ends at 100, and at 20 loops one in the other."""


class Spot(NamedTuple):
    """Where generated code has put a value: a name or literal, and the text of its pointer.

    `sure` says that the value is never missing. The pointer is that of a record or a list.
    """

    value: str
    pointer: str = '""'
    sure: bool = False


class Module:
    """What all functions of one rule set share: constants and definitions, by name."""

    def __init__(self) -> None:
        self.constants: dict[str, str] = {}
        self.definitions: dict[int, str] = {}
        self.functions: list[Body] = []
        self._free: dict[int, frozenset[str]] = {}

    def constant(self, value: Any) -> str:
        """A name or literal for a fixed value."""
        text = spelled(value)
        if isinstance(value, str | bool | int) and not text.startswith("-"):
            return text
        return self.constants.setdefault(text, f"CONSTANT_{len(self.constants)}")

    def free(self, node: t.Checked | None) -> frozenset[str]:
        """The variables that an expression reads and does not bind itself."""
        if node is None:
            return frozenset()
        if id(node) not in self._free:
            self._free[id(node)] = _free(self, node)
        return self._free[id(node)]


def spelled(value: Any) -> str:
    """A fixed value as Python text."""
    if isinstance(value, Fraction):
        return f"Fraction({value.numerator}, {value.denominator})"
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        return "(" + "".join(f"{spelled(entry)}, " for entry in value) + ")"
    return repr(value)


def _free(module: Module, node: t.Checked) -> frozenset[str]:
    if isinstance(node, t.Variable):
        return frozenset((node.name,))
    found: set[str] = set()
    bound: t.Bound | None = getattr(node, "bound", None)
    for part in fields(type(node)):
        value = getattr(node, part.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, t.Checked):
                found |= module.free(inner)
    if bound is not None:
        found |= module.free(bound.where)
        found.discard(bound.variable)
        found |= module.free(bound.source)
    return frozenset(found)


class Body:
    """One function: `name`, its parameters, and its lines so far."""

    def __init__(self, module: Module, name: str, parameters: tuple[str, ...], says: str) -> None:
        self.module, self.name, self.parameters, self.says = module, name, parameters, says
        self.lines: list[str] = []
        self.depth = 1
        self.variables: dict[str, Spot] = {}
        self.lets: dict[int, Spot] = {}
        self.carried: list[str] = []
        self.parts: list[Body] = []
        self._names = 0

    def fresh(self, hint: str = "t") -> str:
        """A name not used before in this function."""
        self._names += 1
        return f"{hint}_{self._names}"

    def line(self, text: str) -> None:
        """Adds a line at the present depth."""
        self.lines.append("    " * self.depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Lines one level deeper, below `head`."""
        self.line(head)
        self.depth += 1
        yield
        self.depth -= 1

    def put(self, expression: str) -> str:
        """A new name that holds the expression."""
        name = self.fresh()
        self.line(f"{name} = {expression}")
        return name

    def part(self) -> Body:
        """A function beside this one that sees the same variables."""
        spots = [*self.variables.values(), *self.lets.values()]
        names = (p for spot in spots for p in spot[:2] if p.isidentifier())
        parameters = ("facts", *dict.fromkeys((*self.carried, *names)))
        name = self.fresh(f"{self.name}_part")
        inner = Body(self.module, name, parameters, f"Part of {self.name}.")
        inner.variables, inner.lets = dict(self.variables), dict(self.lets)
        inner.carried = list(self.carried)
        inner._names = self._names
        self.parts.append(inner)
        return inner

    def text(self) -> str:
        """The function, after the parts it calls."""
        parts = "".join(part.text() + "\n\n" for part in self.parts)
        head = f"def {self.name}({', '.join(self.parameters)}):\n    {self.says!r}\n"
        return parts + head + "\n".join(self.lines) + "\n"


Writer = Callable[[Body, Any], Spot]
"""Writes the lines that work out a node, and tells where its value stands."""
