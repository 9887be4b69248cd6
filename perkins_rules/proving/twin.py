"""A rule as two rule sets have it -> a smallest document on which they differ, or that there is
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.findings import Verdict
from perkins_rules.proving.asking import GAVE_UP, NOT_CONFIRMED
from perkins_rules.proving.form import Pools, Wanted
from perkins_rules.proving.formed import WAYS, Formed, form_for, limits_of
from perkins_rules.proving.reading import Reading, reading_of
from perkins_rules.proving.sample import Sample, sample_of, verdicts_on
from perkins_rules.proving.setting import Setting
from perkins_rules.proving.smallest import smallest
from perkins_rules.solving.evaluator import Symbolic
from perkins_rules.solving.figures import Space
from perkins_rules.solving.guards import Guard, Outside, conj, disj, neg
from perkins_rules.solving.instances import Held, held
from perkins_rules.solving.search import TooHard
from perkins_rules.structs import fields

Said = frozenset[Verdict]
_FAILS = frozenset([Verdict.FAIL])


class Side(NamedTuple):
    """A rule in the rule set of one side."""

    setting: Setting
    rule: t.CheckedRule


class Difference(NamedTuple):
    """A document on which two sides differ, and what the engine says of it on each; or none, with
    why it could not be told. Without both they are the same, as far as the `limits` go.
    """

    sample: Sample | None = None
    old: Said = frozenset()
    new: Said = frozenset()
    unknown: str = ""
    limits: tuple[str, ...] = ()


def difference(old: Side, new: Side, pools: Pools) -> Difference:
    """The smallest document on which one side fails and the other does not; or else any on which
    they say something else.
    """
    found = Difference()
    for of in (lambda one: (one.broken,), lambda one: (one.broken, one.passes, one.left_out)):
        found = _difference(old, new, pools, of)
        if found.sample is not None or found.unknown:
            break
    return found


def _difference(old: Side, new: Side, pools: Pools, of: Any) -> Difference:
    unknown, limits = "", dict[str, None]()
    for way in WAYS:
        try:
            on = _formed(old, new, pools, way)
            data = smallest(on, [_differ(on, of)])
        except Outside as why:
            unknown = f"`{why}` has no formula"
            continue
        except TooHard:
            unknown = GAVE_UP
            continue
        limits |= dict.fromkeys(on.limits)
        if data is not None:
            found = _shown(old, new, data, fails=len(of(_NOTHING)) == 1)
            if found is not None:
                return found
            unknown = NOT_CONFIRMED
        if not on.has_lists:
            break
    return Difference(unknown=unknown, limits=tuple(limits))


_NOTHING: Any = Held(None, (), kept=True, broken=False, met=True)  # type: ignore[arg-type]  # of no rule


def _formed(old: Side, new: Side, pools: Pools, way: tuple[int, bool]) -> Formed:
    """Both over one form. Raises Outside."""
    setting = new.setting
    readings = [
        reading_of([s.rule], s.setting.parameters, s.setting.question.day, s.setting.state)
        for s in (old, new)
    ]
    reading, day = _merged(*readings), setting.question.day
    form = form_for(setting, Wanted(reading, *way, pools, day, setting.fixed, negative=True))
    space = Space(form.unknowns)
    found = {
        name: held(Symbolic(side.setting.evaluator(form.data), space), side.rule)
        for name, side in (("old", old), ("new", new))
    }
    return Formed(setting, form, space, found, {}, limits_of(reading, form))


def _merged(one: Reading, other: Reading) -> Reading:
    names = {*one.words, *other.words}
    words = {
        name: tuple(dict.fromkeys((*one.words.get(name, ()), *other.words.get(name, ()))))
        for name in sorted(names)
    }
    return Reading(
        one.names | other.names,
        one.lists | other.lists,
        one.orders | other.orders,
        words,
        one.samples or other.samples,
        one.counts or other.counts,
    )


def _differ(on: Formed, of: Any) -> Guard:
    """That some thing gets another verdict; one that a side does not have is left out there."""
    sides = [{one.pointers: one for one in on.held[name]} for name in ("old", "new")]
    found = []
    for at in dict.fromkeys((*sides[0], *sides[1])):
        pair = [of(side.get(at, _NOTHING)) for side in sides]
        found += [_either_alone(*both) for both in zip(*pair, strict=True)]
    return disj(found)


def _either_alone(one: Guard, other: Guard) -> Guard:
    return disj((conj((one, neg(other))), conj((neg(one), other))))


def _shown(old: Side, new: Side, data: dict[str, Any], *, fails: bool) -> Difference | None:
    """Run through both engines, and made as small as can be."""

    def on_old(text: str) -> Said:
        said = verdicts_on(old.setting, text, (old.rule,))
        return said[old.rule.key] if said is not None else frozenset()

    def is_other(one: Said, other: Said) -> bool:
        return (one & _FAILS) != (other & _FAILS) if fails else one != other

    sample = sample_of(
        new.setting,
        data,
        (new.rule,),
        lambda said: is_other(said[new.rule.key], on_old(said.text)),
    )
    if sample is None:
        return None
    return Difference(sample, on_old(sample.text), sample.verdicts[new.rule.key])


# ------------------------------------------------------------------ the same


def meaning(side: Side) -> Any:
    """What the verdicts of a rule hang on, without names and words: equal for equal rules."""
    rule, setting = side.rule, side.setting
    known: dict[int, Any] = {}

    def of(node: Any) -> Any:
        if isinstance(node, t.Named):
            return of(node.value)
        if isinstance(node, t.Checked | t.Bound):
            if id(node) not in known:
                known[id(node)] = _said(node, of, setting)
            return known[id(node)]
        return tuple(map(of, node)) if isinstance(node, tuple) else (type(node).__name__, node)

    loops = [
        (one.variables, of(one.source), one.latest, one.by, of(one.where)) for one in rule.loops
    ]
    demands = [of(one.condition) for one in rule.demands]
    exemptions = [(of(one.condition), of(one.but_not)) for one in rule.exemptions]
    return (of(rule.applies), rule.applies_once, tuple(loops), tuple(demands), tuple(exemptions))


def _said(node: t.Checked | t.Bound, of: Any, setting: Setting) -> Any:
    if isinstance(node, t.ParameterValue):
        return ("parameter", _values(setting.parameters, node.name, setting), of(node.by))
    names = [one for one in fields(type(node)) if one not in ("type", "text")]
    return (type(node).__name__, *(of(getattr(node, name)) for name in names))


def _values(parameters: Mapping[str, t.CheckedParameter], name: str, setting: Setting) -> Any:
    day, parameter = setting.question.day, parameters[name]
    held = {state: parameter.at(day, state) for state in parameter.values}
    return tuple((state, one.value if one is not None else None) for state, one in held.items())
