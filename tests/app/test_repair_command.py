"""`repair` and `range` as they are called: what they show, write and leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import SAMPLE, Run

pytest.importorskip("z3")

GOOD = Path(SAMPLE).read_bytes()
OVER = GOOD.replace(b"    amount: 260000.00\n", b"    amount: $260,000.01  # ours\n", 1)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(OVER)
    return path


def test_a_cent_over_the_cap_goes_and_nothing_else_changes(plan: Path, run: Run) -> None:
    told = run("repair", str(plan))
    assert told.code == 1
    assert "with 1 figure changed, no error is left." in told.said
    assert "$260,000.01 → $260,000.00" in told.said
    assert "federal.budget/administration-cap" in told.said
    assert plan.read_bytes() == OVER, "nothing is written unasked"
    assert run("repair", str(plan), "--write").code == 0
    assert plan.read_bytes() == OVER.replace(b"$260,000.01", b"$260,000.00")
    again = run("repair", str(plan))
    assert again.code == 0
    assert "none has to change" in again.said


def test_a_patch_and_json_say_the_same(plan: Path, tmp_path: Path, run: Run) -> None:
    patch = tmp_path / "change.patch"
    told = run("repair", str(plan), "--output", str(patch), "--format", "json")
    assert told.code == 1
    (found,) = json.loads(told.out)["documents"]
    (change,) = found["changes"]
    assert change["path"] == "/budget/state_administration/amount"
    assert (change["was"], change["now"]) == ("$260,000.01", "$260,000.00")
    assert "federal.budget/administration-cap" in [one["rule"] for one in change["because"]]
    lines = patch.read_text().splitlines()
    assert "-    amount: $260,000.01  # ours" in lines
    assert "+    amount: $260,000.00  # ours" in lines


def test_what_is_kept_and_cannot_be_is_named(plan: Path, run: Run) -> None:
    told = run("repair", str(plan), "--keep", "state_administration.amount")
    assert told.code == 1
    assert "This rule cannot be kept:" in told.said
    assert "State administration stays within its cap" in told.said
    assert "budget.total_allocation.amount 5200000.00, line 340" in told.said
    assert "budget.state_administration.amount $260,000.01, line 343" in told.said


def test_words_that_name_too_much_are_told(plan: Path, run: Run) -> None:
    several = run("repair", str(plan), "--keep", "amount")
    assert several.code == 2
    assert "several figures are called `amount`" in several.said
    assert "such as `allotment_estimate.amount`" in several.said
    both = run("repair", str(plan), "--keep", "reserve", "--move", "budget.reserve")
    assert both.code == 2
    assert "`budget.reserve` cannot both stay (--keep) and change (--move)" in both.said


def test_what_is_no_file_stays_and_keeps_no_other_from_being_written(
    plan: Path, tmp_path: Path, run: Run
) -> None:
    patch = tmp_path / "change.patch"
    words = ("repair", "-", str(plan), "--write", "--output", str(patch))
    told = run(*words, stdin=OVER)
    assert told.code == 2
    assert "standard input is no file by itself: it stays as it is." in told.said
    assert f"Written into {plan}." in told.out.replace("\n", " ")
    assert plan.read_bytes() != OVER
    assert patch.read_text().count("--- a/") == 1


def test_the_rounding_that_a_finding_names_is_not_shown_beside_another(
    plan: Path, run: Run
) -> None:
    assert "Rounding" in run("check", str(plan)).said
    assert "Rounding" not in run("repair", str(plan)).said


def test_the_allotment_moves_only_when_it_is_named(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(GOOD.replace(b"    amount: 5200000.00", b"    amount: 5200100.00"))
    kept = run("repair", str(plan), "--format", "json")
    changes = json.loads(kept.out)["documents"][0]["changes"]
    assert changes
    assert all("total_allocation" not in one["path"] for one in changes)
    moved = run("repair", str(plan), "--move", "total_allocation", "--format", "json")
    (change,) = json.loads(moved.out)["documents"][0]["changes"]
    assert change["now"] == "5200000.00"


def test_no_figure_goes_to_zero_so_that_nothing_is_missing(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    lines = b"".join(GOOD.splitlines(keepends=True)[349:353])
    assert lines.startswith(b"    correctional:")
    over = GOOD.replace(lines, b"").replace(b"amount: 104000.00", b"amount: 104000.01", 1)
    plan.write_bytes(over)
    (change,) = json.loads(run("repair", str(plan), "--format", "json").out)["documents"][0][
        "changes"
    ]
    assert change["now"] == "104000.00"


WAIVER = """\
waivers:
  - rule: federal.budget/administration-cap
    path: budget.state_administration.amount
    authority: Letter of 2 March 2026
    reason: Rounding
    expires: 2099-06-30
