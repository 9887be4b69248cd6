"""`lint`, `test` and `fmt`: what an author of rules uses."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from perkins_rules.lang import printer

from .conftest import ROOT, Run

GOOD = """\
pack office.checks "Checks of our office" for state_plan extends federal.common

rule names-its-source "The plan names its source"
  cite perkins 122(a)
  encodes office-source
  require source is present

  passes when source is "Journal"
  fails  when source is missing
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "own.rules"
    path.write_text(GOOD, encoding="utf-8")
    return path


def change(pack: Path, old: str, new: str) -> str:
    text = pack.read_text(encoding="utf-8")
    assert old in text
    pack.write_text(text.replace(old, new), encoding="utf-8")
    return str(pack)


# ------------------------------------------------------------------ lint


def test_a_good_pack_has_no_faults_and_may_build_on_the_built_in_ones(run: Run, pack: Path) -> None:
    ran = run("lint", str(pack))
    assert (ran.code, ran.out) == (0, "1 rule file: no faults.\n")


def test_faults_are_shown_with_place_line_mark_and_suggestion_all_in_one_run(
    run: Run, pack: Path
) -> None:
    change(pack, "require source", "require sorce")
    ran = run("lint", change(pack, "cite perkins", "cite perkin"))
    assert ran.code == 1
    assert ":4:8: error" in ran.out
    assert ":6:11: error" in ran.out
    assert "6 |   require sorce is present\n    |           ^^^^^\n" in ran.out
    assert "did you mean `source`?" in ran.out
    assert ran.out.endswith("2 errors, 0 warnings.\n")


def test_unused_names_missing_encodes_and_missing_examples_are_warnings(
    run: Run, pack: Path
) -> None:
    change(pack, "  encodes office-source\n", "")
    spare = "parameter spare is 5% from 2019-07-01 cite perkins 122(a)"
    change(pack, "\n\nrule", f"\n\n{spare}\n\nrule")
    path = change(pack, "  fails  when source is missing\n", "")
    ran = run("lint", path)
    assert ran.code == 0
    assert "warning [unused-name] the parameter `spare` is never used" in ran.out
    assert "warning [no-encodes]" in ran.out
    assert "has no example that fails" in ran.out
    assert run("lint", "--strict", path).code == 1


def test_a_rule_that_can_stay_open_wants_an_example_of_that(run: Run, pack: Path) -> None:
    change(pack, "source is present", 'source is "Journal"')
    ran = run("lint", change(pack, "source is missing", 'source is "Times"'))
    assert "no example that cannot be determined" in ran.out


def test_lint_shows_no_control_characters_of_a_rule_file(run: Run, pack: Path) -> None:
    ran = run("lint", change(pack, "  require", "  require \x1b[31m"))
    assert ran.code == 1
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("command", ["lint", "test", "fmt"])
def test_paths_that_hold_no_rules_are_said_in_words(run: Run, tmp_path: Path, command: str) -> None:
    ran = run(command, str(tmp_path / "nowhere"))
    assert ran.code == 2
    assert "there is no file or folder" in ran.err
    ran = run(command, str(tmp_path))
    assert ran.code == 2
    assert "no rule files" in ran.err
    (tmp_path / "latin.rules").write_bytes(b"# caf\xe9\n")
    ran = run(command, str(tmp_path))
    assert ran.code == 2
    assert "is not UTF-8" in ran.err


# ------------------------------------------------------------------ test


def test_examples_that_hold(run: Run, pack: Path) -> None:
    ran = run("test", str(pack))
    assert ran.code == 0
    assert "2 of 2 examples of 1 rule hold." in ran.said


def test_an_example_that_does_not_hold_is_shown_with_what_was_found(run: Run, pack: Path) -> None:
    ran = run("test", change(pack, "fails  when source is missing", 'fails  when source is "x"'))
    assert ran.code == 1
    assert "own.rules:9:3: an example of office.checks/names-its-source does not hold" in ran.said
    assert "expected: it fails" in ran.out
    assert "found:    it passes" in ran.out


