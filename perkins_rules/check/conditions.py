"""Syntax nodes of conditions and collections -> checked ones: one small function a node."""

from __future__ import annotations

from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.entry_definitions import definition_named, said_of
from perkins_rules.check.expressions import CHECKS, Check, check_as, mismatch
from perkins_rules.check.expressions import check as check  # noqa: PLC0414  # its table is filled here
from perkins_rules.check.names import path_literal, unknown
from perkins_rules.check.patterns import pattern_fault
from perkins_rules.check.scope import EntryDefinition, Scope, did_you_mean
from perkins_rules.check.types import YES_NO, Type
from perkins_rules.check.values import VALUES
from perkins_rules.lang import nodes as n

_COMPARISONS = {
    "is": "is",
    "is not": "is_not",
    "is at least": "at_least",
    "is at most": "at_most",
    "is more than": "more_than",
    "is less than": "less_than",
    "is before": "less_than",
    "is after": "more_than",
    "is on or before": "at_most",
    "is on or after": "at_least",
}
_EQUAL = ("is", "is not")
_OF_DATES = {"is before", "is after", "is on or before", "is on or after"}


def condition(scope: Scope, node: n.Expression) -> t.Checked:
    """A condition: an expression that is yes or no."""
    return check_as(scope, node, YES_NO, "a condition")


def _test(
    scope: Scope, node: n.Expression, kind: str, *operands: t.Checked, options: Any = ()
) -> t.Operation:
    text = scope.words(node.span)
    return t.Operation(type=YES_NO, text=text, kind=kind, operands=operands, options=options)


# ------------------------------------------------------------------ comparisons


def _sides(scope: Scope, left: n.Expression, right: n.Expression) -> tuple[t.Checked, t.Checked]:
    """Both sides, each seeing the other's type, so that a choice's word is known on either."""
    if isinstance(left, n.Name) and not isinstance(right, n.Name | n.Literal):
        second = check(scope, right)
        return check(scope, left, second.type), second
    first = check(scope, left)
    return first, check(scope, right, first.type)


def _compare(scope: Scope, node: n.Compare, expected: Type | None) -> t.Checked:
    definition = definition_named(scope, node.right) if node.operator in _EQUAL else None
    if definition is not None:
        left = check(scope, node.left, definition.entry)
        if definition.name not in left.type.choices:
            return _is_so(scope, node, definition, left)
        right = check(scope, node.right, left.type)
    else:
        left, right = _sides(scope, node.left, node.right)
    if not ty.comparable(left.type, right.type):
        message = f"{left.type} cannot be compared with {right.type}"
        return mismatch(scope, node, message, _hint(left, right))
    kind = _COMPARISONS[node.operator]
    if kind not in ("is", "is_not") and (fault := _order_fault(node.operator, left.type)):
        return mismatch(scope, node, fault)
    return _test(scope, node, kind, left, right, options=_ignoring(scope, node, left.type))


_Loose = n.Compare | n.OneOf | n.Includes | n.Distinct | n.Repeated


def _ignoring(scope: Scope, node: _Loose, compared: Type) -> tuple[str, ...]:
    """The option of a comparison that ignores case and spacing, which only texts have."""
    if not node.ignoring:
        return ()
    if compared.kind not in ("text", "unknown"):
        scope.report("type", f"only texts have case and spacing; this is {compared}", node.span)
    return (t.IGNORING,)


def _is_so(
    scope: Scope, node: n.Compare, definition: EntryDefinition, entry: t.Checked
) -> t.Checked:
    """`row is in_use`: what a definition says of an entry."""
    if definition.body.type.kind not in ("yes_no", "unknown"):
        message = f"`{definition.name}` is {definition.body.type}, and no condition"
        return mismatch(scope, node, message, f"write `{definition.name} of {entry.text}`")
    found = said_of(scope, definition, entry, node.left.span)
    if node.operator == "is" or found.type == ty.UNKNOWN:
        return found
    return t.Opposite(type=YES_NO, text=scope.words(node.span), operand=found)