"""


def test_what_is_waived_needs_no_change(plan: Path, run: Run) -> None:
    (plan.parent / "waivers.yaml").write_text(WAIVER)
    changes = json.loads(run("repair", str(plan), "--format", "json").out)["documents"][0][
        "changes"
    ]
    assert [one["path"] for one in changes] == ["/budget/state_match/amount"]


def test_an_unknown_field_and_an_unreadable_figure_are_told(plan: Path, run: Run) -> None:
    unknown = run("repair", str(plan), "--keep", "budget.reserv")
    assert unknown.code == 2
    assert "Did you mean `budget.reserve`?" in unknown.said
    # Nothing can be said of line 3 by itself: it has room for line 4, whatever that is.
    over = OVER.replace(b"    amount: 520000.00\n", b"    amount: 520000.01\n", 1)
    over = over.replace(b"$260,000.01", b"260000.00")
    plan.write_bytes(over.replace(b"amount: 104000.00", b"amount: lots", 1))
    unread = run("repair", str(plan))
    assert unread.code == 1
    assert "no change is known yet." in unread.said
    assert "Waits for `budget.state_institutions.amount`, line 349, to be readable." in unread.said


def test_what_cannot_be_read_holds_up_only_what_rules_read_with_it(plan: Path, run: Run) -> None:
    lost = OVER.replace(b"amount: 104000.00", b"amount: lots", 1)
    plan.write_bytes(lost)
    told = run("repair", str(plan), "--write")
    assert told.code == 1
    assert plan.read_bytes() == lost.replace(b"$260,000.01", b"$260,000.00")
    assert "stays until that is put right" in told.said
    assert "`budget.state_institutions.amount` is `lots`" in told.said


def test_without_the_solver_it_says_what_is_needed(
    plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perkins_rules.app.solving.solver.find_spec", lambda name: None)
    for command in ("repair", "range"):
        told = run(command, str(plan))
        assert told.code == 2
        assert "extra `analysis`" in told.said


# ------------------------------------------------------------------ range


def range_of(plan: Path, run: Run, *words: str) -> dict[str, Any]:
    (found,) = json.loads(run("range", str(plan), *words, "--format", "json").out)
    return dict(found)


FLOOR, LIMIT = "federal.budget/nontraditional-floor", "federal.budget/nontraditional-limit"


def test_a_range_ends_where_the_law_does(plan: Path, run: Run) -> None:
    found = range_of(plan, run, "budget.nontraditional.amount")
    assert found["least"] == {"figure": "60000.00", "because": [FLOOR]}
    assert found["most"] == {"figure": "150000.00", "because": [LIMIT]}


def test_a_figure_that_is_not_given_has_a_range_too(plan: Path, run: Run) -> None:
    plan.write_bytes(OVER.replace(b"  nontraditional:\n    amount: 60000.00\n", b""))
    found = range_of(plan, run, "budget.nontraditional.amount")
    assert found["value"] is None
    assert found["least"] == {"figure": "60000.00", "because": [FLOOR]}


def test_exit_codes_and_words(plan: Path, run: Run) -> None:
    told = run("range", str(plan), "nontraditional")
    assert told.code == 0
    assert "lawful from $60,000.00 to $150,000.00" in told.said
    assert "below: Training for non-traditional fields" in told.said
    assert run("range", str(plan), "budget.state_administration.amount").code == 1
    unknown = run("range", str(plan), "budget.nontradtional.amount")
    assert unknown.code == 2
    assert "Did you mean `budget.nontraditional.amount`?" in unknown.said


def test_figures_without_a_formula_are_told_beside_all_others(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(GOOD)
    told = run("range", str(plan), "--format", "json")
    assert told.code == 0
    found = {one["path"]: one for one in json.loads(told.out)}
    assert {path for path, one in found.items() if not one["known"]} == {
        "/submission/due_date",
        "/fiscal_responsibility/administration_effort/preceding_federal",
    }
    assert found["/submission/due_date"]["outside"] == ["federal.submission/submitted-in-time"]
    assert found["/budget/nontraditional/amount"]["least"]["figure"] == "60000.00"
    alone = run("range", str(plan), "submission.due_date")
    assert alone.code == 2
    assert "not known: a rule that reads it has no formula without a formula: The" in alone.said


@pytest.mark.parametrize("words", [("range",), ("settle",), ("new", "state-plan", "--from")])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, run: Run, words: tuple[str, ...]
) -> None:
    missing, broken = tmp_path / "none.yaml", tmp_path / "broken.yaml"
    broken.write_text("document: state_plan\na: [b\n")
    told = run(*words, str(missing))
    assert told.code == 2
    assert told.said == f"perkins-rules: There is no file `{missing}`."
    told = run(*words, str(broken))
    assert told.code == 2
    assert told.said.startswith(f"perkins-rules: {broken}:2: The `[` of `a: [b` is never closed.")


def test_a_repair_of_what_cannot_be_read_names_no_line_of_no_file(tmp_path: Path, run: Run) -> None:
    missing, broken = tmp_path / "none.yaml", tmp_path / "broken.yaml"
    broken.write_text("document: state_plan\na: [b\n")
    told = run("repair", str(missing))
    assert told.code == 2
    assert f"• There is no file `{missing}`. [document/unreadable-file]" in told.said
    assert "line 2: The `[` of `a: [b` is never closed." in run("repair", str(broken)).said


def test_others_can_go_along(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(GOOD)
    allotment = "budget.total_allocation.amount"
    alone = range_of(plan, run, allotment)
    assert alone["least"]["figure"] == alone["most"]["figure"] == "5200000.00"
    assert range_of(plan, run, allotment, "--free", "budget")["least"]["figure"] == "0.01"


def test_one_rule_alone_and_a_warning_of_it(tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(GOOD)
    told = run("range", str(plan), "--select", LIMIT, "--format", "json")
    (found,) = json.loads(told.out)
    assert found["path"] == "/budget/nontraditional/amount"
    assert found["least"]["because"] == []
    assert found["most"] == {"figure": "150000.00", "because": [LIMIT]}
    weak = run("range", str(plan), "--select", "federal.budget/match-equals-administration")
    assert "lawful from $0.00 to $260,000.00" in weak.said


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_folder_without_documents_is_said(tmp_path: Path, run: Run, form: str) -> None:
    patch = tmp_path / "change.patch"
    (tmp_path / "plans").mkdir()
    told = run("repair", str(tmp_path / "plans"), "--format", form, "--output", str(patch))
    assert told.code == 2
    assert "there is no document in what is named." in told.said
    assert form == "text" or '"documents": []' in told.said
    assert not patch.exists()
