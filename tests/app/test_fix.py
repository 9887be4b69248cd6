"""`check --fix` and `--diff`: what has one right answer is put right, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.checking import fix_run, fixing
from tests.app.conftest import ERRORS, SAMPLE, Run

PLAN = Path(SAMPLE).read_text(encoding="utf-8")
REPORT = Path(SAMPLE).with_name("performance-report.yaml").read_text(encoding="utf-8")


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
        ("name: Vermont}", "name: \u201cVermont\u201d}", 'name: "Vermont"}'),
        ("    name: Samuel Oduya", '    name: \u2018S. "\u2019\u2019', '    name: "S. \\"\u2019"'),
        ("  state_leadership:", "  state_ledership:", "  state_leadership:"),
        ("\nperformance:", "\nPerfomance:", "\nperformance:"),
        ("  indicators:", "  indicaters:", "  indicators:"),
        ("- group: community", "- grup: community", "- group: community"),
        ("    - code: 1S1", "    - cod: 1S1", "    - code: 1S1"),
        ("document: state_plan", "document: state_paln", "document: state_plan"),
        ("document: state_plan", "document: \u201cstate_plan\u201d", "document: state_plan"),
        ("document: state_plan", "document: State Plan", "document: state_plan"),
        ("document: state_plan", "documnt: state_plan", "document: state_plan"),
    ],
)
def test_a_misspelt_word(run: Run, plan: Path, was: str, wrong: str, fixed: str) -> None:
    written(plan, was, wrong)
    ran = run("check", "--fix", str(plan))
    assert ran.code == 0, ran.out
    assert plan.read_text(encoding="utf-8") == PLAN.replace(was, fixed)
    assert "fixed, `" in ran.err


@pytest.mark.parametrize(
    ("was", "wrong"),
    [
        ("option: four_year_plan", "option: one_year_plan"),
        ("basis: per_student", "basis: not_per_student"),
        ("    delivered:", "    undelivered:"),
        ("    sent:", "    sent_date:"),
        ("document: state_plan", "document: plan"),
        pytest.param("- group: tribes", "- group: program", id="an entry that is there already"),
        pytest.param("    basis: per_student", "    basis: &b n\n    note: *b", id="an alias"),
    ],
)
def test_a_word_that_is_only_near_another_stays(run: Run, plan: Path, was: str, wrong: str) -> None:
    """It is asked about, and may mean something else; or it would take another's place."""
    written(plan, was, wrong)
    before = plan.read_bytes()
    ran = run("check", "--fix", str(plan))
    assert "schema/" in ran.out or "document/unknown-document-type" in ran.out
    assert "fixed" not in ran.err
    assert plan.read_bytes() == before


def test_a_text_that_an_alias_repeats_is_changed_only_if_it_is_wrong_in_each_place(
    run: Run, plan: Path
) -> None:
    text = PLAN.replace("  tribes_in_state: yes", "  tribes_in_state: &y n")
    plan.write_text(text.replace("plan_is_basis: yes", "plan_is_basis: *y"), encoding="utf-8")
    run("check", "--fix", str(plan))
    assert "  tribes_in_state: &y no\n" in plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("how: Four", "how: *y # Four"), encoding="utf-8")
    before = plan.read_bytes()
    run("check", "--fix", str(plan))
    assert plan.read_bytes() == before


def test_two_misspelt_names_of_one_field(run: Run, plan: Path) -> None:
    """The first is put right; a second field of that name would break the plan."""
    written(plan, "    basis: per_student", "    basiss: per_student\n    bassis: aggregate")
    ran = run("check", "--fix", str(plan))
    assert ran.err.count("fixed, ") == 1
    assert "    basis: per_student\n    bassis: aggregate\n" in plan.read_text(encoding="utf-8")


