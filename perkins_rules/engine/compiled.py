"""Generated source -> functions that can be asked: the second half of the compiled engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import CodeType
from typing import Any, NamedTuple

from perkins_rules.engine import runtime, runtime_outcomes
from perkins_rules.engine.question import Question
from perkins_rules.engine.runtime import NOTHING, Missing
from perkins_rules.engine.runtime_outcomes import Outcome

ParameterTable = Mapping[str, Mapping[str | None, tuple[tuple[date, Any], ...]]]
"""Parameter -> State's code (None for all) -> values in the order of the days they hold from."""


class Facts:
    """A document's data and a question, as generated rules read them."""

    __slots__ = ("_memo", "_parameters", "asked_date", "data", "edition", "names", "profile")

    def __init__(
        self, parameters: ParameterTable, data: Mapping[str, Any], asked: Question
    ) -> None:
        self.data = data
        self.asked_date, self.edition, self.profile = asked.day, asked.edition, asked.profile
        self.names = asked.names
        self._parameters = parameters
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

    def parameter(self, name: str) -> Any:
        """The value of a parameter on the day asked."""
        return self.parameter_of(name, None)

    def parameter_of(self, name: str, state: Any) -> Any:
        """The value for a State; missing as its code is."""
        if name in self.names:
            return self.stated(name)
        if state.__class__ is Missing:
            return state
        held: Any = NOTHING
        for start, value in self._parameters[name].get(state, ()):
            if start > self.asked_date:
                break
            held = value
        return held


Rule = Callable[[Facts], list[Outcome]]


class CodeUnit(NamedTuple):
    """A compiled unit; `text` is its source, for tracebacks."""

    file_name: str
    text: str
    rule: str | None
    function: str
    code: CodeType


class CompiledRules:
    """The functions of a rule set, by rule id."""

    def __init__(self, units: tuple[CodeUnit, ...], parameters: ParameterTable) -> None:
        self._units, self._parameters = units, parameters
        namespace = _namespace()
        for unit in units:
            exec(unit.code, namespace)  # noqa: S102  # our own generated code
        self.functions: dict[str, Rule] = {
            unit.rule: namespace[unit.function] for unit in units if unit.rule is not None
        }

    def facts(self, data: Mapping[str, Any], asked: Question) -> Facts:
        return Facts(self._parameters, data, asked)

    def outcomes(self, rule: str, facts: Facts) -> list[Outcome]:
        """The outcomes of one rule, in the order of its instances; at least one."""
        try:
            return self.functions[rule](facts)
        except Exception:
            self.show_in_tracebacks()
            raise

    def show_in_tracebacks(self) -> None:
        """Lets Python find the generated lines."""
        import linecache

        for unit in self._units:
            lines = unit.text.splitlines(keepends=True)
            linecache.cache[unit.file_name] = (len(unit.text), None, lines, unit.file_name)


def _namespace() -> dict[str, Any]:
    """What generated code may name."""
    known = {**vars(runtime), **vars(runtime_outcomes), "date": date}
    return {name: value for name, value in known.items() if not name.startswith("_")}
