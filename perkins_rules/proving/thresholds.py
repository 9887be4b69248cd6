"""A rule -> documents on each of its limits and a unit to either side: a cent, a day, a place.

What the formulas foresee of each is kept beside what the engine says: neither may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import z3

from perkins_rules.check import tree as t
from perkins_rules.findings import Verdict
from perkins_rules.proving.form import Pools
from perkins_rules.proving.formed import WAYS, Formed, formed
from perkins_rules.proving.sample import Sample, text_of, tidy, verdicts_on
from perkins_rules.proving.setting import Setting
from perkins_rules.proving.smallest import filled, smallest_values
from perkins_rules.solving.cases import combined
from perkins_rules.solving.evaluator import Entry, Symbolic
from perkins_rules.solving.figures import Linear, Ratio, is_determined, plus, scaled
from perkins_rules.solving.guards import TRUE, Guard, Outside, conj, disj
from perkins_rules.solving.instances import Held, turns
from perkins_rules.solving.operations import day_limits
from perkins_rules.solving.search import TooHard, formulas_of

_SIDES = {"at_least": 1, "at_most": 1, "more_than": 1, "less_than": 1, "is": 1, "is_not": 1}
_NO_FIGURES = {str, bool, tuple, list}
INSIDE, ON, OUTSIDE = "just inside", "on the limit", "just outside"


class Boundary(NamedTuple):
    """A document beside a limit; `foreseen` is what the formulas say of it."""

    place: str
    sample: Sample
    foreseen: Verdict


class Threshold(NamedTuple):
    """One limit, in the words of the rule; `moved` is the field that goes from one side to the
    other. Without documents, `unknown` says why there are none.
    """

    words: str
    moved: str
    boundaries: tuple[Boundary, ...]
    unknown: str = ""


def thresholds(
    setting: Setting, pools: Pools, rule: t.CheckedRule, given: Mapping[str, Any] | None = None
) -> Iterator[Threshold]:
    """Each limit that a demand of the rule has, with some values `given` by pointer."""
    told: dict[str, Threshold] = {}
    for way in WAYS[:3]:
        on = formed(setting, (rule,), pools, way, fixed=given, negative=True)
        if on.outside:
            told.setdefault("", Threshold("", "", (), f"`{on.outside[rule.key]}` has no formula"))
            continue
        for words, guard, gap in _limits(on, rule):
            found = _threshold(on, rule, words, guard, gap)
            known = told.get(words)
            if known is None or not known.boundaries:
                told[words] = found
        if any(one.boundaries for one in told.values()) or not on.has_lists:
            break
    shown = _told_once(told.values())
    return iter(shown or [one for one in told.values() if one.words] or told.values())


def _told_once(those: Iterable[Threshold]) -> list[Threshold]:
    """Those with documents that none before has."""
    known = set[str]()
    found = []
    for one in those:
        texts = {boundary.sample.text for boundary in one.boundaries}
        if not texts <= known:
            found.append(one)
            known |= texts
    return found


# ------------------------------------------------------------------ the limits of a rule


def _limits(on: Formed, rule: t.CheckedRule) -> Iterator[tuple[str, Guard, Linear]]:
    """What is nothing on a limit, and when it is the limit that counts: of several cases, as of a
    greater of two, each by itself.
    """
    symbolic = Symbolic(on.setting.evaluator(on.form.data), on.space)
    turn = next(turns(symbolic, rule.loops, Entry({}, TRUE)), None)
    if turn is None:
        return
    for demand in rule.demands:
        for node in _comparisons(demand.condition):
            gaps: dict[Linear, list[Guard]] = {}
            try:
                for guard, gap in _gaps(symbolic, node, turn.env):
                    gaps.setdefault(gap, []).append(guard)
            except Outside:
                continue
            for number, (gap, guards) in enumerate(gaps.items(), start=1):
                case = f" ({number})" if len(gaps) > 1 else ""
                yield f"{node.text}{case}", disj(guards), gap


def _comparisons(node: t.Checked) -> Iterator[t.Operation]:
    if isinstance(node, t.Named):
        yield from _comparisons(node.value)
    elif isinstance(node, t.Every | t.Some):
        for one in node.operands:
            yield from _comparisons(one)
    elif isinstance(node, t.Opposite):
        yield from _comparisons(node.operand)
    elif isinstance(node, t.Operation):
        yield node


def _gaps(on: Symbolic, node: t.Operation, env: Any) -> Iterator[tuple[Guard, Linear]]:
    if node.kind not in (*_SIDES, "between", "differs", "apart"):
        return
    for guard, values in combined([on.cases(one, env) for one in node.operands]):
        if not all(map(is_determined, values)):
            continue
        for inner, gap in _apart(on, node, values):
            if isinstance(gap, Linear) and gap.terms:
                yield conj((guard, inner)), gap


def _apart(on: Symbolic, node: t.Operation, values: Any) -> Iterator[tuple[Guard, Any]]:
    """Left less right, once for each limit that the comparison has."""
    first, *others = values
    if node.kind == "differs":
        other, within = others
        gap = _less(first, other)
        yield True, plus(gap, within, -1)
        yield True, plus(gap, within)
    elif node.kind == "apart":
        period, day = others
        for guard, limit in day_limits(on.space, period, day, *node.options[1:]):
            if limit is not None:
                yield guard, _less(first, limit)
    else:
        for other in others:
            if {type(first), type(other)}.isdisjoint(_NO_FIGURES):
                yield True, _less(first, other)


def _less(one: Any, other: Any) -> Linear:
    if isinstance(one, Ratio) and not isinstance(other, Linear | Ratio):
        return plus(one.above, scaled(one.below, other), -1)
    if isinstance(one, Ratio) or isinstance(other, Ratio):
        raise Outside("a ratio beside a figure")
    return plus(one, other, -1)


# ------------------------------------------------------------------ documents on a limit


def _threshold(on: Formed, rule: t.CheckedRule, words: str, guard: Guard, gap: Linear) -> Threshold:
    """A smallest document that fails there; then the figure in it moves until it passes."""
    held = on.held[rule.key]
    fails = disj(one.broken for one in held)
    try:
        start = smallest_values(on, [guard, fails])
        if start is None:
            return Threshold(words, "", (), "nothing fails there")
        for pointer, _ in gap.terms:
            found = _moved(on, rule, gap, start, pointer) if pointer in start else ()
            if found:
                return Threshold(words, pointer, found)
    except TooHard:
        return Threshold(words, "", (), "the solver gave up at its limit")
    return Threshold(words, "", (), "no figure in it leads from failing to passing")


def _moved(
    on: Formed, rule: t.CheckedRule, gap: Linear, start: dict[str, Any], pointer: str
) -> tuple[Boundary, ...]:
    """The last figure that fails, the first that passes, and the one after."""
    one, passes = on.space.unknowns[pointer], disj(x.passes for x in on.held[rule.key])
    count = one.counted(start[pointer])
    if count is None:
        return ()
    at = on.space.variables[pointer]
    solver = _fixed(on, start, moving=pointer)
    solver.add(formulas_of([on.space.given[pointer], passes], on.space.context))
    inside = _nearest(solver, at, count)
    if inside is None:
        return ()
    step = 1 if count > inside else -1
    found = []
    for number in (inside + step, inside, inside - step):
        boundary = _boundary(on, rule, gap, {**start, pointer: one.figure(number)})
        if boundary is not None:
            found.append(boundary)
    return tuple(found)


def _boundary(
    on: Formed, rule: t.CheckedRule, gap: Linear, values: dict[str, Any]
) -> Boundary | None:
    """The document, as the formulas foresee it and as the engine finds it; None where it cannot be
    written.
    """
    solver = _fixed(on, values)
    if solver.check() != z3.sat:
        return None
    model = solver.model()

    def holds(guard: Guard) -> bool:
        if isinstance(guard, bool):
            return guard
        return bool(z3.is_true(model.eval(guard, model_completion=True)))

    foreseen = _verdict(on.held[rule.key], holds)
    off = model.eval(on.space.counted(gap), model_completion=True).as_long()
    data = tidy(filled(on, values))
    text = text_of(on.setting.document, on.setting.shape, data)
    said = verdicts_on(on.setting, text, (rule,))
    if said is None:
        return None
    place = ON if off == 0 else OUTSIDE if foreseen == Verdict.FAIL else INSIDE
    return Boundary(place, Sample(text, said, data), foreseen)


def _verdict(held: Iterable[Held], holds: Callable[[Guard], bool]) -> Verdict:
    """The verdict that weighs most of all things that the rule is asked of."""
    of = (
        (Verdict.FAIL, lambda one: holds(one.broken)),
        (Verdict.CANNOT_DETERMINE, lambda one: not holds(disj((one.kept, one.broken)))),
        (Verdict.PASS, lambda one: holds(one.passes)),
    )
    told = list(held)
    found = (verdict for verdict, is_it in of if any(map(is_it, told)))
    return next(found, Verdict.NOT_APPLICABLE)


def _fixed(on: Formed, values: Mapping[str, Any], moving: str = "") -> Any:
    """The solver with these values and no others given; what moves is left free."""
    space = on.space
    solver = z3.Solver(ctx=space.context)
    solver.add(formulas_of(space.conditions, space.context))
    for pointer, one in space.unknowns.items():
        given = space.given[pointer]
        if pointer == moving:
            continue
        if pointer in values:
            solver.add(space.variables[pointer] == one.counted(values[pointer]))
        if not isinstance(given, bool):
            solver.add(given if pointer in values else z3.Not(given))
    return solver


def _nearest(solver: Any, at: Any, count: int) -> int | None:
    """The count nearest to one."""
    away = z3.If(at >= count, at - count, count - at)
    if solver.check() != z3.sat:
        return None
    best = solver.model()
    least, most = 0, best.eval(away, model_completion=True).as_long()
    while least < most:
        middle = (least + most) // 2
        solver.push()
        solver.add(away <= middle)
        if solver.check() == z3.sat:
            best = solver.model()
            most = best.eval(away, model_completion=True).as_long()
        else:
            least = middle + 1
        solver.pop()
    return int(best.eval(at, model_completion=True).as_long())
