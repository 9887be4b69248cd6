"""The condition of a review -> a function that tells its figures, as the reference evaluator does.

A complete plan leaves little but reviews open; what these functions tell spares it the reference
evaluator. They are the usual code for values, with a line after each that notes what it came to.
A condition whose figures depend on more than that is not told here: its review has no function.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from perkins_rules.check import tree as t
from perkins_rules.check.types import RATES
from perkins_rules.engine.compiled.generate_body import Body, Module, Spot, Writer
from perkins_rules.engine.compiled.generate_collections import folded, gather, variable
from perkins_rules.engine.compiled.generate_values import WRITERS, has_place, is_missing, write


class Untold(Exception):
    """Only the reference evaluator tells the figures of this condition."""


def write_telling(module: Module, rule: t.CheckedRule, name: str) -> Body | None:
    """The function that tells the figures of a review's condition: Telling -> nothing."""
    if rule.applies is None or not rule.applies_once:
        return None
    body = Body(module, name, ("facts",), f"{rule.id}: what its condition came to")
    body.writers = TELLERS
    known, before = len(module.functions), dict(module.definitions)
    try:
        write(body, rule.applies)
    except Untold:
        del module.functions[known:]
        module.definitions = before
        return None
    return body


def _told(writer: Writer) -> Writer:
    """A writer that also notes what its node came to."""

    def write_told(body: Body, node: t.Checked) -> Spot:
        spot = writer(body, node)
        return _noted(body, node, spot)

    return write_told


def _noted(body: Body, node: t.Checked, spot: Spot, pointer: str = "None") -> Spot:
    if node.type.kind in RATES:
        raise Untold  # whether it counts in percent or in numbers is known only from the document
    body.line(f"facts.tell({node.text!r}, {spot.value}, {node.type.kind!r}, {pointer})")
    return spot


# ------------------------------------------------------------------ where order or choice matters


def _read(body: Body, node: t.Read) -> Spot:
    if not isinstance(node.record, t.Variable | None):
        raise Untold
    spot = WRITERS[t.Read](body, node)
    return _noted(body, node, spot, spot.pointer)


def _parameter(body: Body, node: t.ParameterValue) -> Spot:
    if node.by is not None:
        raise Untold
    spot = WRITERS[t.ParameterValue](body, node)
    said = f"{node.text!r}, {spot.value}, {node.type.kind!r}"
    body.line(f"facts.tell_parameter({node.name!r}, {said})")
    return spot


def _named(body: Body, node: t.Named) -> Spot:
    if body.module.free(node.value):
        return _noted(body, node, write(body, node.value))
    spot = Spot(body.fresh(), body.fresh("at"))
    name = _definition(body, node)
    body.line(f"{spot.value}, {spot.pointer} = facts.tell_known({name!r}, {name})")
    return _noted(body, node, spot)


def _definition(body: Body, node: t.Named) -> str:
    """The function that tells a definition's figures."""
    known = body.module.definitions
    key = -id(node.value)
    if key not in known:
        known[key] = f"tell_{len(known)}_{node.name}"
        inner = Body(body.module, known[key], ("facts",), f"what define {node.name} came to")
        inner.writers = TELLERS
        spot = write(inner, node.value)
        inner.line(f"return {spot.value}, {spot.pointer}")
        body.module.functions.append(inner)
    return known[key]


def _every(body: Body, node: t.Every) -> Spot:
    return _joined(body, node, "both")


def _some(body: Body, node: t.Some) -> Spot:
    return _joined(body, node, "either")


def _joined(body: Body, node: t.Every | t.Some, join: str) -> Spot:
    """Only operands that settle it are told: the first true of `or`, the false ones of `and`."""
    parts = body.put("[]")
    result = body.put(str(join == "both"))
    for operand in node.operands:
        start = body.put("facts.mark()")
        value = body.put(write(body, operand).value)
        body.line(f"{parts}.append(({start}, facts.mark(), {value}))")
        body.line(f"{result} = {join}({result}, {value})")
    body.line(f"facts.settle({parts}, {result}, {join == 'either'})")
    return _noted(body, node, Spot(result))


