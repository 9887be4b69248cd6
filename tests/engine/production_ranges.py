"""Productions of what is known in part: aggregates and lists under a filter that is often open, and
what may be settled by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.types import Type
from perkins_rules.structs import evolve
from tests.engine.growing import Grower
from tests.engine.production_table import operation, production
from tests.engine.productions import field_of
from tests.engine.world import POOLS
from tests.engine.world_types import LINE, ORDERED, SCALARS, SUMMED, list_of, paths


@contextmanager
def _under_a_filter(grow: Grower) -> Iterator[tuple[t.Variable, t.Bound]]:
    """An entry of the lines that are ready: not all of them say so."""
    each = t.Variable(type=LINE, text="a line", name=grow.fresh("line"))
    lines = t.Read(type=list_of(LINE), text="lines", record=None, steps=("lines",))
    bound = t.Bound(variable=each.name, source=lines, latest=None, where=field_of(each, ("ready",)))
    yield each, bound


def _of_a_line(grow: Grower, each: t.Variable, wanted: Type) -> t.Checked | None:
    assert LINE.shape is not None
    found = list(paths(LINE.shape, wanted))
    return field_of(each, grow.random.choice(found)) if found else None


@production("list under a filter", list_of(LINE), *(list_of(one) for one in SCALARS), leaf=True)
def _filtered_list(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    with _under_a_filter(grow) as (each, bound):
        of = wanted.entry
        assert of is not None
        value = each if of.kind == "record" else _of_a_line(grow, each, of)
        if value is None:
            return None
        return t.Fold(type=wanted, text="ready", kind="list", value=value, bound=bound)


@production("aggregate under a filter", *ORDERED, leaf=True)
def _filtered_aggregate(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    kinds = ["greatest", "least", *(["sum"] if wanted in SUMMED else [])]
    with _under_a_filter(grow) as (each, bound):
        if wanted == ty.INTEGER and grow.random.random() < 0.5:
            return t.Fold(type=wanted, text="how many", kind="count", value=None, bound=bound)
        value = _of_a_line(grow, each, wanted)
        if value is None:
            return None
        kind = grow.random.choice(kinds)
        whole = bound if grow.random.random() < 0.7 else evolve(bound, where=None)
        return t.Fold(type=wanted, text=kind, kind=kind, value=value, bound=whole)


# ------------------------------------------------------------------ what they may settle

_COUNTED = (ty.INTEGER, ty.INTEGER, ty.MONEY, ty.DATE)


def _enter_comparisons() -> None:
    for kind in ("is", "is_not", "at_least", "at_most", "more_than", "less_than"):

        @production(f"{kind} in part", ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked | None:
            return _compared(grow, kind, grow.random.choice(_COUNTED))

    @production("between in part", ty.YES_NO)
    def _between(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
        return _compared(grow, "between", grow.random.choice(_COUNTED), more=1)

    @production("differs in part", ty.YES_NO)
    def _differs(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
        found = _compared(grow, "differs", grow.random.choice(_COUNTED))
        if found is None:
            return None
        gap = ty.arithmetic("-", found.operands[0].type, found.operands[0].type)
        assert gap is not None
        return evolve(found, operands=(*found.operands, _constant(grow, gap)))

    @production("apart in part", ty.YES_NO)
    def _apart(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
        unit = grow.random.choice((ty.DAYS, ty.MONTHS))
        kind = grow.random.choice(("is", "is_not", "at_least", "at_most", "more_than"))
        options = (kind, grow.random.choice(("before", "after")), unit.kind)
        found = _compared(grow, "apart", ty.DATE)
        if found is None:
            return None
        left, right = found.operands
        period = t.Constant(type=unit, text="", value=grow.random.choice((0, 1, 30)))
        return evolve(found, operands=(left, period, right), options=options)


def _compared(grow: Grower, kind: str, type_: Type, more: int = 0) -> t.Operation | None:
    """An aggregate beside constants, in any order; figures may be taken together before."""
    known = _filtered_aggregate(grow, type_, 0)
    if known is None:
        return None
    if type_ != ty.DATE and grow.random.random() < 0.3:
        sign = grow.random.choice(("add", "subtract"))
        known = operation(type_, sign, *_shuffled(grow, known, _constant(grow, type_)))
    others = [_constant(grow, type_) for _ in range(1 + more)]
    return operation(ty.YES_NO, kind, *_shuffled(grow, known, *others))


def _shuffled(grow: Grower, *operands: t.Checked) -> list[t.Checked]:
    return grow.random.sample(operands, len(operands))


def _constant(grow: Grower, type_: Type) -> t.Constant:
    return t.Constant(type=type_, text="", value=grow.random.choice(POOLS[type_.kind]))


def _enter_members() -> None:
    for kind in ("includes", "one_of"):

        @production(f"{kind} in part", ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked:
            type_ = grow.random.choice((ty.YES_NO, ty.TEXT))
            listed = _filtered_list(grow, list_of(type_), 0)
            assert listed is not None
            both = [listed, _constant(grow, type_)]
            return operation(wanted, kind, *(both if kind == "includes" else both[::-1]))


@production("covers in part", ty.YES_NO)
def _covers(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    names = t.Read(type=list_of(ty.PATH), text="fields", record=None, steps=("fields",))
    each = t.Variable(type=ty.PATH, text="a name", name=grow.fresh("name"))
    where: t.Checked = t.Read(
        type=ty.YES_NO, text="an answer", record=None, steps=("plan", "yes_no_1")
    )
    if grow.random.random() < 0.5:
        where = operation(
            ty.YES_NO,
            "is_not",
            each,
            t.Read(type=ty.PATH, text="a name", record=None, steps=("plan", "text_1")),
        )
    bound = t.Bound(variable=each.name, source=names, latest=None, where=where)
    listed = t.Fold(type=list_of(ty.PATH), text="", kind="list", value=each, bound=bound)
    return operation(wanted, "covers", listed, _constant(grow, ty.PATH))


def _enter_collections() -> None:
    for kind in ("every", "some", "none"):

        @production(f"{kind} in part", ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked:
            bound, each = _over_a_filtered_list(grow)
            body = operation(
                wanted, "at_least", field_of(each, ("year",)), _constant(grow, ty.INTEGER)
            )
            return t.Quantifier(type=wanted, text="", kind=kind, bound=bound, body=body)

    for kind in ("count", "sum", "greatest", "least"):

        @production(f"{kind} in part", ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked:
            bound, each = _over_a_filtered_list(grow)
            value = None if kind == "count" else field_of(each, ("heads",))
            found = t.Fold(type=ty.INTEGER, text="", kind=kind, value=value, bound=bound)
            limit = t.Constant(type=ty.INTEGER, text="", value=grow.random.choice((1, 2, 3)))
            return operation(wanted, grow.random.choice(("at_least", "at_most")), found, limit)


def _over_a_filtered_list(grow: Grower) -> tuple[t.Bound, t.Variable]:
    """A filter that leaves out what may not be there."""
    listed = _filtered_list(grow, list_of(LINE), 0)
    assert listed is not None
    each = t.Variable(type=LINE, text="a line", name=grow.fresh("each"))
    limit = t.Constant(type=ty.INTEGER, text="", value=grow.random.choice((3, 2027)))
    where = operation(ty.YES_NO, "more_than", field_of(each, ("year",)), limit)
    chosen = where if grow.random.random() < 0.8 else None
    return t.Bound(variable=each.name, source=listed, latest=None, where=chosen), each


_enter_comparisons()
_enter_members()
_enter_collections()
