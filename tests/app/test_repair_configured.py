"""`repair` and `range` where a folder has a configuration, rules of its own, a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import SAMPLE, Run

pytest.importorskip("z3")

GOOD = Path(SAMPLE).read_text(encoding="utf-8")
OVER = GOOD.replace("    amount: 260000.00\n", "    amount: $260,000.01\n", 1)
ADMINISTRATION, MATCH = "/budget/state_administration/amount", "/budget/state_match/amount"
PACK = """\
pack vt.budget "Vermont" for state_plan
law vt "The State Board's rule" as "Board rule" reviewed to 2030-01-01

parameter own_share is 4% from 2019-07-01
  cite vt 7

rule lean-administration "Vermont keeps its administration leaner"
  cite vt 7
  applies when budget.total_allocation.amount is present
  require budget.state_administration.amount is at most own_share of budget.total_allocation.amount
  otherwise "Line 2 is {budget.state_administration.amount}."
  remedy "Lower line 2."
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(OVER, encoding="utf-8")
    return path


def _changes(run: Run, plan: Path, *words: str) -> dict[str, str]:
    told = run("repair", str(plan), "--format", "json", *words)
    (found,) = json.loads(told.out)["documents"]
    return {one["path"]: one["now"] for one in found["changes"]}


def _most(run: Run, plan: Path, rule: str) -> Any:
    told = run("range", str(plan), "--select", rule, "--format", "json")
    most = {one["path"]: one["most"] for one in json.loads(told.out)}
    return most[ADMINISTRATION]


def test_rules_of_ones_own_count_as_the_law_does(plan: Path, run: Run) -> None:
    (plan.parent / "vt.rules").write_text(PACK, encoding="utf-8")
    (plan.parent / "perkins.yaml").write_text("rules: [vt.rules]\n", encoding="utf-8")
    changes = _changes(run, plan)
    assert changes[ADMINISTRATION] == "$208,000.00", "4 percent of the allotment"
    own = "vt.budget/lean-administration"
    assert _most(run, plan, own) == {"figure": "208000.00", "because": [own]}
    assert _changes(run, plan, "--no-config")[ADMINISTRATION] == "$260,000.00"
    assert run("repair", str(plan), "--write").code == 0
    assert run("check", str(plan)).code == 0


def test_what_a_baseline_knows_is_not_lawful_for_that(plan: Path, run: Run) -> None:
    place = plan.parent / "baseline.json"
    assert run("baseline", str(plan), "--output", str(place)).code == 0
    (plan.parent / "perkins.yaml").write_text("baseline: baseline.json\n", encoding="utf-8")
    assert run("check", str(plan)).code == 0
    assert _changes(run, plan) == {ADMINISTRATION: "$260,000.00"}


def test_day_edition_and_profile_are_those_of_the_configuration(plan: Path, run: Run) -> None:
    settings = plan.parent / "perkins.yaml"
    settings.write_text("profile: strict\nas-of: 2026-07-01\n", encoding="utf-8")
    configured = run("repair", str(plan), "--format", "json").out
    settings.unlink()
    words = ("--profile", "strict", "--as-of", "2026-07-01")
    assert run("repair", str(plan), "--format", "json", *words).out == configured


def test_the_same_batch_twice_says_the_same(tmp_path: Path, run: Run) -> None:
    for k, allotment in enumerate(("600600.70", "1666666.67", "2067067.14", "5000000.00")):
        text = GOOD.replace("    amount: 5200000.00", f"    amount: {allotment}", 1)
        (tmp_path / f"{k}.yaml").write_text(text, encoding="utf-8")
    one = run("repair", str(tmp_path), "--format", "json").out
    assert run("repair", str(tmp_path), "--format", "json").out == one
    assert all(found["changes"] for found in json.loads(one)["documents"])
    assert run("repair", str(tmp_path), "--write").code == 0
    for path in sorted(tmp_path.glob("*.yaml")):
        assert run("check", str(path)).code == 0
