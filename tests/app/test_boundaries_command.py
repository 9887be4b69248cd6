"""`boundaries`: limits of a rule on the command line, and which files it may change."""

from __future__ import annotations

import json

import pytest

from perkins_rules.assets import built_in_rules
from tests.app.conftest import Run

pytest.importorskip("z3")
CAP = "federal.budget/administration-cap"


def test_the_limits_of_a_rule_as_json(run: Run) -> None:
    told = run("boundaries", CAP, "--format", "json")
    assert told.code == 0
    assert json.loads(told.out)["rule"] == CAP


def test_the_rules_of_the_program_are_not_written_into(run: Run) -> None:
    budget = built_in_rules() / "federal/plan/budget.rules"
    before = budget.read_bytes()
    told = run("boundaries", CAP, "--write-examples")
    assert told.code == 2
    assert "with --rules" in told.err
    assert budget.read_bytes() == before


def test_a_rule_that_nobody_knows(run: Run) -> None:
    told = run("boundaries", "no-such-rule")
    assert told.code == 2
    assert "no-such-rule" in told.err
