"""Checked rules -> functions: one for each rule, which gives an Answer (see answers.py).

Where all instances pass, do not apply or are questions, that is the whole answer. Of the others it
says which they are, where that is known; what came of them, the reference evaluator tells.
"""

from __future__ import annotations

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.generate_body import DEEPEST, GIVEN, Body, Module, Place, Spot
from perkins_rules.engine.compiled.generate_collections import chosen, entries, entry_of, latest
from perkins_rules.engine.compiled.generate_values import write

UNKNOWN = "return None"
"""The reference evaluator is asked about the whole rule."""


def write_rule(module: Module, rule: t.CheckedRule, name: str) -> Body:
    """The function of one rule."""
    body = Body(module, name, GIVEN, f"{rule.id}: {rule.title}")
    ends = _Ends(UNKNOWN, "return False", "return True")
    if rule.applies is not None and rule.applies_once:
        body.line(f"# applies when {rule.applies.text}")
        _go_on_if(body, write(body, rule.applies), ends)
    if rule.loops:
        body.line("passed, left, opened, asked = 0, 0, [], []")
        _loop(body, rule, rule.loops, ())
        body.line("return passed, left, opened, asked")
    else:
        _instance(body, rule, ends)
    return body


class _Ends:
    """The lines that end an instance: not settled, not applicable, as it should be."""

    def __init__(self, unknown: str, left: str, passed: str) -> None:
        self.unknown, self.left, self.passed = unknown, left, passed


def _go_on_if(body: Body, found: Spot, ends: _Ends) -> None:
    """What follows stands for those of which a condition is true."""
    _end_if(body, f"not {found.value}" if found.sure else f"{found.value} is False", ends.left)
    _end_if_open(body, found, ends)


def _end_if(body: Body, test: str, end: str) -> None:
    with body.block(f"if {test}:"):
        for line in end.splitlines():
            body.line(line)


def _end_if_open(body: Body, found: Spot, ends: _Ends) -> None:
    if not found.sure:
        _end_if(body, f"{found.value} is None", ends.unknown)


# ------------------------------------------------------------------ loops


def _loop(
    body: Body, rule: t.CheckedRule, loops: tuple[t.Loop, ...], pointers: tuple[str | None, ...]
) -> None:
    """`pointers` are those of the variables of the loops around it."""
    loop = loops[0]
    body.line(f"# for each {', '.join(loop.variables)} in {loop.source.text}")
    source = write(body, loop.source)
    if body.depth > DEEPEST:
        body.line(UNKNOWN)
        return
    if not source.sure:
        _end_if(body, f"{source.value} is None", _blocked(source, pointers))
    with body.block("if True:" if source.sure else "else:"):
        if loop.by is not None:
            _pairs(body, rule, loops, source, pointers)
        elif loop.latest is not None:
            _latest(body, rule, loops, source, pointers)
        else:
            with entries(body, loop.variables[0], loop.source, source) as entry:
                _inside(body, rule, loops, (*pointers, entry.pointer), loop.where)


def _unknown(pointers: tuple[str | None, ...]) -> str:
    """The reference evaluator is asked about the instance at hand, or about the whole rule."""
    if not pointers or None in pointers:
        return UNKNOWN
    return f"opened.append({_spelled(pointers)})"


def _blocked(listed: Spot, pointers: tuple[str | None, ...]) -> str:
    """The same where a list cannot be run over; the reference evaluator may be able to."""
    return _unknown(pointers) if listed.plain else UNKNOWN


def _spelled(pointers: tuple[str | None, ...]) -> str:
    return "(" + "".join(f'f"{pointer}", ' for pointer in pointers) + ")"


