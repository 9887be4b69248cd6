"""RuleSet -> the plain parts of a Kit."""

from __future__ import annotations

import marshal
import zlib
from datetime import date
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.documents import shape_to_plain
from perkins_rules.engine.compile_rules import compile_units, parameter_table
from perkins_rules.engine.evaluate import span_of_law
from perkins_rules.engine.generate import Unit, generate_units
from perkins_rules.engine.kit import PackCard, RuleCard, SourceCard, value_to_plain


def kit_of(rules: t.RuleSet) -> dict[str, Any]:
    """Everything that a Kit unpacks; takes about a second for the built-in rules."""
    units = generate_units(rules)
    told = {unit.rule for unit in units if unit.tells}
    return {
        "sha256": rules.sha256,
        "packs": tuple(tuple(PackCard(p.name, p.title, p.document, p.state)) for p in rules.packs),
        "sources": tuple(tuple(_source(source)) for source in rules.sources.values()),
        "law": tuple(_ordinal(day) for day in span_of_law(rules)),
        "rules": tuple(tuple(_card(rule, rule.id in told)) for rule in rules.rules),
        "shapes": {name: shape_to_plain(shape) for name, shape in rules.shapes.items()},
        "parameters": _parameters(rules),
        "units": tuple(tuple(unit) for unit in compile_units(units)),
        "texts": _texts(units),
    }


def _texts(units: tuple[Unit, ...]) -> bytes:
    return zlib.compress(marshal.dumps(tuple(unit.text for unit in units)))


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _source(source: t.LawSource) -> SourceCard:
    return SourceCard(source.name, source.edition, _ordinal(source.reviewed_to))


def _card(rule: t.CheckedRule, is_told: bool) -> RuleCard:
    pointer, ask = _review(rule) if rule.applies is None or is_told else (None, None)
    return RuleCard(
        id=rule.id,
        kind=rule.kind,
        title=rule.title,
        pack=rule.pack,
        severity=rule.severity,
        start=_ordinal(rule.start),
        until=_ordinal(rule.until),
        editions=rule.editions,
        profiles=rule.profiles,
        requirements=rule.requirements,
        cited=tuple(tuple(c) for c in rule.citations),  # type: ignore[misc]  # a Citation's parts
        pointer=pointer,
        ask=ask,
    )


def _review(rule: t.CheckedRule) -> tuple[str | None, str | None]:
    """Where a review looks and what it asks, where both are the same in every document."""
    if rule.kind != "review" or rule.loops or not rule.look_at:
        return None, None
    place = rule.look_at[0]
    asked = [part for part in rule.ask if isinstance(part, str)]
    if not isinstance(place, t.Read) or place.record is not None or len(asked) < len(rule.ask):
        return None, None
    return "".join(f"/{step}" for step in place.steps), "".join(asked)


def _parameters(rules: t.RuleSet) -> dict[str, Any]:
    return {
        name: {state: tuple(map(_held, values)) for state, values in by_state.items()}
        for name, by_state in parameter_table(rules).items()
    }


def _held(held: Any) -> tuple[Any, ...]:
    citations = tuple(tuple(citation) for citation in held.citations)
    return held.start.toordinal(), value_to_plain(held.value), citations
