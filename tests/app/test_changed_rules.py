"""What the commands say of rules that a pack above changes: who changed them, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.overlay_texts import CAP, EXCEPT, LOW, SHARE, above

from .conftest import Run

PLAN = """\
document: state_plan
state: {code: MA}
submission: {fiscal_years: [2026]}
budget:
  total_allocation: {amount: 1000}
  state_administration: {amount: "50.01"}
"""


@pytest.fixture
def packs(tmp_path: Path) -> str:
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "low.rules").write_text(LOW, encoding="utf-8")
    (folder / "high.rules").write_text(above(CAP + EXCEPT), encoding="utf-8")
    return str(folder)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_report_names_who_replaced_a_rule(run: Run, packs: str, plan: Path) -> None:
    check = ("check", "--rules", packs, "--select", "low/cap", str(plan))
    assert "low/cap (replaced by high)" in run(*check).out
    assert '"replaced_by": "high"' in run(*check, "--format", "json").out
    plan.write_text(PLAN.replace("MA", "VT"), encoding="utf-8")
    assert "replaced by" not in run(*check).out
    assert '"replaced_by": null' in run(*check, "--format", "json").out


def test_the_list_of_rules_tells_the_versions_apart(run: Run, packs: str) -> None:
    listed = run("rules", "--rules", packs, "low/*").out
    for words in (
        "low/cap (changed in MA)",
        "low/cap (in MA, replaced by high)",
        "low/rise (in MA, with exceptions of high)",
        "low/own-grant\n",
    ):
        assert words in listed


def test_a_changed_rule_is_explained_with_the_one_below(run: Run, packs: str) -> None:
    told = run("explain", "--rules", packs, "low/rise").out
    assert "stands    changed in MA" in told
    assert "stands    in MA, with exceptions of high" in told
    assert told.count('rule rise "No level is below the baseline"') == 2
    assert told.count("  except low/rise\n") == 1
    assert "Board 2" in told
    assert '  replace rule low/cap "' in run("explain", "--rules", packs, "low/cap").out


def test_a_replaced_parameter_is_shown_beside_what_it_is_for_others(
    run: Run, packs: str, tmp_path: Path
) -> None:
    (tmp_path / "packs" / "high.rules").write_text(above(SHARE), encoding="utf-8")
    told = run("explain", "--rules", packs, "low/cap").out
    assert "share is 5%" in told
    assert "replaced by high in MA:\n  share is 6%" in told


def test_a_verdict_is_explained_by_the_rule_that_the_document_meets(
    run: Run, packs: str, plan: Path
) -> None:
    told = run("explain", "--rules", packs, str(plan), "low/cap").out
    assert "Administration stays within the lower cap" in told
    plan.write_text(PLAN.replace("MA", "VT"), encoding="utf-8")
    told = run("explain", "--rules", packs, str(plan), "low/cap").out
    assert "Administration stays within its cap" in told


def test_the_examples_of_a_pack_that_changes_rules_are_run(run: Run, packs: str) -> None:
    ran = run("test", str(Path(packs) / "low.rules"), str(Path(packs) / "high.rules"))
    assert ran.code == 0
    assert "10 of 10 examples of 8 rules hold" in ran.out


def test_lint_asks_for_an_example_of_each_exception_that_is_added(
    run: Run, packs: str, tmp_path: Path
) -> None:
    text = EXCEPT.replace("not applicable by small", "not applicable")
    (tmp_path / "packs" / "high.rules").write_text(above(text), encoding="utf-8")
    told = run("lint", packs).out
    assert "`low/rise` has no example that is not applicable by small" in told
    assert "add `not applicable by small when …`" in told
