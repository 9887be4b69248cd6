"""`repair` beside values that cannot be read: what hangs on them is held back, and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import SAMPLE, Run

pytest.importorskip("z3")

GOOD = Path(SAMPLE).read_text(encoding="utf-8")
LINE_1 = ("    amount: 5200000.00\n", "    amount: lots\n")
LINE_2 = ("    amount: 260000.00\n", "    amount: 260000.01\n")
LINE_2_FAR = ("    amount: 260000.00\n", "    amount: 270000.00\n")
LINE_3 = ("    amount: 520000.00\n", "    amount: 520000.01\n")
LINE_4 = ("    amount: 104000.00\n", "    amount: lots\n")
LEVEL = ("level: 91.80", "level: 93.80")
ALLOTMENT = {"field": "budget.total_allocation.amount", "path": "/budget/total_allocation/amount"}


def _repaired(run: Run, path: Path, *changes: tuple[str, str]) -> dict[str, Any]:
    """What is said of the sample plan with changes; all of it is written into the file."""
    text = GOOD
    for was, now in changes:
        assert was in text
        text = text.replace(was, now, 1)
    path.write_text(text, encoding="utf-8")
    words = ("--today", "2026-02-01", "--format", "json", "--write")
    told = run("repair", str(path), *words)
    again = run("repair", str(path), *words)
    assert told.code == again.code == 1, "what is left is left, and a second run says the same"
    (found,), (second,) = (json.loads(one.out)["documents"] for one in (told, again))
    assert second["changes"] == []
    assert second["left"] == found["left"]
    return dict(found)


def _now(found: dict[str, Any]) -> dict[str, str]:
    return {one["path"]: one["now"] for one in found["changes"]}


def _held(found: dict[str, Any]) -> dict[str, str]:
    return {one["rule"]: one["waits"]["path"] for one in found["left"] if one["waits"]}


def test_no_match_is_raised_to_an_amount_that_waits(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "plan.yaml"
    found = _repaired(run, path, LINE_1, LINE_2)
    assert found["changes"] == []
    match = "federal.budget/match-covers-administration"
    assert _held(found) == {match: ALLOTMENT["path"]}
    (waits,) = (one["waits"] for one in found["left"] if one["rule"] == match)
    assert waits == {**ALLOTMENT, "line": 340}
    said = run("repair", str(path)).said
    assert "no change is known yet." in said
    assert "Waits for `budget.total_allocation.amount`, line 340, to be readable." in said


def test_what_hangs_on_nothing_unread_changes_beside_it(tmp_path: Path, run: Run) -> None:
    found = _repaired(run, tmp_path / "plan.yaml", LINE_1, LINE_2, LEVEL)
    assert _now(found) == {"/performance/indicators/0/levels/0/level": "92.29"}
    assert found["said"].startswith("with 1 figure changed, fewer errors are left.")


def test_a_figure_moves_for_what_is_known_whatever_else_waits(tmp_path: Path, run: Run) -> None:
    # The cap of line 2 hangs on line 1 alone; line 3 has room for line 4, whatever that is.
    found = _repaired(run, tmp_path / "plan.yaml", LINE_4, LINE_2_FAR, LINE_3)
    assert _now(found) == {"/budget/state_administration/amount": "260000.00"}
    assert _held(found) == {"federal.budget/leadership-cap": "/budget/state_institutions/amount"}


def test_what_is_unread_is_told_apart_from_what_figures_do_not_settle(
    tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(GOOD.replace("percent: 10\n", "percent: ten\n", 1), encoding="utf-8")
    said = run("repair", str(path)).said
    assert "To be put right first, since it cannot be read (1 error): • line 345:" in said
    assert "no change of figures settles" not in said
