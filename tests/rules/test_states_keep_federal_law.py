"""What a State's pack changes of a federal rule makes it no softer where the Act asks for it."""

from __future__ import annotations

import pytest

from perkins_rules.check.tree import CheckedRule
from perkins_rules.engine.reference.example_run import run_example
from perkins_rules.findings import Verdict
from tests.loaded import built_in, with_examples

WEIGHT = {"error": 2, "warning": 1, "info": 0}
LOOSER = {
    # The State has no level of an indicator that its page leaves out, so a recipient has none to
    # accept. That is an error of the State's plan; mn.local_levels warns the recipient.
    "federal.local_levels/core-indicators",
}
"""Federal rules that a State's pack may loosen, with the reason."""


def _changed() -> list[tuple[CheckedRule, CheckedRule]]:
    """Each federal rule that cites the Act, and what a State's pack makes of it."""
    rules = built_in().rules
    below = {rule.id: rule for rule in rules if rule.state is None}
    above = [rule for rule in rules if rule.replaced_by or rule.excepted_by]
    pairs = [(below[rule.id], rule) for rule in above if rule.state is not None]
    return [pair for pair in pairs if any(cite.source == "perkins" for cite in pair[0].citations)]


CHANGED = _changed()
NAMES = [f"{rule.id} in {rule.state}" for _, rule in CHANGED]


def test_states_change_some_federal_rules() -> None:
    assert CHANGED


@pytest.mark.parametrize(("federal", "own"), CHANGED, ids=NAMES)
def test_it_weighs_as_much(federal: CheckedRule, own: CheckedRule) -> None:
    assert WEIGHT[own.severity] >= WEIGHT[federal.severity]


@pytest.mark.parametrize(("federal", "own"), CHANGED, ids=NAMES)
def test_what_fails_elsewhere_fails_in_the_state(federal: CheckedRule, own: CheckedRule) -> None:
    examples = next(rule.examples for rule in with_examples().rules if rule.key == federal.key)
    failing = [example for example in examples if example.verdict == Verdict.FAIL]
    passed = [e for e in failing if run_example(built_in().rule_set, own, e).got != Verdict.FAIL]
    assert [e.text for e in passed if own.id not in LOOSER] == []
