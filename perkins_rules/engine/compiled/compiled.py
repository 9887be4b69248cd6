"""Compiled rules that can be asked: code units -> functions, and the facts that these read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from perkins_rules.engine.compiled import (
    runtime,
    runtime_aggregates,
    runtime_outcomes,
    runtime_ranges,
)
from perkins_rules.engine.compiled.runtime import NOTHING, Missing
from perkins_rules.engine.compiled.runtime_outcomes import Outcome
from perkins_rules.engine.shared.question import Question


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


class Facts:
    """A document's data and a question, as generated rules read them."""

    __slots__ = ("_memo", "asked", "data", "names", "parameters")

    def __init__(
        self, parameters: ParameterTable, data: Mapping[str, Any], asked: Question
    ) -> None:
        self.parameters, self.data, self.asked = parameters, data, asked
        self.names = asked.names
        self._memo: dict[str, Any] = {}

    def known(self, name: str, define: Callable[[Facts], Any]) -> Any:
        """A definition's value and pointer, worked out once."""
        if name not in self._memo:
            self._memo[name] = define(self)
        return self._memo[name]

    def stated(self, name: str) -> Any:
        """The value that an example gives to a name."""
        value = self.names[name]
        return NOTHING if value is None else value

    def parameter(self, name: str, state: Any = None) -> Any:
        """The value on the day asked, for a State where it goes by that; missing as its code is."""
        if name in self.names:
            return self.stated(name)
        if state.__class__ is Missing:
            return state
        found = NOTHING
        for held in self.parameters[name].get(state, ()):
            if held.start > self.asked.day:
                break
            found = held.value
        return found


Rule = Callable[[Any], list[Outcome]]


class CodeUnit(NamedTuple):
    """A compiled unit: see generate.Unit. `codes` are its functions, or what binds constants."""

    file_name: str
    function: str
    rule: str | None
    codes: tuple[CodeType, ...]


class CompiledRules:
    """The functions of a rule set, by the keys of its rules.

    `texts` gives their source, for tracebacks; `replaced` is in front of `parameters`.
    """

    def __init__(
        self,
        units: tuple[CodeUnit, ...],
        parameters: ParameterTable,
        texts: Callable[[], tuple[str, ...]],
        replaced: tuple[ReplacedTable, ...] = (),
    ) -> None:
        self._units, self._parameters, self._texts = units, parameters, texts
        self._replaced = replaced
        namespace = _namespace()
        for unit in units:
            _bind(unit, namespace)
        self._rules = {u.rule: namespace[u.function] for u in units if u.rule is not None}

    def facts(self, data: Mapping[str, Any], asked: Question, document: str | None = None) -> Facts:
        """What the rules are asked about: the data of a document of a type."""
        state = data.get("state")
        code = state.get("code") if isinstance(state, dict) else None
        table = dict(self._parameters)
        for one in self._replaced:
            if one.document in (None, document) and one.state in (None, code):
                table.update(one.table)
        return Facts(table, data, asked)

    def outcomes(self, rule: str, facts: Facts) -> list[Outcome]:
        """The outcomes of the rule of a key, in the order of its instances; at least one."""
        try:
            found: list[Outcome] = self._rules[rule](facts)
        except Exception:
            self.show_in_tracebacks()
            raise
        return found

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
    modules = (runtime, runtime_ranges, runtime_aggregates, runtime_outcomes)
    known = {name: value for module in modules for name, value in vars(module).items()}
    known["date"] = date
    return {name: value for name, value in known.items() if not name.startswith("_")}
