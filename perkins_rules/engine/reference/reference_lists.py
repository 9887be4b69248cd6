"""The reference evaluator on lists: filters, the N latest, quantifiers, aggregates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.reference_ranges import Member, range_of, that_matter, zero_of
from perkins_rules.engine.said.reasons import Reason, sought
from perkins_rules.engine.shared.operations import equal
from perkins_rules.engine.shared.trace import (
    NOTHING,
    Env,
    Evaluate,
    Kept,
    Place,
    Range,
    Trace,
    entries_of,
    lost,
    made_place,
    merged,
    places,
    result,
)
from perkins_rules.engine.shared.truth import Truth, both, either, opposite
from perkins_rules.same_text import common_form


class Entry(NamedTuple):
    """An entry of a list under a filter: `holds` is True or None (open, because of `where`)."""

    env: Env
    place: Place
    holds: Truth
    where: Trace | None


class Entries(NamedTuple):
    """The entries that a binding runs over, or why that is not determined."""

    source: Trace
    found: tuple[Entry, ...]
    open: tuple[Trace, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def determined(self) -> bool:
        """Whether it is known which entries there are, or may be."""
        return not self.open and not self.reasons

    @property
    def wheres(self) -> list[Trace]:
        """The filters that leave open whether entries count."""
        return [where for entry in self.found if (where := _open(entry)) is not None]


def entries(
    ev: Evaluate, bound: t.Bound, env: Env, wanted: Callable[[str], bool] | None = None
) -> Entries:
    """The entries of a list that pass the filter, then the N latest of them. Where these are not
    sought, those that are not `wanted`, by their pointers, are left out.
    """
    source = ev(bound.source, env)
    if source.value is None and source.kept is None:
        return Entries(source, (), open=(source,))
    found = []
    passes = wanted if bound.latest is None else None
    for place, before in source.kept or [Kept(place, None) for place in places(source)]:
        if passes is not None and not passes(place.pointer):
            continue
        inner = {**env, bound.variable: place}
        where = ev(bound.where, inner) if bound.where is not None else None
        where = _joined(before, where)
        holds = True if where is None else where.value
        if holds is not False:
            found.append(Entry(inner, place, holds, where))
    if bound.latest is None:
        return Entries(source, tuple(found))
    return _latest(source, found, bound.latest)


def _joined(before: Trace | None, where: Trace | None) -> Trace | None:
    """The filter of the list that is run over, and then one's own."""
    if before is None or where is None:
        return where if before is None else before
    return result(NOTHING, both((before.value, where.value)), (before, where))


def _latest(source: Trace, found: list[Entry], latest: tuple[str, int, str]) -> Entries:
    which, count, field = latest
    still_open = tuple(e.where for e in found if e.holds is None and e.where is not None)
    unordered = tuple(key_trace(e.place, field, source) for e in found if not _has(e, field))
    if still_open or unordered:
        return Entries(source, (), open=still_open + unordered)
    if len(found) < count:
        reason = Reason("too_few", (source,), len(found), f"{count} {which}")
        return Entries(source, (), reasons=(reason,))
    ordered = sorted(found, key=lambda e: e.place.value[field])
    return Entries(source, tuple(ordered[-count:] if which == "latest" else ordered[:count]))


def _has(entry: Entry, field: str) -> bool:
    return isinstance(entry.place.value, dict) and entry.place.value.get(field) is not None


def key_trace(place: Place, field: str, source: Trace) -> Trace:
    """The missing field that should order a list."""
    if place.made is not None and place.value is None:
        return place.made
    return Trace(node=source.node, value=None, needs=(f"{place.pointer}/{field}",))


def _undetermined(node: t.Checked, found: Entries) -> Trace:
    told = merged(found.open)
    reasons = told["reasons"] + found.reasons
    children = (found.source,)
    return result(node, None, children, needs=told["needs"], reasons=reasons)


def fold(ev: Evaluate, node: t.Fold, env: Env) -> Trace:
    """A sum, an average, a greatest, a least, a list or a count over a list."""
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    if node.value is None:
        return _counted(node, found)
    values = tuple(ev(node.value, e.env) for e in found.found)
    if node.kind == "list":
        return _list(node, found, values)
    bounds = t.bounds_of(node)
    pairs = zip(found.found, values, strict=True)
    members = [Member(v, _open(e), bounds) for e, v in pairs]
    return _aggregate(node, found.source, values, that_matter(node.kind, members))


def _open(entry: Entry) -> Trace | None:
    """The filter of an entry, where it leaves open whether it counts."""
    return entry.where if entry.holds is None else None


def _counted(node: t.Fold, found: Entries) -> Trace:
    source, wheres, most = found.source, found.wheres, len(found.found)
    if not wheres:
        return result(node, most, (source,))
    reach = Range(most - len(wheres), most, len(source.kept or source.value))
    return result(node, None, (source, *wheres), range=reach, **merged(wheres))


def _list(node: t.Fold, found: Entries, values: tuple[Trace, ...]) -> Trace:
    wheres, children = found.wheres, (found.source, *values)
    if not wheres:
        return result(node, [v.value for v in values], children, entries=values)
    pairs = zip(values, found.found, strict=True)
    kept = tuple(Kept(made_place(v), _open(e)) for v, e in pairs)
    return result(node, None, (*children, *wheres), kept=kept, **merged(wheres))


