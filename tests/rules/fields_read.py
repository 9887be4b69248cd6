"""Which fields of a document the verdict of some rule hangs on, or some review looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perkins_rules.check import tree as t
from perkins_rules.documents import Shape
from perkins_rules.structs import fields

Path = tuple[str, ...]
Places = Mapping[str, Path | None]
"""Where the entries lie at which variables stand."""


def fields_of(shape: Shape, path: Path = ()) -> Iterator[Path]:
    """Every field that holds a value, notes apart; entries of lists are passed through."""
    if shape.kind == "list" and shape.entry is not None:
        yield from fields_of(shape.entry, path)
    elif shape.kind == "record":
        for name, field in shape.fields.items():
            if name != "note":
                yield from fields_of(field, (*path, name))
    else:
        yield path


def read_by(rule: t.CheckedRule) -> Iterator[Path]:
    """The fields, and for a review the groups of fields, that a rule reads."""
    places: dict[str, Path | None] = {}
    yield from _reads(rule.applies, places)
    for loop in rule.loops:
        yield from _reads(loop.source, places)
        over = _place(loop.source, places)
        places.update(dict.fromkeys(loop.variables, over))
        yield from _ordered(over, loop.by, loop.latest)
        yield from _reads(loop.where, places)
    for demand in rule.demands:
        yield from _reads(demand.condition, places)
    for exemption in rule.exemptions:
        yield from _reads(exemption.condition, places)
        yield from _reads(exemption.but_not, places)
    for looked_at in rule.look_at:
        if (place := _place(looked_at, places)) is not None:
            yield place


def _reads(node: t.Checked | None, places: Places) -> Iterator[Path]:
    if node is None:
        return
    if isinstance(node, t.Read) and (place := _place(node, places)) is not None:
        yield place
    bound = getattr(node, "bound", None)
    if isinstance(bound, t.Bound):
        yield from _reads(bound.source, places)
        over = _place(bound.source, places)
        places = {**places, bound.variable: over}
        yield from _ordered(over, None, bound.latest)
        yield from _reads(bound.where, places)
    for part in fields(type(node)):
        value = getattr(node, part)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, t.Checked):
                yield from _reads(inner, places)


def _ordered(
    over: Path | None, by: str | None, latest: tuple[str, int, str] | None
) -> Iterator[Path]:
    """The fields by which entries are put in order."""
    for name in (by, latest[2] if latest else None):
        if name is not None and over is not None:
            yield (*over, name)


def _place(node: t.Checked, places: Places) -> Path | None:
    """Where in the document the value of an expression lies; None where it lies nowhere."""
    if isinstance(node, t.Variable):
        return places.get(node.name)
    if isinstance(node, t.Read):
        above = () if node.record is None else _place(node.record, places)
        return None if above is None else (*above, *node.steps)
    if isinstance(node, t.Named):
        return _place(node.value, places)
    if isinstance(node, t.Single):
        return _place(node.bound.source, places)
    if isinstance(node, t.Fold) and node.value is not None:
        over = _place(node.bound.source, places)
        return _place(node.value, {**places, node.bound.variable: over})
    if isinstance(node, t.Operation) and node.kind == "call":
        return _place(node.operands[0], places)
    return None
