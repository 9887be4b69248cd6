"""The built-in rules in both engines, over changed copies of the sample plan."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from perkins_rules.check.tree import RuleSet
from perkins_rules.documents import document_from_mapping
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.compiled.compiled import CompiledRules
from perkins_rules.engine.shared.question import PROFILES, Question
from tests.engine.agreement import Disagreement, Reached, Run, compared
from tests.engine.mutated import mutated, places, sample, without
from tests.loaded import built_in

DAYS = (date(2026, 7, 1), date(2027, 7, 1))


def run_packs(plans: int, seed: int, deletions: int | None = None) -> Run:
    """So many changed plans, and the sample plan less each of `deletions` of its values (all)."""
    rules, random = built_in().rule_set, Random(seed)
    compiled = compile_rules(rules)
    whole = list(places(sample()))
    left_out = whole if deletions is None else random.sample(whole, deletions)
    documents = [
        *(mutated(random) for _ in range(plans)),
        *(without(sample(), p) for p in left_out),
    ]
    found: list[Disagreement] = []
    for document in documents:
        asked = Question(random.choice(DAYS), profile=random.choice(PROFILES))
        found += disagreements(rules, compiled, document, asked)
    return Run(len(documents) * len(rules.rules), found, Reached())


def disagreements(
    rules: RuleSet, compiled: CompiledRules, document: dict[str, Any], asked: Question
) -> list[Disagreement]:
    """The rules on which the engines differ about one document."""
    data = document_from_mapping(document, rules.shapes).data
    found = (compared(rules, compiled, rule, data, asked) for rule in rules.rules)
    return [one for one in found if one is not None]
