"""Two rule sets -> rule by rule, that they say the same of every document, or a smallest document
of which they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.engine.shared.law import types_of
from perkins_rules.findings import Asked, Verdict
from perkins_rules.proving.asking import Asking, answered
from perkins_rules.proving.form import Pools, pools_of
from perkins_rules.proving.formed import Formed
from perkins_rules.proving.sample import Sample
from perkins_rules.proving.setting import Setting, question_on, settings_of
from perkins_rules.proving.twin import Difference, Said, Side, difference, meaning
from perkins_rules.solving.guards import Guard, disj


class Proved(NamedTuple):
    """Of a rule that is not the same in words, as two sides have it (None: a side has it not): a
    document on which they differ, with what the engine says on each side; or, without one, why it
    could not be told; or else, that they are the same within the `limits`. `settings` are those
    in which it is so, the first that of the document.
    """

    name: str
    sample: Sample | None
    old: Said | None
    new: Said | None
    unknown: str
    limits: tuple[str, ...]
    settings: tuple[Setting, ...]


class Equivalence(NamedTuple):
    """What was found of rules that differ; `same` counts those that are the same as they stand."""

    proved: tuple[Proved, ...]
    same: int


def equivalence(
    old: RuleSet, new: RuleSet, asked: Asked, renamed: Mapping[str, str]
) -> Equivalence:
    """Every rule of either side, on each day on which something changes on either. `renamed` gives
    the old name of a rule that has another.
    """
    run = _Run(pools_of((*old.rules, *new.rules)))
    same = set[str]()
    for before, after in _settings(old, new, asked):
        ours = {rule.id: rule for rule in before.in_force()}
        for rule in after.in_force():
            was = ours.pop(renamed.get(rule.id, rule.id), None)
            if was is None:
                run.alone(after, rule, is_new=True)
            elif not run.both(Side(before, was), Side(after, rule)):
                same.add(rule.id)
        for rule in ours.values():
            run.alone(before, rule, is_new=False)
    found = tuple(run.found.values())
    return Equivalence(found, len(same - {one.name for one in found}))


def _settings(old: RuleSet, new: RuleSet, asked: Asked) -> Iterator[tuple[Setting, Setting]]:
    """The same question to both sides."""
    there = {*types_of(old.packs)} & {*types_of(new.packs)}
    places: dict[tuple[Any, ...], None] = {}
    for rules in (new, old):
        for one in settings_of(rules, asked):
            if one.document in there:
                places[one.document, one.state, one.question.day] = None
    for document, state, day in sorted(places, key=lambda at: (at[0], at[1] or "", at[2])):
        question = question_on(new, document, day, asked)
        yield Setting(old, document, state, question), Setting(new, document, state, question)


class _Run:
    def __init__(self, pools: Pools) -> None:
        self.pools = pools
        self.known: dict[Any, Difference] = {}
        self.found: dict[Any, Proved] = {}

    def both(self, old: Side, new: Side) -> bool:
        """Whether a rule is not the same as it stands; then it is asked about."""
        at = meaning(old), meaning(new)
        if at[0] == at[1]:
            return False
        if at not in self.known:
            self.known[at] = difference(old, new, self.pools)
        found = self.known[at]
        self._enter(
            Proved(
                new.rule.id,
                found.sample,
                found.old,
                found.new,
                found.unknown,
                found.limits,
                (new.setting,),
            )
        )
        return True

    def alone(self, setting: Setting, rule: CheckedRule, *, is_new: bool) -> None:
        """A rule that one side has: a document that fails it."""
        at = "alone", is_new, meaning(Side(setting, rule))
        if at not in self.known:
            self.known[at] = self._failing(setting, rule)
        found = self.known[at]
        said = found.new if found.sample is not None else frozenset()
        old, new = (None, said) if is_new else (said, None)
        self._enter(
            Proved(rule.id, found.sample, old, new, found.unknown, found.limits, (setting,))
        )

    def _failing(self, setting: Setting, rule: CheckedRule) -> Difference:
        def wanted(on: Formed) -> list[Guard]:
            return [disj(one.broken for one in on.held[rule.key])]

        asking = Asking((rule,), wanted, lambda said: Verdict.FAIL in said[rule.key])
        found = answered(setting, self.pools, asking)
        said = found.sample.verdicts[rule.key] if found.sample is not None else frozenset()
        return Difference(found.sample, new=said, unknown=found.unknown, limits=found.limits)

    def _enter(self, one: Proved) -> None:
        text = one.sample.text if one.sample is not None else ""
        at = one.name, one.old is None, one.new is None, text, one.unknown
        before = self.found.get(at)
        settings = (*before.settings, *one.settings) if before is not None else one.settings
        self.found[at] = one._replace(settings=settings)
