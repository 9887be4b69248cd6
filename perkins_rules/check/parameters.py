"""Parameters: dated, cited values of one type, for all or by State."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from perkins_rules.check import tree as t
from perkins_rules.check.conditions import check
from perkins_rules.check.scope import Scope
from perkins_rules.check.sources import check_citations
from perkins_rules.check.types import UNKNOWN, Type, common
from perkins_rules.lang import nodes as n

Sources = Mapping[str, t.LawSource]


def check_parameter(
    scope: Scope, sources: Sources, pack: str, node: n.Parameter
) -> t.CheckedParameter:
    """A parameter whose values have one type and dates that rise."""
    groups = node.states or ((None, node.values),)
    values = {code: _dated(scope, sources, dated) for code, dated in groups}
    by_state = node.by is not None
    if node.by is not None and node.by.text != "state.code":
        message = "a parameter goes by `state.code`"
        scope.report("type", message, node.by.span, "write `by state.code`")
    return t.CheckedParameter(
        name=node.name,
        pack=pack,
        type=_one_type(scope, groups),
        values=values,
        by_state=by_state,
    )


def _dated(
    scope: Scope, sources: Sources, nodes: Sequence[n.DatedValue]
) -> tuple[t.DatedConstant, ...]:
    for earlier, later in pairwise(nodes):
        if later.start <= earlier.start:
            message = f"this value starts on {later.start}, not after the one before it"
            scope.report("dates", message, later.span, "put the values in the order of their dates")
    return tuple(_constant(scope, sources, node) for node in nodes)


def _constant(scope: Scope, sources: Sources, node: n.DatedValue) -> t.DatedConstant:
    checked = check(scope, node.value)
    value = checked.value if isinstance(checked, t.Constant) else None
    if value is None and checked.type != UNKNOWN:
        scope.report("type", "a parameter has a plain value", node.value.span)
    return t.DatedConstant(
        start=node.start,
        value=value,
        text=scope.words(node.value.span),
        citations=check_citations(scope, sources, node.cites),
    )


def _one_type(scope: Scope, groups: Sequence[tuple[str | None, tuple[n.DatedValue, ...]]]) -> Type:
    """The type of all values; another one among them is a fault."""
    quiet = Scope(scope.names, scope.source, exact_only=False)
    found = UNKNOWN
    for _, dated in groups:
        for node in dated:
            given = check(quiet, node.value).type
            joined = common(found, given)
            if joined is None:
                scope.report("type", f"{given} among values that are {found.plural}", node.span)
            found = joined or found
    return found
