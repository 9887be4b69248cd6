"""Parameters -> those whose value no verdict hangs on: a unit more or less, or an entry less, and
no rule says anything else of any document.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.example_run import parameters_of
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.proving import claims as c
from perkins_rules.proving.asking import Rules
from perkins_rules.proving.form import Pools
from perkins_rules.proving.setting import Setting
from perkins_rules.proving.twin import Side, difference
from perkins_rules.structs import evolve


def idle(setting: Setting, pools: Pools, name: str, readers: Rules) -> c.Claim | c.Untold | None:
    """That nothing hangs on a parameter. An example that another value changes shows that it does;
    so does a document.
    """
    others = [_with(setting, name, other) for other in _others(setting, name)]
    if not others or any(_noticed(setting, other, rule) for other in others for rule in readers):
        return None
    unknown = ""
    for other in others:
        for rule in readers:
            found = difference(Side(setting, rule), Side(other, rule), pools)
            if found.sample is not None:
                return None
            none = f"none was found with {' and '.join(found.limits)}" if found.limits else ""
            unknown = unknown or found.unknown or none
    if unknown:
        question = f"whether any verdict hangs on the parameter `{name}`"
        return c.Untold(question, readers, unknown, (setting,))
    return c.Claim(c.IDLE_PARAMETER, readers, name, None, (setting,))


def _others(setting: Setting, name: str) -> Iterator[t.CheckedParameter]:
    """A unit more and less than what holds on the day, for all States at once."""
    parameter, day = setting.parameters[name], setting.question.day
    held = [one for dated in parameter.values.values() for one in dated if one.start <= day]
    for k in range(max((len(_near(one.value)) for one in held), default=0)):
        values = {
            state: tuple(_other(one, k) if one in held else one for one in dated)
            for state, dated in parameter.values.items()
        }
        yield evolve(parameter, values=values)


def _other(one: t.DatedConstant, k: int) -> t.DatedConstant:
    near = _near(one.value)
    return evolve(one, value=near[k]) if k < len(near) else one


def _near(value: Any) -> tuple[Any, ...]:
    """Values beside one; of a text there are none."""
    if isinstance(value, tuple):
        return tuple((*value[:k], *value[k + 1 :]) for k in range(min(len(value), 4)))
    if isinstance(value, date):
        return (value + timedelta(days=1), value - timedelta(days=1))
    if isinstance(value, int):
        return (value + 1, value - 1)
    if isinstance(value, Fraction):
        return (value + Fraction(1, 100), value - Fraction(1, 100), value * 2)
    return ()


def _with(setting: Setting, name: str, other: t.CheckedParameter) -> Setting:
    rules = setting.rules
    replaced = tuple(
        evolve(one, parameter=other) if one.parameter.name == name else one
        for one in rules.replaced
    )
    changed = evolve(rules, parameters={**rules.parameters, name: other}, replaced=replaced)
    return setting._replace(rules=changed)


def _noticed(setting: Setting, other: Setting, rule: t.CheckedRule) -> bool:
    """Whether an example of the rule gets another verdict."""
    for example in rule.examples:
        asked = setting.question._replace(names=example.names)
        said = [
            [
                one.verdict
                for one in instances(
                    Evaluator(parameters_of(of.rules, rule, example), example.data, asked), rule
                )
            ]
            for of in (setting, other)
        ]
        if said[0] != said[1]:
            return True
    return False
