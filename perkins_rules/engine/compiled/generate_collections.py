"""Checked expressions over lists -> lines of Python; added to the table of generate_values.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.generate_body import Body, Spot
from perkins_rules.engine.compiled.generate_values import WRITERS, write


class Turn(NamedTuple):
    """The inside of a loop: the entry, its filter (None without one) as a Python name, and the
    name of the list.
    """

    value: str
    pointer: str
    where: str | None
    listed: str


@contextmanager
def turns(body: Body, bound: t.Bound, result: str) -> Iterator[Turn]:
    """A loop over the entries that a filter leaves; the caller writes the inside.

    `result` becomes what is missing when the list itself, or its order, is not determined.
    """
    source = write(body, bound.source)
    if may_be_open(bound.source):
        source = Spot(body.put(f"candidates({source.value}, {source.pointer})"))
    if not source.sure:
        body.line(f"{result} = {source.value}")
    head = "if True:" if source.sure else f"if {source.value}.__class__ is not Missing:"
    with body.block(head):
        if bound.latest is not None:
            source = Spot(_chosen(body, bound, source, result))
        with _one_by_one(body, bound, source) as turn:
            yield turn


def may_be_open(node: t.Checked) -> bool:
    """Whether a list may have entries of which a filter leaves open whether they belong to it."""
    if isinstance(node, t.Named):
        return may_be_open(node.value)
    if isinstance(node, t.Choice):
        return may_be_open(node.then) or may_be_open(node.otherwise)
    if isinstance(node, t.Fold):
        return node.bound.where is not None or may_be_open(node.bound.source)
    return isinstance(node, t.Variable)


def _chosen(body: Body, bound: t.Bound, source: Spot, result: str) -> str:
    """The N latest: the filtered entries are gathered first, then the N of them."""
    assert bound.latest is not None
    which, count, field = bound.latest
    kept = body.put("[]")
    with _filtered(body, bound, source) as turn:
        body.line(f"{kept}.append(({turn.value}, {turn.pointer}, {turn.where or 'True'}))")
    picked = body.put(f"chosen({kept}, {which!r}, {count}, {field!r})")
    with body.block(f"if {picked}.__class__ is Missing:"):
        body.line(f"{result} = {picked}")
    return picked


@contextmanager
def _one_by_one(body: Body, bound: t.Bound, source: Spot) -> Iterator[Turn]:
    if bound.latest is None:
        with _filtered(body, bound, source) as turn:
            yield turn
        return
    value, pointer, listed = body.fresh(bound.variable), body.fresh("at"), source.value
    test = f"() if {listed}.__class__ is Missing else {listed}"
    with (
        body.block(f"for {value}, {pointer}, _ in {test}:"),
        variable(body, bound.variable, value, pointer),
    ):
        yield Turn(value, pointer, None, listed)


@contextmanager
def _filtered(body: Body, bound: t.Bound, source: Spot) -> Iterator[Turn]:
    value, pointer = body.fresh(bound.variable), body.fresh("at")
    where = body.fresh("counts") if may_be_open(bound.source) else None
    with (
        body.block(f"for {each_of(source, value, pointer, where)}:"),
        variable(body, bound.variable, value, pointer),
    ):
        if bound.where is not None:
            own = write(body, bound.where).value
            body.line(f"if {own} is False: continue")
            where = own if where is None else body.put(f"both({where}, {own})")
        yield Turn(value, pointer, where, source.value)


def each_of(source: Spot, value: str, pointer: str, where: str | None) -> str:
    """The middle of a `for` over a list, or over what may be its entries."""
    if where is None:
        return f"{value}, {pointer} in entries({source.value}, {source.pointer})"
    return f"{value}, {pointer}, {where} in {source.value}"


@contextmanager
def variable(body: Body, name: str, value: str, pointer: str) -> Iterator[None]:
    """Makes a variable of the rule known inside a loop."""
    before = body.variables.get(name)
    body.variables[name] = Spot(value, pointer)
    yield
    if before is None:
        del body.variables[name]
    else:
        body.variables[name] = before


# ------------------------------------------------------------------ quantifiers

_QUANTIFIERS = {
    "every": ("True", "both", "either(opposite({where}), {body})", "False"),
    "some": ("False", "either", "both({where}, {body})", "True"),
}
"""Over nothing, how entries are joined, one entry under an open filter, what settles it."""


def _quantifier(body: Body, node: t.Quantifier) -> Spot:
    start, join, one, settled = _QUANTIFIERS["every" if node.kind == "every" else "some"]
    result = body.put(start)
    determined = body.put(start)
    with turns(body, node.bound, result) as turn:
        inside = write(body, node.body).value
        if turn.where is not None:
            inside = one.format(where=turn.where, body=inside)
        body.line(f"{determined} = {join}({determined}, {inside})")
        body.line(f"if {determined} is {settled}: break")
    return Spot(_finished(body, node, result, determined, negated=node.kind == "none"))


def _finished(body: Body, node: t.Checked, result: str, found: str, negated: bool) -> str:
    """What was found, unless the list could not be run over."""
    found = f"opposite({found})" if negated else found
    return body.put(f"{result} if {result}.__class__ is Missing else {found}")


def _distinct(body: Body, node: t.AllDistinct) -> Spot:
    result, found = body.put("None"), body.put("[]")
    with turns(body, node.bound, result) as turn:
        inside = write(body, node.value)
        value = f"loose({inside.value})" if node.options else inside.value
        body.line(f"{found}.append(({turn.where or 'True'}, {value}, {inside.pointer}))")
    return Spot(_finished(body, node, result, f"distinct({found})", negated=False))


# ------------------------------------------------------------------ aggregates

_FOLDS = {
    "sum": "total({values}, {opened}, {bounds}, {zero})",
    "average": "average({values}, {opened})",
    "greatest": "greatest({values}, {opened}, {bounds})",
    "least": "least({values}, {opened}, {bounds})",
    "count": "counted({values}, {opened}, {listed})",
    "list": "gathered({values}, {places}, {opened})",
}


def _fold(body: Body, node: t.Fold) -> Spot:
    result, values, places = body.put("None"), body.put("[]"), body.put("[]")
    opened = body.put("[]")
    with turns(body, node.bound, result) as turn:
        if turn.where is not None:
            told = f"{opened}.append((len({values}), {turn.where}))"
            body.line(f"if {turn.where} is not True: {told}")
        gather(body, node, values, places)
    found = folded(body, node, values, places, opened, turn.listed)
    return Spot(_finished(body, node, result, found, negated=False))


def folded(
    body: Body, node: t.Fold, values: str, places: str, opened: str = "()", listed: str = "()"
) -> str:
    """The Python expression that folds values."""
    zero = "0" if node.type.kind in ("integer", "days", "months") else "Fraction(0)"
    bounds = body.module.constant(t.bounds_of(node)) if node.value is not None else ""
    parts = {"values": values, "places": places, "opened": opened, "listed": listed}
    return _FOLDS[node.kind].format(**parts, zero=zero, bounds=bounds)


def gather(body: Body, node: t.Fold, values: str, places: str) -> None:
    """Adds the value that an entry gives, and its pointer."""
    if node.value is None:
        body.line(f"{values}.append(None)")
        return
    inside = write(body, node.value)
    body.line(f"{values}.append({inside.value})")
    if node.kind == "list":
        body.line(f"{places}.append({inside.pointer})")


def _single(body: Body, node: t.Single) -> Spot:
    result, kept = body.put("None"), body.put("[]")
    with turns(body, node.bound, result) as turn:
        body.line(f"{kept}.append(({turn.value}, {turn.pointer}, {turn.where or 'True'}))")
    pair = body.put(f"({result}, '') if {result}.__class__ is Missing else the_one({kept})")
    return Spot(body.put(f"{pair}[0]"), body.put(f"{pair}[1]"))


WRITERS.update(
    {
        t.Quantifier: _quantifier,
        t.AllDistinct: _distinct,
        t.Fold: _fold,
        t.Single: _single,
    }
)