def _order_fault(operator: str, left: Type) -> str:
    if left.kind not in (*ty.ORDERED, "unknown"):
        return f"{left} has no order; only `is` and `is not` compare it"
    if operator in _OF_DATES and left.kind not in ("date", "time", "unknown"):
        return f"`{operator}` compares dates; this is {left}"
    return ""


def _hint(left: t.Checked, right: t.Checked) -> str:
    if {left.type.kind, right.type.kind} == {"money", "percent"}:
        return "for a share of an amount write `share of amount`"
    if left.type.kind == "record":
        return f"write which of its fields is meant: `{left.text}.…`"
    if isinstance(right, t.Constant) and right.type.kind == "integer":
        return f"write `${right.text}` for money, `{right.text}%` for a percent"
    return ""


def _apart(scope: Scope, node: n.Apart, expected: Type | None) -> t.Checked:
    left = check_as(scope, node.left, ty.DATE, "what stands left of a period")
    right = check_as(scope, node.right, ty.DATE, f"what stands after `{node.direction}`")
    period = check(scope, node.period)
    if period.type.kind not in ("days", "months", "unknown"):
        return mismatch(scope, node, f"a period in days or months belongs here, not {period.type}")
    if node.operator in _OF_DATES:
        return mismatch(scope, node, f"`{node.operator}` takes a date, not a period before one")
    options = (_COMPARISONS[node.operator], node.direction, period.type.kind)
    return _test(scope, node, "apart", left, period, right, options=options)


def _between(scope: Scope, node: n.Between, expected: Type | None) -> t.Checked:
    value = check(scope, node.value)
    low, high = check(scope, node.low, value.type), check(scope, node.high, value.type)
    for side in (low, high):
        if not ty.comparable(value.type, side.type):
            return mismatch(scope, node, f"{value.type} cannot be compared with {side.type}")
    if fault := _order_fault("is between", value.type):
        return mismatch(scope, node, fault)
    return _test(scope, node, "between", value, low, high)


def _differs(scope: Scope, node: n.Differs, expected: Type | None) -> t.Checked:
    left, right = _sides(scope, node.left, node.right)
    tolerance = check(scope, node.tolerance)
    gap = ty.arithmetic("-", left.type, right.type)
    if gap is None or not ty.comparable(gap, tolerance.type):
        message = f"{left.type} and {right.type} do not differ by {tolerance.type}"
        return mismatch(scope, node, message)
    return _test(scope, node, "differs", left, right, tolerance)


# ------------------------------------------------------------------ lists and texts


def _one_of(scope: Scope, node: n.OneOf, expected: Type | None) -> t.Checked:
    value = check(scope, node.value)
    options = check(scope, node.options, Type("list", entry=value.type))
    if options.type.kind not in ("list", "unknown"):
        return mismatch(scope, node, f"`is one of` takes a list, not {options.type}")
    if options.type.entry and not ty.comparable(value.type, options.type.entry):
        return mismatch(scope, node, f"{value.type} is never one of {options.type}")
    how = _ignoring(scope, node, value.type)
    return _negated(scope, node, _test(scope, node, "one_of", value, options, options=how))


def _includes(scope: Scope, node: n.Includes, expected: Type | None) -> t.Checked:
    collection = check(scope, node.collection)
    if collection.type.kind not in ("list", "unknown"):
        return mismatch(scope, node, f"only a list includes something; this is {collection.type}")
    entry = collection.type.entry or ty.UNKNOWN
    if entry.kind == "path" and (literal := path_literal(scope, node.item)) is not None:
        _ignoring(scope, node, entry)
        return _negated(scope, node, _test(scope, node, "covers", collection, literal))
    item = check(scope, node.item, entry)
    if not ty.comparable(entry, item.type):
        return mismatch(scope, node, f"{collection.type} never includes {item.type}")
    how = _ignoring(scope, node, item.type)
    return _negated(scope, node, _test(scope, node, "includes", collection, item, options=how))


def _negated(scope: Scope, node: n.OneOf | n.Includes, positive: t.Operation) -> t.Checked:
    if not node.negated:
        return positive
    return t.Opposite(type=YES_NO, text=positive.text, operand=positive)