def test_many_are_put_right_with_few_checks(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.write_text(PLAN.replace(": yes\n", ": y\n"), encoding="utf-8")
    checks = []

    def counted(member: Any, checker: Any) -> Any:
        checks.append(member)
        return judged(member, checker)

    judged = fixing._judged
    monkeypatch.setattr(fixing, "_judged", counted)
    assert run("check", "--fix", str(plan)).err.count("fixed, `y` is now `yes`") > 40
    assert plan.read_text(encoding="utf-8") == PLAN
    assert len(checks) < 6


@pytest.mark.parametrize(
    ("written_so", "value"),
    [
        ("code: Vermont, name", "code: VT, name"),
        ("code: 'vt', name", "code: 'VT', name"),
        ('"code": "State of Vermont", name', '"code": "VT", name'),
    ],
)
def test_another_name_of_a_value(run: Run, plan: Path, written_so: str, value: str) -> None:
    right = PLAN.replace("code: VT, name", value)
    plan.write_text(right.replace(value, written_so), encoding="utf-8")
    ran = run("check", "--fix", str(plan))
    assert (ran.code, ran.err.count("fixed, ")) == (0, 1)
    assert plan.read_text(encoding="utf-8") == right


def test_another_name_of_a_value_is_put_right_wherever_it_stands(run: Run, plan: Path) -> None:
    """In each place in its own quotes, though it is told once; a text that reads the same stays."""
    told = f"# English learners\n{REPORT.replace('English learners', 'EL')}"
    some = told.replace("name: english_learners", "name: English learners", 4)
    some = some.replace("name: english_learners", 'name: "English learners"', 2)
    assert some.count("English learners") == 7
    plan.write_text(some, encoding="utf-8")
    assert run("check", "--fix", str(plan)).err.count("fixed, ") == 6
    quoted = told.replace("name: english_learners", "name: @", 4)
    quoted = quoted.replace("name: english_learners", 'name: "english_learners"', 2)
    assert plan.read_text(encoding="utf-8") == quoted.replace("@", "english_learners")


def test_an_amount_with_blanks_between_its_digits(run: Run, plan: Path) -> None:
    written(plan, "{percent: 51, amount: 2254200.00}", "{percent: 51, amount: 2 254 200} # 3/5")
    run("check", "--fix", str(plan))
    assert "{percent: 51, amount: 2254200} # 3/5" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2/27/2026", "2026-02-27"),
        ('"27/02/2026"', '"2026-02-27"'),
        ("02/02/2026", "2026-02-02"),
        ("February 27, 2026", "2026-02-27"),
        pytest.param("03/02/2026", "03/02/2026", id="either of two days"),
        pytest.param("3.2.2026", "3.2.2026", id="either of two days, with points"),
        pytest.param("26-02-27", "26-02-27", id="no saying which is the year"),
        pytest.param("27 Feb 26", "27 Feb 26", id="no saying which is the year, with a word"),
        pytest.param("2026-02-27T10:00", "2026-02-27T10:00", id="more than a day"),
    ],
)
def test_a_date_that_can_be_no_other(run: Run, plan: Path, wrong: str, right: str) -> None:
    written(plan, "  date: 2026-02-27", f"  date: {wrong}")
    run("check", "--fix", str(plan))
    assert f"  date: {right}\n" in plan.read_text(encoding="utf-8")


LOCAL = "local_formula_distribution:\n    percent: {}\n"


@pytest.mark.parametrize(
    ("wrong", "fixed"), [("86", "85"), ('"86%"', '"85%"'), ("84.99", "85"), ("85.0", "85.0")]
)
def test_a_percent_that_its_amount_settles(run: Run, plan: Path, wrong: str, fixed: str) -> None:
    written(plan, LOCAL.format(85), LOCAL.format(wrong))
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == PLAN.replace(LOCAL.format(85), LOCAL.format(fixed))


@pytest.mark.parametrize(
    ("was", "now"),
    [("amount: 4420000.00", "amount: 442000.00"), ("amount: 104000.00", "amount: 14000.00")],
)
def test_a_percent_whose_amount_is_in_doubt_stays(run: Run, plan: Path, was: str, now: str) -> None:
    """The amounts no longer add up: it is the amount that lacks a nought, and not the percent."""
    written(plan, was, now)
    before = plan.read_bytes()
    assert run("check", "--fix", str(plan)).code == 1
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("was", "fraction", "fixed"),
    [
        ("percent: 5\n", "percent: 0.05\n", "percent: 5\n"),
        ("percent: 5\n", "percent: .05 # five\n", "percent: 5 # five\n"),
        ("percent: 9, amount", "percent: '0.6', amount", "percent: '60', amount"),
        ("percent: 34, amount", "percent: 0.34, amount", "percent: 34, amount"),
        pytest.param("secondary_percent: 60\n", "secondary_percent: 0.6\n", "", id="no amount"),
        pytest.param("percent: 5\n", "percent: 0.06\n", "", id="not that of its amount"),
        pytest.param("percent: 5\n", "percent: .06\n", "", id="nor with a point"),
    ],
)
def test_a_fraction_that_its_amount_says_is_a_percent(
    run: Run, plan: Path, was: str, fraction: str, fixed: str
) -> None:
    text = PLAN.replace(f" {was}", f" {fraction}", 1)
    plan.write_text(text, encoding="utf-8")
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == text.replace(fraction, fixed or fraction)


