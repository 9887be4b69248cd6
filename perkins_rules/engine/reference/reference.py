"""The reference evaluator: checked expression + document -> Trace, as the language page says.

A Trace keeps how a value came about: derivations, distances and missing facts are read off it.
Slow and plain on purpose; the compiled engine is held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import Undetermined
from perkins_rules.engine.reference import reference_lists as lists
from perkins_rules.engine.reference.reference_ranges import in_part
from perkins_rules.engine.said.reasons import Reason
from perkins_rules.engine.shared.operations import OPERATIONS
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.trace import (
    Env,
    Place,
    Trace,
    entries_of,
    lost,
    passed_on,
    places,
    result,
)
from perkins_rules.engine.shared.truth import both, either, opposite


class Evaluator:
    """Evaluates expressions over one document, asked one question."""

    def __init__(
        self, parameters: Mapping[str, t.CheckedParameter], data: Mapping[str, Any], asked: Question
    ) -> None:
        self.parameters, self.data, self.asked = parameters, data, asked
        self._once: dict[tuple[object, ...], tuple[Trace, Env]] = {}
        self._in_numbers: dict[str, bool] = {}

    def __call__(self, node: t.Checked, env: Env) -> Trace:
        """The value of an expression where variables stand at the places of `env`."""
        return EVALUATORS[type(node)](self, node, env)

    def once(self, node: t.Checked, env: Env) -> Trace:
        """The value of a definition. Where its variables stand at the same places as before, it
        is what it was: others ask for it again and again.
        """
        names = variables_of(node)
        at = [env[name] for name in names]
        key = (id(node), *[(id(p.value), p.pointer, id(p.made)) for p in at])
        known = self._once.get(key)
        if known is None:
            known = self._once[key] = self(node, env), env  # what ids are of must not go
        return known[0]

    def counts_in_numbers(self, record: str) -> bool:
        """Whether the levels of a record, by its pointer, are plain numbers and no percents."""
        known = self._in_numbers.get(record)
        if known is None:
            known = self._in_numbers[record] = _in_numbers(self.data, record)
        return known

    def truths(self, nodes: Sequence[t.Checked], env: Env) -> tuple[Trace, ...]:
        """Several conditions, in order."""
        return tuple([self(node, env) for node in nodes])


_FREE: WeakKeyDictionary[t.Checked, tuple[str, ...]] = WeakKeyDictionary()


def variables_of(node: t.Checked) -> tuple[str, ...]:
    """The variables of a definition that stand in those who name it."""
    found = _FREE.get(node)
    if found is None:
        found = _FREE[node] = tuple(sorted(t.free_variables(node)))
    return found


def present(value: Any) -> bool:
    """Whether something is given: a group of fields is when one of them is."""
    if isinstance(value, dict):
        return any(present(part) for part in value.values())
    return value is not None


# ------------------------------------------------------------------ leaves


def _constant(ev: Evaluator, node: t.Constant, env: Env) -> Trace:
    return Trace(node=node, value=node.value, unit=node.type.kind)


def _variable(ev: Evaluator, node: t.Variable, env: Env) -> Trace:
    value, pointer, made = env[node.name]
    if made is not None:
        return passed_on(node, made, (made,))
    needs = (pointer,) if value is None else ()
    return Trace(node=node, value=value, pointer=pointer, needs=needs, unit=node.type.kind)


def _read(ev: Evaluator, node: t.Read, env: Env) -> Trace:
    if node.record is None:
        return _fields(ev, node, ev.data, "", ())
    record = ev(node.record, env)
    if record.value is None and not _stands_in_document(node.record, env):
        return result(node, None, (record,))
    return _fields(ev, node, record.value or {}, record.pointer or "", (record,))


def _fields(
    ev: Evaluator, node: t.Read, record: Any, start: str, children: tuple[Trace, ...]
) -> Trace:
    pointer = f"{start}/{'/'.join(node.steps)}"
    value = record
    for step in node.steps:
        value = value.get(step) if isinstance(value, dict) else None
    needs = (pointer,) if value is None else ()
    unit = node.type.kind
    if unit == "level" and ev.counts_in_numbers(pointer.rpartition("/")[0]):
        unit = "number"
    return Trace(node=node, value=value, pointer=pointer, needs=needs, children=children, unit=unit)


def _stands_in_document(node: t.Checked, env: Env) -> bool:
    """Whether a record is an entry of the document: where it has no value, its fields lack."""
    return isinstance(node, t.Variable) and env[node.name].made is None


def _in_numbers(data: Any, pointer: str) -> bool:
    """Whether a record with levels, or what it lies in, has plain numbers for them."""
    for part in (*pointer.split("/")[1:], ""):
        if isinstance(data, dict):
            if data.get("unit") == "number":
                return True
            data = data.get(part)
        elif isinstance(data, list):
            data = data[int(part)]
    return False


def _named(ev: Evaluator, node: t.Named, env: Env) -> Trace:
    if node.name in ev.asked.names:
        return Trace(node=node, value=ev.asked.names[node.name], unit=node.type.kind)
    value = ev.once(node.value, env)
    return Trace(
        node=node,
        value=value.value,
        pointer=value.pointer,
        needs=value.needs,
        reasons=value.reasons,
        children=(value,),
        unit=value.unit,
        entries=value.entries,
        range=value.range,
        kept=value.kept,
    )


def _parameter(ev: Evaluator, node: t.ParameterValue, env: Env) -> Trace:
    if node.name in ev.asked.names:
        return Trace(node=node, value=ev.asked.names[node.name], unit=node.type.kind)
    by = (ev(node.by, env),) if node.by is not None else ()
    if by and by[0].value is None:
        return result(node, None, by)
    state = by[0].value if by else None
    held = ev.parameters[node.name].at(ev.asked.day, state)
    if held is None:
        wanted = node.name.replace("_", " ") + (f" for {state}" if by else "")
        return Trace(node=node, value=None, reasons=(Reason("parameter", wanted=wanted),))
    return Trace(node=node, value=held.value, unit=node.type.kind, source=held)


def _asked(ev: Evaluator, node: t.Asked, env: Env) -> Trace:
    values = {
        "profile": ev.asked.profile,
        "edition": ev.asked.edition,
        "asked_date": ev.asked.day,
    }
    return Trace(node=node, value=values[node.name], unit=node.type.kind)


# ------------------------------------------------------------------ operations


def _operation(ev: Evaluator, node: t.Operation, env: Env) -> Trace:
    children = tuple([ev(operand, env) for operand in node.operands])
    values = [child.value for child in children]
    if any(value is None for value in values):
        return in_part(node, children)
    if told := lost(_asked_for(node, children)):
        return result(node, None, children, **told)
    try:
        value = OPERATIONS[node.kind](*values, *node.options)
    except Undetermined as why:
        return result(node, None, children, reasons=(_no_answer(node, children, str(why)),))
    told = lost(entries_of(children)) if value is None else {}
    made = children if node.kind == "pack" else ()
    pointer = ends[0].pointer if (ends := _end(node, children)) else None
    return result(node, value, children, pointer=pointer, entries=made, **told)


def _no_answer(node: t.Operation, children: tuple[Trace, ...], why: str) -> Reason:
    if node.kind in ("divide", "percent_of"):
        return Reason("zero", children[1:])
    if node.kind == "call" and node.options[0] in ("first", "last") and not children[0].value:
        return Reason("empty", children)
    return Reason("no_answer", children, wanted=why)


def _asked_for(node: t.Operation, children: Sequence[Trace]) -> list[Place]:
    """The entries of lists that an operation must know: functions take determined values."""
    if node.kind == "call" and node.options[0] in ("first", "last"):
        return _end(node, children)
    return entries_of(children) if node.kind in ("call", "matches") else []


def _end(node: t.Operation, children: Sequence[Trace]) -> list[Place]:
    """The first or the last entry of a list, where a function asks for it."""
    if node.kind != "call" or node.options[0] not in ("first", "last"):
        return []
    found = list(places(children[0]))
    return found[:1] if node.options[0] == "first" else found[-1:]


def _fallback(ev: Evaluator, node: t.Fallback, env: Env) -> Trace:
    value = ev(node.value, env)
    if value.value is not None:
        return result(node, value.value, (value,), pointer=value.pointer, entries=value.entries)
    fallback = ev(node.fallback, env)
    told = fallback.value or fallback.value is None
    children = (value, fallback) if told else (fallback,)
    return result(
        node, fallback.value, children, pointer=fallback.pointer, entries=fallback.entries
    )


def _choice(ev: Evaluator, node: t.Choice, env: Env) -> Trace:
    condition = ev(node.condition, env)
    if condition.value is None:
        return result(node, None, (condition,))
    way = ev(node.then if condition.value else node.otherwise, env)
    return passed_on(node, way, (condition, way))


def _is_present(ev: Evaluator, node: t.IsPresent, env: Env) -> Trace:
    operand = ev(node.operand, env)
    return result(node, present(operand.value) is not node.negated, (operand,))


def _every(ev: Evaluator, node: t.Every, env: Env) -> Trace:
    children = ev.truths(node.operands, env)
    return result(node, both(c.value for c in children), children)


def _any(ev: Evaluator, node: t.Some, env: Env) -> Trace:
    children = ev.truths(node.operands, env)
    return result(node, either(c.value for c in children), children)


def _opposite(ev: Evaluator, node: t.Opposite, env: Env) -> Trace:
    operand = ev(node.operand, env)
    return result(node, opposite(operand.value), (operand,))


EVALUATORS: dict[type[t.Checked], Callable[[Evaluator, Any, Env], Trace]] = {
    t.Constant: _constant,
    t.Variable: _variable,
    t.Read: _read,
    t.Named: _named,
    t.ParameterValue: _parameter,
    t.Asked: _asked,
    t.Operation: _operation,
    t.Fallback: _fallback,
    t.Choice: _choice,
    t.IsPresent: _is_present,
    t.Every: _every,
    t.Some: _any,
    t.Opposite: _opposite,
    t.Fold: lists.fold,
    t.Single: lists.single,
    t.Quantifier: lists.quantifier,
    t.AllDistinct: lists.distinct,
    t.Repeated: lists.repeated,
}