def _matches(scope: Scope, node: n.Matches, expected: Type | None) -> t.Checked:
    value = check_as(scope, node.value, ty.TEXT, "what is matched")
    pattern = check(scope, node.pattern)
    entry = pattern.type.entry if pattern.type.kind == "list" else pattern.type
    if entry is not None and entry.kind not in ("text", "unknown"):
        return mismatch(scope, node, f"a pattern is a text or a list of texts, not {pattern.type}")
    for one in _patterns(scope, pattern):
        if fault := pattern_fault(one):
            scope.report("pattern", fault.message, node.pattern.span, fault.remedy)
    return _test(scope, node, "matches", value, pattern)


def _patterns(scope: Scope, pattern: t.Checked) -> list[str]:
    """The patterns that are known before any document is: written out, or in a parameter."""
    values = [pattern.value] if isinstance(pattern, t.Constant) else []
    if isinstance(pattern, t.ParameterValue):
        scope.names.patterns.add(pattern.name)
        dated = scope.names.parameters[pattern.name].values.values()
        values = [constant.value for held in dated for constant in held]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in flat if isinstance(one, str)]


def _presence(scope: Scope, node: n.Presence, expected: Type | None) -> t.Checked:
    operand = check(scope, node.operand)
    text = scope.words(node.span)
    return t.IsPresent(type=YES_NO, text=text, operand=operand, negated=node.negated)


# ------------------------------------------------------------------ and, or, not


def _and(scope: Scope, node: n.And, expected: Type | None) -> t.Checked:
    operands = tuple(condition(scope, o) for o in node.operands)
    return t.Every(type=YES_NO, text=scope.words(node.span), operands=operands)


def _or(scope: Scope, node: n.Or, expected: Type | None) -> t.Checked:
    operands = tuple(condition(scope, o) for o in node.operands)
    return t.Some(type=YES_NO, text=scope.words(node.span), operands=operands)


def _not(scope: Scope, node: n.Not, expected: Type | None) -> t.Checked:
    operand = condition(scope, node.operand)
    return t.Opposite(type=YES_NO, text=scope.words(node.span), operand=operand)


# ------------------------------------------------------------------ collections


class Binder:
    """Binds a variable to the entries of a list while its filter and body are checked."""

    def __init__(self, scope: Scope, node: n.Binding) -> None:
        self.scope, self.node = scope, node
        source = check(scope, node.source)
        self.source = entries(scope, source, node.source)
        self.before = scope.variables.get(node.variable)

    def __enter__(self) -> t.Bound:
        scope, node = self.scope, self.node
        scope.bind(node.variable, self.source.type.entry or ty.UNKNOWN, node.span)
        scope.used.discard(node.variable)
        where = condition(scope, node.where) if node.where is not None else None
        check_by(scope, self.source.type, node.latest[2] if node.latest else None, node)
        return t.Bound(variable=node.variable, source=self.source, latest=node.latest, where=where)

    def __exit__(self, *failure: object) -> None:
        unused_variable(self.scope, self.node.variable, self.node)
        self.scope.without(self.node.variable, self.before)


def unused_variable(scope: Scope, name: str, node: n.Node) -> None:
    """A fault if nothing read the variable."""
    if name not in scope.used:
        scope.report("unused-name", f"`{name}` is never used", node.span, "leave it out")


def entries(scope: Scope, source: t.Checked, node: n.Expression) -> t.Checked:
    """A list to run over; anything else is a fault."""
    if source.type.kind not in ("list", "unknown"):
        scope.report("type", f"only a list has entries; this is {source.type}", node.span)
        return unknown(source.text)
    return source


def check_by(scope: Scope, source: Type, name: str | None, node: n.Node) -> None:
    """The field that orders a list must be one of its entries' and have an order."""
    if name is None or source == ty.UNKNOWN or source.entry is None:
        return
    shape = source.entry.shape
    if shape is None or name not in shape.fields:
        hint = did_you_mean(name, shape.fields) if shape is not None else ""
        scope.report("unknown-path", f"the entries have no field `{name}`", node.span, hint)
    elif ty.of_shape(shape.fields[name]).kind not in (*ty.ORDERED, "text"):
        scope.report("type", f"`{name}` has no order", node.span)


