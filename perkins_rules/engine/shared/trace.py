"""Trace: a value and how it came about. What the reference evaluator gives for an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check.types import UNKNOWN
from perkins_rules.findings import Step
from perkins_rules.structs import Struct


class Range(NamedTuple):
    """Between which values a figure lies that is not determined; None where nothing bounds it.

    Of a count, `of` is how many entries the list has.
    """

    least: Any
    most: Any
    of: int | None = None


class Trace(Struct, frozen=False):
    """A value and how it came about. `value` None: not determined, because of the missing
    `needs` (JSON pointers) or the `reasons` (see reasons.py). `pointer` is the place of a value
    that was read; of a list that the rule made, `entries` tell where its entries came from.

    Of a value that is not determined, `range` says what is known of a figure, `kept` which
    entries a list has or may have. `step` is how a derivation tells of it, once one did.
    """

    node: t.Checked
    value: Any
    pointer: str | None = None
    needs: tuple[str, ...] = ()
    reasons: tuple[Any, ...] = ()
    children: tuple[Trace, ...] = ()
    unit: str = ""
    source: t.DatedConstant | None = None
    entries: tuple[Trace, ...] = ()
    range: Range | None = None
    kept: tuple[Kept, ...] | None = None
    step: Step | None = None

    def __init__(self, **parts: Any) -> None:
        self.__dict__ = parts  # made by the thousand; the type checker sees to what the parts are


NOTHING = t.Constant(type=UNKNOWN, text="", value=None)
"""Stands where a trace has no expression of its own."""


class Place(NamedTuple):
    """What a variable stands at; `made` tells of the entry of a list that the rule made."""

    value: Any
    pointer: str
    made: Trace | None = None


class Kept(NamedTuple):
    """An entry of a list under an open filter. `where` is what that came to: true, or open."""

    place: Place
    where: Trace | None


Env = Mapping[str, Place]


Evaluate = Callable[[t.Checked, Env], Trace]
"""The evaluator, as those see it who need the value of a part."""


def merged(traces: Sequence[Trace]) -> dict[str, tuple[Any, ...]]:
    """The needs and reasons of those traces that are open."""
    still = [trace for trace in traces if trace.value is None]
    needs = dict.fromkeys(need for trace in still for need in trace.needs)
    reasons = dict.fromkeys(reason for trace in still for reason in trace.reasons)
    return {"needs": tuple(needs), "reasons": tuple(reasons)}


def result(node: t.Checked, value: Any, children: Sequence[Trace], **more: Any) -> Trace:
    """What an expression came to, from what its parts came to."""
    told = merged(children) if value is None else {}
    unit = node.type.kind
    if unit in ("level", "points", "percent"):
        for child in children:
            if child.unit == "number":
                unit = "number"
    return Trace(node=node, value=value, children=tuple(children), unit=unit, **(told | more))


def passed_on(node: t.Checked, given: Trace, children: Sequence[Trace]) -> Trace:
    """A value that is handed on as it is, with what is known of it."""
    return result(
        node,
        given.value,
        children,
        pointer=given.pointer,
        entries=given.entries,
        range=given.range,
        kept=given.kept,
    )


def places(source: Trace) -> Iterator[Place]:
    """Each entry of a list with its pointer. An entry that could not be read has no fields."""
    for k, value in enumerate(source.value):
        if source.entries:
            yield made_place(source.entries[k])
        else:
            yield Place(value, f"{source.pointer}/{k}" if source.pointer is not None else "")


def made_place(made: Trace) -> Place:
    """The entry of a list that the rule made."""
    pointer = made.pointer if isinstance(made.value, dict | list) else None
    return Place(made.value, pointer or "", made)


def entries_of(children: Sequence[Trace]) -> list[Place]:
    """The entries of those values that are lists."""
    return [place for c in children if isinstance(c.value, list) for place in places(c)]


def lost(listed: Sequence[Place]) -> dict[str, tuple[Any, ...]]:
    """The needs and reasons of the entries that have no value; nothing if all have one."""
    holes = [place for place in listed if place.value is None]
    stand_ins = [p.made or Trace(node=NOTHING, value=None, needs=(p.pointer,)) for p in holes]
    return merged(stand_ins) if holes else {}
