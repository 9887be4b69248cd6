"""Rule + document -> for each thing that the rule quantifies over, when it is kept and when it is
broken. The five verdicts are those of the reference engine, as formulas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.instances import Pointers
from perkins_rules.engine.shared.trace import Env, places
from perkins_rules.solving.evaluator import Entry, Symbolic
from perkins_rules.solving.guards import (
    TRUE,
    Guard,
    Outside,
    Truth,
    both,
    conj,
    disj,
    neg,
    opposite,
)


class Held(NamedTuple):
    """When an instance of a rule passes or does not apply (`kept`), and when it fails (`broken`);
    in all other cases it cannot be determined. `pointers` are those of the loop variables. It is
    `met` when what it demands is so, or an exception: one that no longer applies is only evaded.
    `applies`, `demanded` and `excepted`, one for each exception, are what that comes of.
    """

    rule: t.CheckedRule
    pointers: Pointers
    kept: Guard
    broken: Guard
    met: Guard
    applies: Truth = TRUE
    demanded: Truth = TRUE
    excepted: tuple[Truth, ...] = ()

    @property
    def left_out(self) -> Guard:
        """When it does not apply, or an exception is true."""
        return disj((self.applies.no, *(one.yes for one in self.excepted)))

    @property
    def passes(self) -> Guard:
        """When it passes: not when it does not apply."""
        return conj((neg(self.left_out), self.demanded.yes))

    @property
    def concerned(self) -> Guard:
        """When it applies for certain, without exception, and what it demands is so or is not."""
        no_exception = (one.no for one in self.excepted)
        return conj((self.applies.yes, neg(self.demanded.open), *no_exception))


def held(
    on: Symbolic, rule: t.CheckedRule, at: Collection[Pointers] | None = None
) -> tuple[Held, ...]:
    """Each instance of a rule that some unknown may decide, or of those `at` some pointers. Raises
    Outside.
    """
    if rule.kind == "review" or not any(map(on.touches, t.conditions_of(rule))):
        return ()
    if rule.applies_once and rule.applies is not None and on.truth(rule.applies, {}).no is True:
        return ()
    stood = turns(on, rule.loops, Entry({}, TRUE))
    asked = (turn for turn in stood if at is None or _pointers(rule, turn) in at)
    return tuple(_held(on, rule, turn) for turn in asked)


def _pointers(rule: t.CheckedRule, turn: Entry) -> Pointers:
    return tuple(turn.env[loop.variables[-1]].pointer for loop in rule.loops)


def turns(on: Symbolic, loops: tuple[t.Loop, ...], turn: Entry) -> Iterator[Entry]:
    """Where the variables of a rule stand, and whether filters let that through; what one leaves
    out that reads unknowns, too. A list that is not determined leaves all instances in it open,
    whatever the unknowns are.
    """
    if not loops:
        yield turn
        return
    loop = loops[0]
    if on.touches(loop.source) and (loop.by or not on.is_form):
        raise Outside(loop.source.text)
    for one in _pairs(on, loop, turn.env) if loop.by is not None else _entries(on, loop, turn.env):
        yield from turns(on, loops[1:], Entry(one.env, both((turn.holds, one.holds))))


def _entries(on: Symbolic, loop: t.Loop, env: Env) -> list[Entry]:
    variable = loop.variables[0]
    bound = t.Bound(variable=variable, source=loop.source, latest=loop.latest, where=loop.where)
    return on.entries(bound, env) or []


def _pairs(on: Symbolic, loop: t.Loop, env: Env) -> Iterator[Entry]:
    """Neighbours in the order of a field."""
    source, by = on.ev(loop.source, env), loop.by or ""
    on.must_stand(by)
    listed = list(places(source)) if source.value is not None else []
    if any((place.value or {}).get(by) is None for place in listed):
        return
    listed.sort(key=lambda place: place.value[by])
    for earlier, later in pairwise(listed):
        inner = {**env, loop.variables[0]: earlier, loop.variables[1]: later}
        yield Entry(inner, TRUE if loop.where is None else on.truth(loop.where, inner))


def _held(on: Symbolic, rule: t.CheckedRule, turn: Entry) -> Held:
    env = turn.env
    applies = turn.holds
    if rule.applies is not None:
        applies = both((on.truth(rule.applies, env), turn.holds))
    excepted = [_exception(on, one, env) for one in rule.exemptions]
    demanded = both([on.truth(demand.condition, env) for demand in rule.demands])
    met = disj((demanded.yes, *(one.yes for one in excepted)))
    return Held(
        rule,
        _pointers(rule, turn),
        kept=disj((applies.no, met)),
        broken=conj((applies.yes, demanded.no, *(one.no for one in excepted))),
        met=met,
        applies=applies,
        demanded=demanded,
        excepted=tuple(excepted),
    )


def _exception(on: Symbolic, exemption: t.Exemption, env: Env) -> Truth:
    truth = on.truth(exemption.condition, env)
    if exemption.but_not is None:
        return truth
    return both((truth, opposite(on.truth(exemption.but_not, env))))
