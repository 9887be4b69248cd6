"""Checked expressions over a document some figures of which may be others -> cases and truths.

Each way follows the reference evaluator, which is asked itself for all that reads no unknown: the
two are held together by tests. What has no formula raises Outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.reference import Evaluator, present, variables_of
from perkins_rules.engine.reference.reference_lists import entries
from perkins_rules.engine.reference.reference_ranges import zero_of
from perkins_rules.engine.shared.trace import NOTHING, Env, Place, Trace
from perkins_rules.solving.cases import (
    Cases,
    answers,
    any_of,
    chosen,
    combined,
    mapped,
    possible,
    settled,
    truths,
    under,
)
from perkins_rules.solving.figures import Ends, Space, is_determined, names_in_entries
from perkins_rules.solving.folds import Member, average, outermost, total
from perkins_rules.solving.guards import (
    OPEN,
    TRUE,
    Outside,
    Truth,
    both,
    conj,
    disj,
    either,
    if_,
    neg,
    opposite,
    truth_of,
)
from perkins_rules.solving.operations import CONDITIONS, asked, worked_out
from perkins_rules.structs import evolve

NO_TRACE = Trace(node=NOTHING, value=None)
"""Marks the place of an entry that hangs on unknowns: its value is that of a case."""


class Entry(NamedTuple):
    """Where the variable stands at an entry of a list, and whether the filter lets that through."""

    env: Env
    holds: Truth


class Symbolic:
    """Evaluates expressions over one document, the unknowns of a space left open."""

    def __init__(self, ev: Evaluator, space: Space, *, exact: bool = False) -> None:
        self.ev, self.space, self.exact = ev, space, exact
        self.is_form = space.is_form
        self._names = {pointer.rpartition("/")[2] for pointer in space.unknowns}
        self._orders = names_in_entries(space.unknowns)
        if self.is_form:
            self._names |= _groups(space.unknowns)
        self._open: set[str] = set()
        self._touches: dict[int, tuple[bool, t.Checked | t.Bound]] = {}
        self._once: dict[tuple[object, ...], tuple[Cases, Env]] = {}

    def touches(self, node: t.Checked | t.Bound | None) -> bool:
        """Whether an expression may read an unknown, by the names of the fields that it reads."""
        if node is None:
            return False
        known = self._touches.get(id(node))
        if known is None:
            known = self._touches[id(node)] = (self._reads(node), node)  # ids of it must not go
        return known[0]

    def _reads(self, node: t.Checked | t.Bound) -> bool:
        """That a figure is given does not hang on what it is, save in a form to be filled in."""
        if isinstance(node, t.IsPresent) and isinstance(node.operand, t.Read) and not self.is_form:
            return self.touches(node.operand.record)
        if isinstance(node, t.Read) and node.steps[-1] in self._names:
            return True
        if isinstance(node, t.Variable) and node.name in self._open:
            return True
        return any(map(self.touches, t.parts_of(node)))

    def cases(self, node: t.Checked, env: Env) -> Cases:
        """What an expression comes to."""
        if not self.touches(node):
            return self.as_it_stands(node, env)
        if way := _TRUTHS.get(type(node)):
            return answers(way(self, node, env))
        if isinstance(node, t.Operation) and node.kind in CONDITIONS:
            return answers(_condition(self, node, env))
        if type(node) not in _VALUES:
            raise Outside(node.text)
        return _VALUES[type(node)](self, node, env)

    def as_it_stands(self, node: t.Checked, env: Env) -> Cases:
        """What the engine has of an expression that reads no unknown."""
        found = self.ev(node, env)
        if found.value is None and found.kept is not None:
            raise Outside(node.text)  # a list that is known in part
        known = Ends(*found.range[:2]) if found.range is not None else None
        return settled(known if found.value is None else found.value)

    def truth(self, node: t.Checked, env: Env) -> Truth:
        """When a condition holds."""
        if not self.touches(node):
            return truth_of(self.ev(node, env).value)
        if way := _TRUTHS.get(type(node)):
            return way(self, node, env)
        if isinstance(node, t.Operation) and node.kind in CONDITIONS:
            return _condition(self, node, env)
        return truths(self.cases(node, env))

    def once(self, node: t.Named, env: Env) -> Cases:
        """What a definition comes to; asked again at the same places, it is what it was."""
        at = (env[name] for name in variables_of(node.value))
        key = (id(node.value), *((id(p.value), p.pointer, id(p.made)) for p in at))
        known = self._once.get(key)
        if known is None:
            known = self._once[key] = (self.cases(node.value, env), env)
        return known[0]

    def entries(self, bound: t.Bound, env: Env) -> list[Entry] | None:
        """The entries of a list; None where it is not determined which there are."""
        if self.touches(bound.source) and bound.latest is None:
            inner = chosen_from(bound.source)
            return self._of_values(bound, env) if inner is None else self._of(inner, bound, env)
        if self.touches(bound.source):
            raise Outside(bound.source.text)
        if bound.latest is not None:
            self.must_stand(bound.latest[2])
        is_open = self.touches(bound.where)
        if is_open and bound.latest is not None:
            raise Outside(bound.where.text if bound.where is not None else "")
        found = entries(self.ev, evolve(bound, where=None) if is_open else bound, env)
        if not found.determined:
            return None
        return [
            Entry(one.env, both((truth_of(one.holds), self._holds(bound, one.env))))
            for one in found.found
        ]

    def _of(self, inner: t.Bound, bound: t.Bound, env: Env) -> list[Entry] | None:
        """The entries of a list that is chosen from another."""
        found = self.entries(inner, env)
        if found is None:
            return None
        placed = [({**env, bound.variable: one.env[inner.variable]}, one.holds) for one in found]
        return [Entry(at, both((holds, self._holds(bound, at)))) for at, holds in placed]

    def _of_values(self, bound: t.Bound, env: Env) -> list[Entry] | None:
        """The entries of a list that the rule makes of figures."""
        if bound.variable not in self._open:
            self._open.add(bound.variable)
            self._touches.clear()
        found = self.cases(bound.source, env)
        if [value for _, value in found] == [None]:
            return None
        if not all(isinstance(value, tuple | list) for _, value in found):
            raise Outside(bound.source.text)
        placed = [
            ({**env, bound.variable: Place(value, "", NO_TRACE)}, if_(guard))
            for guard, values in found
            for value in values
        ]
        return [Entry(at, both((holds, self._holds(bound, at)))) for at, holds in placed]

    def _holds(self, bound: t.Bound, env: Env) -> Truth:
        return TRUE if bound.where is None else self.truth(bound.where, env)

    def must_stand(self, name: str) -> None:
        """Of a field by which a list is ordered: that it is none of the unknowns."""
        if name in self._orders:
            raise Outside(f"an order by {name}")


def chosen_from(node: t.Checked) -> t.Bound | None:
    """Of a list that only leaves out entries of another, what it leaves out."""
    while isinstance(node, t.Named):
        node = node.value
    if not isinstance(node, t.Fold) or node.kind != "list" or node.bound.latest is not None:
        return None
    is_same = isinstance(node.value, t.Variable) and node.value.name == node.bound.variable
    return node.bound if is_same else None


def _groups(pointers: Iterable[str]) -> set[str]:
    """The names of the groups of fields that unknowns stand in, as far out as the next list."""
    found: set[str] = set()
    for pointer in pointers:
        for part in reversed(pointer.split("/")[1:-1]):
            if part.isdecimal():
                break
            found.add(part)
    return found


# ------------------------------------------------------------------ values


def _read(on: Symbolic, node: t.Read, env: Env) -> Cases:
    if node.record is not None and on.touches(node.record) and not _is_place(node.record):
        raise Outside(node.text)
    read = on.ev(node, env)
    if read.pointer in on.space.unknowns:
        return on.space.cases_of(read.pointer)
    if on.is_form and isinstance(read.value, dict):
        given = on.space.given_under(read.pointer or "")
        return possible([(given, read.value), (neg(given), None)])
    if isinstance(read.value, list | dict):
        raise Outside(node.text)
    return settled(read.value)


def _is_place(node: t.Checked) -> bool:
    """Whether a group of fields is always the same, whatever the figures are."""
    while isinstance(node, t.Named | t.Read):
        node = node.value if isinstance(node, t.Named) else node.record or node
        if isinstance(node, t.Read) and node.record is None:
            return True
    return isinstance(node, t.Variable)


def _variable(on: Symbolic, node: t.Variable, env: Env) -> Cases:
    place = env[node.name]
    return settled(place.value) if place.made is NO_TRACE else on.as_it_stands(node, env)


def _parameter(on: Symbolic, node: t.ParameterValue, env: Env) -> Cases:
    """Of one by State, which hangs on what the document says."""
    if node.by is None:
        return on.as_it_stands(node, env)
    held = on.ev.parameters[node.name]
    found = []
    for guard, state in on.cases(node.by, env):
        value = held.at(on.ev.asked.day, state) if isinstance(state, str) else None
        found.append((guard, value.value if value is not None else None))
    return possible(found)


def _named(on: Symbolic, node: t.Named, env: Env) -> Cases:
    if node.name in on.ev.asked.names:
        return settled(on.ev.asked.names[node.name])
    return on.once(node, env)


def _operation(on: Symbolic, node: t.Operation, env: Env) -> Cases:
    operands = [on.cases(operand, env) for operand in node.operands]
    if node.kind == "pack":
        return possible(
            (guard, values if all(map(is_determined, values)) else None)
            for guard, values in combined(operands)
        )
    return mapped(operands, lambda *v: worked_out(on.space, node.kind, v, node.options))


def _fallback(on: Symbolic, node: t.Fallback, env: Env) -> Cases:
    value = on.cases(node.value, env)
    given = [(guard, held) for guard, held in value if is_determined(held)]
    missing = disj(guard for guard, held in value if not is_determined(held))
    if missing is False:
        return possible(given)
    other = on.cases(node.fallback, env)
    return possible([*given, *((conj((missing, guard)), held) for guard, held in other)])


def _choice(on: Symbolic, node: t.Choice, env: Env) -> Cases:
    condition = on.truth(node.condition, env)
    then = settled(None) if condition.yes is False else on.cases(node.then, env)
    other = settled(None) if condition.no is False else on.cases(node.otherwise, env)
    return chosen(condition, then, other)


def _fold(on: Symbolic, node: t.Fold, env: Env) -> Cases:
    found = on.entries(node.bound, env)
    if found is None:
        return settled(None)
    if node.kind == "list":
        raise Outside(node.text)
    if node.value is None:
        counted = [Member(one.holds, settled(1)) for one in found]
        return total(on.space, counted, (0, 1), 0)
    members = [Member(one.holds, on.cases(node.value, one.env)) for one in found]
    if node.kind == "sum":
        return total(on.space, members, t.bounds_of(node), zero_of(node))
    if node.kind == "average":
        return average(on.space, members)
    return outermost(on.space, node.kind, members, t.bounds_of(node))


_VALUES: dict[type[t.Checked], Callable[[Symbolic, Any, Env], Cases]] = {
    t.Read: _read,
    t.Variable: _variable,
    t.ParameterValue: _parameter,
    t.Named: _named,
    t.Operation: _operation,
    t.Fallback: _fallback,
    t.Choice: _choice,
    t.Fold: _fold,
}

# ------------------------------------------------------------------ conditions


def _condition(on: Symbolic, node: t.Operation, env: Env) -> Truth:
    if node.kind == "differs" and on.exact:
        node = evolve(node, kind="is", operands=node.operands[:2])
    operands = [on.cases(operand, env) for operand in node.operands]
    found = [
        under(
            guard,
            OPEN if None in values else asked(on.space, node.kind, values, node.options),
        )
        for guard, values in combined(operands)
    ]
    return any_of(found)


def _is_present(on: Symbolic, node: t.IsPresent, env: Env) -> Truth:
    found = on.cases(node.operand, env)
    given = [guard for guard, value in found if is_determined(value) and present(value)]
    return if_(neg(disj(given)) if node.negated else disj(given))


def _every(on: Symbolic, node: t.Every, env: Env) -> Truth:
    return both([on.truth(operand, env) for operand in node.operands])


def _some(on: Symbolic, node: t.Some, env: Env) -> Truth:
    return either([on.truth(operand, env) for operand in node.operands])


def _opposite(on: Symbolic, node: t.Opposite, env: Env) -> Truth:
    return opposite(on.truth(node.operand, env))


def _quantifier(on: Symbolic, node: t.Quantifier, env: Env) -> Truth:
    found = on.entries(node.bound, env)
    if found is None:
        return OPEN
    bodies = [(one.holds, on.truth(node.body, one.env)) for one in found]
    if node.kind == "every":
        return both([either((opposite(holds), body)) for holds, body in bodies])
    some = either([both((holds, body)) for holds, body in bodies])
    return some if node.kind == "some" else opposite(some)


_TRUTHS: dict[type[t.Checked], Callable[[Symbolic, Any, Env], Truth]] = {
    t.IsPresent: _is_present,
    t.Every: _every,
    t.Some: _some,
    t.Opposite: _opposite,
    t.Quantifier: _quantifier,
}
