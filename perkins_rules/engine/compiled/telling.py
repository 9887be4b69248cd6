"""Facts that also note what each part of a condition came to: the derivation of a review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.engine.compiled.compiled import Facts
from perkins_rules.engine.compiled.runtime import Missing
from perkins_rules.engine.compiled.runtime_ranges import Between
from perkins_rules.engine.said.shown import plain, range_shown
from perkins_rules.findings import Step


class Telling(Facts):
    """Facts of one document, with the steps told so far."""

    __slots__ = ("_document", "_known", "_told")

    def __init__(self, facts: Facts, document: Document) -> None:
        super().__init__(facts.parameters, facts.data, facts.asked)
        self._document = document
        self._told: list[Step] = []
        self._known: dict[str, tuple[Any, list[Step]]] = {}

    def steps(self, tell: Callable[[Telling], Any]) -> tuple[Step, ...]:
        """What a function tells, each figure once."""
        self._told = []
        tell(self)
        return tuple(dict.fromkeys(self._told))

    # -------------------------------------------------------------- called by generated code

    def tell(self, text: str, value: Any, unit: str, pointer: str | None) -> None:
        """Notes one figure; groups of fields and lists of them are not told."""
        entries = value if isinstance(value, list | tuple) else (value,)
        if any(entry.__class__ is dict for entry in entries):
            return
        line = self._document.span_of(pointer).line if pointer is not None else None
        if value.__class__ is Missing and value.known.__class__ is Between:
            self._told.append(Step(text, range_shown(*value.known, unit), "range", pointer, line))
            return
        self._told.append(Step(text, plain(_determined(value), unit), unit, pointer, line))

    def tell_parameter(self, name: str, text: str, value: Any, unit: str) -> None:
        """Notes the value of a parameter, with its citations."""
        held = self.held(name)
        cited = held.citations if held is not None else ()
        self._told.append(Step(text, plain(_determined(value), unit), unit, citations=cited))

    def tell_known(self, name: str, define: Callable[[Telling], Any]) -> Any:
        """Notes what a definition told when it was first asked; its value and pointer."""
        if name not in self._known:
            before, self._told = self._told, []
            value = define(self)
            self._known[name] = value, self._told
            self._told = before
        value, steps = self._known[name]
        self._told += steps
        return value

    def mark(self) -> int:
        """Where the next step will stand."""
        return len(self._told)

    def drop(self, start: int, end: int | None = None) -> None:
        """Takes back the steps from a mark on, or between two marks."""
        del self._told[start:end]

    def settle(self, parts: list[tuple[int, int, Any]], result: Any, either: bool) -> None:
        """Takes back the steps of operands that did not settle an `or` or an `and`.

        `parts` are the marks around each operand's steps and what it came to.
        """
        if result is not either:
            return
        kept = [self._told[start:end] for start, end, value in parts if value is either]
        told = kept[:1] if either else kept
        self._told[parts[0][0] :] = [step for steps in told for step in steps]

    def turn(self, start: int, middle: int) -> None:
        """Puts the steps after the second mark in front of those between the two."""
        self._told[start:] = self._told[middle:] + self._told[start:middle]


def _determined(value: Any) -> Any:
    if value.__class__ is Missing:
        return None
    if isinstance(value, list):
        return [None if entry.__class__ is Missing else entry for entry in value]
    return value
