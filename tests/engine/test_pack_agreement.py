"""The engines agree on the rules that the tool carries, and on the examples those rules state."""

from __future__ import annotations

import pytest

from perkins_rules.app.asking.rule_sources import read_with_examples
from perkins_rules.assets import built_in_rules
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.reference.example_run import question_of
from perkins_rules.pipeline import rule_files
from tests.engine.agreement import compared
from tests.engine.pack_agreement import run_packs

pytestmark = pytest.mark.slow


def test_changed_plans_have_the_same_outcomes_in_both_engines() -> None:
    found = run_packs(plans=25, seed=20261121, deletions=25).disagreements
    assert not found, found[0]


def test_the_examples_of_rules_have_the_same_outcomes_in_both_engines() -> None:
    rules = read_with_examples(rule_files([built_in_rules()])).rules
    assert rules is not None
    compiled = compile_rules(rules)
    for rule in rules.rules:
        for example in rule.examples:
            asked = question_of(rules, rule, example)
            # What an example states of a name itself is for the reference engine: no document can.
            if not asked.names:
                assert compared(rules, compiled, rule, example.data, asked) is None, example.text