def _fallback(body: Body, node: t.Fallback) -> Spot:
    """A value that is missing is told only beside a fallback that says something."""
    if has_place(node):
        raise Untold
    start = body.put("facts.mark()")
    value = write(body, node.value)
    target = Spot(body.fresh())
    with body.block(f"if {is_missing(value)}:"):
        middle = body.put("facts.mark()")
        fallback = write(body, node.fallback)
        body.line(f"{target.value} = {fallback.value}")
        with body.block(f"if {is_missing(fallback)}:"):
            body.line(f"{target.value} = lacking({value.value}, {fallback.value})")
        with body.block(f"elif not {fallback.value}:"):
            body.line(f"facts.drop({start}, {middle})")
    with body.block("else:"):
        body.line(f"{target.value} = {value.value}")
    return _noted(body, node, target)


def _quantifier(body: Body, node: t.Quantifier) -> Spot:
    """Entries that settle it or leave it open are told: what they come to, then why they count."""
    every = node.kind == "every"
    join, one = (
        ("both", "either(opposite({where}), {inside})")
        if every
        else ("either", "both({where}, {inside})")
    )
    found = body.put(str(every))
    source = _source(body, node.bound)
    start = body.put("facts.mark()")
    with _entries(body, node.bound, source):
        where = "True"
        if node.bound.where is not None:
            where = body.put(write(body, node.bound.where).value)
        middle = body.put("facts.mark()")
        with body.block(f"if {where} is not False:"):
            inside = write(body, node.body).value
            truth = body.put(one.format(where=where, inside=inside))
            body.line(f"{found} = {join}({found}, {truth})")
        body.line(f"if {where} is False or {truth} is {every}: facts.drop({start})")
        body.line(f"else: facts.turn({start}, {middle})")
        body.line(f"{start} = facts.mark()")
    said = f"opposite({found})" if node.kind == "none" else found
    return _noted(body, node, Spot(_unless_missing(body, source, said)))


def _fold(body: Body, node: t.Fold) -> Spot:
    """The values taken from a list are told, the list only where it is counted or listed."""
    if node.bound.where is not None:
        raise Untold
    start = body.put("facts.mark()")
    source = _source(body, node.bound)
    middle, values, places = body.put("facts.mark()"), body.put("[]"), body.put("[]")
    with _entries(body, node.bound, source):
        gather(body, node, values, places)
    if node.kind not in ("count", "list"):
        with body.block(f"if not ({is_missing(source)}):"):
            body.line(f"facts.drop({start}, {middle})")
    said = folded(body, node, values, places, listed=source.value)
    return _noted(body, node, Spot(_unless_missing(body, source, said)))


def _source(body: Body, bound: t.Bound) -> Spot:
    if bound.latest is not None or not _is_read(bound.source):
        raise Untold
    return write(body, bound.source)


def _is_read(node: t.Checked) -> bool:
    """Whether a list is one of the document: the entries of others have figures of their own."""
    return isinstance(node, t.Read) or (isinstance(node, t.Named) and _is_read(node.value))


@contextmanager
def _entries(body: Body, bound: t.Bound, source: Spot) -> Iterator[None]:
    """A loop over all entries, none left out, over nothing when the list is missing."""
    value, pointer = body.fresh(bound.variable), body.fresh("at")
    listed = f"entries({source.value}, {source.pointer})"
    listed = f"() if {is_missing(source)} else {listed}"
    with (
        body.block(f"for {value}, {pointer} in {listed}:"),
        variable(body, bound.variable, value, pointer),
    ):
        yield


def _unless_missing(body: Body, source: Spot, said: str) -> str:
    return body.put(f"{source.value} if {is_missing(source)} else {said}")


def _untold(body: Body, node: t.Checked) -> Spot:
    raise Untold


TELLERS: dict[type[t.Checked], Writer] = {
    **{kind: _told(writer) for kind, writer in WRITERS.items()},
    t.Constant: WRITERS[t.Constant],
    t.Variable: WRITERS[t.Variable],
    t.Read: _read,
    t.ParameterValue: _parameter,
    t.Named: _named,
    t.Every: _every,
    t.Some: _some,
    t.Fallback: _fallback,
    t.Quantifier: _quantifier,
    t.Fold: _fold,
    t.Single: _untold,
    t.AllDistinct: _untold,
}
