"""Kit + question + type and State of documents -> which rules are asked, ready to be asked.

All documents of one type and State that are asked the same question meet the same rules, so that
these are chosen once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from perkins_rules.documents import Document
from perkins_rules.engine.compiled.compiled import Rule
from perkins_rules.engine.compiled.kit import Kit, RuleCard
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.states import is_asked, packs_of, state_of

Keep = Callable[[Any], bool] | None


class Chosen(NamedTuple):
    """A rule that is asked: its function, what is known of it, its place in the rule set."""

    rule: Rule
    is_review: bool
    card: RuleCard
    place: int


class Plan(NamedTuple):
    """The rules that documents meet, in the order of their files, and what is known at first."""

    packs: tuple[str, ...]
    rules: tuple[Chosen, ...]
    known: list[Any]


MOST_PLANS = 64


def plan_for(kit: Kit, document: Document, asked: Question, keep: Keep) -> Plan:
    """The rules that a document is asked."""
    state = state_of(document)
    key = (document.type, state, asked.day, asked.edition, asked.profile, keep)
    plan = kit.plans.get(key)
    if plan is None:
        if len(kit.plans) >= MOST_PLANS:
            kit.plans.clear()
        plan = kit.plans[key] = _plan(kit, document.type, state, asked, keep)
    return plan


def _plan(kit: Kit, document: str, state: str | None, asked: Question, keep: Keep) -> Plan:
    day, compiled = asked.day.toordinal(), kit.compiled
    packs = packs_of(kit.packs, document, state)
    met = set(packs)
    rules = (
        Chosen(compiled.rule(card.key), card.kind == "review", card, place)
        for place, card in enumerate(kit.rules)
        if card.pack in met and is_asked(card, state) and card.in_force(day, asked)
    )
    kept = tuple(one for one in rules if keep is None or keep(one.card))
    return Plan(packs, kept, compiled.memory(asked, document, state))
