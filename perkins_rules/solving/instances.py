"""Rule + document -> for each thing that the rule quantifies over, when it is kept and when it is
broken. The five verdicts are those of the reference engine, as formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.instances import environments
from perkins_rules.engine.shared.trace import Env
from perkins_rules.solving.evaluator import Symbolic
from perkins_rules.solving.guards import Guard, Outside, Truth, both, conj, disj, opposite


class Held(NamedTuple):
    """When an instance of a rule passes or does not apply (`kept`), and when it fails (`broken`);
    in all other cases it cannot be determined. `pointers` are those of the loop variables.
    """

    rule: t.CheckedRule
    pointers: tuple[str, ...]
    kept: Guard
    broken: Guard


def held(on: Symbolic, rule: t.CheckedRule) -> tuple[Held, ...]:
    """Each instance of a rule that some unknown may decide. Raises Outside."""
    if rule.kind == "review" or not any(map(on.touches, t.conditions_of(rule))):
        return ()
    if rule.applies_once and rule.applies is not None and on.truth(rule.applies, {}).no is True:
        return ()
    return tuple(_held(on, rule, env) for env in _environments(on, rule))


def _environments(on: Symbolic, rule: t.CheckedRule) -> Iterator[Env]:
    """Where the variables of a rule stand; what a filter that reads unknowns leaves out, too. A
    list that is not determined leaves all instances in it open, whatever the unknowns are.
    """
    for loop in rule.loops:
        if on.touches(loop.source) or (on.touches(loop.where) and loop.latest is not None):
            raise Outside(loop.source.text)
    loops = [evolve(one, where=None) if on.touches(one.where) else one for one in rule.loops]
    names = {name for loop in loops for name in loop.variables}
    for env in environments(on.ev, evolve(rule, loops=tuple(loops))):
        if names <= env.keys():
            yield env


def _held(on: Symbolic, rule: t.CheckedRule, env: Env) -> Held:
    wheres = (loop.where for loop in rule.loops)
    conditions = [on.truth(one, env) for one in (rule.applies, *wheres) if one is not None]
    applies = both(conditions)
    excepted = [_exception(on, one, env) for one in rule.exemptions]
    demanded = both([on.truth(demand.condition, env) for demand in rule.demands])
    return Held(
        rule,
        tuple(env[loop.variables[-1]].pointer for loop in rule.loops),
        kept=disj((applies.no, *(one.yes for one in excepted), demanded.yes)),
        broken=conj((applies.yes, demanded.no, *(one.no for one in excepted))),
    )


def _exception(on: Symbolic, exemption: t.Exemption, env: Env) -> Truth:
    truth = on.truth(exemption.condition, env)
    if exemption.but_not is None:
        return truth
    return both((truth, opposite(on.truth(exemption.but_not, env))))
