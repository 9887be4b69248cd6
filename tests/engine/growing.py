"""Grows random checked rules over the small world: any node under any other its type allows.

`Grower.value` grows an expression of a type by one of the productions that give it, and
`Grower.rule` a rule of any form. `Grower.plain` makes a small rule about one production, so that
each is also met where nothing hides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from attrs import evolve

from perkins_rules.check import tree as t
from perkins_rules.check import types as ty
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.types import Type
from perkins_rules.documents import Shape
from perkins_rules.source import Citation, SourceText, Span
from tests.engine.world import CHOICES, PATTERNS, POOLS, SHAPE, parameters

CHOICE = Type("choice", choices=CHOICES)
TIME = Type("time", zone="America/New_York")
SCALARS = (
    *(ty.MONEY, ty.PERCENT, ty.POINTS, ty.LEVEL, ty.NUMBER, ty.INTEGER, ty.DATE, ty.DAYS),
    *(ty.MONTHS, ty.TEXT, ty.YES_NO, ty.PATH, CHOICE, TIME),
)
ORDERED = tuple(s for s in SCALARS if s.kind in ty.ORDERED)
SUMMED = tuple(s for s in SCALARS if s.kind in ("money", *ty.RATES, *ty.NUMBERS))
LINE = ty.of_shape(SHAPE.fields["lines"]).entry
assert LINE is not None
YEAR = ty.of_shape(SHAPE.fields["periods"]).entry
assert YEAR is not None
RECORDS = (LINE, YEAR)
PARAMETERS = parameters()
NO_SPAN = Span(1, 1, 1, 1)


def list_of(entry: Type) -> Type:
    return Type("list", entry=entry)


def paths(shape: Shape, wanted: Type, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path of fields below a record that has a type."""
    for name, field in shape.fields.items():
        if fits(ty.of_shape(field), wanted):
            yield (*above, name)
        if field.kind == "record":
            yield from paths(field, wanted, (*above, name))


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand for another's; records by their own shape alone."""
    if given.kind == "record" and wanted.kind == "record":
        return given.shape is wanted.shape
    if given.kind == "list" and wanted.kind == "list":
        return (
            given.entry is not None and wanted.entry is not None and fits(given.entry, wanted.entry)
        )
    return given.kind == wanted.kind


