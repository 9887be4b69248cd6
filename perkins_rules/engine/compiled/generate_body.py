"""The text of generated Python as it grows: functions, lines, fresh names, constants.

A `Body` is one function. It knows what the variables of the rule are called in Python, and what is
worked out already where a line stands, so that nothing is worked out twice. A part of an expression
that would be indented too deeply becomes a function beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.memory import ASKED
from perkins_rules.structs import fields

DEEPEST = 10
"""Levels of indentation; Python itself ends at 100, and at 20 loops one in the other."""

GIVEN = ("d", "m")
"""What each function is given: the data of a document, and what is known of it (memory.py)."""


class Spot(NamedTuple):
    """Where generated code has put a value: a name or a literal; None stands for a missing value.

    `sure` says that it is never missing. `plain` says that it is missing only where the reference
    evaluator has no value either: that one may know something of lists that are known in part.
    """

    value: str
    sure: bool = False
    plain: bool = True


class Place(NamedTuple):
    """Where a variable stands: its value, and its pointer as the inside of an f-string (None where
    that is not known). Of an entry of a list of the document: the Python that reads the list, and
    the name of the entry's number.
    """

    spot: Spot
    pointer: str | None = None
    listed: t.Read | None = None
    number: str | None = None


class Module:
    """What all functions of one rule set share: constants, definitions, and the numbers under which
    memory holds what is worked out once for a document.
    """

    def __init__(self) -> None:
        self.constants: dict[str, str] = {}
        self.slots: dict[str, int] = {name: k for k, name in enumerate(ASKED)}
        self.functions: dict[str, Body] = {}
        self.defined: dict[tuple[int, tuple[bool, ...]], tuple[str, Spot]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._free: dict[int, frozenset[str]] = {}

    def constant(self, value: Any) -> str:
        """A name or literal for a fixed value."""
        text = spelled(value)
        if isinstance(value, str | bool | int) and not text.startswith("-"):
            return text
        return self.constants.setdefault(text, f"CONSTANT_{len(self.constants)}")

    def slot(self, name: str) -> int:
        """The number of what memory holds under a name."""
        return self.slots.setdefault(name, len(self.slots))

    def added(self, body: Body) -> str:
        """The name of a function; of one with the same lines where there is one already."""
        key = (body.says, body.inside())
        if key not in self._texts:
            body.name = f"{body.name}_{len(self.functions)}"
            self.functions[body.name] = body
            self._texts[key] = body.name
        return self._texts[key]

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
        value = getattr(node, part)
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
        self.variables: dict[str, Place] = {}
        self.parts: list[Body] = []
        self._known: list[dict[str, str]] = [{}]
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
        """Lines one level deeper, below `head`. What they work out is known in there only."""
        self.line(head)
        self.depth += 1
        self._known.append({})
        yield
        self._known.pop()
        self.depth -= 1

    def start(self, expression: str) -> str:
        """A new name that holds the expression and will be changed."""
        name = self.fresh()
        self.line(f"{name} = {expression}")
        return name

    def put(self, expression: str, hint: str = "t") -> str:
        """The name that holds the expression, which is the same wherever it is asked for."""
        return self.once(expression, lambda: self._held(expression, hint))

    def _held(self, expression: str, hint: str) -> str:
        name = self.fresh(hint)
        self.line(f"{name} = {expression}")
        return name

    def once(self, what: str, work_out: Callable[[], str]) -> str:
        """The name that holds what is called so; it is worked out where it is not known yet."""
        for known in self._known:
            if what in known:
                return known[what]
        name = self._known[-1][what] = work_out()
        return name

    @contextmanager
    def bound(self, **places: Place) -> Iterator[None]:
        """Makes variables of the rule known inside a loop."""
        before = dict(self.variables)
        self.variables.update(places)
        yield
        self.variables = before

    def part(self) -> Body:
        """A function beside this one that sees the same variables."""
        told = (text for one in self.variables.values() for text in _names_in(one))
        name = f"{self.name}_part_{len(self.parts)}"
        inner = Body(self.module, name, (*GIVEN, *dict.fromkeys(told)), f"Part of {self.name}.")
        inner.variables = dict(self.variables)
        inner._names = self._names
        self.parts.append(inner)
        return inner

    def inside(self) -> str:
        """The text of the function without its name."""
        return f"({', '.join(self.parameters)}):\n    {self.says!r}\n" + "\n".join(self.lines)

    def text(self) -> str:
        """The function, after the parts it calls."""
        parts = "".join(part.text() + "\n\n" for part in self.parts)
        return f"{parts}def {self.name}{self.inside()}\n"


def _names_in(place: Place) -> Iterator[str]:
    yield place.spot.value
    if place.number is not None:
        yield place.number
    yield from re.findall(r"\{(\w+)\}", place.pointer or "")


Writer = Callable[[Body, Any], Spot]
"""Writes the lines that work out a node, and tells where its value stands."""
