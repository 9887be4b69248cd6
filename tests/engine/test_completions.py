"""What is determined stays so, whatever the missing values turn out to be.

Documents with gaps are asked, and then filled in at random: a condition that was true or false
before must be so ever after. That is what a range may claim, and no more. Rules that ask whether
something is there (`is present`, `else`) are left out, for their answers rightly change.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from perkins_rules.check import tree as t
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from tests.engine.agreement import IN_PART, PRODUCTIONS, watched
from tests.engine.growing import Grower, rule_set
from tests.engine.production_table import BY_NAME
from tests.engine.world import QUESTIONS, SHAPE, document, filled_in
from tests.engine.world_types import PARAMETERS

assert PRODUCTIONS
NAMES = sorted(
    name
    for name in BY_NAME
    if name.endswith("in part") or "filter" in name or name in ("count", "sum", "greatest", "least")
)
RULES_A_NAME, DOCUMENTS_A_RULE, COMPLETIONS = 25, 6, 6


def asks_what_is_there(rule: t.CheckedRule) -> bool:
    nodes = (node for condition in t.conditions_of(rule) for node in t.walk(condition))
    return any(isinstance(node, t.IsPresent | t.Fallback) for node in nodes)


def grown(random: Random, name: str) -> list[t.CheckedRule]:
    """Plain rules about a construct; each has one verdict on a document."""
    rules = [Grower(random).plain(f"{name} {k}", name, "demand") for k in range(RULES_A_NAME)]
    return [rule for rule in rules if not asks_what_is_there(rule)]


def verdict(data: dict[str, Any], asked: Any, rule: t.CheckedRule) -> str:
    return instances(Evaluator(PARAMETERS, data, asked), rule)[0].verdict.value


@pytest.mark.parametrize("seed", [1, 2])
def test_a_determined_verdict_outlives_every_completion(seed: int) -> None:
    random, settled_in_part = Random(seed), 0
    for name in NAMES:
        rules = grown(random, name)
        for rule in rules:
            for _ in range(DOCUMENTS_A_RULE):
                data, asked = document(random) | {"state": {"code": "b"}}, random.choice(QUESTIONS)
                said = verdict(data, asked, rule)
                if said == "cannot_determine":
                    continue
                later = [filled_in(random, SHAPE, data) for _ in range(COMPLETIONS)]
                assert {verdict(one, asked, rule) for one in later} == {said}, (rule, data)
                seen = watched(rule_set((rule,)), rule, data, asked)
                settled_in_part += any(how == IN_PART for _, how in seen)
    assert settled_in_part > 150
