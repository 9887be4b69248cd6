"""Where a question about rules is asked: type of document, State, day, edition and profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedParameter, CheckedRule, RuleSet
from perkins_rules.documents import Shape
from perkins_rules.engine.reference.evaluate import in_force
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.editions import edition_on
from perkins_rules.engine.shared.law import sources_for, types_of
from perkins_rules.engine.shared.question import DEFAULT_PROFILE, Question
from perkins_rules.engine.shared.states import STATE_CODE, is_asked, packs_of


class Setting(NamedTuple):
    """`state` is one that has packs of its own; None are all others."""

    rules: RuleSet
    document: str
    state: str | None
    question: Question

    @property
    def shape(self) -> Shape:
        """The form of the document."""
        return self.rules.shapes[self.document]

    @property
    def parameters(self) -> Mapping[str, CheckedParameter]:
        """As they are for such documents."""
        return self.rules.parameters_for(self.document, self.state)

    @property
    def fixed(self) -> dict[str, Any]:
        """What such documents say, whatever else they do."""
        return {} if self.state is None else {STATE_CODE: self.state}

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that are asked together."""
        return packs_of(self.rules.packs, self.document, self.state)

    def in_force(self) -> tuple[CheckedRule, ...]:
        """The rules that are asked, without what only a person can judge."""
        packs = self.packs
        return tuple(
            rule
            for rule in self.rules.rules
            if rule.kind != "review"
            and rule.pack in packs
            and is_asked(rule, self.state)
            and in_force(rule, self.question)
        )

    def evaluator(self, data: Mapping[str, Any]) -> Evaluator:
        """The reference engine on such a document."""
        return Evaluator(self.parameters, data, self.question)


def settings_of(rules: RuleSet, asked: Any) -> Iterator[Setting]:
    """Each type of document, of each State that has rules of its own and of all others, on each day
    on which something in its rules changes; `asked` may name the day, the edition, the profile.
    """
    for document in types_of(rules.packs):
        own = sorted({p.state for p in rules.packs if p.document == document and p.state})
        shared = any(p.document == document and p.state is None for p in rules.packs)
        for state in [*([None] if shared else []), *own]:
            for day in days_of(rules, document, state) if not asked.date else [_day(asked.date)]:
                yield Setting(rules, document, state, question_on(rules, document, day, asked))


def question_on(rules: RuleSet, document: str, day: date, asked: Any) -> Question:
    """What is asked on a day."""
    edition = asked.edition or edition_on(sources_for(rules, document), day)
    return Question(day, edition, asked.profile or DEFAULT_PROFILE)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def days_of(rules: RuleSet, document: str, state: str | None) -> list[date]:
    """The days on which a parameter that rules of such documents read has another value, a rule
    comes into force or goes out of it, or an edition begins; in their order.
    """
    from perkins_rules.proving.reading import parameters_read

    packs = set(packs_of(rules.packs, document, state))
    ours = [r for r in rules.rules if r.pack in packs and is_asked(r, state)]
    parameters = rules.parameters_for(document, state)
    read = {name for rule in ours for name in parameters_read(rule)}
    found = {v.start for n in read for dated in parameters[n].values.values() for v in dated}
    found |= {rule.start for rule in ours if rule.start is not None}
    found |= {rule.until + timedelta(days=1) for rule in ours if rule.until is not None}
    if any(rule.editions for rule in ours):
        found |= {s.start for s in sources_for(rules, document).values() if s.start is not None}
    return sorted(found) or [date(2019, 7, 1)]
