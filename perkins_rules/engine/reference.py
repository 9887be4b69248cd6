"""The reference evaluator: checked expression + document -> Trace, as the language page says.

A Trace keeps how a value came about: derivations, distances and missing facts are read off it.
Slow and plain on purpose; the compiled engine is held against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from attrs import frozen

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import Undetermined
from perkins_rules.check.types import UNKNOWN
from perkins_rules.engine.operations import OPERATIONS, equal
from perkins_rules.engine.question import Question
from perkins_rules.engine.truth import Truth, both, either, opposite


@frozen(kw_only=True, eq=False)
class Trace:
    """A value and how it came about. `value` None: not determined, because of the missing
    `needs` (JSON pointers) or the `reasons`. `pointer` is the place of a value that was read;
    of a list that the rule made, `entries` tell where its entries came from.
    """

    node: t.Checked
    value: Any
    pointer: str | None = None
    needs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    children: tuple[Trace, ...] = ()
    unit: str = ""
    source: t.DatedConstant | None = None
    entries: tuple[Trace, ...] = ()


NOTHING = t.Constant(type=UNKNOWN, text="", value=None)
"""Stands where a trace has no expression of its own."""


class Place(NamedTuple):
    """What a variable stands at; `made` tells of the entry of a list that the rule made."""

    value: Any
    pointer: str
    made: Trace | None = None


Env = Mapping[str, Place]


class Entry(NamedTuple):
    """An entry of a list under a filter: `holds` is True or None (open, because of `where`)."""

    env: Env
    place: Place
    holds: Truth
    where: Trace | None


class Entries(NamedTuple):
    """The entries that a binding runs over, or why that is not determined."""

    source: Trace
    found: tuple[Entry, ...]
    open: tuple[Trace, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def determined(self) -> bool:
        """Whether it is known which entries there are."""
        return not self.open and not self.reasons and self.source.value is not None


class Evaluator:
    """Evaluates expressions over one document, asked one question."""

    def __init__(
        self, parameters: Mapping[str, t.CheckedParameter], data: Mapping[str, Any], asked: Question
    ) -> None:
        self.parameters, self.data, self.asked = parameters, data, asked

    def __call__(self, node: t.Checked, env: Env) -> Trace:
        """The value of an expression where variables stand at the places of `env`."""
        return EVALUATORS[type(node)](self, node, env)

    def truths(self, nodes: Sequence[t.Checked], env: Env) -> tuple[Trace, ...]:
        """Several conditions, in order."""
        return tuple(self(node, env) for node in nodes)


def present(value: Any) -> bool:
    """Whether something is given: a group of fields is when one of them is."""
    if isinstance(value, dict):
        return any(present(part) for part in value.values())
    return value is not None


def merged(traces: Sequence[Trace]) -> dict[str, tuple[str, ...]]:
    """The needs and reasons of those traces that are open."""
    still = [trace for trace in traces if trace.value is None]
    needs = dict.fromkeys(need for trace in still for need in trace.needs)
    reasons = dict.fromkeys(reason for trace in still for reason in trace.reasons)
    return {"needs": tuple(needs), "reasons": tuple(reasons)}


def _result(node: t.Checked, value: Any, children: Sequence[Trace], **more: Any) -> Trace:
    told = merged(children) if value is None else {}
    unit = node.type.kind
    if unit in ("level", "points", "percent") and any(c.unit == "number" for c in children):
        unit = "number"
    return Trace(node=node, value=value, children=tuple(children), unit=unit, **(told | more))


# ------------------------------------------------------------------ leaves


def _constant(ev: Evaluator, node: t.Constant, env: Env) -> Trace:
    return Trace(node=node, value=node.value, unit=node.type.kind)


def _variable(ev: Evaluator, node: t.Variable, env: Env) -> Trace:
    value, pointer, made = env[node.name]
    if made is not None:
        return _result(node, value, (made,), pointer=made.pointer)
    needs = (pointer,) if value is None else ()
    return Trace(node=node, value=value, pointer=pointer, needs=needs, unit=node.type.kind)


def _read(ev: Evaluator, node: t.Read, env: Env) -> Trace:
    if node.record is None:
        return _fields(ev, node, ev.data, "", ())
    record = ev(node.record, env)
    if record.value is None and not _stands_in_document(node.record, env):
        return _result(node, None, (record,))
    return _fields(ev, node, record.value or {}, record.pointer or "", (record,))


def _fields(
    ev: Evaluator, node: t.Read, record: Any, start: str, children: tuple[Trace, ...]
) -> Trace:
    pointer = start + "".join(f"/{step}" for step in node.steps)
    value = record
    for step in node.steps:
        value = value.get(step) if isinstance(value, dict) else None
    needs = (pointer,) if value is None else ()
    unit = node.type.kind
    if unit == "level" and _counted_in_numbers(ev.data, pointer):
        unit = "number"
    return Trace(node=node, value=value, pointer=pointer, needs=needs, children=children, unit=unit)


def _stands_in_document(node: t.Checked, env: Env) -> bool:
    """Whether a record is an entry of the document: if it could not be read, its fields are missing."""
    return isinstance(node, t.Variable) and env[node.name].made is None


def _counted_in_numbers(data: Any, pointer: str) -> bool:
    """Whether the indicator above a level has plain numbers for levels."""
    for part in pointer.split("/")[1:]:
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
    value = ev(node.value, env)
    return Trace(
        node=node,
        value=value.value,
        pointer=value.pointer,
        needs=value.needs,
        reasons=value.reasons,
        children=(value,),
        unit=value.unit,
        entries=value.entries,
    )


def _parameter(ev: Evaluator, node: t.ParameterValue, env: Env) -> Trace:
    if node.name in ev.asked.names:
        return Trace(node=node, value=ev.asked.names[node.name], unit=node.type.kind)
    by = (ev(node.by, env),) if node.by is not None else ()
    if by and by[0].value is None:
        return _result(node, None, by)
    state = by[0].value if by else None
    held = ev.parameters[node.name].at(ev.asked.day, state)
    if held is None:
        where = f" for {state}" if by else ""
        return Trace(node=node, value=None, reasons=(f"`{node.name}` has no value{where}",))
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
    children = tuple(ev(operand, env) for operand in node.operands)
    if any(child.value is None for child in children):
        return _result(node, None, children)
    if lost := _lost(_asked_for(node, children)):
        return _result(node, None, children, **lost)
    try:
        value = OPERATIONS[node.kind](*(child.value for child in children), *node.options)
    except Undetermined as why:
        return _result(node, None, children, reasons=(str(why),))
    told = _lost(_entries_of(children)) if value is None else {}
    made = children if node.kind == "pack" else ()
    pointer = ends[0].pointer if (ends := _end(node, children)) else None
    return _result(node, value, children, pointer=pointer, entries=made, **told)


def _asked_for(node: t.Operation, children: Sequence[Trace]) -> list[Place]:
    """The entries of lists that an operation must know: functions take determined values."""
    if node.kind == "call" and node.options[0] in ("first", "last"):
        return _end(node, children)
    return _entries_of(children) if node.kind in ("call", "matches") else []


def _end(node: t.Operation, children: Sequence[Trace]) -> list[Place]:
    """The first or the last entry of a list, where a function asks for it."""
    if node.kind != "call" or node.options[0] not in ("first", "last"):
        return []
    found = list(places(children[0]))
    return found[:1] if node.options[0] == "first" else found[-1:]


def _entries_of(children: Sequence[Trace]) -> list[Place]:
    return [place for c in children if isinstance(c.value, list) for place in places(c)]


def _lost(listed: Sequence[Place]) -> dict[str, tuple[str, ...]]:
    """The needs and reasons of the entries that have no value; nothing if all have one."""
    holes = [place for place in listed if place.value is None]
    stand_ins = [p.made or Trace(node=NOTHING, value=None, needs=(p.pointer,)) for p in holes]
    return merged(stand_ins) if holes else {}


def _fallback(ev: Evaluator, node: t.Fallback, env: Env) -> Trace:
    value = ev(node.value, env)
    if value.value is not None:
        return _result(node, value.value, (value,), pointer=value.pointer, entries=value.entries)
    fallback = ev(node.fallback, env)
    told = fallback.value or fallback.value is None
    children = (value, fallback) if told else (fallback,)
    return _result(
        node, fallback.value, children, pointer=fallback.pointer, entries=fallback.entries
    )


def _choice(ev: Evaluator, node: t.Choice, env: Env) -> Trace:
    condition = ev(node.condition, env)
    if condition.value is None:
        return _result(node, None, (condition,))
    way = ev(node.then if condition.value else node.otherwise, env)
    children = (condition, way)
    return _result(node, way.value, children, pointer=way.pointer, entries=way.entries)


def _is_present(ev: Evaluator, node: t.IsPresent, env: Env) -> Trace:
    operand = ev(node.operand, env)
    return _result(node, present(operand.value) is not node.negated, (operand,))


def _every(ev: Evaluator, node: t.Every, env: Env) -> Trace:
    children = ev.truths(node.operands, env)
    return _result(node, both(c.value for c in children), children)


def _any(ev: Evaluator, node: t.Some, env: Env) -> Trace:
    children = ev.truths(node.operands, env)
    return _result(node, either(c.value for c in children), children)


def _opposite(ev: Evaluator, node: t.Opposite, env: Env) -> Trace:
    operand = ev(node.operand, env)
    return _result(node, opposite(operand.value), (operand,))


# ------------------------------------------------------------------ collections


def entries(ev: Evaluator, bound: t.Bound, env: Env) -> Entries:
    """The entries of a list that pass the filter, then the N latest of them."""
    source = ev(bound.source, env)
    if source.value is None:
        return Entries(source, (), open=(source,))
    found = []
    for place in places(source):
        inner = {**env, bound.variable: place}
        where = ev(bound.where, inner) if bound.where is not None else None
        holds = True if where is None else where.value
        if holds is not False:
            found.append(Entry(inner, place, holds, where))
    if bound.latest is None:
        return Entries(source, tuple(found))
    return _latest(source, found, bound.latest)


def places(source: Trace) -> Iterator[Place]:
    """Each entry of a list with its pointer. An entry that could not be read has no fields."""
    for k, value in enumerate(source.value):
        if source.entries:
            made = source.entries[k]
            pointer = made.pointer if isinstance(value, dict | list) else None
            yield Place(value, pointer or "", made)
        else:
            yield Place(value, f"{source.pointer}/{k}" if source.pointer is not None else "")


def _latest(source: Trace, found: list[Entry], latest: tuple[str, int, str]) -> Entries:
    which, count, field = latest
    still_open = tuple(e.where for e in found if e.holds is None and e.where is not None)
    unordered = tuple(key_trace(e.place, field, source) for e in found if not _has(e, field))
    if still_open or unordered:
        return Entries(source, (), open=still_open + unordered)
    if len(found) < count:
        reason = f"there are {len(found)} of the {count} {which} that the rule asks for"
        return Entries(source, (), reasons=(reason,))
    ordered = sorted(found, key=lambda e: e.place.value[field])
    return Entries(source, tuple(ordered[-count:] if which == "latest" else ordered[:count]))


def _has(entry: Entry, field: str) -> bool:
    return isinstance(entry.place.value, dict) and entry.place.value.get(field) is not None


def key_trace(place: Place, field: str, source: Trace) -> Trace:
    """The missing field that should order a list."""
    if place.made is not None and place.value is None:
        return place.made
    return Trace(node=source.node, value=None, needs=(f"{place.pointer}/{field}",))


def _undetermined(node: t.Checked, found: Entries) -> Trace:
    told = merged(found.open)
    reasons = told["reasons"] + found.reasons
    children = (found.source,)
    return _result(node, None, children, needs=told["needs"], reasons=reasons)


def _fold(ev: Evaluator, node: t.Fold, env: Env) -> Trace:
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    wheres = tuple(e.where for e in found.found if e.holds is None and e.where is not None)
    if wheres:
        return _result(node, None, wheres)
    if node.value is None:
        return _result(node, len(found.found), (found.source,))
    values = tuple(ev(node.value, e.env) for e in found.found)
    if node.kind == "list":
        values_and_list = (found.source, *values)
        return _result(node, [v.value for v in values], values_and_list, entries=values)
    if any(v.value is None for v in values):
        return _result(node, None, values)
    return _folded(node, [v.value for v in values], values)


def _folded(node: t.Fold, values: list[Any], traces: tuple[Trace, ...]) -> Trace:
    if node.kind == "sum":
        zero: Any = 0 if node.type.kind in ("integer", "days", "months") else Fraction(0)
        return _result(node, sum(values, zero), traces)
    if not values:
        return _result(node, None, (), reasons=(f"there is no {node.kind} of an empty list",))
    if node.kind == "average":
        return _result(node, sum(values, Fraction(0)) / len(values), traces)
    return _result(node, max(values) if node.kind == "greatest" else min(values), traces)


def _single(ev: Evaluator, node: t.Single, env: Env) -> Trace:
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    wheres = tuple(e.where for e in found.found if e.holds is None and e.where is not None)
    if wheres:
        return _result(node, None, wheres)
    if len(found.found) != 1:
        reason = f"{len(found.found)} entries answer to `{node.text}`"
        return _result(node, None, (), reasons=(reason,))
    place = found.found[0].place
    if place.value is None:
        return _result(node, None, (found.source,), **_lost((place,)))
    return _result(node, place.value, (found.source,), pointer=place.pointer)


def _quantifier(ev: Evaluator, node: t.Quantifier, env: Env) -> Trace:
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    bodies = [ev(node.body, e.env) for e in found.found]
    pairs = list(zip(found.found, bodies, strict=True))
    if node.kind == "every":
        truths = [either([opposite(e.holds), b.value]) for e, b in pairs]
        value = both(truths)
    else:
        truths = [both([e.holds, b.value]) for e, b in pairs]
        value = either(truths) if node.kind == "some" else opposite(either(truths))
    decisive = [p for p, truth in zip(pairs, truths, strict=True) if _decides(node.kind, truth)]
    children = [trace for e, b in decisive for trace in (b, e.where) if trace is not None]
    return _result(node, value, (found.source, *children))


def _decides(kind: str, truth: Truth) -> bool:
    """Whether one entry settles a quantifier, or leaves it open."""
    return truth is None or truth is not (kind == "every")


def _distinct(ev: Evaluator, node: t.AllDistinct, env: Env) -> Trace:
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    values = [ev(node.value, e.env) for e in found.found]
    sure = [v for v, e in zip(values, found.found, strict=True) if e.holds is True]
    known = [v for v in sure if v.value is not None]
    pairs = [(a, b) for k, a in enumerate(known) for b in known[k + 1 :]]
    equals = [equal(a.value, b.value) for a, b in pairs]
    wheres = [e.where for e in found.found if e.holds is None and e.where is not None]
    if True in equals:
        return _result(node, value=False, children=values)
    holes = [pair for pair, same in zip(pairs, equals, strict=True) if same is None]
    if not (holes or wheres or len(known) < len(values)):
        return _result(node, value=True, children=values)
    lost = [_result(node, None, (), **_lost(_entries_of(pair))) for pair in holes]
    return _result(node, None, (*values, *wheres), **merged((*values, *wheres, *lost)))


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
    t.Fold: _fold,
    t.Single: _single,
    t.Quantifier: _quantifier,
    t.AllDistinct: _distinct,
}