def _inside(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    pointers: tuple[str | None, ...],
    where: t.Checked | None,
) -> None:
    """One turn: its filter, then the loops inside it."""
    known = _unknown(pointers)
    unknown = known if known == UNKNOWN else f"{known}\ncontinue"
    if where is not None:
        body.line(f"# where {where.text}")
        found = write(body, where)
        # Where it is settled after all, or loops go on inside, there is no such instance.
        unsettled = unknown if found.plain and not loops[1:] else UNKNOWN
        _go_on_if(body, found, _Ends(unsettled, "continue", ""))
    if loops[1:]:
        _loop(body, rule, loops[1:], pointers)
        return
    asked = f"asked.append({_spelled(pointers)})" if None not in pointers else UNKNOWN
    passed = asked if rule.kind == "review" else "passed += 1"
    _instance(body, rule, _Ends(unknown, "left += 1\ncontinue", passed))


def _latest(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    source: Spot,
    pointers: tuple[str | None, ...],
) -> None:
    loop = loops[0]
    assert loop.latest is not None
    variable = loop.variables[0]
    kept = latest(body, variable, loop.source, source, loop.latest, loop.where)
    _end_if(body, f"{kept.value} is None", _blocked(kept, pointers))
    listed = entry_of(body, loop.source, source)
    with body.block("else:"), chosen(body, variable, kept.value, listed) as entry:
        _inside(body, rule, loops, (*pointers, entry.pointer), None)


def _pairs(
    body: Body,
    rule: t.CheckedRule,
    loops: tuple[t.Loop, ...],
    source: Spot,
    pointers: tuple[str | None, ...],
) -> None:
    """Neighbours in the order of a field; the later one is what an instance is about."""
    loop, listed = loops[0], entry_of(body, loops[0].source, source)
    pairs = body.start(f"neighbours({source.value}, {loop.by!r})")
    _end_if(body, f"{pairs} is None", _blocked(source, pointers))
    names = [(body.fresh("k"), body.fresh(variable)) for variable in loop.variables]
    places = {
        variable: _of_pair(listed, index, value)
        for variable, (index, value) in zip(loop.variables, names, strict=True)
    }
    heads = ", ".join(name for pair in names for name in pair)
    with (
        body.block("else:"),
        body.block(f"for {heads} in {pairs}:"),
        body.bound(**places),
    ):
        later = places[loop.variables[-1]].pointer
        _inside(body, rule, loops, (*pointers, later), loop.where)


def _of_pair(listed: Place, index: str, value: str) -> Place:
    spot = Spot(value, plain=listed.spot.plain)
    if listed.pointer is None:
        return Place(spot)
    return Place(spot, f"{listed.pointer}/{{{index}}}", listed.listed, index)


# ------------------------------------------------------------------ one verdict


def _instance(body: Body, rule: t.CheckedRule, ends: _Ends) -> None:
    if rule.applies is not None and not rule.applies_once:
        body.line(f"# applies when {rule.applies.text}")
        _go_on_if(body, write(body, rule.applies), ends)
    if rule.kind != "review":
        for exemption in rule.exemptions:
            _exception(body, exemption, ends)
        for demand in rule.demands:
            body.line(f"# require {demand.condition.text}")
            found = write(body, demand.condition)
            unmet = f"not {found.value}" if found.sure else f"{found.value} is not True"
            _end_if(body, unmet, ends.unknown)
    body.line(ends.passed)


def _exception(body: Body, exemption: t.Exemption, ends: _Ends) -> None:
    """An exception is none where that is true which it is not for."""
    body.line(f"# unless {exemption.label}: {exemption.condition.text}")
    taken = write(body, exemption.condition)
    test = taken.value if taken.sure else f"{taken.value} is not False"
    with body.block(f"if {test}:"):
        if exemption.but_not is None:
            _end_if_open(body, taken, ends)
            _end(body, ends.left)
            return
        body.line(f"# but not when {exemption.but_not.text}")
        but_not = write(body, exemption.but_not)
        with body.block(f"if {but_not.value} is not True:"):
            for one in (taken, but_not):
                _end_if_open(body, one, ends)
            _end(body, ends.left)


def _end(body: Body, lines: str) -> None:
    for line in lines.splitlines():
        body.line(line)
