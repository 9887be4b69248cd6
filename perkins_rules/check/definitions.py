"""`define`: a name for a value or a condition, or for what is said of an entry of a list."""

from __future__ import annotations

from perkins_rules.check import tree as t
from perkins_rules.check.conditions import check
from perkins_rules.check.names import check_name
from perkins_rules.check.scope import EntryDefinition, Scope, did_you_mean
from perkins_rules.check.types import UNKNOWN, Type, of_shape
from perkins_rules.documents import Shape
from perkins_rules.lang import nodes as n


def check_definition(scope: Scope, node: n.Define) -> t.Named | EntryDefinition:
    """A definition, its body checked; faults go to the scope."""
    if node.variable is None or node.over is None:
        value = check(scope, node.value)
        return t.Named(type=value.type, text=node.name, name=node.name, value=value)
    entry = _entry_of(scope, node.over)
    place = node.place or node.span
    scope.bind(node.variable, entry, place)
    body = check(scope, node.value)
    if node.variable not in scope.used:
        scope.report("unused-name", f"`{node.variable}` is never used", place, "leave it out")
    return EntryDefinition(node.name, node.variable, node.over.text, entry, body)


def _entry_of(scope: Scope, over: n.Name) -> Type:
    """The type of the entries of a list, which may itself stand in entries of lists."""
    if over.parts[0] not in scope.names.root.fields:
        listed = check_name(scope, over, None).type
    else:
        listed = _path(scope, over)
    if listed.kind not in ("list", "unknown"):
        scope.report("type", f"only a list has entries; this is {listed}", over.span)
    return listed.entry or UNKNOWN


def _path(scope: Scope, over: n.Name) -> Type:
    shape: Shape = scope.names.root
    for part in over.parts:
        inner = shape.entry if shape.kind == "list" and shape.entry is not None else shape
        if part not in inner.fields:
            message = f"`{over.text}`: there is no field `{part}`"
            hint = did_you_mean(part, inner.fields)
            scope.report("unknown-path", message, over.span, hint)
            return UNKNOWN
        shape = inner.fields[part]
    return of_shape(shape)
