"""Values that cannot be read -> the figures that stay until they are put right, and what waits.

A rule that reads such a value may ask anything of the other figures that it reads, once it is
known what the value is: they stay. What a rule asks of others because of these may change with
them, so it is not answered yet either: no match is raised to an amount that may have to go down.
What no such rule reads has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set

from perkins_rules.documents import Document
from perkins_rules.engine.reference.instances import Instance, Pointers, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.solving.conflict import pointers_in
from perkins_rules.solving.encoding import Posed
from perkins_rules.solving.kept import closest
from perkins_rules.solving.rest import places_read

Waits = Mapping[str, str]
"""Values that cannot be read and figures that stay for them: each with the place of the value, of
those that cannot be read, for which it waits.
"""
Leaning = Mapping[tuple[str, Pointers], str]
"""The instances that read such a place, by the rule's key and pointers; with what they wait for."""


def lost_in(document: Document) -> tuple[str, ...]:
    """The places of values that count as missing, since they cannot be read."""
    return tuple(one.loses for one in document.problems if one.loses is not None)


def beside_lost(posed: Posed, lost: Collection[str], figures: Set[str]) -> dict[str, str]:
    """These places, and those of some figures that rules read together with one of them."""
    ev = posed.evaluator(posed.document.data)
    found = {place: place for place in lost}
    for one in _instances(posed, ev, "error") if lost else ():
        for read in _asked_together(ev, one):
            if place := _first(found, {closest(place, lost) for place in read}):
                found |= {each: place for each in sorted(read & figures) if each not in found}
    return found


def leaning(posed: Posed, waits: Waits) -> dict[tuple[str, Pointers], str]:
    """What reads one of these places, wherever it stands in a rule."""
    ev = posed.evaluator(posed.document.data)
    found = {}
    for one in _instances(posed, ev, "error", "warning") if waits else ():
        read = {closest(place, waits) for place in (*places_read(ev, one), *one.needs)}
        if place := _first(waits, read):
            found[one.rule.key, one.pointers] = place
    return found


def _instances(posed: Posed, ev: Evaluator, *weights: str) -> Iterator[Instance]:
    for rule in posed.in_force():
        if rule.severity in weights:
            yield from instances(ev, rule)


def _first(waits: Waits, read: Collection[str]) -> str:
    """What the first of the places that are read waits for; empty where none waits."""
    return next((place for each, place in waits.items() if each in read), "")


def _asked_together(ev: Evaluator, one: Instance) -> Iterator[set[str]]:
    """The places that each demand reads; what decides whether it is made is read with each."""
    demands = [set(pointers_in(trace)) for trace in one.demands]
    shared = (places_read(ev, one) | set(one.needs)) - set[str]().union(*demands)
    yield from (shared | demand for demand in demands or [set()])
