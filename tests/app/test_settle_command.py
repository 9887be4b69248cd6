"""`settle`: what is missing for checks that cannot be made, and what each answer comes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.app.conftest import SAMPLE, Run

GOOD = Path(SAMPLE).read_text()


def steps(run: Run, plan: Path, *words: str) -> list[dict[str, Any]]:
    told = run("settle", str(plan), *words, "--format", "json")
    found: list[dict[str, Any]] = json.loads(told.out)["steps"]
    return found


def without(tmp_path: Path, *lines: str) -> Path:
    text = GOOD
    for line in lines:
        assert line in text
        text = text.replace(line, "", 1)
    plan = tmp_path / "plan.yaml"
    plan.write_text(text)
    return plan


def test_nothing_waits_in_a_whole_plan(run: Run) -> None:
    told = run("settle", SAMPLE)
    assert told.code == 0
    assert "no check waits for anything" in told.said


def test_a_yes_or_no_says_how_checks_come_out(tmp_path: Path, run: Run) -> None:
    plan = without(tmp_path, "  through_portal: yes\n")
    (step,) = steps(run, plan)
    assert step["facts"] == [
        {"field": "submission.through_portal", "path": "/submission/through_portal"}
    ]
    assert step["settles"] == ["federal.submission/through-the-portal"]
    yes, no = step["answers"]
    assert (yes["value"], yes["kept"], yes["fails"]) == (True, 1, [])
    assert (no["value"], no["kept"], no["fails"]) == (False, 0, step["settles"])
    told = run("settle", str(plan))
    assert told.code == 1
    assert "yes: 1 in order" in told.said
    assert "no: fails: " in told.said


def test_days_that_a_check_needs_both_stand_together(tmp_path: Path, run: Run) -> None:
    plan = without(tmp_path, "  opened: 2026-01-05\n", "  closed: 2026-02-10\n")
    found = {
        tuple(fact["field"] for fact in one["facts"]): one["settles"] for one in steps(run, plan)
    }
    both = ("public_comment.closed", "public_comment.opened")
    assert "federal.comment/thirty-days-for-comment" in found[both]


def test_lighter_checks_come_on_request(tmp_path: Path, run: Run) -> None:
    plan = without(tmp_path, "    letter_provided: yes\n")
    lighter = "federal.cover/governor-signs-jointly"
    assert all(lighter not in step["settles"] for step in steps(run, plan))
    assert any(lighter in step["settles"] for step in steps(run, plan, "--weight", "warning"))


def test_what_cannot_be_read_is_told(tmp_path: Path, run: Run) -> None:
    broken = tmp_path / "plan.yaml"
    broken.write_text("document: [")
    assert run("settle", str(broken)).code == 2
