"""`check --fix` and `--diff`: what has one right answer is put right, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.conftest import ERRORS, SAMPLE, Run

PLAN = Path(SAMPLE).read_text(encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.yaml"


def written(plan: Path, was: str, now: str, text: str = PLAN) -> None:
    """The sample plan with one change."""
    assert text.count(was) == 1, was
    plan.write_bytes(text.replace(was, now).encode("utf-8"))


@pytest.mark.parametrize(
    ("was", "wrong", "fixed"),
    [
        ("  employer_collaboration:", "  employer_colaboration:", "  employer_collaboration:"),
        ("basis: per_student", "basis: per_studnt", "basis: per_student"),
        ("basis: per_student", "basis: 'per_studnt'", "basis: 'per_student'"),
    ],
)
def test_a_misspelt_word(run: Run, plan: Path, was: str, wrong: str, fixed: str) -> None:
    written(plan, was, wrong)
    ran = run("check", "--fix", str(plan))
    assert ran.code == 0, ran.out
    assert plan.read_text(encoding="utf-8") == PLAN.replace(was, fixed)
    assert "fixed, `" in ran.err


LOCAL = "local_formula_distribution:\n    percent: {}\n"


@pytest.mark.parametrize(
    ("wrong", "fixed"), [("86", "85"), ('"86%"', '"85%"'), ("84.99", "85"), ("85.0", "85.0")]
)
def test_a_percent_that_its_amount_settles(run: Run, plan: Path, wrong: str, fixed: str) -> None:
    written(plan, LOCAL.format(85), LOCAL.format(wrong))
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == PLAN.replace(LOCAL.format(85), LOCAL.format(fixed))


ADMINISTRATION = "state_administration:\n    percent: 5\n    amount: {}\n"


def test_a_cent_over_the_cap_is_rounded_where_nothing_else_then_fails(run: Run, plan: Path) -> None:
    cent = ADMINISTRATION.format("260000.01")
    written(plan, ADMINISTRATION.format("260000.00"), cent)
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_figure_whose_change_would_break_another_rule_stays(run: Run, plan: Path) -> None:
    """The parts of line 8 are 99 cents more than it; a cent further, and they would not fit."""
    text = PLAN.replace("amount: 663000.00", "amount: 663000.01")
    written(plan, "amount: 397800.00", "amount: 397801.00", text)
    before = plan.read_bytes()
    ran = run("check", "--fix", str(plan))
    assert "Rounding $663,000.01 down to $663,000.00 settles it." in ran.said
    assert plan.read_bytes() == before


def test_a_limit_that_leaves_a_choice_is_never_written(run: Run, plan: Path) -> None:
    written(plan, ADMINISTRATION.format("260000.00"), ADMINISTRATION.format("270000.00"))
    before = plan.read_bytes()
    ran = run("check", "--fix", str(plan))
    assert ran.code == 1
    assert "Lower line 2 to $260,000.00 or less." in ran.said
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    "around",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="a mark of byte order"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="line ends of Windows"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no line end at the end"),
    ],
)
def test_all_else_stays_to_the_byte(run: Run, plan: Path, around: object) -> None:
    assert callable(around)
    good = around(PLAN.encode("utf-8"))
    plan.write_bytes(good.replace(b"employer_collaboration", b"employer_colaboration"))
    run("check", "--fix", str(plan))
    assert plan.read_bytes() == good


def test_json_is_put_right_in_its_place(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    text = Path(SAMPLE).with_suffix(".json").read_text(encoding="utf-8")
    plan.write_text(text.replace('"per_student"', '"per_studnt"'), encoding="utf-8")
    assert run("check", "--fix", str(plan)).code == 0
    assert plan.read_text(encoding="utf-8") == text


def test_diff_shows_it_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(Path(ERRORS).read_bytes())
    ran = run("check", "--diff", str(plan))
    assert ran.code == 1
    assert plan.read_bytes() == Path(ERRORS).read_bytes()
    changed = [
        line for line in ran.out.splitlines() if line[:1] in "+-" and line[:3] not in "+++---"
    ]
    assert [line.split("#")[0].split(">")[0].strip() for line in changed] == [
        "-  employer_colaboration:",
        "+  employer_collaboration:",
        "-    amount: 260000.01",
        "+    amount: 260000.00",
        "-    percent: 86",
        "+    percent: 85",
    ]
    assert run("check", "--diff", SAMPLE) == (0, "", "")


def test_what_is_no_file_by_itself_is_told_and_stays(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    lines.write_text(json.dumps({"document": "state_plan", "stat": {}}) + "\n", encoding="utf-8")
    before = lines.read_bytes()
    ran = run("check", "--fix", str(lines))
    assert "1 document of standard input, an archive" in ran.err
    assert lines.read_bytes() == before


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("document: state_plan\nstate: [\n", encoding="utf-8")
    assert run("check", "--diff", str(bad)).code == 2
    assert run("check", "--fix", str(bad)).code == 2
    assert run("check", "--diff", str(tmp_path / "none.yaml")).code == 2
