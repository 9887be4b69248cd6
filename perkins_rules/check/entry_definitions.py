"""Definitions that are said of an entry of a list, where they are used: `row is in_use`.

The body stands there with the entry in the place of its variable, so that the engines meet
nothing new.
"""

from __future__ import annotations

from perkins_rules.check import tree as t
from perkins_rules.check.names import unknown
from perkins_rules.check.scope import EntryDefinition, Scope
from perkins_rules.check.substitute import closed, put_in_place
from perkins_rules.check.types import UNKNOWN, Type, common
from perkins_rules.documents import Shape
from perkins_rules.lang import nodes as n
from perkins_rules.source import Span


def definition_named(scope: Scope, node: n.Expression) -> EntryDefinition | None:
    """The definition of an entry that a bare name stands for; None if it stands for none."""
    if not isinstance(node, n.Name) or len(node.parts) > 1:
        return None
    name = node.text
    if name in scope.variables or name in scope.lets:
        return None
    return scope.names.of_entry(name)


def said_of(scope: Scope, definition: EntryDefinition, entry: t.Checked, place: Span) -> t.Checked:
    """What a definition says of the entry that stands at a place; another type is a fault."""
    scope.names.used.add(definition.name)
    if UNKNOWN in (entry.type, definition.entry):
        return unknown(entry.text)
    if not _is_entry(entry.type, definition.entry):
        message = (
            f"`{definition.name}` is said of an entry of `{definition.listed}`; "
            f"`{entry.text}` is none"
        )
        hint = f"write `{definition.example}` with such an entry"
        scope.report("type", message, place, hint)
        return unknown(entry.text)
    if not isinstance(entry, t.Variable):
        return _named(definition, entry)
    key = (definition.name, entry.name)
    if key not in scope.said:
        scope.said[key] = _named(definition, entry)
    return scope.said[key]


def _named(definition: EntryDefinition, entry: t.Checked) -> t.Named:
    condition = definition.body.type.kind == "yes_no"
    name = definition.name
    return t.Named(
        type=definition.body.type,
        text=f"{closed(entry)} is {name}" if condition else f"{name} of {closed(entry)}",
        name=name,
        value=put_in_place(definition.body, definition.variable, entry),
    )


def _is_entry(given: Type, wanted: Type) -> bool:
    if given.shape is not None and wanted.shape is not None:
        return _alike(given.shape, wanted.shape)
    return common(given, wanted) == wanted


def _alike(one: Shape, other: Shape) -> bool:
    """Whether two parts of a document hold the same: a schema may describe one thing twice."""
    if one is other:
        return True
    if one.kind != other.kind or list(one.fields) != list(other.fields):
        return False
    if (one.entry is None) != (other.entry is None):
        return False
    entries = one.entry is None or other.entry is None or _alike(one.entry, other.entry)
    return entries and all(_alike(f, other.fields[name]) for name, f in one.fields.items())
