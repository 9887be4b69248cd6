"""Checked rules -> functions: one for each rule, which gives the outcomes of its instances."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import fields

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.generate_body import DEEPEST, Body, Module, Spot
from perkins_rules.engine.compiled.generate_collections import may_be_open
from perkins_rules.engine.compiled.generate_values import definition, write, write_let


class _Turn(NamedTuple):
    """Where the loops stand: the pointers of their variables and the conditions on the way."""

    pointers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def at(self) -> str:
        return "(" + "".join(f"{pointer}, " for pointer in self.pointers) + ")"


def write_rule(module: Module, rule: t.CheckedRule, name: str) -> Body:
    """The function of one rule: Facts -> list of Outcome."""
    body = Body(module, name, ("facts",), f"{rule.id}: {rule.title}")
    body.line("found = []")
    body.carried.append("found")
    turn = _Turn()
    if rule.applies is not None and rule.applies_once:
        body.line(f"# applies when {rule.applies.text}")
        applies = body.put(write(body, rule.applies).value)
        body.line(f"if {applies} is False: return settled(found)")
        body.carried.append(applies)
        turn = _Turn(conditions=(applies,))
    _lets(body, rule, ())
    _loops(body, rule, rule.loops, turn)
    body.line("return settled(found)")
    return body


def _lets(body: Body, rule: t.CheckedRule, variables: tuple[str, ...]) -> None:
    """The lets that read the variables just bound, and no variable bound further in."""
    for node in _named(body.module, rule):
        free = body.module.free(node.value)
        if id(node.value) not in body.lets and free <= set(body.variables):
            if free.intersection(variables):
                body.lets[id(node.value)] = write_let(body, node)
            elif not free:
                definition(body, node)


def _named(module: Module, rule: t.CheckedRule) -> list[t.Named]:
    """The lets and definitions that a rule's verdict reads, those first that others read.

    Not those that read a variable bound inside a condition, which may be called like a loop's.
    """
    found: dict[int, t.Named] = {}
    for condition in t.conditions_of(rule):
        for node, bound in reversed(list(_with_bound(condition, frozenset()))):
            if isinstance(node, t.Named) and not bound & module.free(node.value):
                found.setdefault(id(node.value), node)
    return list(found.values())


def _with_bound(
    node: t.Checked, bound: frozenset[str]
) -> Iterator[tuple[t.Checked, frozenset[str]]]:
    """The node and everything below it, each with the variables that are bound around it."""
    yield node, bound
    own: t.Bound | None = getattr(node, "bound", None)
    inside = bound | {own.variable} if own is not None else bound
    if own is not None:
        yield from _with_bound(own.source, bound)
        if own.where is not None:
            yield from _with_bound(own.where, inside)
    for part in fields(type(node)):
        value = getattr(node, part.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, t.Checked):
                yield from _with_bound(inner, inside)


# ------------------------------------------------------------------ loops


def _loops(body: Body, rule: t.CheckedRule, loops: tuple[t.Loop, ...], turn: _Turn) -> None:
    if not loops:
        _instance(body, rule, turn)
    elif body.depth > DEEPEST:
        part = body.part()
        _loop(part, rule, loops, turn)
        body.line(f"{part.name}({', '.join(part.parameters)})")
    else:
        _loop(body, rule, loops, turn)


def _loop(body: Body, rule: t.CheckedRule, loops: tuple[t.Loop, ...], turn: _Turn) -> None:
    loop = loops[0]
    body.line(f"# for each {', '.join(loop.variables)} in {loop.source.text}")
    source = write(body, loop.source)
    counts = body.fresh("counts") if loop.by is None and may_be_open(loop.source) else None
    if counts is not None:
        source = Spot(body.put(f"candidates({source.value}, {source.pointer})"))
    if not source.sure:
        with body.block(f"if {source.value}.__class__ is Missing:"):
            _blocked(body, rule, turn, source.value)
    with body.block("if True:" if source.sure else "else:"):
        if loop.by is not None:
            _pairs(body, rule, loops, turn, source)
        elif loop.latest is not None:
            _latest(body, rule, loops, turn, source, counts)
        else:
            with _Bound(body, loop, *_each(source, counts)) as bound:
                _inside(body, rule, loops, turn, bound, counts=counts)


def _each(source: Spot, counts: str | None) -> tuple[str, str]:
    """What a loop runs over, and what stands beside the entries there."""
    if counts is None:
        return f"entries({source.value}, {source.pointer})", ""
    return source.value, f", {counts}"


def _blocked(body: Body, rule: t.CheckedRule, turn: _Turn, value: str) -> None:
    """A list that cannot be run over: the outer things may still be ones the rule leaves alone."""
    conditions = list(turn.conditions)
    known = body.module.free(rule.applies) <= set(body.variables)
    if rule.applies is not None and not rule.applies_once and known:
        conditions.insert(0, write(body, rule.applies).value)
    given = "".join(f"{condition}, " for condition in conditions)
    body.line(f"found.append(blocked({turn.at}, ({given}), {value}))")


class _Bound:
    """A `for` over entries or pairs of them, with the variables of the loop bound inside."""

    def __init__(self, body: Body, loop: t.Loop, entries: str, rest: str = "") -> None:
        self.body, self.loop = body, loop
        self.names = [(body.fresh(v), body.fresh("at")) for v in loop.variables]
        listed = ", ".join(name for pair in self.names for name in pair)
        self.head = f"for {listed}{rest} in {entries}:"

    def __enter__(self) -> str:
        self.body.line(self.head)
        self.body.depth += 1
        for variable, names in zip(self.loop.variables, self.names, strict=True):
            self.body.variables[variable] = Spot(*names)
        return self.names[-1][1]

    def __exit__(self, *failure: object) -> None:
        self.body.depth -= 1
        for variable in self.loop.variables:
            del self.body.variables[variable]


def _pairs(
    body: Body, rule: t.CheckedRule, loops: tuple[t.Loop, ...], turn: _Turn, source: Spot
) -> None:
    pairs = body.put(f"neighbours({source.value}, {source.pointer}, {loops[0].by!r})")
    _over(body, rule, loops, turn, pairs)


def _over(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    turn: _Turn,
    listed: str,
    rest: str = "",
) -> None:
    """A loop over what may turn out not to be determined."""
    with body.block(f"if {listed}.__class__ is Missing:"):
        _blocked(body, rule, turn, listed)
    with body.block("else:"), _Bound(body, loops[0], listed, rest) as pointer:
        _inside(body, rule, loops, turn, pointer, filtered=bool(rest))


def _latest(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    turn: _Turn,
    source: Spot,
    counts: str | None,
) -> None:
    loop = loops[0]
    assert loop.latest is not None
    kept = body.put("[]")
    with _Bound(body, loop, *_each(source, counts)):
        _lets(body, rule, loop.variables)
        where = _counts(body, loop, counts) or "True"
        value, pointer, _sure = body.variables[loop.variables[0]]
        body.line(f"if {where} is not False: {kept}.append(({value}, {pointer}, {where}))")
    _forget(body, rule, loop)
    which, count, field = loop.latest
    chosen = body.put(f"chosen({kept}, {which!r}, {count}, {field!r})")
    _over(body, rule, loops, turn, chosen, ", _")


def _inside(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    turn: _Turn,
    pointer: str,
    filtered: bool = False,
    counts: str | None = None,
) -> None:
    """One turn: its lets, its filter, then the loops inside it."""
    loop = loops[0]
    _lets(body, rule, loop.variables)
    conditions = turn.conditions
    where = None if filtered else _counts(body, loop, counts)
    if where is not None:
        body.line(f"if {where} is False: continue")
        body.carried.append(where)
        conditions = (*conditions, where)
    _loops(body, rule, loops[1:], _Turn((*turn.pointers, pointer), conditions))
    if conditions != turn.conditions:
        body.carried.pop()
    _forget(body, rule, loop)


def _counts(body: Body, loop: t.Loop, counts: str | None) -> str | None:
    """Whether an entry counts: as the list has it, and as the loop's own filter does."""
    if loop.where is None:
        return counts
    body.line(f"# where {loop.where.text}")
    where = write(body, loop.where).value
    return body.put(where if counts is None else f"both({counts}, {where})")


