"""Checked expressions over lists -> lines of Python; added to the table of generate_values.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.generate_body import Body, Place, Spot
from perkins_rules.engine.compiled.generate_values import FIGURES, WRITERS, guarded, write


class Turn(NamedTuple):
    """The inside of a loop: the entry, whether it counts (None: it does), and whether the list and
    its filter are plain.
    """

    entry: Place
    where: Spot | None
    plain: bool


@contextmanager
def turns(body: Body, bound: t.Bound, result: str) -> Iterator[Turn]:
    """A loop over the entries that a filter leaves; the caller writes the inside.

    `result` becomes None when the list itself, or its order, is not determined.
    """
    source = write(body, bound.source)
    if not source.sure:
        body.line(f"if {source.value} is None: {result} = None")
    with body.block("if True:" if source.sure else "else:"):
        if bound.latest is None:
            with entries(body, bound.variable, bound.source, source) as entry:
                where = filtered(body, bound.where)
                yield Turn(entry, where, source.plain and (where is None or where.plain))
        else:
            kept = latest(body, bound.variable, bound.source, source, bound.latest, bound.where)
            body.line(f"if {kept.value} is None: {result} = None")
            listed = entry_of(body, bound.source, source)
            with body.block("else:"), chosen(body, bound.variable, kept.value, listed) as entry:
                yield Turn(entry, None, kept.plain)


@contextmanager
def entries(body: Body, variable: str, node: t.Checked, source: Spot) -> Iterator[Place]:
    """A loop over all entries of a list, which is determined."""
    place = entry_of(body, node, source)
    value, index = body.fresh(variable), body.fresh("k")
    head = f"for {index}, {value} in enumerate({source.value}):"
    spot, pointer = Spot(value, plain=source.plain), f"{place.pointer}/{{{index}}}"
    inside = Place(spot, pointer, place.listed, index)
    if place.pointer is None:
        inside, head = Place(inside.spot), f"for {value} in {source.value}:"
    with body.block(head), body.bound(**{variable: inside}):
        yield inside


def entry_of(body: Body, node: t.Checked, source: Spot) -> Place:
    """The list at hand: where it stands in the document, if it does."""
    while isinstance(node, t.Named):
        node = node.value
    if not isinstance(node, t.Read):
        return Place(source)
    below = "".join(f"/{step}" for step in node.steps)
    if node.record is None:
        return Place(source, below, node)
    record = node.record
    if isinstance(record, t.Variable) and body.variables[record.name].pointer is not None:
        return Place(source, f"{body.variables[record.name].pointer}{below}")
    return Place(source)


def filtered(body: Body, where: t.Checked | None) -> Spot | None:
    """Goes on with the next entry where a filter leaves one out; whether it counts, where that may
    be open.
    """
    if where is None:
        return None
    counts = write(body, where)
    out = f"not {counts.value}" if counts.sure else f"{counts.value} is False"
    body.line(f"if {out}: continue")
    return None if counts.sure else counts


def latest(
    body: Body,
    variable: str,
    node: t.Checked,
    source: Spot,
    which: tuple[str, int, str],
    where: t.Checked | None,
) -> Spot:
    """The N latest: the filtered entries are gathered first, then the N of them."""
    if where is None:
        counts, kept = None, body.start(f"numbered({source.value})")
    else:
        kept = body.start("[]")
        with entries(body, variable, node, source) as entry:
            counts = filtered(body, where)
            counted = "True" if counts is None else f"{counts.value} is not None"
            body.line(f"{kept}.append(({counted}, {entry.number or 0}, {entry.spot.value}))")
    found = body.start(f"chosen({kept}, {which[0]!r}, {which[1]}, {which[2]!r})")
    return Spot(found, plain=source.plain and (counts is None or counts.plain))


@contextmanager
def chosen(body: Body, variable: str, kept: str, listed: Place) -> Iterator[Place]:
    """A loop over the entries that were chosen; `listed` is the list from which they are."""
    value, index = body.fresh(variable), body.fresh("k")
    pointer = None if listed.pointer is None else f"{listed.pointer}/{{{index}}}"
    plain = Spot(value, plain=listed.spot.plain)
    inside = Place(plain, pointer, listed.listed, index if pointer is not None else None)
    with body.block(f"for {index}, {value} in {kept}:"), body.bound(**{variable: inside}):
        yield inside


# ------------------------------------------------------------------ quantifiers


def _quantifier(body: Body, node: t.Quantifier) -> Spot:
    """Over nothing `every` is true, `some` false. An entry under an open filter may be there."""
    every = node.kind == "every"
    result = body.start(str(every))
    settled = str(not every)
    with turns(body, node.bound, result) as turn:
        inside = write(body, node.body)
        settles = f"{inside.value} is {settled}"
        if turn.where is None:
            with body.block(f"if {settles}:"):
                body.line(f"{result} = {settled}")
                body.line("break")
            if not inside.sure:
                body.line(f"if {inside.value} is None: {result} = None")
        else:
            with body.block(f"if {settles} and {turn.where.value} is True:"):
                body.line(f"{result} = {settled}")
                body.line("break")
            body.line(f"if {inside.value} is not {every}: {result} = None")
    value = f"None if {result} is None else not {result}" if node.kind == "none" else result
    return Spot(body.put(value), plain=turn.plain and inside.plain)


def _distinct(body: Body, node: t.AllDistinct) -> Spot:
    result, values = body.start("True"), body.start("[]")
    with turns(body, node.bound, result) as turn:
        inside = write(body, node.value)
        value = f"loose({inside.value})" if node.options else inside.value
        value = value if turn.where is None else f"{value} if {turn.where.value} else None"
        body.line(f"{values}.append({value})")
    return Spot(body.put(f"{result} and distinct({values})"), plain=turn.plain and inside.plain)


# ------------------------------------------------------------------ aggregates

_FOLDS = {
    "sum": "total({values}, {zero})",
    "average": "average({values})",
    "greatest": "greatest({values})",
    "least": "least({values})",
    "count": "len({values})",
    "list": "{values}",
}
_OF_OTHERS = {"greatest": "latest_of({values})", "least": "earliest_of({values})"}
"""Of what are no Fractions."""


def _fold(body: Body, node: t.Fold) -> Spot:
    """What has no value where a filter is open or a member missing may be known in part."""
    if node.kind == "count" and node.bound.where is None and node.bound.latest is None:
        source = write(body, node.bound.source)
        return guarded(body, [source], f"len({source.value})")
    values, result = body.start("[]"), body.start("True")
    with turns(body, node.bound, result) as turn:
        if turn.where is not None:
            with body.block(f"if {turn.where.value} is None:"):
                body.line(f"{result} = None")
                body.line("break")
        member = write(body, node.value) if node.value is not None else Spot("True", sure=True)
        body.line(f"{values}.append({member.value})")
    zero = "0" if node.type.kind in ("integer", "days", "months") else "ZERO"
    forms = _FOLDS if node.type.kind in FIGURES else _FOLDS | _OF_OTHERS
    found = forms[node.kind].format(values=values, zero=zero)
    plain = turn.plain and turn.where is None and (member.sure or node.kind == "list")
    found = body.put(f"None if {result} is None else {found}")
    return Spot(found, plain=plain and (member.plain or member.sure))


def _single(body: Body, node: t.Single) -> Spot:
    result, kept = body.start("True"), body.start("[]")
    with turns(body, node.bound, result) as turn:
        if turn.where is not None:
            body.line(f"if {turn.where.value} is None: {result} = None")
        body.line(f"{kept}.append({turn.entry.spot.value})")
    return Spot(body.put(f"{kept}[0] if {result} and len({kept}) == 1 else None"), plain=turn.plain)


WRITERS.update(
    {
        t.Quantifier: _quantifier,
        t.AllDistinct: _distinct,
        t.Fold: _fold,
        t.Single: _single,
    }
)
"""What writes each node; added to those of generate_values.py."""
