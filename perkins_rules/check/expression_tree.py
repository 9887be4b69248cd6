"""Checked values and conditions: every name resolved, every value typed.

`text` is the expression in the words of the rule, for derivations. See tree.py, which is where the
rest of the tool takes these from.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from perkins_rules.check.types import Type
from perkins_rules.structs import Struct, fields


class Checked(Struct):
    """A value or condition with its type."""

    type: Type
    text: str


class Constant(Checked):
    """Fraction (money, percent in percent, number), int, date, str, bool, or a tuple of those."""

    value: Any


class Variable(Checked):
    """The thing that a loop or a binding stands at."""

    name: str


class Read(Checked):
    """Fields read one inside the other: from the document (`record` None), or from a record."""

    record: Checked | None
    steps: tuple[str, ...]


class Named(Checked):
    """A `let` or a `define`, by its name. An example may give the value of `name`."""

    name: str
    value: Checked


class ParameterValue(Checked):
    """A parameter at the date asked; `by` reads the State's code, when it goes by State."""

    name: str
    by: Checked | None


class Asked(Checked):
    """What the rule set is asked about: `name` is profile, edition or asked_date."""

    name: str


class Operation(Checked):
    """Something that needs all its operands: undetermined when one is missing.

    `kind` is a key of the engines' tables: add, subtract, multiply, divide, share, percent_of,
    negate, greater, lesser, round, date_plus_days, date_minus_days, date_plus_months,
    date_minus_months, days_between, pack (a list in braces), the comparisons is, is_not,
    at_least, at_most, more_than, less_than, the tests between, one_of, includes, covers, differs,
    matches, apart, or call. `options` are fixed: (places, mode) of round, (function,) of call,
    (operator, direction, unit) of apart, (IGNORING,) of a comparison of texts that ignores case and
    spacing.
    """

    kind: str
    operands: tuple[Checked, ...]
    options: tuple[Any, ...] = ()


IGNORING = "ignoring case and spacing"


class Fallback(Checked):
    """`value else fallback`"""

    value: Checked
    fallback: Checked


class Choice(Checked):
    """`when condition then … otherwise …`"""

    condition: Checked
    then: Checked
    otherwise: Checked


class IsPresent(Checked):
    """Whether the operand is determined (for a text: not blank)."""

    operand: Checked
    negated: bool


class Every(Checked):
    """`and`"""

    operands: tuple[Checked, ...]


class Some(Checked):
    """`or`"""

    operands: tuple[Checked, ...]


class Opposite(Checked):
    """`not`"""

    operand: Checked


class Bound(Struct):
    """`variable in source where C`; `latest` is (latest or earliest, N, field).

    The filter comes first, then the N latest of what it left.
    """

    variable: str
    source: Checked
    latest: tuple[str, int, str] | None
    where: Checked | None


class Fold(Checked):
    """`kind` is sum, average, greatest, least, list or count (then `value` is None)."""

    kind: str
    value: Checked | None
    bound: Bound


class Single(Checked):
    """`the one x in xs where C`"""

    bound: Bound


class Quantifier(Checked):
    """`kind` is every, some or none of."""

    kind: str
    bound: Bound
    body: Checked


class AllDistinct(Checked):
    """No two entries have the same value; `options` as in Operation."""

    value: Checked
    bound: Bound
    options: tuple[Any, ...] = ()


class Repeated(AllDistinct):
    """The values that stand more than once, as far as they are known. In messages only."""


_NODES = (Checked, Bound)


def walk(node: Checked | Bound | None) -> Iterator[Checked]:
    """The node and everything below it, through lets and definitions; what stands in several
    places of it, as a definition does, once.
    """
    waiting, met = [node], set[int]()
    while waiting:
        at = waiting.pop()
        if at is None or id(at) in met:
            continue
        met.add(id(at))
        if isinstance(at, Checked):
            yield at
        waiting += reversed(parts_of(at))


def parts_of(node: Checked | Bound) -> list[Checked | Bound]:
    """What an expression or a binding is made of, one step down."""
    found: list[Checked | Bound] = []
    for part in fields(type(node)):
        value = getattr(node, part)
        among = value if isinstance(value, tuple) else (value,)
        found += [inner for inner in among if isinstance(inner, _NODES)]
    return found


def bounds_of(fold: Fold) -> tuple[Fraction | None, Fraction | None]:
    """Between which figures a missing member of an aggregate lies, as the schema bounds the field
    or the entry that it reads. What is worked out has no bounds.
    """
    value, source = _unnamed(fold.value), _unnamed(fold.bound.source)
    type_: Type | None = value.type if isinstance(value, Read) else None
    if isinstance(value, Variable) and value.name == fold.bound.variable:
        type_ = source.type.entry if isinstance(source, Read) else None
    return (type_.least, type_.most) if type_ is not None else (None, None)


def _unnamed(node: Checked | None) -> Checked | None:
    while isinstance(node, Named):
        node = node.value
    return node


def free_variables(node: Checked | Bound | None) -> set[str]:
    """The variables that an expression reads and does not bind itself."""
    return set() if node is None else _free(node, {})


def _free(node: Checked | Bound, known: dict[int, set[str]]) -> set[str]:
    """The same; `known` holds those of the parts that were met, which may stand in many places."""
    if isinstance(node, Variable):
        return {node.name}
    if id(node) in known:
        return known[id(node)]
    found: set[str] = set()
    own: set[str] = set()
    for inner in parts_of(node):
        if isinstance(inner, Bound):
            own.add(inner.variable)
            # The source of a binding stands outside it: its variable is not yet bound there.
            where = set() if inner.where is None else _free(inner.where, known)
            found |= _free(inner.source, known) | (where - own)
        else:
            found |= _free(inner, known)
    known[id(node)] = found - own
    return known[id(node)]
