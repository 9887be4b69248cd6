"""Productions of operations: arithmetic, comparisons, tests, calls of functions."""

from __future__ import annotations

from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.types import Type
from tests.engine.growing import Grower
from tests.engine.production_table import operation, production
from tests.engine.world import PATTERNS, POOLS
from tests.engine.world_types import LINE, ORDERED, SCALARS, SUMMED, list_of


def _entered(kind: str, gives: Type, *takes: Type, name: str = "", options: Any = ()) -> None:
    """A production for an operation: `options` is fixed, or a function of the grower."""

    @production(name or f"{kind}: {gives.kind} of {', '.join(o.kind for o in takes)}", gives)
    def _(grow: Grower, wanted: Type, depth: int) -> t.Checked:
        operands = [grow.value(one, depth) for one in takes]
        fixed = options(grow) if callable(options) else options
        return operation(wanted, kind, *operands, options=fixed)


def _enter_arithmetic() -> None:
    signs = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
    for sign, kind in signs.items():
        for left in SCALARS:
            for right in SCALARS:
                gives = ty.arithmetic(sign, left, right)
                if gives is not None and left.kind != "date":
                    _entered(kind, gives, left, right)
    for kind in ("date_plus", "date_minus"):
        _entered(f"{kind}_days", ty.DATE, ty.DATE, ty.DAYS)
        _entered(f"{kind}_months", ty.DATE, ty.DATE, ty.MONTHS)
    _entered("days_between", ty.DAYS, ty.DATE, ty.DATE)
    for whole in SUMMED:
        _entered("share", ty.share(ty.PERCENT, whole) or whole, ty.PERCENT, whole)
        _entered("percent_of", ty.PERCENT, whole, whole)
        _entered("round", whole, whole, options=_rounding)
    for one in (*SUMMED, ty.DAYS, ty.MONTHS):
        _entered("negate", one, one)
    for one in ORDERED:
        _entered("greater", one, one, one)
        _entered("lesser", one, one, one)


def _rounding(grow: Grower) -> tuple[int, str]:
    modes = ("half up", "half even", "down", "up")
    return grow.random.randrange(4), grow.random.choice(modes)


_COMPARISONS = ("is", "is_not", "at_least", "at_most", "more_than", "less_than")


def _enter_tests() -> None:
    yes = ty.YES_NO
    for one in SCALARS:
        _entered("is", yes, one, one)
        _entered("is_not", yes, one, one)
        _entered("one_of", yes, one, list_of(one))
    for one in ORDERED:
        for kind in _COMPARISONS[2:]:
            _entered(kind, yes, one, one)
        _entered("between", yes, one, one, one)
    for one in (ty.TEXT, ty.INTEGER, ty.MONEY):
        _entered("is", yes, list_of(one), list_of(one), name=f"is: lists of {one.kind}")
        _entered("is_not", yes, list_of(one), list_of(one), name=f"is_not: lists of {one.kind}")
        _entered("includes", yes, list_of(one), one)
    for one in SUMMED:
        gap = ty.arithmetic("-", one, one)
        _entered("differs", yes, one, one, gap or one)
    _entered("differs", yes, ty.DATE, ty.DATE, ty.DAYS)
    for unit in (ty.DAYS, ty.MONTHS):
        for kind in _COMPARISONS:
            for way in ("before", "after"):
                name = f"apart: {kind} {unit.kind} {way}"
                fixed = (kind, way, unit.kind)
                _entered("apart", yes, ty.DATE, unit, ty.DATE, name=name, options=fixed)


@production("covers", ty.YES_NO)
def _covers(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    path = t.Constant(type=ty.PATH, text="a path", value=grow.random.choice(POOLS["path"]))
    return operation(wanted, "covers", grow.value(list_of(ty.PATH), depth), path)


@production("matches", ty.YES_NO)
def _matches(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    pattern = grow.value(ty.TEXT, depth)
    if grow.random.random() < 0.7:
        several = tuple(grow.random.choice(PATTERNS) for _ in range(grow.random.choice((1, 2))))
        value: Any = several if grow.random.random() < 0.3 else several[0]
        pattern = t.Constant(type=ty.TEXT, text="a pattern", value=value)
    return operation(wanted, "matches", grow.value(ty.TEXT, depth), pattern)


@production("pack", *(list_of(entry) for entry in (LINE, *SCALARS)))
def _pack(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    assert wanted.entry is not None
    items = [grow.value(wanted.entry, depth) for _ in range(grow.random.choice((1, 2, 3)))]
    return operation(wanted, "pack", *items)


def _enter_calls() -> None:
    for name, function in FUNCTIONS.items():
        takes = [_argument(kind) for kind in function.takes]
        if function.gives == "same":
            for entry in (ty.INTEGER, ty.TEXT, LINE, ty.MONEY):
                label = f"call: {name} of {entry.kind}"
                _entered("call", entry, list_of(entry), name=label, options=(name,))
        else:
            gives = ty.OF_FUNCTIONS[function.gives]
            _entered("call", gives, *takes, name=f"call: {name}", options=(name,))


def _argument(kind: str) -> Type:
    return {"any": ty.MONEY, "list": list_of(ty.TEXT)}.get(kind) or ty.OF_FUNCTIONS[kind]


_enter_arithmetic()
_enter_tests()
_enter_calls()