class Grower:
    """Grows the expressions of one rule. `variables` are those in sight, with their types."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.variables: dict[str, Type] = {}
        self.lets: list[t.Named] = []
        self._names = 0

    # -------------------------------------------------------------- values

    def value(self, wanted: Type, depth: int) -> t.Checked:
        """An expression of a type."""
        choices = productions(wanted, leaves=depth <= 0)
        grown = None
        while grown is None:
            grown = self.random.choice(choices)(self, wanted, depth - 1)
        return grown

    def condition(self, depth: int) -> t.Checked:
        return self.value(ty.YES_NO, depth)

    def fresh(self, word: str) -> str:
        self._names += 1
        return f"{word}{self._names}"

    @contextmanager
    def bound(self, entry: Type, depth: int) -> Iterator[t.Bound]:
        """A binding over a list, its variable in sight."""
        source = self.value(list_of(entry), depth)
        variable = self.fresh("each")
        self.variables[variable] = entry
        where = self.condition(depth) if self.random.random() < 0.5 else None
        latest = self._latest(entry)
        yield t.Bound(variable=variable, source=source, latest=latest, where=where)
        del self.variables[variable]

    def _latest(self, entry: Type) -> tuple[str, int, str] | None:
        if entry.kind != "record" or self.random.random() < 0.7:
            return None
        which = self.random.choice(("latest", "earliest"))
        return which, self.random.choice((1, 2, 3)), self.random.choice(keys(entry))

    def entry_type(self) -> Type:
        """What the entries of a list may be."""
        return self.random.choice((LINE, LINE, YEAR, ty.INTEGER, ty.TEXT, ty.MONEY, ty.PATH))

    # -------------------------------------------------------------- rules

    def rule(self, name: str) -> t.CheckedRule:
        """A whole rule of any form."""
        random = self.random
        loops = tuple(self._loop() for _ in range(random.choice((0, 0, 0, 1, 1, 2))))
        kind = "review" if random.random() < 0.2 else "rule"
        applies = self.condition(2) if kind == "review" or random.random() < 0.6 else None
        demands = tuple(self._demand() for _ in range(random.choice((1, 1, 2))))
        exemptions = tuple(self._exemption(k) for k in range(random.choice((0, 0, 1, 2))))
        rule = t.CheckedRule(
            **_HEADING,
            id=f"world/{name}",
            kind=kind,
            applies=applies,
            applies_once=True,
            loops=loops,
            demands=() if kind == "review" else demands,
            exemptions=() if kind == "review" else exemptions,
            look_at=(),
        )
        return evolve(rule, applies_once=_once(rule))

    def plain(self, name: str, focus: str, form: str) -> t.CheckedRule:
        """A rule that says one thing about one construct, in one of the FORMS."""
        place, _, easing = form.partition(", ")
        condition = self.eased(self.about(focus), easing)
        demand = t.Demand(condition=condition, otherwise=(), remedy=())
        return t.CheckedRule(
            **_HEADING,
            id=f"world/{name}",
            kind="review" if place == "review" else "rule",
            applies=None if place == "demand" else condition,
            applies_once=True,
            loops=(),
            demands=() if place == "review" else (demand,),
            exemptions=(),
            look_at=(),
        )

    def eased(self, condition: t.Checked, easing: str) -> t.Checked:
        """The condition, or one that no longer hangs on it."""
        if not easing:
            return condition
        node: Any = t.Some if easing == "or yes" else t.Every
        other: t.Checked = t.Constant(type=ty.YES_NO, text="", value=easing == "or yes")
        if easing == "and unknown":
            other = t.Read(type=ty.YES_NO, text="", record=None, steps=("never", "given"))
        return node(type=ty.YES_NO, text="", operands=(condition, other))

    def about(self, focus: str) -> t.Checked:
        """A shallow condition about one construct."""
        if not focus.endswith("variable"):
            return self._about(focus)
        with self.bound(self.random.choice(RECORDS), 0) as bound:
            body = self._about(focus)
        kind = self.random.choice(("every", "some", "none"))
        return t.Quantifier(type=ty.YES_NO, text="", kind=kind, bound=bound, body=body)

    def _about(self, focus: str) -> t.Checked:
        grown = None
        while grown is None:
            type_ = self.random.choice(TYPES_OF[focus])
            grown = BY_NAME[focus](self, type_, 1)
        return grown if type_ == ty.YES_NO else self.compared(grown, type_)

    def compared(self, grown: t.Checked, type_: Type) -> t.Checked:
        """A condition that hangs on a value."""
        if type_.kind in ("record", "list"):
            return t.IsPresent(type=ty.YES_NO, text="", operand=grown, negated=False)
        kind = "is" if self.random.random() < 0.5 or type_ not in ORDERED else "at_least"
        return operation(ty.YES_NO, kind, grown, self.value(type_, 0))

    def _loop(self) -> t.Loop:
        entry = self.random.choice((LINE, LINE, YEAR, ty.TEXT))
        source = self.value(list_of(entry), 1)
        pairs = entry.kind == "record" and self.random.random() < 0.3
        names = (self.fresh("one"), self.fresh("two")) if pairs else (self.fresh("each"),)
        self.variables.update(dict.fromkeys(names, entry))
        by = self.random.choice(keys(entry)) if pairs else None
        where = self.condition(1) if self.random.random() < 0.4 else None
        latest = None if pairs else self._latest(entry)
        return t.Loop(variables=names, source=source, latest=latest, by=by, where=where)

    def _demand(self) -> t.Demand:
        return t.Demand(
            condition=self.condition(self.random.choice((1, 2, 3))), otherwise=(), remedy=()
        )

    def _exemption(self, number: int) -> t.Exemption:
        but_not = self.condition(1) if self.random.random() < 0.4 else None
        condition = self.condition(1)
        label = f"case_{number}"
        return t.Exemption(label=label, condition=condition, but_not=but_not, citations=())


FORMS = (
    *("demand", "demand, or yes", "demand, and no", "demand, and unknown"),
    *("applies, and no", "review, or yes"),
)
"""Where a plain rule has its condition, and what takes its weight away."""


def keys(entry: Type) -> tuple[str, ...]:
    """Fields of an entry by which a list can be ordered."""
    return ("year", "day", "code") if entry is LINE else ("year",)


_HEADING: dict[str, Any] = {
    "title": "A generated rule",
    "pack": "world",
    "source": SourceText("world.rules", ""),
    "span": NO_SPAN,
    "citations": (Citation("law", "1(a)", None, "Law § 1(a)"),),
    "requirements": (),
    "severity": "error",
    "start": None,
    "until": None,
    "editions": (),
    "profiles": (),
    "ask": (),
    "examples": (),
}


def _once(rule: t.CheckedRule) -> bool:
    own = {variable for loop in rule.loops for variable in loop.variables}
    return not own & t.free_variables(rule.applies)


def rule_set(rules: tuple[t.CheckedRule, ...]) -> t.RuleSet:
    return t.RuleSet(
        packs=(), sources={}, parameters=PARAMETERS, rules=rules, shapes={"world": SHAPE}, sha256=""
    )


# ------------------------------------------------------------------ productions

Production = Callable[[Grower, Type, int], t.Checked | None]
BY_NAME: dict[str, Production] = {}
"""Every production by name. One gives None where it has nothing of the type wanted."""
TYPES_OF: dict[str, tuple[Type, ...]] = {}
LEAVES: list[str] = []


def production(name: str, *types: Type, leaf: bool = False) -> Callable[[Production], Production]:
    """Enters a production in the table with the types it can give."""

    def enter(grow: Production) -> Production:
        BY_NAME[name], TYPES_OF[name] = grow, types
        if leaf:
            LEAVES.append(name)
        return grow

    return enter


_LISTS = tuple(list_of(entry) for entry in (*RECORDS, *SCALARS))
_ANY = (*SCALARS, *RECORDS, *_LISTS)
_CACHE: dict[tuple[Any, bool], list[Production]] = {}


def productions(wanted: Type, leaves: bool) -> list[Production]:
    """The productions that give a type."""
    key = (_key(wanted), leaves)
    if key not in _CACHE:
        names = [n for n, types in TYPES_OF.items() if any(fits(one, wanted) for one in types)]
        shallow = [n for n in names if n in LEAVES]
        if wanted.kind == "record":
            # No field holds one: at the least it is picked from a list.
            shallow.append("the one")
        chosen = shallow if leaves else names
        _CACHE[key] = [BY_NAME[name] for name in chosen]
    return _CACHE[key]


def _key(type_: Type | None) -> tuple[Any, ...]:
    return (type_.kind, id(type_.shape), _key(type_.entry)) if type_ is not None else ()


def operation(
    type_: Type, kind: str, *operands: t.Checked, options: tuple[Any, ...] = ()
) -> t.Operation:
    return t.Operation(type=type_, text=kind, kind=kind, operands=operands, options=options)


@production("constant", *SCALARS, *(list_of(entry) for entry in SCALARS), leaf=True)
def _constant(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    if wanted.kind == "list" and wanted.entry is not None:
        pool = POOLS[wanted.entry.kind]
        size = grow.random.randrange(4)
        value: Any = tuple(grow.random.choice(pool) for _ in range(size))
    else:
        value = grow.random.choice(POOLS[wanted.kind])
    return t.Constant(type=wanted, text="a constant", value=value)


@production("read", *SCALARS, *_LISTS, leaf=True)
def _read(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    found = list(paths(SHAPE, wanted))
    if not found:
        return None
    return t.Read(type=wanted, text="a read", record=None, steps=grow.random.choice(found))


@production("read of a variable", *SCALARS, *_LISTS, leaf=True)
def _read_variable(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    records = [(n, v) for n, v in grow.variables.items() if v.kind == "record"]
    found = [(n, v, p) for n, v in records if v.shape for p in paths(v.shape, wanted)]
    if not found:
        return None
    name, type_, steps = grow.random.choice(found)
    record = t.Variable(type=type_, text=name, name=name)
    return t.Read(type=wanted, text="a field", record=record, steps=steps)


@production("read of a record", *SCALARS, *_LISTS)
def _read_record(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    found = [(r, p) for r in RECORDS if r.shape for p in paths(r.shape, wanted)]
    if not found:
        return None
    type_, steps = grow.random.choice(found)
    return t.Read(type=wanted, text="a field", record=grow.value(type_, depth), steps=steps)


@production("variable", *SCALARS, *RECORDS, leaf=True)
def _variable(grow: Grower, wanted: Type, depth: int) -> t.Checked | None:
    names = [name for name, type_ in grow.variables.items() if fits(type_, wanted)]
    if not names:
        return None
    name = grow.random.choice(names)
    return t.Variable(type=wanted, text=name, name=name)


@production("let", *_ANY)
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


@production("define", *_ANY)
def _define(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    """A definition knows nothing of the rule; its own variables may be called the same."""
    value = Grower(grow.random).value(wanted, depth)
    return t.Named(type=wanted, text="a define", name="define", value=value)


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


@production("fallback", *_ANY)
def _fallback(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    value, fallback = grow.value(wanted, depth), grow.value(wanted, depth)
    return t.Fallback(type=wanted, text="else", value=value, fallback=fallback)


@production("choice", *_ANY)
def _choice(grow: Grower, wanted: Type, depth: int) -> t.Checked:
    return t.Choice(
        type=wanted,
        text="when",
        condition=grow.condition(depth),
        then=grow.value(wanted, depth),
        otherwise=grow.value(wanted, depth),
    )


# ------------------------------------------------------------------ operations


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
            gives = ty.BY_NAME[function.gives]
            _entered("call", gives, *takes, name=f"call: {name}", options=(name,))


def _argument(kind: str) -> Type:
    return {"any": ty.MONEY, "list": list_of(ty.TEXT)}.get(kind) or ty.BY_NAME[kind]


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
        operand = grow.value(grow.random.choice(_ANY), depth)
    negated = grow.random.random() < 0.5
    return t.IsPresent(type=wanted, text="present", operand=operand, negated=negated)


def _enter_connectives() -> None:
    for name, node in (("and", t.Every), ("or", t.Some)):

        @production(name, ty.YES_NO)
        def _(grow: Grower, wanted: Type, depth: int, node: Any = node) -> t.Checked:
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


@production("list of", *_LISTS)
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


_enter_arithmetic()
_enter_tests()
_enter_calls()
_enter_connectives()
_enter_quantifiers()
_enter_folds()
