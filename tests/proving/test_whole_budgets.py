"""From which allotment on a budget can be lawful, to the cent, with the built-in rules and with a
rule planted beside them.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

pytest.importorskip("z3")

from perkins_rules.assets import built_in_rules
from perkins_rules.check.tree import RuleSet
from perkins_rules.documents import read_document
from perkins_rules.findings import Asked
from perkins_rules.pipeline import load_rules
from perkins_rules.proving.setting import settings_of
from perkins_rules.proving.whole import Lawful, lawful

pytestmark = pytest.mark.slow
PLAN = built_in_rules() / "federal/plan/documents/complete-plan.yaml"
SIX_PERCENT = """pack test.more "More" for state_plan needs language 1.2 extends federal.budget

parameter least_share is 6% from 2024-07-01  cite perkins 112(a)(3)

rule at-least-six "State administration is six percent at least"
  cite perkins 112(a)(3)
  in force from 2024-07-01
  require administration is at least least_share of allotment
"""


def _lawful(rules: RuleSet) -> Lawful:
    document = read_document("complete-plan", PLAN.read_bytes(), rules.shapes)
    settings = [s for s in settings_of(rules, Asked()) if s.document == "state_plan"]
    setting = [s for s in settings if s.state is None][-1]
    (found,) = lawful(setting, document, "complete-plan")
    return found


def test_every_allotment_has_a_lawful_budget() -> None:
    found = _lawful(load_rules().rule_set)
    assert found.name == "budget.total_allocation.amount"
    (stretch,) = found.stretches
    assert stretch.whole
    assert stretch.least is not None
    assert stretch.least.figure == Fraction(1, 100)
    assert [rule.id for rule in stretch.least.meet] == ["federal.budget/total-positive"]
    assert stretch.most is None


def test_a_floor_above_a_cap_is_found_to_the_cent(tmp_path: Path) -> None:
    (tmp_path / "more.rules").write_text(SIX_PERCENT)
    found = _lawful(load_rules([tmp_path]).rule_set)
    ends = [
        (one.least.figure if one.least else None, one.most.figure if one.most else None)
        for one in found.stretches
    ]
    # Up to the allotment whose leadership holds both floors; then where five percent are below
    # $250,000, and that is six percent at least: 250,000 / 6% = 4,166,666.66…
    assert ends[0] == (Fraction("0.01"), Fraction("600600.69"))
    assert ends[-1][1] == Fraction("4166666.66")
    last = found.stretches[-1].most
    assert last is not None
    assert [rule.id for rule in last.meet] == [
        "federal.budget/administration-cap",
        "test.more/at-least-six",
    ]