def _aggregate(
    node: t.Fold, source: Trace, told: tuple[Trace, ...], members: list[Member]
) -> Trace:
    """`told` are all figures, `members` those that the result hangs on."""
    values = [m.value for m in members]
    wheres = [m.where for m in members if m.where is not None]
    if wheres or any(v.value is None for v in values):
        lacks = merged((*values, *wheres))
        return result(node, None, (*told, *wheres), range=range_of(node, members), **lacks)
    if not values and node.kind != "sum":
        return result(node, None, (), reasons=(Reason("empty", (source,)),))
    return _folded(node, [v.value for v in values], told)


def _folded(node: t.Fold, values: list[Any], traces: tuple[Trace, ...]) -> Trace:
    if node.kind == "sum":
        return result(node, sum(values, zero_of(node)), traces)
    if node.kind == "average":
        return result(node, sum(values, Fraction(0)) / len(values), traces)
    return result(node, max(values) if node.kind == "greatest" else min(values), traces)


def single(ev: Evaluate, node: t.Single, env: Env) -> Trace:
    """`the one x in xs where C`"""
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    wheres = tuple(e.where for e in found.found if e.holds is None and e.where is not None)
    if wheres:
        return result(node, None, wheres)
    if len(found.found) != 1:
        wanted = sought(ev, node.bound, env)
        reason = Reason("none", (found.source,), len(found.found), wanted)
        return result(node, None, (), reasons=(reason,))
    place = found.found[0].place
    if place.value is None:
        return result(node, None, (found.source,), **lost((place,)))
    return result(node, place.value, (found.source,), pointer=place.pointer)


def quantifier(ev: Evaluate, node: t.Quantifier, env: Env) -> Trace:
    """`every`, `some` or `none of`: an open filter counts as every entry that may be there."""
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    bodies = [ev(node.body, e.env) for e in found.found]
    pairs = list(zip(found.found, bodies, strict=True))
    if node.kind == "every":
        truths = [either([opposite(e.holds), b.value]) for e, b in pairs]
        value = both(truths)
    else:
        truths = [both([e.holds, b.value]) for e, b in pairs]
        value = either(truths) if node.kind == "some" else opposite(either(truths))
    decisive = [p for p, truth in zip(pairs, truths, strict=True) if _decides(node.kind, truth)]
    children = [trace for e, b in decisive for trace in (b, e.where) if trace is not None]
    # Only entries leave it open: not all that the list may have need to.
    lacks = merged(children) if value is None else {}
    return result(node, value, (found.source, *children), **lacks)


def _decides(kind: str, truth: Truth) -> bool:
    """Whether one entry settles a quantifier, or leaves it open."""
    return truth is None or truth is not (kind == "every")


def distinct(ev: Evaluate, node: t.AllDistinct, env: Env) -> Trace:
    """No two entries have the same value."""
    found = entries(ev, node.bound, env)
    if not found.determined:
        return _undetermined(node, found)
    values = [ev(node.value, e.env) for e in found.found]
    sure = [v for v, e in zip(values, found.found, strict=True) if e.holds is True]
    known = [v for v in sure if v.value is not None]
    wheres = [e.where for e in found.found if e.holds is None and e.where is not None]
    if _has_twice([v.value for v in known], node.options):
        return result(node, value=False, children=values)
    holes = _undecided(known)
    if not (holes or wheres or len(known) < len(values)):
        return result(node, value=True, children=values)
    unsure = [result(node, None, (), **lost(entries_of(holes)))]
    return result(node, None, (*values, *wheres), **merged((*values, *wheres, *unsure)))


def _has_twice(values: list[Any], options: Sequence[Any]) -> bool:
    """Whether two values are surely equal: nothing is, of which an entry is missing."""
    forms = [_form(value, *options) for value in values if not _has_hole(value)]
    return len(set(forms)) < len(forms)


def _form(value: Any, how: str = "") -> Any:
    """What is the same of equal values alone, and has its place in a set: to hold each against each
    takes the square of their number.
    """
    if how:
        return common_form(value)
    if isinstance(value, dict):
        return frozenset((name, _form(part)) for name, part in value.items())
    return tuple(map(_form, value)) if isinstance(value, list | tuple) else value


def _has_hole(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(v is None or _has_hole(v) for v in value)


def _undecided(known: list[Trace]) -> list[Trace]:
    """The values that may be equal to another, for all that is known, as they are met."""
    open_ = [k for k, v in enumerate(known) if _has_hole(v.value)]
    met: dict[int, Trace] = {}
    for k, one in enumerate(known):
        others = range(k + 1, len(known)) if k in open_ else [j for j in open_ if j > k]
        for j in others:
            if equal(one.value, known[j].value) is None:
                met |= {k: one, j: known[j]}
    return list(met.values())


def repeated(ev: Evaluate, node: t.Repeated, env: Env) -> Trace:
    """The values that stand more than once, each as it stands first; those that are known."""
    found = entries(ev, node.bound, env)
    known = [ev(node.value, e.env) for e in found.found if e.holds is True]
    values = [v.value for v in known if v.value is not None]
    times: dict[Any, list[Any]] = {}
    for value in values:
        if not _has_hole(value):
            times.setdefault(_form(value, *node.options), []).append(value)
    twice = [same[0] for same in times.values() if len(same) > 1]
    return result(node, twice, (found.source, *known))
