"""Checked rule -> whether a missing value can leave it undetermined."""

from __future__ import annotations

from perkins_rules.check import tree as t

Known = frozenset[tuple[str, ...]]
"""Paths that are sure to be given where an expression counts."""

_SETTLED = (t.Constant, t.IsPresent, t.Asked)
_GATHERED = (t.Fold, t.Single, t.Quantifier, t.AllDistinct)


def can_stay_open(rule: t.CheckedRule) -> bool:
    """Whether some missing value makes the rule's verdict `cannot be determined`."""
    if rule.applies is not None and _open(rule.applies, frozenset()):
        return True
    # Where what the rule applies to is missing it does not apply, and nothing is open.
    known = _guards(rule.applies)
    return any(_open(condition, known) for condition in t.conditions_of(rule))


def _guards(node: t.Checked | None) -> Known:
    """The paths that a condition asks to be present, beside all else it asks."""
    if isinstance(node, t.Named):
        return _guards(node.value)
    if isinstance(node, t.Every):
        return frozenset[tuple[str, ...]]().union(*(_guards(o) for o in node.operands))
    if isinstance(node, t.IsPresent) and not node.negated:
        read = node.operand
        while isinstance(read, t.Named):
            read = read.value
        if isinstance(read, t.Read) and read.record is None:
            return frozenset({read.steps})
    return frozenset()


def _open(node: t.Checked | None, known: Known) -> bool:
    if node is None or isinstance(node, _SETTLED):
        return False
    if isinstance(node, t.Read):
        return node.record is not None or node.steps not in known
    if isinstance(node, _GATHERED):
        return True
    if isinstance(node, t.Every):
        known |= _guards(node)
    return any(_open(part, known) for part in _deciding(node))


def _deciding(node: t.Checked) -> tuple[t.Checked | None, ...]:
    """The parts whose being open leaves the whole open."""
    if isinstance(node, t.Fallback):
        return (node.fallback,)
    if isinstance(node, t.Named):
        return (node.value,)
    if isinstance(node, t.ParameterValue):
        return (node.by,)
    if isinstance(node, t.Opposite):
        return (node.operand,)
    if isinstance(node, t.Choice):
        return (node.condition, node.then, node.otherwise)
    return node.operands if isinstance(node, t.Every | t.Some | t.Operation) else ()