def test_a_fraction_whose_amount_is_in_doubt_stays(run: Run, plan: Path) -> None:
    """It may be line 1 that lacks a nought."""
    text = PLAN.replace("percent: 5\n", "percent: .05\n", 1)
    text = text.replace(
        "  total_allocation:\n    amount: 5200000", "  total_allocation:\n    amount: 520000"
    )
    plan.write_text(text, encoding="utf-8")
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == text


ADMINISTRATION = "state_administration:\n    percent: 5\n    amount: {}\n"


def test_a_cent_over_the_cap_is_rounded_where_nothing_else_then_fails(run: Run, plan: Path) -> None:
    cent = ADMINISTRATION.format("260000.01")
    written(plan, ADMINISTRATION.format("260000.00"), cent)
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("selected", [(), ("--select", "reserve-cap")])
def test_a_figure_whose_change_would_break_another_rule_stays(
    run: Run, plan: Path, selected: tuple[str, ...]
) -> None:
    """The parts of line 8 are 99 cents more than it; a cent further, and they would not fit."""
    text = PLAN.replace("amount: 663000.00", "amount: 663000.01")
    written(plan, "amount: 397800.00", "amount: 397801.00", text)
    before = plan.read_bytes()
    ran = run("check", "--fix", *selected, str(plan))
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


def test_a_figure_of_a_rule_that_is_not_asked_stays(run: Run, plan: Path) -> None:
    written(plan, LOCAL.format(85), LOCAL.format(86))
    before = plan.read_bytes()
    run("check", "--fix", "--ignore", "local-percent-agrees", str(plan))
    assert plan.read_bytes() == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(plan, "basis: per_student", "basis: per_studnt")

    def saved(member: Any, checker: Any) -> Any:
        found = fixed(member, checker)
        plan.write_text(PLAN, encoding="utf-8")
        return found

    fixed = fixing.fixed
    monkeypatch.setattr(fix_run, "fixed", saved)
    ran = run("check", "--fix", str(plan))
    assert "was changed meanwhile: nothing in it was fixed." in ran.said
    assert ran.code == 2
    assert plan.read_text(encoding="utf-8") == PLAN


def test_an_amount_that_a_comma_cuts_in_braces_stays(run: Run, plan: Path) -> None:
    """`$ 5` is no amount there: `5` would be one, and a wrong one."""
    text = "document: state_plan\nbudget:\n  total_allocation: {amount: $ 5,200,000}\n"
    plan.write_text(text, encoding="utf-8")
    run("check", "--fix", str(plan))
    assert plan.read_text(encoding="utf-8") == text


def test_a_file_that_may_not_be_written_stays(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(plan, "basis: per_student", "basis: per_studnt")
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK)
    ran = run("check", "--fix", str(plan))
    assert "may not be written: nothing in it was fixed." in ran.said
    assert ran.code == 2
    assert "per_studnt" in plan.read_text(encoding="utf-8")


def test_nothing_is_written_in_a_run_that_cannot_be_made(run: Run, plan: Path) -> None:
    written(plan, "basis: per_student", "basis: per_studnt")
    assert run("check", "--fix", "-o", str(plan), str(plan)).code == 2
    assert "per_studnt" in plan.read_text(encoding="utf-8")
    ran = run("check", "--diff", "-o", str(plan.with_name("a.html")), str(plan))
    assert ran.code == 2
    assert "--diff writes nothing" in ran.err


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("../a b/plan.yaml", "+++ b/a b/plan.yaml\t\n"),
        ("./plan.yaml", "+++ b/plan.yaml\n"),
        ('a"\n.yaml', '+++ "b/a\\"\\n.yaml"\n'),
    ],
)
def test_a_difference_has_names_that_patch_and_git_take(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, header: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a b").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    written(Path(name), "basis: per_student", "basis: per_studnt")
    assert header in run("check", "--diff", name).out
