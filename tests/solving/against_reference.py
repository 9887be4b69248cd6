"""Holds formulas against the reference evaluator, with other figures than those they were made of.

Where an instance has a formula, the verdict is what the formula says of the figures; where it has
none, and its rule is not told to be outside, no figure may change the verdict.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from perkins_rules.check.tree import CheckedRule
from perkins_rules.documents import Written
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Verdict
from perkins_rules.solving.encoding import Encoding
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.search import formulas_of

Figures = Mapping[str, Any]
"""Values by their pointers."""
Told = dict[tuple[str, ...], Counter[str]]
"""How many instances are kept, broken and open, by the pointers of their variables."""
_STATES = {Verdict.PASS: "kept", Verdict.NOT_APPLICABLE: "kept", Verdict.FAIL: "broken"}


class Disagreement(NamedTuple):
    rule: CheckedRule
    figures: Figures
    reference: Told
    formulas: Told


def disagreements(
    encoding: Encoding, rules: Iterable[CheckedRule], figures: Figures
) -> Iterator[Disagreement]:
    """The rules of which formulas say otherwise than the reference evaluator, with some figures."""
    outside = {rule.key for rule, _ in encoding.outside}
    asked = [r for r in rules if r.key not in outside and r.kind != "review"]
    formulas = _by_formulas(encoding, figures)
    before = encoding.ev
    after = Evaluator(before.parameters, moved(before.data, figures), before.asked)
    for rule in asked:
        reference, said = _by_reference(after, rule), formulas.get(rule.key, {})
        stands = reference if said else _by_reference(before, rule)
        if not _agree(rule, reference, said, stands):
            yield Disagreement(rule, figures, reference, said or stands)


def _agree(rule: CheckedRule, reference: Told, said: Told, stands: Told) -> bool:
    """An instance that is left out, by a filter or because its rule does not apply, is kept. One
    whose inner list is missing has no formula, and never fails.
    """
    if not said:
        return reference == stands
    nothing = Counter[str]()
    left = [count - reference.get(at, nothing) for at, count in said.items()]
    new = {at: count - said.get(at, nothing) for at, count in reference.items()}
    blocked = [count for at, count in new.items() if len(at) < len(rule.loops)]
    others = [count for at, count in new.items() if len(at) == len(rule.loops)]
    return (
        all(set(one) <= {"kept"} for one in left)
        and all("broken" not in one for one in blocked)
        and not any(others)
    )


def _by_reference(ev: Evaluator, rule: CheckedRule) -> Told:
    found: Told = {}
    for one in instances(ev, rule):
        found.setdefault(one.pointers, Counter())[_STATES.get(one.verdict, "open")] += 1
    return found


def _by_formulas(encoding: Encoding, figures: Figures) -> dict[str, Told]:
    """What formulas say where unknowns are what the figures say, or else as they stand."""
    space, solver = encoding.space, z3.Solver(ctx=encoding.space.context)
    solver.add(formulas_of(space.conditions, space.context))
    for pointer, one in space.unknowns.items():
        count = one.counted(figures.get(pointer, one.value))
        solver.add(space.variables[pointer] == count)
    assert solver.check() == z3.sat, f"these figures are thought impossible: {figures}"
    model = solver.model()

    def holds(guard: Any) -> bool:
        at = z3.BoolVal(guard, space.context) if isinstance(guard, bool) else guard
        return bool(z3.is_true(model.eval(at, model_completion=True)))

    found: dict[str, Told] = {}
    for held in encoding.held:
        kept, broken = holds(held.kept), holds(held.broken)
        assert not (kept and broken), held.rule.id
        state = "kept" if kept else "broken" if broken else "open"
        found.setdefault(held.rule.key, {}).setdefault(held.pointers, Counter())[state] += 1
    return found


def moved(data: Any, figures: Figures) -> Any:
    """A document with other figures, each written with as many places as before."""
    after = copy.deepcopy(data)
    for pointer, value in figures.items():
        *above, last = pointer.split("/")[1:]
        at = after
        for part in above:
            at = at[int(part)] if isinstance(at, list) else at[part]
        at[last] = as_written(at[last], value)
    return after


def as_written(was: Any, value: Any) -> Any:
    if not isinstance(was, Written):
        return value
    figure = Fraction(value)
    return Written.of(figure.numerator, figure.denominator, was.places)


def others(one: Unknown, pool: Iterable[Any]) -> list[Any]:
    """The values of a pool that may stand where an unknown does."""
    return [
        value
        for value in pool
        if one.counted(value) is not None
        and (isinstance(value, date) or one.least is None or value >= one.least)
        and (isinstance(value, date) or one.most is None or value <= one.most)
    ]
