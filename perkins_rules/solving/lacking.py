"""A document + rules -> the figures that are not given, and that rules tie to figures that are.

Of what stands alone nothing can be told from what is known: nobody's spending of last year is made
up here. Days, counts and years are facts, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from perkins_rules.documents import Document, from_pointer, shape_at
from perkins_rules.engine.reference.instances import instances
from perkins_rules.findings import Severity, Verdict
from perkins_rules.solving.encoding import Posed
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.kept import is_kept
from perkins_rules.solving.rest import places_read
from perkins_rules.solving.unknowns import figures_of, unknown_at

_KINDS = ("money", "percent", "level", "number")


def lacking(posed: Posed) -> tuple[Unknown, ...]:
    """In the order of the form, as far as it can be told with what is given now."""
    document = posed.document
    reached = {one.pointer for one in figures_of(document) if one.kind in _KINDS}
    open_, required = list(_open(posed)), _required(posed)
    found: dict[str, Unknown] = {}
    while near := [read for read in open_ if read & reached]:
        open_ = [read for read in open_ if not read & reached]
        missing = {p: one for read in near for p in read if (one := _missing(document, p))}
        found |= missing
        reached |= missing.keys()
    groups = {pointer.rpartition("/")[0] for pointer in reached}
    beside = (pointer for pointer in required if pointer.rpartition("/")[0] in groups)
    found |= {pointer: one for pointer in beside if (one := _missing(document, pointer))}
    return tuple(sorted(found.values(), key=lambda one: _place(document, one.pointer)))


def _open(posed: Posed) -> Iterator[set[str]]:
    """Of each check that waits for something, the places that it reads."""
    ev = posed.evaluator(posed.document.data)
    for rule in posed.in_force():
        if rule.severity == Severity.ERROR.value and rule.kind != "review":
            for one in instances(ev, rule):
                if one.verdict == Verdict.CANNOT_DETERMINE:
                    yield places_read(ev, one) | set(one.needs)


def _required(posed: Posed) -> set[str]:
    """The places at which a required item is not given: the percent beside an amount."""
    ev = posed.evaluator(posed.document.data)
    items = (one for one in posed.in_force() if one.kind == "item")
    found = (one for rule in items for one in instances(ev, rule))
    return {place for one in found if one.verdict == Verdict.FAIL for place in places_read(ev, one)}


def _missing(document: Document, pointer: str) -> Unknown | None:
    """The figure at a place, if nothing is given there and it is for the author to say."""
    *above, last = from_pointer(pointer)
    group = document.data
    for name in above:
        if isinstance(group, list):
            group = group[int(name)] if name.isdecimal() and int(name) < len(group) else {}
        else:
            group = group.get(name) or {}
    names = [part for part in (*above, last) if not part.isdecimal()]
    shape = shape_at(document.shape, names)
    if not isinstance(group, dict) or group.get(last) is not None or shape is None:
        return None
    one = unknown_at(pointer, shape)
    return None if shape.kind not in _KINDS or is_kept(one, date.min, ()) else one


def _place(document: Document, pointer: str) -> list[int]:
    """Where in the form a place is."""
    shape, found = document.shape, list[int]()
    for part in from_pointer(pointer):
        if shape.entry is not None and part.isdecimal():
            found.append(int(part))
            shape = shape.entry
        else:
            found.append(list(shape.fields).index(part))
            shape = shape.fields[part]
    return found
