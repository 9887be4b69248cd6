"""A rule -> the fields that its demands read, by their places in the form: entries of one list are
one field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perkins_rules.check import tree as t
from perkins_rules.check.tree import CheckedRule

Places = Mapping[str, str]
"""Where the entries lie that variables stand at."""


def fields_of(rule: CheckedRule) -> frozenset[str]:
    """What the demands of a rule read: values, not the groups around them."""
    places: dict[str, str] = {}
    for loop in rule.loops:
        places |= dict.fromkeys(loop.variables, _place(loop.source, places))
    read = (place for one in rule.demands for place in _read(one.condition, places))
    return frozenset(read)


def _read(node: t.Checked | t.Bound | None, places: Places) -> Iterator[str]:
    if node is None:
        return
    if isinstance(node, t.Read) and node.type.kind != "record":
        yield _place(node, places)
    bound = getattr(node, "bound", None)
    if bound is not None:
        places = {**places, bound.variable: _place(bound.source, places)}
    for part in t.parts_of(node):
        yield from _read(part, places)


def _place(node: t.Checked, places: Places) -> str:
    """Where a value lies, or the entries of a list do; empty for what a rule makes."""
    if isinstance(node, t.Named):
        return _place(node.value, places)
    if isinstance(node, t.Variable):
        return places.get(node.name, "")
    if isinstance(node, t.Read):
        start = _place(node.record, places) if node.record is not None else ""
        return f"{start}/{'/'.join(node.steps)}"
    if isinstance(node, t.Single | t.Fold):
        return _place(node.bound.source, places)
    return ""