def test_which_rule_lacks_which_example(run: Run, pack: Path) -> None:
    path = change(pack, "  fails  when source is missing\n", "")
    ran = run("test", path)
    assert ran.code == 0
    assert "office.checks/names-its-source: fails" in ran.out
    assert run("test", "--strict", path).code == 1


def test_examples_of_faulty_rules_are_not_run(run: Run, pack: Path) -> None:
    ran = run("test", change(pack, "require source", "require sorce"))
    assert ran.code == 2
    assert "did you mean `source`?" in ran.err


# ------------------------------------------------------------------ fmt

CROOKED = GOOD.replace("  fails  when", "     fails when")


def test_fmt_writes_the_canonical_layout_and_keeps_comments(run: Run, pack: Path) -> None:
    pack.write_text("# why\n" + CROOKED, encoding="utf-8")
    assert run("fmt", str(pack)).code == 0
    assert pack.read_text(encoding="utf-8") == "# why\n" + GOOD
    ran = run("fmt", str(pack))
    assert ran.out == "1 file in order.\n"


def test_fmt_check_changes_nothing_and_fails_on_what_would_change(run: Run, pack: Path) -> None:
    assert run("fmt", "--check", str(pack)).code == 0
    pack.write_text(CROOKED, encoding="utf-8")
    ran = run("fmt", "--check", str(pack))
    assert ran.code == 1
    assert f"would change {pack}" in ran.said
    assert pack.read_text(encoding="utf-8") == CROOKED


def test_fmt_leaves_all_files_alone_when_one_has_a_fault(run: Run, pack: Path) -> None:
    pack.write_text(CROOKED, encoding="utf-8")
    (pack.parent / "bad.rules").write_text("rule\n", encoding="utf-8")
    ran = run("fmt", str(pack.parent))
    assert ran.code == 2
    assert "bad.rules:1" in ran.err
    assert pack.read_text(encoding="utf-8") == CROOKED


