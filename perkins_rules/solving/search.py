"""What the rules ask of unknowns -> figures that satisfy it, as near as can be to those that stand.

Fewest fields first, those that may rather move before others; then least movement: of dollars, of
points, of days. Between equals the earlier field of the form moves less, and then downward: the
same question has the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import z3

from perkins_rules.solving.encoding import Encoding
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.guards import Guard
from perkins_rules.solving.instances import Held

MOST_STEPS = 50_000_000
"""What the solver may do on one question: counted, not timed, so that it ends alike anywhere."""
_GROUPS = (("money",), ("percent", "level", "number", "integer"), ("date",))


class TooHard(Exception):
    """The solver gave up at its limit: nothing is known then."""


class Nearest(NamedTuple):
    """Counts of units by pointer, of those that differ from what stands; whether others are as
    near.
    """

    changes: Mapping[str, int]
    is_only: bool


class Now(NamedTuple):
    """How instances stand with the figures that are there."""

    kept: Sequence[Held]
    broken: Sequence[Held]
    open: Sequence[Held]


def standing(encoding: Encoding) -> Now:
    """Which instances are kept, broken or open as the figures stand."""
    space = encoding.space
    solver = z3.Solver(ctx=space.context)
    solver.add(formulas_of(space.conditions, space.context))
    solver.add([_is_as_it_stands(encoding, one) for one in space.unknowns.values()])
    if solver.check() != z3.sat:
        raise TooHard
    model = solver.model()

    def holds(guard: Guard) -> bool:
        return guard if isinstance(guard, bool) else z3.is_true(_in(model, guard))

    kept = tuple(one for one in encoding.held if holds(one.kept))
    broken = tuple(one for one in encoding.held if holds(one.broken))
    settled = {id(one) for one in (*kept, *broken)}
    return Now(kept, broken, tuple(one for one in encoding.held if id(one) not in settled))


def connected(encoding: Encoding, start: Iterable[Held], others: Iterable[Held]) -> list[Held]:
    """Of the others, those that hang together with the first by the unknowns they speak of: no
    figure that settles the first moves any other.
    """
    space = encoding.space
    names = {id(one): space.names_in(one.kept) | space.names_in(one.broken) for one in others}
    reached = frozenset[str]().union(*(space.names_in(one.met) for one in start))
    left, found = list(others), list[Held]()
    while near := [one for one in left if names[id(one)] & reached]:
        left = [one for one in left if not names[id(one)] & reached]
        found += near
        reached = reached.union(*(names[id(one)] for one in near))
    return found


def together(
    encoding: Encoding, asked: Iterable[Guard], others: Iterable[Held]
) -> list[Held] | None:
    """Of some instances, in their order, those that can be met with all that is `asked` and with
    those before; None where that cannot be met by itself. Raises TooHard.
    """
    space = encoding.space
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    solver.add(formulas_of([*space.conditions, *asked], space.context))
    if asked_of(solver) is None:
        return None
    found = list[Held]()
    for one in others:
        formulas = formulas_of([one.met], space.context)
        if asked_of(solver, *formulas) is not None:
            solver.add(*formulas)
            found.append(one)
    return found


def nearest(
    encoding: Encoding, asked: Iterable[Guard], first: Collection[str] = ()
) -> Nearest | None:
    """The nearest figures under which all that is `asked` holds, those of `first` moved rather than
    others; None where there are none. Raises TooHard.
    """
    space = encoding.space
    wanted = [guard for guard in asked if guard is not True]
    if any(guard is False for guard in wanted):
        return None
    named = frozenset[str]().union(*map(space.names_in, wanted))
    known = [one for one in space.conditions if space.names_in(one) & named]
    formulas = formulas_of([*known, *wanted], space.context)
    among = [one for one in space.unknowns.values() if one.pointer in named]
    costs = _costs(encoding, among, first)
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    solver.add(formulas + costs.conditions)
    model = asked_of(solver)
    if model is None:
        return None
    for cost in costs.told:
        model = _least(solver, model, cost)
    is_only = not _has_other(solver, among, encoding, model)
    for cost in costs.between if not is_only else ():
        model = _least(solver, model, cost)
    found = {one.pointer: _count(encoding, model, one) for one in among}
    changes = {
        one.pointer: n for one in among if (n := found[one.pointer]) != one.counted(one.value)
    }
    return Nearest(changes, is_only)


def _count(encoding: Encoding, model: Any, one: Unknown) -> int:
    return int(_in(model, encoding.space.variables[one.pointer]).as_long())


def _least(solver: Any, model: Any, cost: Any) -> Any:
    """A model with the least cost, which from now on is asked for; by halves."""
    most = _in(model, cost).as_long()
    least = 0
    while least < most:
        middle = (least + most) // 2
        better = asked_of(solver, cost <= middle)
        if better is None:
            least = middle + 1
        else:
            model, most = better, _in(better, cost).as_long()
    solver.add(cost <= most)
    return model


def asked_of(solver: Any, *more: Any) -> Any:
    """What satisfies all that a solver knows, and more for this once; None where nothing does.
    Raises TooHard.
    """
    solver.push()
    solver.add(*more)
    said = solver.check()
    model = solver.model() if said == z3.sat else None
    solver.pop()
    if said == z3.unknown:
        raise TooHard
    return model


def _in(model: Any, term: Any) -> Any:
    """What a term comes to; an unknown that nothing is asked of, too."""
    return model.eval(term, model_completion=True)


def _has_other(solver: Any, among: Sequence[Unknown], encoding: Encoding, model: Any) -> bool:
    variables = encoding.space.variables
    other = [variables[one.pointer] != _count(encoding, model, one) for one in among]
    return asked_of(solver, z3.Or(other)) is not None


def _is_as_it_stands(encoding: Encoding, one: Unknown) -> Any:
    return encoding.space.variables[one.pointer] == one.counted(one.value)


def formulas_of(guards: Iterable[Guard], context: Any) -> list[Any]:
    """Guards as the solver takes them."""
    return [
        z3.BoolVal(guard, context) if isinstance(guard, bool) else guard
        for guard in guards
        if guard is not True
    ]


class _Costs(NamedTuple):
    """What is to be least, in order: what is told of (`told`), and what chooses between equals."""

    told: list[Any]
    between: list[Any]
    conditions: list[Any]


def _costs(encoding: Encoding, among: Sequence[Unknown], first: Collection[str]) -> _Costs:
    space, context = encoding.space, encoding.space.context
    conditions, moved, movement = [], {}, {}
    for place, one in enumerate(among):
        variable, stands = space.variables[one.pointer], one.counted(one.value)
        moved[one.pointer] = z3.Bool(f"m{place}", context)
        movement[one.pointer] = z3.Int(f"d{place}", context)
        conditions += [
            movement[one.pointer] >= variable - stands,
            movement[one.pointer] >= stands - variable,
            z3.Or(moved[one.pointer], variable == stands),
        ]

    def how_many(pointers: Iterable[str]) -> Any:
        return z3.Sum([z3.If(moved[p], 1, 0) for p in pointers] or [z3.IntVal(0, context)])

    def how_far(kinds: Collection[str]) -> Any:
        smallest = min((one.unit for one in among if one.kind in kinds), default=1)
        parts = [
            int(one.unit / smallest) * movement[one.pointer] for one in among if one.kind in kinds
        ]
        return z3.Sum(parts or [z3.IntVal(0, context)])

    others = [one.pointer for one in among if one.pointer not in first]
    told = [how_many(others)] if first else []
    told += [how_many(moved), *map(how_far, _GROUPS)]
    weights = list(enumerate(reversed(among), start=1))
    zero = z3.IntVal(0, context)
    between = [
        z3.Sum([weight * movement[one.pointer] for weight, one in weights] or [zero]),
        z3.Sum([weight * space.variables[one.pointer] for weight, one in weights] or [zero]),
    ]
    return _Costs(told, between, conditions)
