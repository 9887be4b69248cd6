"""What is asked of a form -> the smallest document of which it holds: with as few fields as can be,
and each, in the order of the form, as near to nothing as can be; days as near to the day asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from perkins_rules.documents import from_pointer
from perkins_rules.proving.formed import Formed
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.guards import Guard
from perkins_rules.solving.search import TooHard, formulas_of

MOST_STEPS = 5_000_000
"""What the solver may do on one question: counted, not timed, so that it ends alike anywhere."""


def is_possible(on: Formed, wanted: Iterable[Guard]) -> bool:
    """Whether some document has it so. Raises TooHard."""
    solver = _solver(on, list(wanted))
    return solver is not None and _checked(solver) is not None


def smallest(on: Formed, wanted: Iterable[Guard]) -> dict[str, Any] | None:
    """The data of the smallest document; None where there is none. Raises TooHard."""
    values = smallest_values(on, wanted)
    return None if values is None else filled(on, values)


def smallest_values(on: Formed, wanted: Iterable[Guard]) -> dict[str, Any] | None:
    """What stands in it of the form's unknowns, by pointer."""
    asked = [guard for guard in wanted if guard is not True]
    solver = _solver(on, asked)
    if solver is None:
        return None
    model = _checked(solver)
    if model is None:
        return None
    named = frozenset[str]().union(*map(on.space.names_in, asked))
    among = [one for one in on.form.unknowns if one.pointer in named]
    return _least_of_all(on, solver, model, among)


def _solver(on: Formed, asked: list[Guard]) -> Any:
    if any(guard is False for guard in asked):
        return None
    space = on.space
    solver = z3.Solver(ctx=space.context)
    solver.set(rlimit=MOST_STEPS)
    solver.add(formulas_of([*space.conditions, *asked], space.context))
    return solver


def _checked(solver: Any) -> Any:
    said = solver.check()
    if said == z3.unknown:
        raise TooHard
    return solver.model() if said == z3.sat else None


def _least_of_all(on: Formed, solver: Any, model: Any, among: list[Unknown]) -> dict[str, Any]:
    space = on.space
    free = [one for one in among if space.given[one.pointer] is not True]
    how_many = z3.Sum(
        [z3.If(space.given[one.pointer], 1, 0) for one in free] or [z3.IntVal(0, space.context)]
    )
    model = _least(solver, model, how_many)
    found: dict[str, Any] = {}
    for one in among:
        given = space.given[one.pointer]
        if given is not True:
            is_given = z3.is_true(model.eval(given, model_completion=True))
            if is_given:  # rather an earlier field of the form
                solver.add(given)
            else:
                better = _with(solver, given)
                model, is_given = (better, True) if better is not None else (model, False)
                solver.add(given if is_given else z3.Not(given))
            if not is_given:
                continue
        variable = space.variables[one.pointer]
        start = _start(on, one)
        away = z3.If(variable >= start, variable - start, start - variable)
        model = _least(solver, model, away)
        model = _least(solver, model, z3.If(variable >= start, 0, 1))
        found[one.pointer] = one.figure(_count(model, variable))
    return found


def _with(solver: Any, guard: Guard) -> Any:
    solver.push()
    solver.add(guard)
    model = _checked(solver)
    solver.pop()
    return model


def _start(on: Formed, one: Unknown) -> int:
    """What a figure is to be near to, in units."""
    day = on.setting.question.day
    if one.values:
        return 0
    if one.kind == "date":
        return day.toordinal()
    return day.year if one.kind == "integer" and "year" in one.pointer.rpartition("/")[2] else 0


def _count(model: Any, term: Any) -> int:
    return int(model.eval(term, model_completion=True).as_long())


def _least(solver: Any, model: Any, cost: Any) -> Any:
    """A model with the least cost, which from now on is asked for: first by what is nothing, then
    by halves.
    """
    least, most = 0, _count(model, cost)
    middle = 0
    while least < most:
        better = _with(solver, cost <= middle)
        if better is None:
            least = middle + 1
        else:
            model, most = better, _count(better, cost)
        middle = (least + most) // 2
    solver.add(cost == most)
    return model


def filled(on: Formed, values: dict[str, Any]) -> dict[str, Any]:
    """The data of the form with these values alone; lists, and what orders them, stay."""
    missing = {one.pointer for one in on.form.unknowns} - values.keys()
    return _kept(on.form.data, "", values, missing) or {}


def _kept(value: Any, pointer: str, values: dict[str, Any], missing: set[str]) -> Any:
    if pointer in missing:
        return None
    if pointer in values:
        return values[pointer]
    if isinstance(value, dict):
        inner = {k: _kept(v, f"{pointer}/{k}", values, missing) for k, v in value.items()}
        return {k: v for k, v in inner.items() if v is not None and (v != {} or pointer == "")}
    if isinstance(value, list):
        return [_kept(v, f"{pointer}/{k}", values, missing) for k, v in enumerate(value)]
    return value


def without(data: Any, pointer: str) -> Any:
    """The data without what stands at a place."""
    first, *rest = from_pointer(pointer)
    if isinstance(data, list):
        at = int(first)
        inner = [
            without(v, "/" + "/".join(rest)) if k == at and rest else v for k, v in enumerate(data)
        ]
        return inner if rest else data[:at] + data[at + 1 :]
    if not rest:
        return {k: v for k, v in data.items() if k != first}
    return {k: without(v, "/" + "/".join(rest)) if k == first else v for k, v in data.items()}
