"""A rule by itself -> whether it can apply, fail and pass, and whether its exceptions matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from perkins_rules.check.tree import CheckedExample, CheckedRule
from perkins_rules.engine.reference.evaluate import in_force
from perkins_rules.engine.reference.example_run import parameters_of
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.findings import Verdict
from perkins_rules.proving import claims as c
from perkins_rules.proving.asking import Answer, Asking, answered
from perkins_rules.proving.form import Pools
from perkins_rules.proving.formed import Formed
from perkins_rules.proving.setting import Setting
from perkins_rules.solving.guards import Guard, conj, disj


class Told(NamedTuple):
    """What was found of one rule."""

    claims: tuple[c.Claim, ...] = ()
    untold: tuple[c.Untold, ...] = ()
    fails: Answer = Answer(None)
    passes: Answer = Answer(None)


def told_of(setting: Setting, pools: Pools, rule: CheckedRule) -> Told:
    """What can be said of a rule by itself."""
    on = _On(setting, pools, rule)
    fails, passes = on.verdict(Verdict.FAIL), on.verdict(Verdict.PASS)
    found = list(_of_verdicts(on, fails, passes))
    found += _of_exceptions(on)
    return Told(
        tuple(one for one in found if isinstance(one, c.Claim)),
        tuple(one for one in found if isinstance(one, c.Untold)),
        fails,
        passes,
    )


class _On(NamedTuple):
    setting: Setting
    pools: Pools
    rule: CheckedRule

    def verdict(self, verdict: Verdict) -> Answer:
        """A document on which something gets a verdict: one with amounts below zero only where
        there is no other.
        """
        rules, key = (self.rule,), self.rule.key

        def wanted(on: Formed) -> list[Guard]:
            fails = verdict == Verdict.FAIL
            return [disj(one.broken if fails else one.passes for one in on.held[key])]

        asking = Asking(rules, wanted, lambda said: verdict in said[key])
        found = answered(self.setting, self.pools, asking)
        if found.is_no and verdict == Verdict.FAIL:
            found = answered(self.setting, self.pools, asking._replace(negative=True))
        return found

    def applies(self) -> Answer:
        """A document that the rule applies to, with all that it asks for."""
        rules, key = (self.rule,), self.rule.key

        def wanted(on: Formed) -> list[Guard]:
            return [disj(one.concerned for one in on.held[key])]

        concerned = {Verdict.PASS, Verdict.FAIL}
        asking = Asking(rules, wanted, lambda said: bool(said[key] & concerned))
        return answered(self.setting, self.pools, asking)

    def shown(self, verdict: Verdict) -> bool:
        """Whether an example shows it on this day: it may have what no form here has."""
        return any(one.verdict == verdict for _, one in self.examples())

    def examples(self) -> Iterator[tuple[CheckedExample, Instance]]:
        """What the engine says of the rule's examples, asked as this setting asks. What an example
        says of definitions counts, too.
        """
        for example in self.rule.examples:
            asked = self.setting.question._replace(names=example.names)
            if in_force(self.rule, asked):
                parameters = parameters_of(self.setting.rules, self.rule, example)
                ev = Evaluator(parameters, example.data, asked)
                yield from ((example, one) for one in instances(ev, self.rule))

    def claim(self, kind: c.Kind, sample: Answer, of: str = "") -> c.Claim:
        return c.Claim(kind, (self.rule,), of, sample.sample, (self.setting,))

    def untold(self, question: str, why: str) -> c.Untold:
        return c.Untold(question, (self.rule,), why, (self.setting,))


def _of_verdicts(on: _On, fails: Answer, passes: Answer) -> Iterable[c.Claim | c.Untold]:
    no_fail, no_pass = (
        one.sample is None and not (one.in_the_way and on.shown(verdict))
        for one, verdict in ((fails, Verdict.FAIL), (passes, Verdict.PASS))
    )
    for is_open, answer, question in (
        (no_fail, fails, "whether it can fail"),
        (no_pass, passes, "whether it can pass"),
    ):
        if is_open and answer.in_the_way:
            yield on.untold(question, answer.in_the_way)
    if no_fail and fails.is_no:
        applies = on.applies()
        kind = c.NEVER_APPLIES if applies.is_no else c.NEVER_FAILS
        yield on.claim(kind, Answer(None) if applies.is_no else passes)
    elif no_pass and passes.is_no:
        yield on.claim(c.NEVER_PASSES, fails)


def _of_exceptions(on: _On) -> Iterator[c.Claim | c.Untold]:
    """An exception matters where the rule would fail without it."""
    for number, exemption in enumerate(on.rule.exemptions):
        taken, matters = (_exception(on, number, is_needed=one) for one in (False, True))
        label = exemption.label
        if matters.sample is not None or (matters.in_the_way and _taken(on, label)):
            continue
        if matters.in_the_way:
            yield on.untold(f"whether the exception `{label}` matters", matters.in_the_way)
        else:
            yield on.claim(c.IDLE_EXCEPTION, taken, label)


def _exception(on: _On, number: int, *, is_needed: bool) -> Answer:
    key, label = on.rule.key, on.rule.exemptions[number].label

    def wanted(form: Formed) -> list[Guard]:
        return [
            disj(
                conj(
                    [
                        one.applies.yes,
                        one.excepted[number].yes,
                        *([one.demanded.no] if is_needed else []),
                        *(other.no for k, other in enumerate(one.excepted) if k != number),
                    ]
                )
                for one in form.held[key]
            )
        ]

    asking = Asking((on.rule,), wanted, lambda said: (key, label) in said.taken)
    return answered(on.setting, on.pools, asking)


def _taken(on: _On, label: str) -> bool:
    """Whether an example is excepted by it and demands what is not so."""
    return any(
        one.exemption is not None and one.exemption.label == label for _, one in on.examples()
    )
