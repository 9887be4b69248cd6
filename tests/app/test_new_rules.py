"""`perkins-rules new pack` and `new rule`, and what `lint` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Run


@pytest.mark.parametrize("document", ["state_plan", "voluntary-compliance-plan"])
def test_a_new_pack_passes_lint_and_says_what_to_fill_in(
    run: Run, tmp_path: Path, document: str
) -> None:
    file = str(tmp_path / "own" / "budget.rules")
    made = run("new", "pack", "vt.budget", "--for", document, "--state", "vt", "-o", file)
    assert made.code == 0, made.err
    assert "Then: perkins-rules lint" in made.out
    linted = run("lint", file)
    assert linted.code == 0
    assert linted.out.count("warning [") == linted.out.count("warning [to-do]") == 1
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    marked = [str(k) for k, line in enumerate(lines, 1) if "TODO:" in line]
    assert f"{len(marked)} places are still to be filled in; this is the first" in linted.out
    assert f"look for TODO, in lines {', '.join(marked)}: write" in linted.out
    assert run("fmt", "--check", file).code == 0
    assert run("new", "pack", "vt.budget", "--for", document, "-o", file).code == 2


def test_a_new_rule_goes_to_the_end_of_its_pack(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "budget.rules"
    run("new", "pack", "vt.budget", "--for", "state_plan", "-o", str(file))
    before = file.read_text(encoding="utf-8")
    made = run("new", "rule", "vt.budget/spent-in-time", "--rules", str(tmp_path))
    assert (made.code, made.err) == (0, "")
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "\nrule spent-in-time " in after
    assert run("test", str(file)).code == 0
    assert run("fmt", "--check", str(file)).code == 0
    again = run("new", "rule", "vt.budget/spent-in-time", "--rules", str(tmp_path))
    assert (again.code, "already" in again.err) == (2, True)
    other = run("new", "rule", "vt.budgt/x", "--rules", str(tmp_path))
    assert (other.code, "Did you mean `vt.budget`?" in other.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pack",), "a pack has a name"),
        (("pack", "Vt.Budget", "--for", "state_plan"), "cannot be the name of a pack"),
        (("pack", "vt.budget"), "--for state_plan"),
        (("pack", "vt.budget", "--for", "state_plans"), "Did you mean `state_plan`?"),
        (("pack", "vt.budget", "--for", "state_plan", "--state", "VR"), "no State with the code"),
        (("rule", "vt.budget"), "cannot be the name of a rule"),
        (("rule", "vt.budget/x"), "--rules my-rules/"),
        (("state-plan", "name"), "go with `new pack`"),
    ],
)
def test_what_is_wrong_is_said(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("new", *words)
    assert ran.code == 2
    assert said in ran.err