def _forget(body: Body, rule: t.CheckedRule, loop: t.Loop) -> None:
    """Ends the life of the lets that read a loop's variables."""
    for node in _named(body.module, rule):
        if body.module.free(node.value).intersection(loop.variables):
            body.lets.pop(id(node.value), None)


# ------------------------------------------------------------------ one verdict


def _instance(body: Body, rule: t.CheckedRule, turn: _Turn) -> None:
    applicable = _applicable(body, rule, turn)
    if rule.kind == "review":
        body.line(f"found.append(reviewed({turn.at}, {applicable}))")
        return
    with body.block(f"if {applicable} is False:"):
        body.line(f"found.append(Outcome('not_applicable', {turn.at}))")
    with body.block("else:"):
        exceptions = "".join(_exception(body, e) for e in rule.exemptions)
        demands = "".join(_demand(body, d) for d in rule.demands)
        judged = f"judged({turn.at}, {applicable}, ({exceptions}), ({demands}))"
        body.line(f"found.append({judged})")


def _applicable(body: Body, rule: t.CheckedRule, turn: _Turn) -> str:
    """Applicability and the filters of the loops, joined."""
    conditions = list(turn.conditions)
    if rule.applies is not None and not rule.applies_once:
        body.line(f"# applies when {rule.applies.text}")
        conditions.insert(0, write(body, rule.applies).value)
    joined = conditions[0] if conditions else "True"
    for condition in conditions[1:]:
        joined = f"both({joined}, {condition})"
    return body.put(joined)


def _exception(body: Body, exemption: t.Exemption) -> str:
    body.line(f"# unless {exemption.label}: {exemption.condition.text}")
    taken = write(body, exemption.condition).value
    if exemption.but_not is not None:
        body.line(f"# but not when {exemption.but_not.text}")
        taken = f"both({taken}, opposite({write(body, exemption.but_not).value}))"
    return f"{taken}, "


def _demand(body: Body, demand: t.Demand) -> str:
    body.line(f"# require {demand.condition.text}")
    return f"{write(body, demand.condition).value}, "
