"""Expression -> its checked form, by the kind of its node.

Values hold conditions (`when … then …`) and conditions hold values: each looks here for the other.
The table is filled in conditions.py, which stands above both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.names import unknown
from perkins_rules.check.scope import Scope
from perkins_rules.check.types import Type
from perkins_rules.lang import nodes as n

Check = Callable[[Scope, Any, Type | None], t.Checked]
CHECKS: dict[type[n.Expression], Check] = {}


def check(scope: Scope, node: n.Expression, expected: Type | None = None) -> t.Checked:
    """The checked form of any expression; faults go to the scope, never raise."""
    return CHECKS[type(node)](scope, node, expected)


def check_as(scope: Scope, node: n.Expression, wanted: Type, what: str) -> t.Checked:
    """Like `check`, and a fault if the type is another than the one wanted."""
    checked = check(scope, node, wanted)
    if checked.type != ty.UNKNOWN and ty.common(checked.type, wanted) is None:
        scope.report("type", f"{what} must be {wanted}; this is {checked.type}", node.span)
        return unknown(checked.text)
    return checked


def mismatch(scope: Scope, node: n.Expression, message: str, hint: str = "") -> t.Checked:
    """Tells that units or types do not fit, and stands for the value."""
    scope.report("unit", message, node.span, hint)
    return unknown(scope.words(node.span))
