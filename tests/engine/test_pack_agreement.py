"""The engines agree on the rules that the tool carries, and on the examples those rules state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from perkins_rules.app.asking.rule_sources import read_with_examples
from perkins_rules.assets import built_in_rules
from perkins_rules.check.tree import CheckedExample, CheckedRule, RuleSet
from perkins_rules.documents import document_from_mapping
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.compiled.compiled import CompiledRules
from perkins_rules.engine.reference.example_run import question_of
from perkins_rules.engine.shared.question import Question
from perkins_rules.pipeline import rule_files
from perkins_rules.structs import evolve
from tests.engine.agreement import Reached, agrees, answered, compared, found_by_reference
from tests.engine.mutated import sample
from tests.engine.pack_agreement import DAYS, run_packs
from tests.engine.stated_names import with_names
from tests.loaded import built_in

pytestmark = pytest.mark.slow


def test_changed_plans_have_the_same_outcomes_in_both_engines() -> None:
    found = run_packs(plans=25, seed=20261121, deletions=25).disagreements
    assert not found, found[0]


def test_on_a_plan_in_order_nearly_all_is_settled_by_the_compiled_rules() -> None:
    rules, reached = built_in().rule_set, Reached()
    compiled = compile_rules(rules)
    data = document_from_mapping(sample(), rules.shapes).data
    for rule in rules.rules:
        compared(rules, compiled, rule, data, Question(DAYS[0]), reached)
    assert reached.settled > 800
    assert reached.needless < reached.settled / 50


@cache
def the_rules() -> RuleSet:
    rules = read_with_examples(rule_files([built_in_rules()])).rules
    assert rules is not None
    return rules


def examples(with_stated_names: bool) -> Iterator[tuple[CheckedRule, CheckedExample, Question]]:
    for rule in the_rules().rules:
        for example in rule.examples:
            asked = question_of(the_rules(), rule, example)
            if bool(asked.names) is with_stated_names:
                yield rule, example, asked


def test_the_examples_of_rules_have_the_same_outcomes_in_both_engines() -> None:
    compiled = compile_rules(the_rules())
    for rule, example, asked in examples(with_stated_names=False):
        assert compared(the_rules(), compiled, rule, example.data, asked) is None, example.text


def test_so_have_examples_that_state_what_names_come_to() -> None:
    made: dict[tuple[str, str], tuple[CheckedRule, CompiledRules]] = {}
    settled = 0
    for rule, example, asked in examples(with_stated_names=True):
        key = rule.key, repr(asked.names)
        if key not in made:
            stated = with_names(rule, asked.names)
            made[key] = stated, compile_rules(evolve(the_rules(), rules=(stated,)))
        stated, compiled = made[key]
        pack = next(pack for pack in the_rules().packs if pack.name == rule.pack)
        answer = answered(compiled, stated, example.data, asked, pack.document)
        found, _ = found_by_reference(the_rules(), rule, example.data, asked)
        assert agrees(answer, found), (rule.id, example.text)
        settled += answer is not None and not answer.opened
    assert settled > 100