@pytest.mark.parametrize(
    "lost", ["  encodes office-source\n", "# why\n", GOOD[GOOD.index("rule ") :]]
)
def test_fmt_writes_nothing_that_says_something_else(
    run: Run, pack: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    text = "# why\n" + CROOKED
    pack.write_text(text, encoding="utf-8")
    whole = printer.print_rule_file
    monkeypatch.setattr(printer, "print_rule_file", lambda file: whole(file).replace(lost, ""))
    ran = run("fmt", str(pack))
    assert ran.code == 2
    assert "would no longer say the same, so the file stays as it is" in ran.err
    assert pack.read_text(encoding="utf-8") == text


def test_fmt_formats_standard_input(run: Run) -> None:
    assert run("fmt", "-", stdin=CROOKED.encode()).out == GOOD


def test_the_built_in_packs_hold_all_their_examples(run: Run) -> None:
    ran = run("test", str(ROOT / "rules"))
    assert ran.code == 0, ran.out


# ------------------------------------------------------------------ files that are no rule files


def test_a_rule_file_that_is_not_utf_8_is_named_with_the_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rules").write_bytes(b'pack x.y "T" for state_plan\n# caf\xe9\n')
    for command in ("lint", "test", "fmt"):
        ran = run(command, str(tmp_path))
        assert ran.code == 2
        assert "own.rules:2: this is not UTF-8 text." in ran.err


def test_formatting_standard_input_that_is_not_utf_8(run: Run) -> None:
    ran = run("fmt", "-", stdin=b"\xff")
    assert (ran.code, ran.out) == (2, "")
    assert "-:1: this is not UTF-8 text." in ran.err


def test_a_folder_or_a_pipe_named_like_a_rule_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rules").mkdir()
    ran = run("lint", str(tmp_path))
    assert ran.code == 2
    assert "own.rules is a folder or a pipe, not a rule file" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_among_rule_files_does_not_hang_the_run(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "own.rules")
    assert run("check", "plan.yaml", "--rules", str(tmp_path)).code == 2


def test_a_long_line_is_shown_around_its_fault_and_nothing_in_it_acts(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a\nb\x1b[2J.rules"
    path.write_text(f'pack x.y "\x1b[31m{"x" * 50_000}" nowhere "\u202e{"y" * 50_000}"\n', "utf-8")
    ran = run("lint", str(path))
    assert ran.code == 1
    head, line, marks, *_ = ran.out.split("\n")
    assert "a\\nb\\x1b[2J.rules:1:" in head
    assert max(map(len, (line, marks))) < 200
    at = marks.index("^")
    assert line[at : at + marks.count("^")] == "nowhere"
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_a_pack_line_with_a_fault_is_not_called_missing_as_well(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rules").write_text("pack x.y for state_plan\n", "utf-8")
    ran = run("lint", str(tmp_path))
    assert "own.rules:1:10: error [syntax]" in ran.out
    assert ran.out.endswith("1 error, 0 warnings.\n")


# ------------------------------------------------------------------ forms of earlier languages

OLD = """\
pack office.checks "Checks" for state_plan needs language 1.1 extends federal.common

parameter own_measure is "5S4" from 2019-07-01  cite guide V.B
parameter own_codes   is { "5S4", "5S5" } from 2019-07-01  cite guide V.B

rules "{code} is in use" with code
  cite perkins 122(a)
  encodes office-source
  for each row in performance.indicators where row.code matches code
  require row.used else yes and row.code matches "5S."
  unless own: some own in own_codes satisfies row.code matches own  cite guide V.B
  but not when row.code matches own_measure
  passes when given performance.indicators code
  fails  when given performance.indicators code with used no
  cannot be determined

  row one: 5S4
  row two: 5S5
"""


def test_lint_tells_old_forms_once_for_a_table_and_fmt_leads_on(run: Run, pack: Path) -> None:
    pack.write_text(OLD, encoding="utf-8")
    told = [line for line in run("lint", str(pack)).out.splitlines() if "[old-form]" in line]
    assert [int(line.split(":")[1]) for line in told] == [9, 10, 11, 12]
    assert run("fmt", str(pack)).code == 0
    text = pack.read_text(encoding="utf-8")
    assert "needs language 1.3 extends" in text
    assert 'require (row.used or yes if blank) and row.code matches "5S."' in text
    pack.write_text(re.sub(r"matches (code|own)", r"has code \1", text), encoding="utf-8")
    assert "[old-form]" not in run("lint", str(pack)).out


@pytest.mark.parametrize("depth", range(5))
def test_what_lint_says_of_an_else_is_what_fmt_makes_of_it(
    run: Run, pack: Path, depth: int
) -> None:
    deep = "($0 - " * depth + "$0" + ")" * depth
    condition = f"budget.total_allocation.amount else {deep} is $0"
    text = GOOD.replace("source is present", condition)
    pack.write_text(text, encoding="utf-8")
    told = run("lint", str(pack)).out
    assert "[old-form]" in told
    assert run("fmt", str(pack)).code == 0
    is_rewritten = "else" not in pack.read_text(encoding="utf-8")
    assert is_rewritten is (depth < 3)
    assert ("`perkins-rules fmt` does so" in told) is is_rewritten
    assert ("by a `let`" in told) is not is_rewritten


def test_what_each_rule_of_a_table_lacks_is_told_once_for_the_table(run: Run, pack: Path) -> None:
    pack.write_text(OLD.replace("  encodes office-source\n", ""), encoding="utf-8")
    ran = run("lint", str(pack))
    [told] = [line for line in ran.out.splitlines() if "[no-encodes]" in line]
    assert ":6:31: warning [no-encodes] each rule of this table encodes no requirement" in told
    change(pack, "row two: 5S5", "row two: 5S5  encodes office-source")
    [told] = [line for line in run("lint", str(pack)).out.splitlines() if "[no-encodes]" in line]
    assert ":16:3: warning [no-encodes] `office.checks/one` encodes" in told


def test_fmt_leaves_the_language_of_a_pack_alone_that_has_no_old_form(run: Run, pack: Path) -> None:
    named = GOOD.replace(" extends", " needs language 1.1 extends")
    pack.write_text(named, encoding="utf-8")
    assert run("fmt", "--check", str(pack)).code == 0
