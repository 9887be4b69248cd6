"""Reviews + document -> the figures for which each question is asked.

Of many documents most are asked a question for the same reasons: a text is given, an option is
chosen. What a condition reads decides all that is told of it, so that it is worked out once for
all documents that give the same there; of a value that only has to be given it counts that it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from perkins_rules.check import tree as t
from perkins_rules.documents import Document
from perkins_rules.engine.reference.reference import Evaluator, present
from perkins_rules.engine.said.explain import derivation
from perkins_rules.engine.said.shown import plain
from perkins_rules.findings import Step

MOST_KNOWN = 64
"""Of one condition, so many ways to come about are kept."""


class _Field(NamedTuple):
    """A field that a condition reads; of one `given` alone it counts that it has a value."""

    steps: tuple[str, ...]
    given: bool


class _Figure(NamedTuple):
    """A step on a field, without what the document says there."""

    text: str
    unit: str
    path: str
    steps: tuple[str, ...]


_Told = tuple[Step | _Figure, ...]


class _Condition:
    """What a condition reads of a document and of the law, and how it came about so far."""

    def __init__(self, node: t.Checked) -> None:
        parts = list(t.walk(node))
        self.known: dict[tuple[Any, ...], _Told] = {}
        self.fields = tuple(_fields(parts))
        self.parameters = [one.name for one in parts if isinstance(one, t.ParameterValue)]
        self.is_plain = not any(map(_is_special, parts))

    def key(self, ev: Evaluator) -> tuple[Any, ...]:
        """All that decides what is told; it has no hash where a list of groups is run over."""
        asked, parameters = ev.asked, ev.parameters
        read = [_of_field(field, ev.data) for field in self.fields]
        law = [parameters[name] for name in self.parameters]
        return (asked.day, asked.edition, asked.profile, *law, *read)

    def told(self, steps: tuple[Step, ...]) -> _Told:
        """The steps, without what stands in the document they are of."""
        at = {"/" + "/".join(field.steps): field.steps for field in self.fields}
        return tuple(
            step if step.path is None else _Figure(step.text, step.unit, step.path, at[step.path])
            for step in steps
        )


def _is_special(node: t.Checked) -> bool:
    """Fields of a record; and levels, which are numbers where the indicator around them says so."""
    return isinstance(node, t.Read) and (node.record is not None or node.type.kind == "level")


def _fields(parts: list[t.Checked]) -> Iterator[_Field]:
    reads = [one for one in parts if isinstance(one, t.Read)]
    asked = {id(one.operand) for one in parts if isinstance(one, t.IsPresent)}
    others = [part for one in parts if not isinstance(one, t.IsPresent) for part in t.parts_of(one)]
    others += [part for one in others if isinstance(one, t.Bound) for part in t.parts_of(one)]
    given = asked - set(map(id, others))
    used = {one.steps for one in reads if id(one) not in given}
    for steps in dict.fromkeys(one.steps for one in reads):
        yield _Field(steps, steps not in used)


def _value(steps: tuple[str, ...], data: Any) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _of_field(field: _Field, data: Any) -> Any:
    """What of a value decides how a condition comes about."""
    value = _value(field.steps, data)
    if value is None:
        return None
    if isinstance(value, dict):
        return dict, present(value)
    if field.given:
        return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)
    return (list, *value) if isinstance(value, list) else (value.__class__, value)


_CONDITIONS: WeakKeyDictionary[t.Checked, _Condition] = WeakKeyDictionary()


class WhyAsked:
    """Tells of one document why questions are asked."""

    def __init__(self, ev: Evaluator, document: Document) -> None:
        self._ev, self._document = ev, document
        self._steps: dict[_Figure, Step] = {}

    def of(self, rule: t.CheckedRule) -> tuple[Step, ...]:
        """The derivation of the condition on which a review is asked, once for a document."""
        if (node := rule.applies) is None:
            return ()
        condition = _CONDITIONS.get(node)
        if condition is None:
            condition = _CONDITIONS[node] = _Condition(node)
        if not condition.is_plain or self._ev.asked.names:
            return self._derived(node)
        key = condition.key(self._ev)
        try:
            told = condition.known.get(key)
        except TypeError:
            return self._derived(node)
        if told is None:
            if len(condition.known) >= MOST_KNOWN:
                condition.known.clear()
            told = condition.known[key] = condition.told(self._derived(node))
        return tuple([one if isinstance(one, Step) else self._step(one) for one in told])

    def _derived(self, node: t.Checked) -> tuple[Step, ...]:
        return derivation((self._ev(node, {}),), self._line)

    def _step(self, figure: _Figure) -> Step:
        step = self._steps.get(figure)
        if step is None:
            text, unit, path, steps = figure
            value = plain(_value(steps, self._ev.data), unit)
            step = self._steps[figure] = Step(text, value, unit, path, self._line(path))
        return step

    def _line(self, pointer: str) -> int:
        return self._document.span_of(pointer).line