_FOLDED = {
    "sum": ("money", *ty.RATES, *ty.NUMBERS, "days", "months", "unknown"),
    "average": ("money", *ty.RATES, *ty.NUMBERS, "unknown"),
    "greatest": (*ty.ORDERED, "unknown"),
    "least": (*ty.ORDERED, "unknown"),
    "list": tuple(kind for kind in ty.KINDS if kind != "list"),
}


def _aggregate(scope: Scope, node: n.Aggregate, expected: Type | None) -> t.Checked:
    with Binder(scope, node.binding) as bound:
        value = check(scope, node.value)
    if value.type.kind not in _FOLDED[node.kind]:
        return mismatch(scope, node, f"there is no {node.kind} of {value.type.plural}")
    type_ = value.type
    if node.kind == "list":
        type_ = Type("list", entry=value.type)
    elif node.kind == "average" and value.type.kind == "integer":
        type_ = ty.NUMBER
    return t.Fold(type=type_, text=scope.words(node.span), kind=node.kind, value=value, bound=bound)


def _count(scope: Scope, node: n.Count, expected: Type | None) -> t.Checked:
    with Binder(scope, node.binding) as bound:
        scope.used.add(node.binding.variable)
    text = scope.words(node.span)
    return t.Fold(type=ty.INTEGER, text=text, kind="count", value=None, bound=bound)


def _count_all(scope: Scope, node: n.CountAll, expected: Type | None) -> t.Checked:
    source = entries(scope, check(scope, node.source), node.source)
    bound = t.Bound(variable="_", source=source, latest=None, where=None)
    text = scope.words(node.span)
    return t.Fold(type=ty.INTEGER, text=text, kind="count", value=None, bound=bound)


def _the_one(scope: Scope, node: n.TheOne, expected: Type | None) -> t.Checked:
    with Binder(scope, node.binding) as bound:
        entry = bound.source.type.entry or ty.UNKNOWN
        scope.used.add(node.binding.variable)
    return t.Single(type=entry, text=scope.words(node.span), bound=bound)


def _quantified(scope: Scope, node: n.Quantified, expected: Type | None) -> t.Checked:
    with Binder(scope, node.binding) as bound:
        body = condition(scope, node.body)
    kind = "none" if node.kind == "none of" else node.kind
    text = scope.words(node.span)
    return t.Quantifier(type=YES_NO, text=text, kind=kind, bound=bound, body=body)


def _distinct(scope: Scope, node: n.Distinct, expected: Type | None) -> t.Checked:
    with Binder(scope, node.binding) as bound:
        value = check(scope, node.value)
    how = _ignoring(scope, node, value.type)
    text = scope.words(node.span)
    return t.AllDistinct(type=YES_NO, text=text, value=value, bound=bound, options=how)


def _repeated(scope: Scope, node: n.Repeated, expected: Type | None) -> t.Checked:
    if not scope.in_message:
        message = "`the repeated of` names entries in a message, and is no condition"
        scope.report("type", message, node.span, "for a condition write `distinct … over …`")
    with Binder(scope, node.binding) as bound:
        value = check(scope, node.value)
    how = _ignoring(scope, node, value.type)
    listed, text = Type("list", entry=value.type), scope.words(node.span)
    return t.Repeated(type=listed, text=text, value=value, bound=bound, options=how)


CONDITIONS: dict[type[n.Expression], Check] = {
    n.Compare: _compare,
    n.Apart: _apart,
    n.Between: _between,
    n.Differs: _differs,
    n.OneOf: _one_of,
    n.Includes: _includes,
    n.Matches: _matches,
    n.Presence: _presence,
    n.And: _and,
    n.Or: _or,
    n.Not: _not,
    n.Aggregate: _aggregate,
    n.Count: _count,
    n.CountAll: _count_all,
    n.TheOne: _the_one,
    n.Repeated: _repeated,
    n.Quantified: _quantified,
    n.Distinct: _distinct,
}
"""What checks each node of a condition or a collection."""

CHECKS |= VALUES | CONDITIONS
