"""Rules + document + unknowns -> all that the rules ask of the unknowns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.documents import Document
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.reference.evaluate import rules_for
from perkins_rules.engine.reference.instances import Pointers
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.states import state_of
from perkins_rules.pipeline import Options, question_of
from perkins_rules.solving.evaluator import Symbolic
from perkins_rules.solving.figures import Space, Unknown
from perkins_rules.solving.guards import Guard, Outside
from perkins_rules.solving.instances import Held, held


class Posed(NamedTuple):
    """The rules, and what they are asked of a document."""

    rules: RuleSet
    document: Document
    question: Question
    keep: Callable[[Any], bool] | None = None

    def evaluator(self, data: Mapping[str, Any]) -> Evaluator:
        """The reference engine on these data in the place of the document's."""
        parameters = self.rules.parameters_for(self.document.type, state_of(self.document))
        return Evaluator(parameters, data, self.question)

    def in_force(self) -> tuple[CheckedRule, ...]:
        """The rules that are asked of the document."""
        found = rules_for(self.rules, self.document, self.question)
        return found if self.keep is None else tuple(filter(self.keep, found))


def posed(rules: AskableRules, document: Document, options: Options) -> Posed:
    """What a check of the document with these options would ask."""
    question, _ = question_of(rules, document, options.asked)
    return Posed(rules.rule_set, document, question, options.keep)


class Encoding(NamedTuple):
    """The instances that unknowns may decide, in the order of the rules; `outside` are rules that
    have no formula, with what in them has none.
    """

    ev: Evaluator
    space: Space
    held: tuple[Held, ...]
    outside: tuple[tuple[CheckedRule, str], ...]


def encoded(
    posed: Posed,
    unknowns: tuple[Unknown, ...],
    data: Mapping[str, Any] | None = None,
    among: Mapping[CheckedRule, Collection[Pointers] | None] | None = None,
    context: Any = None,
) -> Encoding:
    """What the rules in force, or those `among` them (each with its instances that are asked for,
    None for all), ask of the unknowns, all else standing as it does in the document, or in `data`.
    The `context` is that of the solver (see Space).
    """
    space = Space(unknowns, context)
    ev = posed.evaluator(posed.document.data if data is None else data)
    on = Symbolic(ev, space)
    found: list[Held] = []
    outside: list[tuple[CheckedRule, str]] = []
    asked = dict.fromkeys(posed.in_force()) if among is None else among
    for rule, at in asked.items():
        try:
            found += held(on, rule, at)
        except Outside as why:
            outside.append((rule, str(why)))
    return Encoding(ev, space, tuple(found), tuple(outside))


def exactly(encoding: Encoding, those: Iterable[Held]) -> list[Guard]:
    """When instances are kept, if nothing may be off by the little that they allow."""
    wanted = {(one.rule.key, one.pointers): one.rule for one in those}
    on = Symbolic(encoding.ev, encoding.space, exact=True)
    found = [one for rule in dict.fromkeys(wanted.values()) for one in held(on, rule)]
    return [one.kept for one in found if (one.rule.key, one.pointers) in wanted]
