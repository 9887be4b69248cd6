"""Checked rules -> which of them a field decides: those whose demand, question or item reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from perkins_rules.check import tree as t

Index = Mapping[tuple[str, str], tuple[t.CheckedRule, ...]]
"""The type of the document and the dotted path of the field -> rules, in the order of the files."""


def fields_read(rules: t.RuleSet) -> Index:
    """For each field the rules that read it, by way of definitions, too. Conditions under which a
    rule applies do not count: nearly all rules ask whose plan it is.
    """
    types = {pack.name: pack.document for pack in rules.packs}
    found: dict[tuple[str, str], dict[str, t.CheckedRule]] = {}
    for rule in rules.rules:
        document = types.get(rule.pack)
        for path in paths_of(rule) if document is not None else ():
            found.setdefault((document or "", path), {}).setdefault(rule.key, rule)
    return {place: tuple(those.values()) for place, those in found.items()}


def paths_of(rule: t.CheckedRule) -> set[str]:
    """The dotted paths that decide a rule."""
    deciding: tuple[t.Checked, ...] = (*(d.condition for d in rule.demands), *rule.look_at)
    loops = {name: loop.source for loop in rule.loops for name in loop.variables}
    sources = loops | _bound_in(deciding)
    reads = (part for whole in deciding for part in t.walk(whole) if isinstance(part, t.Read))
    paths = (path_of(read, sources) for read in reads)
    items = {str(c.value) for c in rule.look_at if isinstance(c, t.Constant)}
    return {path for path in paths if path} | items


def _bound_in(wholes: Iterable[t.Checked]) -> dict[str, t.Checked]:
    """What the variables run over that are bound within conditions."""
    bounds: Iterator[t.Bound] = (
        bound
        for whole in wholes
        for part in t.walk(whole)
        if isinstance(bound := getattr(part, "bound", None), t.Bound)
    )
    return {bound.variable: bound.source for bound in bounds}


def path_of(read: t.Checked | None, sources: Mapping[str, t.Checked], depth: int = 20) -> str:
    """The dotted path that a value is read from; empty where it is made of several. `sources` are
    what variables run over.
    """
    if depth == 0:
        return ""
    if isinstance(read, t.Read):
        inner = "" if read.record is None else path_of(read.record, sources, depth - 1)
        own = ".".join(read.steps)
        return own if read.record is None else f"{inner}.{own}" if inner else ""
    if isinstance(read, t.Variable):
        return path_of(sources.get(read.name), sources, depth - 1)
    if isinstance(read, t.Named):
        return path_of(read.value, sources, depth - 1)
    if isinstance(read, t.Single):
        return path_of(read.bound.source, sources, depth - 1)
    return ""
