"""What one dotted name means: variable, let, parameter, definition, fact, path or choice."""

from __future__ import annotations

from perkins_rules.check import tree as t
from perkins_rules.check.near_paths import near_paths
from perkins_rules.check.scope import ASKED, Scope, asked, did_you_mean
from perkins_rules.check.types import PATH, UNKNOWN, YES_NO, Type, of_shape
from perkins_rules.documents import Shape
from perkins_rules.lang import nodes as n
from perkins_rules.source import Span

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def check_name(scope: Scope, node: n.Name, expected: Type | None) -> t.Checked:
    """The checked form of a name; what means nothing is reported and UNKNOWN.

    `expected` is the type of the value on the other side: it decides whether a bare word is one
    of the words of a choice.
    """
    word = node.parts[0]
    if expected is not None and expected.kind == "path" and (path := path_literal(scope, node)):
        return path
    if len(node.parts) == 1 and (constant := _constant(scope, word, expected)) is not None:
        return constant
    known = _known(scope, word)
    if known is not None:
        return read_fields(scope, known, node.parts[1:], node)
    if word in scope.names.root.fields:
        return _document_path(scope, node)
    return _unknown(scope, node, expected)


def _constant(scope: Scope, word: str, expected: Type | None) -> t.Constant | None:
    kind = expected.kind if expected else ""
    if kind == "choice" and expected is not None and word in expected.choices:
        return t.Constant(type=expected, text=word, value=word)
    if word in _YES_NO and kind in ("", "yes_no", "unknown"):
        return t.Constant(type=YES_NO, text=word, value=_YES_NO[word])
    if word == "item" and scope.item is not None:
        return t.Constant(type=PATH, text=scope.item, value=scope.item)
    return None


def _known(scope: Scope, word: str) -> t.Checked | None:
    scope.used.add(word)
    if word in scope.variables:
        return t.Variable(type=scope.variables[word], text=word, name=word)
    if word in scope.lets:
        return scope.lets[word]
    names = scope.names
    if (definition := names.define(word)) is not None:
        names.used.add(word)
        return definition
    if word in names.parameters:
        names.used.add(word)
        return parameter_value(scope, word)
    return asked(word) if word in ASKED else None


def parameter_value(scope: Scope, name: str) -> t.ParameterValue:
    """A parameter at the date asked; one that goes by State reads `state.code`."""
    parameter = scope.names.parameters[name]
    by: t.Checked | None = None
    if parameter.by_state:
        code = n.Name(span=Span(1, 1, 1, 1), parts=("state", "code"))
        by = _document_path(scope, code)
    return t.ParameterValue(type=parameter.type, text=name, name=name, by=by)


def _document_path(scope: Scope, node: n.Name) -> t.Checked:
    shape: Shape | None = scope.names.root
    for depth, part in enumerate(node.parts):
        shape = _step(scope, shape, part, node, depth)
        if shape is None:
            return unknown(node.text)
    assert shape is not None
    return t.Read(type=of_shape(shape), text=node.text, record=None, steps=node.parts)


def read_fields(
    scope: Scope, record: t.Checked, steps: tuple[str, ...], node: n.Expression
) -> t.Checked:
    """`record.a.b`; without steps the record itself."""
    if not steps or record.type == UNKNOWN:
        return record
    shape = record.type.shape
    for depth, part in enumerate(steps):
        shape = _step(scope, shape, part, node, depth)
        if shape is None:
            return unknown(scope.words(node.span))
    assert shape is not None
    text = f"{record.text}.{'.'.join(steps)}"
    return t.Read(type=of_shape(shape), text=text, record=record, steps=steps)


def _step(
    scope: Scope, shape: Shape | None, part: str, node: n.Expression, depth: int
) -> Shape | None:
    """One field further into the document; None, with a fault told, where there is none."""
    whole = scope.words(node.span)
    if shape is None or shape.kind != "record":
        of_list = "a list: bind its entries with `for each`, `every` or `some`"
        what = of_list if shape is not None and shape.kind == "list" else "not a group of fields"
        message = f"`{whole}`: what stands before `.{part}` is {what}"
        scope.report("unknown-path", message, node.span)
        return None
    if part in shape.fields:
        return shape.fields[part]
    place = f"`{shape.name}`" if shape.name else "the document"
    hint = did_you_mean(part, shape.fields) or _elsewhere(scope, node) or _listing(shape)
    scope.report("unknown-path", f"`{whole}`: {place} has no field `{part}`", node.span, hint)
    return None


def _elsewhere(scope: Scope, node: n.Expression) -> str:
    """Of a path of the document: where in it a field of the name stands."""
    if not isinstance(node, n.Name) or node.parts[0] not in scope.names.root.fields:
        return ""
    return near_paths(scope.names.root, node.parts)


def _listing(shape: Shape) -> str:
    return "its fields are " + ", ".join(f"`{name}`" for name in shape.fields)


_FOR_PRESENCE = {
    **dict.fromkeys(("given", "filled", "provided", "there"), "write `is present`"),
    **dict.fromkeys(("blank", "empty"), "write `is missing`, or `is present` for the contrary"),
}
"""What authors write for "is present"."""


def _unknown(scope: Scope, node: n.Name, expected: Type | None) -> t.Checked:
    word = node.text
    if node.parts[0] in scope.names.in_hand:
        message = f"`{node.parts[0]}` is defined by way of itself"
        scope.report("unknown-name", message, node.span, "break the circle")
    elif (definition := scope.names.of_entry(node.parts[0])) is not None:
        message = f"`{word}` is said of an entry of `{definition.listed}`; none stands here"
        scope.report("argument", message, node.span, f"write `{definition.example}`")
    elif expected is not None and expected.kind == "choice":
        choices = ", ".join(f"`{c}`" for c in expected.choices)
        hint = did_you_mean(word, expected.choices) or f"the choices are {choices}"
        scope.report("unknown-choice", f"`{word}` is not one of the choices here", node.span, hint)
    elif len(node.parts) == 1 and expected is not None and expected.kind in ("text", "path"):
        hint = scope.names.elsewhere(word) or f'for the text write "{word}"'
        scope.report("unknown-name", f"`{word}` means nothing here", node.span, hint)
    elif (hint := _FOR_PRESENCE.get(word, "")) and not scope.names.elsewhere(word):
        scope.report("unknown-name", f"`{word}` means nothing here", node.span, hint)
    else:
        near = scope.instead(node.parts[0])
        path = near_paths(scope.names.root, node.parts)
        hint = near if near and len(node.parts) == 1 else path or near
        scope.report("unknown-name", f"`{word}` means nothing here", node.span, hint)
    return unknown(word)


def unknown(text: str) -> t.Constant:
    """Stands for what a fault has been told of, so that it is told once."""
    return t.Constant(type=UNKNOWN, text=text, value=None)


def path_literal(scope: Scope, node: n.Expression) -> t.Constant | None:
    """A name that spells a path of the document, as the name of that field."""
    if not isinstance(node, n.Name):
        return None
    if node.parts == ("item",) and scope.item is not None:
        return t.Constant(type=PATH, text=scope.item, value=scope.item)
    shape: Shape | None = scope.names.root
    for part in node.parts:
        shape = shape.fields.get(part) if shape is not None and shape.kind == "record" else None
    return t.Constant(type=PATH, text=node.text, value=node.text) if shape is not None else None
