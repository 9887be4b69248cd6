"""Rules of one setting -> which of them say nothing that another does not, which cannot be passed
together, and from which figure on two cannot be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.engine.reference.instances import instances
from perkins_rules.findings import Verdict
from perkins_rules.proving import claims as c
from perkins_rules.proving.asking import Answer, Asking, Rules, answered
from perkins_rules.proving.fields import fields_of
from perkins_rules.proving.form import Pools
from perkins_rules.proving.formed import Formed
from perkins_rules.proving.rule_claims import Told
from perkins_rules.proving.sample import Verdicts
from perkins_rules.proving.setting import Setting
from perkins_rules.solving.guards import Guard, conj, disj, neg

Data = Mapping[str, Any]
_WEIGHT = {"error": 2, "warning": 1, "info": 0}
_CONCERNED = {Verdict.PASS, Verdict.FAIL}
_KEPT = {Verdict.PASS, Verdict.NOT_APPLICABLE}


class Among(NamedTuple):
    """Rules with what was found of each, and documents that pass many of them."""

    setting: Setting
    pools: Pools
    told: Callable[[CheckedRule], Told]
    rules: Rules
    known: Sequence[Data]


class Neighbours:
    """Which rules demand something of the same field, and what known documents pass."""

    def __init__(self, among: Among) -> None:
        self.among = among
        self.fields = {rule.key: fields_of(rule) for rule in among.rules}
        said = [self._said(data) for data in among.known]
        self.passing = [{k for k, v in one.items() if Verdict.PASS in v} for one in said]
        self.broken = [{k for k, v in one.items() if not v <= _KEPT} for one in said]

    def _said(self, data: Data) -> dict[str, set[Verdict]]:
        ev = self.among.setting.evaluator(data)
        return {r.key: {one.verdict for one in instances(ev, r)} for r in self.among.rules}

    def pairs(self) -> Iterator[tuple[CheckedRule, CheckedRule]]:
        """Two rules that demand something of one field, in their order."""
        for one, other in combinations(self.among.rules, 2):
            if self.fields[one.key] & self.fields[other.key]:
                yield one, other

    def pass_together(self, one: CheckedRule, other: CheckedRule) -> bool:
        """Whether both pass on a document that is known, and neither is open or fails in part."""
        return any(
            {one.key, other.key} <= passing - broken
            for passing, broken in zip(self.passing, self.broken, strict=True)
        )

    def is_kept_somewhere(self, rule: CheckedRule) -> bool:
        """Whether it passes on a document that is known, and all beside it are kept there."""
        beside = {one.key for one in self.beside(rule)}
        return any(
            rule.key in passing and beside.isdisjoint(broken)
            for passing, broken in zip(self.passing, self.broken, strict=True)
        )

    def beside(self, rule: CheckedRule) -> Rules:
        """The rules that demand something of a field that it demands something of."""
        mine = self.fields[rule.key]
        return tuple(r for r in self.among.rules if r.key != rule.key and self.fields[r.key] & mine)


# ------------------------------------------------------------------ implied


def implied(near: Neighbours, one: CheckedRule, other: CheckedRule) -> c.Claim | None:
    """That whatever fails the one fails the other, which weighs no less. What cannot be told is no
    fault: nothing is said of it.
    """
    sample = near.among.told(one).fails.sample
    if sample is None or _WEIGHT[other.severity] < _WEIGHT[one.severity]:
        return None
    setting = near.among.setting
    if not _fails(setting, other, sample.data) or _refuted(setting, one, other):
        return None

    def wanted(on: Formed) -> list[Guard]:
        fails, others = (disj(x.broken for x in on.held[r.key]) for r in (one, other))
        return [fails, neg(others)]

    def is_so(said: Any) -> bool:
        return Verdict.FAIL in said[one.key] and Verdict.FAIL not in said[other.key]

    found = answered(setting, near.among.pools, Asking((one, other), wanted, is_so, negative=True))
    if not found.is_no:
        return None
    return c.Claim(c.IMPLIED, (one, other), "", sample, (setting,))


def _fails(setting: Setting, rule: CheckedRule, data: Data) -> bool:
    return any(one.verdict == Verdict.FAIL for one in instances(setting.evaluator(data), rule))


def _refuted(setting: Setting, one: CheckedRule, other: CheckedRule) -> bool:
    """Whether an example fails the one and not the other."""
    failing = [e.data for e in one.examples if e.verdict == "fail" and not e.names]
    return any(_fails(setting, one, d) and not _fails(setting, other, d) for d in failing)


# ------------------------------------------------------------------ contradictions


def contradiction(
    near: Neighbours, one: CheckedRule, other: CheckedRule
) -> c.Claim | c.Untold | None:
    """That two errors cannot both be passed, though both apply to some document."""
    told = near.among.told
    if near.pass_together(one, other) or not (
        told(one).passes.sample and told(other).passes.sample
    ):
        return None
    pair = (one, other)
    both = _asked(near, pair, lambda x: x.passes, lambda said, k: said[k] == {Verdict.PASS})
    if both.sample is not None:
        return None
    concerned = _asked(near, pair, lambda x: x.concerned, _is_concerned)
    settings = (near.among.setting,)
    why = both.in_the_way or concerned.unknown
    if why and (concerned.sample is not None or concerned.unknown):
        return c.Untold("whether both can be passed", pair, why, settings)
    if concerned.sample is None:
        return None
    return c.Claim(c.CONTRADICTION, pair, "", concerned.sample, settings)


def _is_concerned(said: Verdicts, key: str) -> bool:
    """Whether a rule applies for certain, wherever it is asked, and what it demands is known."""
    return bool(said[key]) and said[key] <= _CONCERNED and key not in said.unsure


def _asked(
    near: Neighbours,
    rules: Rules,
    of: Callable[[Any], Guard],
    is_so: Callable[[Verdicts, str], bool],
) -> Answer:
    def wanted(on: Formed) -> list[Guard]:
        found = [on.held[rule.key] for rule in rules]
        if not all(found):
            return [False]
        return [conj(of(one) for one in held) for held in found]

    def all_are(said: Verdicts) -> bool:
        return all(is_so(said, rule.key) for rule in rules)

    return answered(near.among.setting, near.among.pools, Asking(rules, wanted, all_are))


def together(near: Neighbours, rule: CheckedRule) -> c.Claim | None:
    """That a rule cannot be passed where all that demand something of its fields are kept: it, and
    a smallest number of those.
    """
    others = near.beside(rule)
    if len(others) < 2 or near.among.told(rule).passes.sample is None:
        return None
    found = _kept_with(near, rule, others)
    if not found.is_no:
        return None
    for other in others:
        fewer = tuple(one for one in others if one.key != other.key)
        if fewer and (less := _kept_with(near, rule, fewer)).is_no:
            others, found = fewer, less
    if len(others) < 2:
        return None  # two are told of as such
    shown = _kept_with(near, rule, ())
    return c.Claim(c.TOGETHER, (rule, *others), "", shown.sample, (near.among.setting,))


def _kept_with(near: Neighbours, rule: CheckedRule, others: Rules) -> Answer:
    """A document that passes the rule and keeps others; those that have no formula are left out."""

    def wanted(on: Formed) -> list[Guard]:
        kept = [conj(x.kept for x in on.held[one.key]) for one in others]
        return [disj(x.passes for x in on.held[rule.key]), *kept]

    def is_so(said: Any) -> bool:
        return Verdict.PASS in said[rule.key] and all(said[o.key] <= _KEPT for o in others)

    return answered(near.among.setting, near.among.pools, Asking((rule, *others), wanted, is_so))
