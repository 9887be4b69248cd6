"""RuleSet -> the plain parts of a Kit."""

from __future__ import annotations

import marshal
import zlib
from datetime import date
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.documents import shape_to_plain
from perkins_rules.engine.compiled.compile_rules import (
    compile_units,
    parameter_table,
    replaced_tables,
)
from perkins_rules.engine.compiled.generate import Unit, generate_units
from perkins_rules.engine.compiled.kit import PackCard, RuleCard, SourceCard, value_to_plain
from perkins_rules.engine.compiled.memory import ParameterTable
from perkins_rules.engine.shared.dates import span_of_law
from perkins_rules.engine.shared.law import types_of


def kit_of(rules: t.RuleSet) -> dict[str, Any]:
    """Everything that a Kit unpacks; takes about a second for the built-in rules."""
    units, remembered = generate_units(rules)
    return {
        "sha256": rules.sha256,
        "packs": tuple(
            tuple(PackCard(p.name, p.title, p.document, p.state, p.below)) for p in rules.packs
        ),
        "sources": tuple(tuple(_source(source)) for source in rules.sources.values()),
        "law": {
            document: tuple(_ordinal(day) for day in span_of_law(rules, document))
            for document in types_of(rules.packs)
        },
        "rules": tuple(tuple(_card(rule)) for rule in rules.rules),
        "shapes": {name: shape_to_plain(shape) for name, shape in rules.shapes.items()},
        "parameters": _parameters(parameter_table(rules.parameters)),
        "replaced": tuple(
            (one.document, one.state, _parameters(one.table)) for one in replaced_tables(rules)
        ),
        "units": tuple(tuple(unit) for unit in compile_units(units)),
        "remembered": remembered,
        "texts": _texts(units),
    }


def _texts(units: tuple[Unit, ...]) -> bytes:
    return zlib.compress(marshal.dumps(tuple(unit.text for unit in units)))


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _source(source: t.LawSource) -> SourceCard:
    start, read_to = _ordinal(source.start), _ordinal(source.reviewed_to)
    return SourceCard(source.name, source.pack, source.edition, start, source.changes, read_to)


def _card(rule: t.CheckedRule) -> RuleCard:
    looked = _review(rule)
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
        pointer=looked.pointer,
        in_entry=looked.in_entry,
        ask=looked.ask,
        conditional=rule.applies is not None,
        key=rule.key,
        state=rule.state,
        except_states=rule.except_states,
        replaced_by=rule.replaced_by,
    )


class _Looked(NamedTuple):
    """Where a review looks and what it asks, as a RuleCard has them."""

    pointer: str | None = None
    in_entry: bool = False
    ask: str | None = None


def _review(rule: t.CheckedRule) -> _Looked:
    """Where a review looks and what it asks, where both are the same in every document."""
    asked_by_entry = rule.applies is not None and not rule.applies_once
    if rule.kind != "review" or not rule.look_at or asked_by_entry:
        return _Looked()
    asked = [part for part in rule.ask if isinstance(part, str)]
    steps = _steps(rule)
    if steps is None or len(asked) < len(rule.ask):
        return _Looked()
    return _Looked("".join(f"/{step}" for step in steps), bool(rule.loops), "".join(asked))


def _steps(rule: t.CheckedRule) -> tuple[str, ...] | None:
    """The way to the first place, from the document or, in a loop, from the innermost entry."""
    place = rule.look_at[0]
    if not isinstance(place, t.Read):
        return None
    if not rule.loops:
        return place.steps if place.record is None else None
    inner, record = rule.loops[-1], place.record
    ours = isinstance(record, t.Variable) and (record.name,) == inner.variables
    return place.steps if ours else None


def _parameters(table: ParameterTable) -> dict[str, Any]:
    return {
        name: {state: tuple(map(_held, values)) for state, values in by_state.items()}
        for name, by_state in table.items()
    }


def _held(held: Any) -> tuple[int, Any]:
    return held.start.toordinal(), value_to_plain(held.value)
