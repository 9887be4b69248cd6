"""Syntax nodes of values -> checked values: one small function a node, in a table."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.entry_definitions import definition_named, said_of
from perkins_rules.check.expressions import Check, check, check_as, mismatch
from perkins_rules.check.names import check_name, read_fields, unknown
from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.check.types import Type
from perkins_rules.documents.other_dates import day_meant
from perkins_rules.lang import nodes as n

_PLAIN = {(kind, value) for kind in ("money", "percent", "number") for value in (0, 1)}
_PLAIN |= {("percent", 100), ("period", 0), ("period", 1)}
"""The figures that need no parameter: 0, 1 and 100 percent."""


# ------------------------------------------------------------------ literals and names


def _literal(scope: Scope, node: n.Literal, expected: Type | None) -> t.Checked:
    text = scope.words(node.span)
    if node.kind == "period":
        return _period(scope, node, text)
    if node.kind == "time":
        _needs_parameter(scope, node, text)
        return t.Constant(type=Type("time", zone=node.unit), text=text, value=node.value)
    if node.kind in ("text", "code"):
        kind = expected if expected is not None and expected.kind == "choice" else ty.TEXT
        return t.Constant(type=kind, text=text, value=node.value)
    _needs_parameter(scope, node, text)
    whole = (
        node.kind == "number" and isinstance(node.value, Fraction) and node.value.denominator == 1
    )
    if whole and (expected is None or expected.kind != "number"):
        return t.Constant(type=ty.INTEGER, text=text, value=int(node.value))  # type: ignore[arg-type]  # a number's value is a Fraction
    return t.Constant(type=ty.BY_NAME[node.kind], text=text, value=node.value)


def _period(scope: Scope, node: n.Literal, text: str) -> t.Checked:
    _needs_parameter(scope, node, text)
    count = node.value if isinstance(node.value, int) else 0
    if node.unit == "days":
        return t.Constant(type=ty.DAYS, text=text, value=count)
    return t.Constant(
        type=ty.MONTHS, text=text, value=12 * count if node.unit == "years" else count
    )


def _needs_parameter(scope: Scope, node: n.Literal, text: str) -> None:
    if scope.exact_only and (node.kind, node.value) not in _PLAIN:
        scope.report(
            "bare-number",
            f"`{text}` stands in a rule without a date and a citation",
            node.span,
            "declare it: `parameter name is … from … cite …`",
        )


def _braces(scope: Scope, node: n.Braces, expected: Type | None) -> t.Checked:
    wanted = expected.entry if expected is not None and expected.kind == "list" else None
    items = []
    entry = wanted or ty.UNKNOWN
    for part in node.items:
        item = check(scope, part, wanted or (entry if entry != ty.UNKNOWN else None))
        joined = ty.common(entry, item.type)
        if joined is None:
            scope.report("type", f"a list holds one type; this is {item.type}", part.span)
        entry = joined or entry
        items.append(item)
    text = scope.words(node.span)
    list_type = Type("list", entry=entry)
    if all(isinstance(i, t.Constant) for i in items):
        value = tuple(i.value for i in items if isinstance(i, t.Constant))
        return t.Constant(type=list_type, text=text, value=value)
    return t.Operation(type=list_type, text=text, kind="pack", operands=tuple(items))


def _field_of(scope: Scope, node: n.FieldOf, expected: Type | None) -> t.Checked:
    return read_fields(scope, check(scope, node.record), (node.name,), node)


# ------------------------------------------------------------------ arithmetic

_ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
_WORDS = {"+": "added to", "-": "taken from", "*": "multiplied with", "/": "divided by"}


def _arithmetic(scope: Scope, node: n.Arithmetic, expected: Type | None) -> t.Checked:
    if day := day_meant(scope.words(node.span)):
        message = f"`{scope.words(node.span)}` is read as arithmetic with three numbers"
        return mismatch(scope, node, message, f"a date is written year-month-day: `{day}`")
    left, right = check(scope, node.left), check(scope, node.right)
    result = ty.arithmetic(node.operator, left.type, right.type)
    if result is None:
        return mismatch(scope, node, *_arithmetic_fault(node.operator, left.type, right.type))
    kind = _date_kind(node.operator, left.type, right.type) or _ARITHMETIC[node.operator]
    return _operation(scope, node, result, kind, left, right)


def _arithmetic_fault(operator: str, left: Type, right: Type) -> tuple[str, str]:
    hint = ""
    if operator == "*" and "percent" in (left.kind, right.kind):
        hint = "for a share of something write `share of whole`"
    return f"{left} and {right} cannot be {_WORDS[operator]} each other", hint


def _date_kind(operator: str, left: Type, right: Type) -> str | None:
    if left.kind != "date":
        return None
    if right.kind == "date":
        return "days_between"
    return f"date_{'plus' if operator == '+' else 'minus'}_{right.kind}"


def _operation(
    scope: Scope,
    node: n.Expression,
    type_: Type,
    kind: str,
    *operands: t.Checked,
    options: Any = (),
) -> t.Operation:
    text = scope.words(node.span)
    return t.Operation(type=type_, text=text, kind=kind, operands=operands, options=options)


def _negative(scope: Scope, node: n.Negative, expected: Type | None) -> t.Checked:
    operand = check(scope, node.operand)
    if operand.type.kind not in ("money", *ty.RATES, *ty.NUMBERS, "days", "months", "unknown"):
        return mismatch(scope, node, f"{operand.type} has no negative")
    return _operation(scope, node, operand.type, "negate", operand)


def _share_of(scope: Scope, node: n.ShareOf, expected: Type | None) -> t.Checked:
    definition = definition_named(scope, node.share)
    if definition is not None:
        entry = check(scope, node.whole, definition.entry)
        if definition.body.type.kind == "yes_no":
            message = f"`{definition.name}` is a condition, and `of` is for values"
            return mismatch(scope, node, message, f"write `{entry.text} is {definition.name}`")
        return said_of(scope, definition, entry, node.whole.span)
    portion, whole = check(scope, node.share), check(scope, node.whole)
    result = ty.share(portion.type, whole.type)
    if result is None:
        return mismatch(scope, node, f"{portion.type} of {whole.type} means nothing")
    return _operation(scope, node, result, "share", portion, whole)


def _extremum(scope: Scope, node: n.Extremum, expected: Type | None) -> t.Checked:
    first = check(scope, node.first, expected)
    second = check(scope, node.second, first.type)
    result = ty.common(first.type, second.type)
    if result is None or result.kind not in (*ty.ORDERED, "unknown"):
        message = f"{first.type} and {second.type} cannot be compared"
        return mismatch(scope, node, message)
    return _operation(scope, node, result, node.which, first, second)


def _percent_of(scope: Scope, node: n.PercentOf, expected: Type | None) -> t.Checked:
    part, whole = check(scope, node.part), check(scope, node.whole)
    joined = ty.common(part.type, whole.type)
    if joined is None or joined.kind not in ("money", *ty.RATES, *ty.NUMBERS, "unknown"):
        return mismatch(scope, node, f"{part.type} is not a part of {whole.type}")
    return _operation(scope, node, ty.PERCENT, "percent_of", part, whole)


def _rounded(scope: Scope, node: n.Rounded, expected: Type | None) -> t.Checked:
    value = check(scope, node.value)
    if value.type.kind not in ("money", *ty.RATES, *ty.NUMBERS, "unknown"):
        return mismatch(scope, node, f"{value.type} cannot be rounded")
    options = (node.places, node.mode)
    return _operation(scope, node, value.type, "round", value, options=options)


def _default(scope: Scope, node: n.Default, expected: Type | None) -> t.Checked:
    value = check(scope, node.value, expected)
    fallback = check(scope, node.fallback, value.type)
    result = ty.common(value.type, fallback.type)
    if result is None:
        message = f"{value.type} and {fallback.type} cannot stand for each other"
        return mismatch(scope, node, message)
    text = scope.words(node.span)
    return t.Fallback(type=_keep(value.type, result), text=text, value=value, fallback=fallback)


def _keep(first: Type, joined: Type) -> Type:
    """A level that falls back to a percent stays a level; a choice keeps its words."""
    return first if first.kind == joined.kind or first.kind in ("level", "choice") else joined


def _choose(scope: Scope, node: n.Choose, expected: Type | None) -> t.Checked:
    condition = check_as(scope, node.condition, ty.YES_NO, "the condition")
    then = check(scope, node.then, expected)
    otherwise = check(scope, node.otherwise, then.type)
    result = ty.common(then.type, otherwise.type)
    if result is None:
        message = f"one way gives {then.type}, the other {otherwise.type}"
        return mismatch(scope, node, message)
    text = scope.words(node.span)
    return t.Choice(type=result, text=text, condition=condition, then=then, otherwise=otherwise)


def _call(scope: Scope, node: n.Call, expected: Type | None) -> t.Checked:
    function = FUNCTIONS.get(node.function)
    if function is None:
        hint = did_you_mean(node.function, FUNCTIONS) or "the functions are " + ", ".join(FUNCTIONS)
        scope.report("unknown-function", f"there is no function `{node.function}`", node.span, hint)
        return unknown(scope.words(node.span))
    if len(node.arguments) != len(function.takes):
        message = f"`{node.function}` takes {len(function.takes)} values, not {len(node.arguments)}"
        return mismatch(scope, node, message)
    arguments = [
        _argument(scope, a, w) for a, w in zip(node.arguments, function.takes, strict=True)
    ]
    gives = ty.OF_FUNCTIONS.get(function.gives) or arguments[0].type.entry or ty.UNKNOWN
    return _operation(scope, node, gives, "call", *arguments, options=(node.function,))


def _argument(scope: Scope, node: n.Expression, wanted: str) -> t.Checked:
    if wanted == "any":
        return check(scope, node)
    if wanted == "list":
        given = check(scope, node)
        if given.type.kind not in ("list", "unknown"):
            scope.report("type", f"this must be a list; it is {given.type}", node.span)
        return given
    given = check_as(scope, node, ty.OF_FUNCTIONS[wanted], "this")
    if wanted == "integer" and given.type.kind == "number":
        scope.report("type", "this must be a whole number", node.span)
    return given


VALUES: dict[type[n.Expression], Check] = {
    n.Literal: _literal,
    n.Name: check_name,
    n.Braces: _braces,
    n.FieldOf: _field_of,
    n.Arithmetic: _arithmetic,
    n.Negative: _negative,
    n.ShareOf: _share_of,
    n.Extremum: _extremum,
    n.PercentOf: _percent_of,
    n.Rounded: _rounded,
    n.Default: _default,
    n.Choose: _choose,
    n.Call: _call,
}
"""What checks each node of a value; conditions.py has the table of the others."""
