"""Values that cannot be read -> the figures that stay until they are put right.

A rule that reads such a value may ask anything of the other figures that it reads, once it is
known what the value is. What no such rule reads has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from perkins_rules.documents import Document
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Severity
from perkins_rules.solving.conflict import pointers_in
from perkins_rules.solving.encoding import Posed
from perkins_rules.solving.kept import is_among
from perkins_rules.solving.rest import places_read
from perkins_rules.solving.unknowns import figures_of


def lost_in(document: Document) -> tuple[str, ...]:
    """The places of values that count as missing, since they cannot be read."""
    return tuple(one.loses for one in document.problems if one.loses is not None)


def beside_lost(posed: Posed, lost: Collection[str]) -> tuple[str, ...]:
    """The figures that rules read together with one of these places."""
    ev = posed.evaluator(posed.document.data)
    figures = {one.pointer for one in figures_of(posed.document)}
    found: set[str] = set()
    for rule in posed.in_force():
        for one in instances(ev, rule) if rule.severity == Severity.ERROR.value else ():
            for read in _asked_together(ev, one):
                if any(is_among(place, lost) for place in read):
                    found |= read & figures
    return tuple(sorted(found))


def _asked_together(ev: Evaluator, one: Instance) -> Iterator[set[str]]:
    """The places that each demand reads; what decides whether it is made is read with each."""
    demands = [set(pointers_in(trace)) for trace in one.demands]
    shared = (places_read(ev, one) | set(one.needs)) - set[str]().union(*demands)
    yield from (shared | demand for demand in demands or [set()])
