"""Rules + document + unknowns -> all that the rules ask of the unknowns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.documents import Document
from perkins_rules.engine.reference.evaluate import evaluator_of, rules_for
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.solving.evaluator import Symbolic
from perkins_rules.solving.figures import Space, Unknown
from perkins_rules.solving.guards import Guard, Outside
from perkins_rules.solving.instances import Held, held


class Encoding(NamedTuple):
    """The instances that unknowns may decide, in the order of the rules; `outside` are rules that
    have no formula, with what in them has none.
    """

    ev: Evaluator
    space: Space
    held: tuple[Held, ...]
    outside: tuple[tuple[CheckedRule, str], ...]


def encoded(
    rules: RuleSet, document: Document, asked: Question, unknowns: tuple[Unknown, ...]
) -> Encoding:
    """What the rules in force ask of the unknowns, all else standing as it does."""
    space = Space(unknowns)
    ev = evaluator_of(rules, document, asked)
    on = Symbolic(ev, space)
    found: list[Held] = []
    outside: list[tuple[CheckedRule, str]] = []
    for rule in rules_for(rules, document, asked):
        try:
            found += held(on, rule)
        except Outside as why:
            outside.append((rule, str(why)))
    return Encoding(ev, space, tuple(found), tuple(outside))


def exactly(encoding: Encoding, those: Iterable[Held]) -> list[Guard]:
    """When instances are kept, if nothing may be off by the little that they allow."""
    wanted = {(one.rule.key, one.pointers): one.rule for one in those}
    on = Symbolic(encoding.ev, encoding.space, exact=True)
    found = [one for rule in dict.fromkeys(wanted.values()) for one in held(on, rule)]
    return [one.kept for one in found if (one.rule.key, one.pointers) in wanted]
