"""Compiled rules that can be asked: code units -> functions, and the memory that these share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    """A compiled unit: see generate.Unit. `codes` are its functions, or what binds constants."""

    file_name: str
    function: str
    rule: str | None
    codes: tuple[CodeType, ...]


class CompiledRules:
    """The functions of a rule set, by the keys of its rules.

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
        namespace = _namespace()
        for unit in units:
            _bind(unit, namespace)
        self.rules: dict[str, Rule] = {
            u.rule: namespace[u.function] for u in units if u.rule is not None
        }

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


def _bind(unit: CodeUnit, namespace: dict[str, Any]) -> None:
    """Puts what a unit defines into the namespace that all units share."""
    if unit.function:
        for code in unit.codes:
            namespace[code.co_name] = FunctionType(code, namespace)
    else:
        exec(unit.codes[0], namespace)  # noqa: S102  # our own generated code


def _namespace() -> dict[str, Any]:
    """What generated code may name."""
    functions = {name: function.run for name, function in FUNCTIONS.items()}
    known = {**functions, **vars(figures), **vars(runtime), "date": date}
    return {name: value for name, value in known.items() if not name.startswith("_")}
