"""Compiled rules that can be asked: code units -> functions, and the memory that these share."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.engine.compiled import figures, runtime
from perkins_rules.engine.compiled.memory import ParameterTable, ReplacedTable, known_at_first
from perkins_rules.engine.shared.question import Question

Rule = Callable[[Mapping[str, Any], list[Any]], Any]
"""The data of a document, and what is known of it: see answers.py for what it gives."""


class CodeUnit(NamedTuple):
    """A compiled unit: see generate.Unit. `codes` are its functions, or what binds constants, as
    `marshal` writes them.
    """

    file_name: str
    function: str
    rule: str | None
    codes: bytes


class CompiledRules:
    """The functions of a rule set, each made when a rule that needs it is first asked for.

    `remembered` are the names of what memory holds, in its order; `texts` gives the source of the
    functions, for tracebacks; `replaced` is in front of `parameters`.
    """

    def __init__(
        self,
        units: tuple[CodeUnit, ...],
        remembered: Sequence[str],
        parameters: ParameterTable,
        texts: Callable[[], tuple[str, ...]],
        replaced: tuple[ReplacedTable, ...] = (),
    ) -> None:
        self._units, self._remembered, self._texts = units, remembered, texts
        self._parameters, self._replaced = parameters, replaced
        self._namespace = _namespace()
        self._codes = {unit.function: unit.codes for unit in units if unit.function}
        self._functions = {unit.rule: unit.function for unit in units if unit.rule is not None}
        for unit in units:
            if not unit.function:
                exec(_codes(unit.codes)[0], self._namespace)  # noqa: S102  # our own generated code

    def rule(self, key: str) -> Rule:
        """The function of a rule."""
        name = self._functions[key]
        if name not in self._namespace:
            self._bind(name)
        function: Rule = self._namespace[name]
        return function

    def _bind(self, name: str) -> None:
        """Makes a function and all that it calls; they are seen together, by other threads too."""
        made: dict[str, FunctionType] = {}
        todo = [name]
        while todo:
            name = todo.pop()
            if name not in self._codes or name in made or name in self._namespace:
                continue
            for code in _codes(self._codes[name]):
                made[code.co_name] = FunctionType(code, self._namespace)
                todo += _names(code)
        self._namespace.update(made)

    def memory(self, asked: Question, document: str | None, state: str | None) -> list[Any]:
        """What is known of a document before any rule is asked: each document has its own copy."""
        table = dict(self._parameters)
        for one in self._replaced:
            if one.document in (None, document) and one.state in (None, state):
                table.update(one.table)
        return known_at_first(self._remembered, table, asked)

    def show_in_tracebacks(self) -> None:
        """Lets Python find the generated lines."""
        import linecache

        for unit, text in zip(self._units, self._texts(), strict=True):
            lines = text.splitlines(keepends=True)
            linecache.cache[unit.file_name] = (len(text), None, lines, unit.file_name)


def _codes(written: bytes) -> tuple[CodeType, ...]:
    codes: tuple[CodeType, ...] = marshal.loads(written)  # noqa: S302  # our own, see cache.py
    return codes


def _names(code: CodeType) -> Iterator[str]:
    """What code may call, functions within it too."""
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)


def _namespace() -> dict[str, Any]:
    """What generated code may name."""
    functions = {name: function.run for name, function in FUNCTIONS.items()}
    known = {**functions, **vars(figures), **vars(runtime), "date": date}
    return {name: value for name, value in known.items() if not name.startswith("_")}
