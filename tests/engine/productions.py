"""Productions of values, conditions and collections."""

from __future__ import annotations

from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.substitute import put_in_place
from perkins_rules.check.types import Type
from tests.engine.growing import Grower
from tests.engine.production_table import ANY, LISTS, production
from tests.engine.world import POOLS, SHAPE
from tests.engine.world_types import (
    ORDERED,
    PARAMETERS,
    RECORDS,
    SCALARS,
    SUMMED,
    fits,
    list_of,
    paths,
    type_at,
)


@production("constant", *SCALARS, *(list_of(entry) for entry in SCALARS), leaf=True)
def _constant(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    if wanted.kind == "list" and wanted.entry is not None:
        pool = POOLS[wanted.entry.kind]
        size = grow.random.randrange(4)
        value: Any = tuple(grow.random.choice(pool) for _ in range(size))
    else:
        value = grow.random.choice(POOLS[wanted.kind])
    return t.Constant(type=wanted, text="a constant", value=value)


@production("read", *SCALARS, *LISTS, leaf=True)
def _read(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    found = list(paths(SHAPE, wanted))
    if not found:
        return None
    steps = grow.random.choice(found)
    return t.Read(type=type_at(SHAPE, steps), text="a read", record=None, steps=steps)


@production("read of a variable", *SCALARS, *LISTS, leaf=True)
def _read_variable(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    records = [(n, v) for n, v in grow.variables.items() if v.kind == "record"]
    found = [(n, v, p) for n, v in records if v.shape for p in paths(v.shape, wanted)]
    if not found:
        return None
    name, type_, steps = grow.random.choice(found)
    record = t.Variable(type=type_, text=name, name=name)
    return field_of(record, steps)


def field_of(record: t.Checked, steps: tuple[str, ...]) -> t.Read:
    """A field of an entry, of the type that the schema gives it."""
    assert record.type.shape is not None
    type_ = type_at(record.type.shape, steps)
    return t.Read(type=type_, text="a field", record=record, steps=steps)


@production("read of a record", *SCALARS, *LISTS)
def _read_record(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    found = [(r, p) for r in RECORDS if r.shape for p in paths(r.shape, wanted)]
    if not found:
        return None
    type_, steps = grow.random.choice(found)
    return field_of(grow.value(type_, depth), steps)


@production("variable", *SCALARS, *RECORDS, leaf=True)
def _variable(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    names = [name for name, type_ in grow.variables.items() if fits(type_, wanted)]
    if not names:
        return None
    name = grow.random.choice(names)
    return t.Variable(type=wanted, text=name, name=name)


@production("let", *ANY)
def _let(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    """A name of its own, or one given before whose variables are still in sight."""
    known = [let for let in grow.lets if fits(let.type, wanted) and _in_sight(grow, let)]
    if known and grow.random.random() < 0.7:
        return grow.random.choice(known)
    value = grow.value(wanted, depth)
    let = t.Named(type=wanted, text="a let", name=grow.fresh("let"), value=value)
    grow.lets.append(let)
    return let


def _in_sight(grow: Grower, let: t.Named) -> bool:
    return t.free_variables(let.value) <= set(grow.variables)


@production("define", *ANY)
def _define(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    """A definition knows nothing of the rule; its own variables may be called the same."""
    value = Grower(grow.random).value(wanted, depth)
    return t.Named(type=wanted, text="a define", name="define", value=value)


@production("said of an entry", *ANY)
def _said_of(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    """What a definition says of an entry, put in its place: what both bind is called the same."""
    entry = grow.random.choice((*RECORDS, ty.INTEGER))
    definition = Grower(grow.random)
    definition.variables["it"] = entry
    body = definition.value(wanted, depth)
    value = put_in_place(body, "it", grow.value(entry, depth))
    return t.Named(type=wanted, text="said of", name="said", value=value)


_OF_PARAMETERS = tuple(s for s in SCALARS if s.kind in PARAMETERS)


@production("parameter", *_OF_PARAMETERS, leaf=True)
def _parameter(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    late = "late_" if grow.random.random() < 0.3 else ""
    return t.ParameterValue(type=wanted, text="a parameter", name=late + wanted.kind, by=None)


@production("parameter by State", *_OF_PARAMETERS)
def _parameter_by_state(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    state = t.Read(type=ty.TEXT, text="state.code", record=None, steps=("state", "code"))
    name = f"{wanted.kind}_by_state"
    return t.ParameterValue(type=wanted, text="a parameter", name=name, by=state)


def _asked(name: str, given: Type) -> None:
    @production(name, given, leaf=True)
    def _(grow: Grower, wanted: Type, depth: int) -> t.Checked:
        return t.Asked(type=wanted, text=name, name=name)


_asked("edition", ty.TEXT)
_asked("profile", ty.TEXT)
_asked("asked_date", ty.DATE)


@production("fallback", *ANY)
def _fallback(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    value, fallback = grow.value(wanted, depth), grow.value(wanted, depth)
    return t.Fallback(type=wanted, text="else", value=value, fallback=fallback)


@production("choice", *ANY)
def _choice(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    return t.Choice(
        type=wanted,
        text="when",
        condition=grow.condition(depth),
        then=grow.value(wanted, depth),
        otherwise=grow.value(wanted, depth),
    )


# ------------------------------------------------------------------ conditions


@production("is present", ty.YES_NO)
def _is_present(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    if grow.random.random() < 0.2:
        steps = grow.random.choice((("plan",), ("plan", "part"), ("state",)))
        shape = SHAPE.fields["plan"]
        operand: t.Checked = t.Read(
            type=Type("record", shape=shape), text="a record", record=None, steps=steps
        )
    else:
        operand = grow.value(grow.random.choice(ANY), depth)
    negated = grow.random.random() < 0.5
    return t.IsPresent(type=wanted, text="present", operand=operand, negated=negated)


def _enter_connectives() -> None:
    connectives: tuple[tuple[str, type[t.Every | t.Some]], ...] = (("and", t.Every), ("or", t.Some))
    for name, node in connectives:

        @production(name, ty.YES_NO)
        def _(
            grow: Grower, wanted: Type, depth: int, node: type[t.Every | t.Some] = node
        ) -> t.Checked:
            operands = tuple(grow.condition(depth) for _ in range(grow.random.choice((2, 2, 3))))
            return node(type=wanted, text="", operands=operands)


@production("not", ty.YES_NO)
def _not(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    return t.Opposite(type=wanted, text="not", operand=grow.condition(depth))


# ------------------------------------------------------------------ collections


def _enter_quantifiers() -> None:
    for kind in ("every", "some", "none"):

        @production(kind, ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked:
            with grow.bound(grow.entry_type(), depth) as bound:
                body = grow.condition(depth)
            return t.Quantifier(type=wanted, text=kind, kind=kind, bound=bound, body=body)


@production("distinct", ty.YES_NO)
def _distinct(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    with grow.bound(grow.entry_type(), depth) as bound:
        value = grow.value(grow.random.choice((*SCALARS, list_of(ty.TEXT))), depth)
    return t.AllDistinct(type=wanted, text="distinct", value=value, bound=bound)


@production("distinct: ignoring case", ty.YES_NO)
def _distinct_ignoring(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    with grow.bound(grow.entry_type(), depth) as bound:
        value = grow.value(ty.TEXT, depth)
    how = (t.IGNORING,)
    return t.AllDistinct(type=wanted, text="distinct", value=value, bound=bound, options=how)


@production("count", ty.INTEGER)
def _count(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    with grow.bound(grow.entry_type(), depth) as bound:
        pass
    return t.Fold(type=wanted, text="count", kind="count", value=None, bound=bound)


def _enter_folds() -> None:
    folded = {
        "sum": (*SUMMED, ty.DAYS, ty.MONTHS),
        "average": tuple(s for s in SUMMED if s != ty.INTEGER),
        "greatest": ORDERED,
        "least": ORDERED,
    }
    for kind, types in folded.items():

        @production(kind, *types)
        def _(grow: Grower, wanted: Type, depth: int, kind: str = kind) -> t.Checked:
            with grow.bound(grow.entry_type(), depth) as bound:
                value = grow.value(wanted, depth)
            return t.Fold(type=wanted, text=kind, kind=kind, value=value, bound=bound)


@production("list of", *LISTS)
def _list_of(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    assert wanted.entry is not None
    with grow.bound(grow.entry_type(), depth) as bound:
        value = grow.value(wanted.entry, depth)
    return t.Fold(type=wanted, text="list of", kind="list", value=value, bound=bound)


@production("the one", *RECORDS, ty.INTEGER, ty.TEXT, ty.MONEY, ty.PATH)
def _the_one(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    with grow.bound(wanted, depth) as bound:
        pass
    return t.Single(type=wanted, text="the one", bound=bound)


_enter_connectives()
_enter_quantifiers()
_enter_folds()
