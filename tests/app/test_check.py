"""`perkins-rules check`: exit codes, formats, what is asked, every way in which it cannot run."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from perkins_rules.app.console import console_style

from .conftest import DRAFT, ERRORS, EXAMPLES, SAMPLE, Run

# ------------------------------------------------------------------ exit codes


def test_a_complete_plan_is_good_news(run: Run) -> None:
    ran = run("check", SAMPLE)
    assert ran.code == 0
    assert "No errors." in ran.out.splitlines()[2]
    assert ran.err == ""


def test_an_error_gives_one_and_is_told_with_its_place_figures_section_and_remedy(run: Run) -> None:
    ran = run("check", ERRORS)
    assert ran.code == 1
    text = " ".join(ran.out.split())
    assert "$260,000.01, $0.01 over the cap of $260,000.00" in text
    assert "sample-plan-with-errors.yaml:340:13" in text
    assert "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)" in text
    assert "fix Lower line 2 to $260,000.00 or less." in text


@pytest.mark.parametrize(
    ("level", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_says_which_findings_count(run: Run, level: str, code: int) -> None:
    has_warnings_and_no_error = str(EXAMPLES / "minnesota-local-levels.yaml")
    assert run("check", "--fail-on", level, has_warnings_and_no_error).code == code


def test_never_fails_even_on_errors_but_not_on_what_cannot_be_read(run: Run) -> None:
    assert run("check", "--fail-on", "never", ERRORS).code == 0
    assert run("check", "--fail-on", "never", "nowhere.yaml").code == 2


def test_one_document_that_cannot_be_read_gives_two_and_the_others_are_still_checked(
    run: Run,
) -> None:
    ran = run("check", SAMPLE, "nowhere.yaml", ERRORS)
    assert ran.code == 2
    closing = ran.out[ran.out.index("3 documents") :]
    for said in ("No errors.", "could not be read", "errors to correct"):
        assert said in closing


def test_a_draft_is_not_failed_for_what_is_not_yet_filled_in(run: Run, tmp_path: Path) -> None:
    blank = tmp_path / "plan.yaml"
    blank.write_text(run("new", "state-plan").out, encoding="utf-8")
    assert run("check", str(blank)).code == 1
    ran = run("check", "--draft", str(blank))
    assert ran.code == 0
    assert "No errors so far" in ran.out
    assert "Still to fill in" in ran.out
    assert "Kind of submission" in ran.out


def test_a_draft_is_still_failed_for_what_is_wrong(run: Run) -> None:
    assert run("check", "--draft", ERRORS).code == 1


# ------------------------------------------------------------------ formats and output


def test_json_is_the_same_byte_for_byte_and_on_one_encoding(run: Run) -> None:
    first = run("check", "--format", "json", ERRORS)
    assert first == run("check", "--format", "json", ERRORS, encoding="ascii")
    document = json.loads(first.out)["documents"][0]
    assert (document["verdict"], document["path"]) == ("fail", ERRORS)


def test_output_goes_to_a_file_whole_and_plain(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    ran = run("check", SAMPLE, "--output", str(target), "--color", "always")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    text = target.read_text(encoding="utf-8")
    assert "No errors." in text
    assert "\x1b" not in text
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_that_cannot_be_written_is_said_in_words(run: Run, tmp_path: Path) -> None:
    ran = run("check", SAMPLE, "-o", str(tmp_path / "no" / "report.txt"))
    assert ran.code == 2
    assert "cannot be written: No such file or directory" in ran.err
    ran = run("check", SAMPLE, "-o", str(tmp_path))
    assert ran.code == 2
    assert "is a folder" in ran.err


def test_a_failed_write_leaves_the_old_file_and_no_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", encoding="utf-8")

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = run("check", SAMPLE, "-o", str(target))
    assert ran.code == 2
    assert "No space left on device" in ran.err
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_show_all_adds_what_passed_and_what_does_not_apply(run: Run) -> None:
    assert "✓ pass" not in run("check", SAMPLE).out
    ran = run("check", "--show", "all", SAMPLE)
    assert "✓ pass" in ran.out
    assert "no case" in ran.out


def test_quiet_is_a_line_for_each_error_and_silent_when_clean(run: Run) -> None:
    assert run("check", "--quiet", SAMPLE).out == ""
    *lines, open_ = run("check", "--quiet", ERRORS).out.splitlines()
    told = [line for line in lines if line.startswith(f"{ERRORS}:340:13: error: ")]
    assert len(told) == 1
    assert told[0].split("error: ")[1].startswith("Line 2 is $260,000.01")
    assert all(line.endswith("]") for line in lines)
    assert open_.startswith(f"{ERRORS}: open: ")


# ------------------------------------------------------------------ colors


def test_no_color_unless_on_a_terminal_or_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("check", ERRORS).out
    assert "\x1b[" in run("check", "--color", "always", ERRORS).out

    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert console_style().color
    assert not console_style("never").color
    monkeypatch.setenv("NO_COLOR", "1")
    assert not console_style().color


def test_verdicts_are_words_not_colors_alone(run: Run) -> None:
    words = run("check", ERRORS).out
    for word in ("error", "warning", "missing"):
        assert f" {word} " in words


# ------------------------------------------------------------------ what is asked


def test_select_and_ignore_by_rule_section_guide_and_requirement(run: Run) -> None:
    def rules(*words: str) -> set[str]:
        ran = run("check", "--format", "json", ERRORS, *words)
        found = json.loads(ran.out)["documents"][0]["findings"]
        return {f["rule"] for f in found if not f["rule"].startswith("schema/")}

    cap = "federal.budget/administration-cap"
    assert rules("--select", cap) == {cap}
    assert rules("--select", "administration-cap") == {cap}
    assert rules("--select", "112(a)(3)") == {cap}
    assert rules("--select", "Perkins V § 112(a)(3)") == {cap}
    assert rules("--select", "20 U.S.C. 2322(a)(3)") == {cap}
    assert rules("--select", "budget-administration-cap") == {cap}
    assert cap in rules("--select", "federal.budget/*")
    assert cap in rules("--select", "guide IV.A")
    assert cap not in rules("--select", "federal.budget/*", "--ignore", "112(a)(3)")
    assert cap not in rules("--ignore", "administration-cap")


def test_a_section_takes_in_what_is_below_it_and_no_number_that_begins_alike(run: Run) -> None:
    ran = run("rules", "guide IV.A line 1")
    assert "Lines 2, 3 and 7 add up to line 1" in ran.out
    assert "match-covers-administration" not in ran.out


def test_the_name_of_a_pack_chooses_its_rules(run: Run) -> None:
    listed = run("rules", "federal.budget")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out == run("rules", "federal.budget/*").out
    ran = run("check", SAMPLE, "--select", "federal.bugdet")
    assert "Did you mean `federal.budget`?" in ran.err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_word_that_names_no_rule_stops_the_run(run: Run, option: str) -> None:
    ran = run("check", SAMPLE, option, "adminstration-cap")
    assert ran.code == 2
    assert "`adminstration-cap` is no rule, pack, section or requirement" in ran.err
    assert "Did you mean `administration-cap`?" in ran.err


@pytest.mark.parametrize("date", ["2026-13-01", "20260701", "tomorrow", "2026-W27-3"])
def test_a_date_that_is_none_is_said_in_words(run: Run, date: str) -> None:
    ran = run("check", SAMPLE, "--as-of", date)
    assert ran.code == 2
    assert f"`{date}` is not a date" in ran.err
    assert "--as-of 2026-07-01" in ran.err


def test_an_edition_or_profile_that_nobody_knows_stops_the_run(run: Run) -> None:
    ran = run("check", SAMPLE, "--edition", "2019-01")
    assert ran.code == 2
    assert "edition 2019-01 of the guide is not known" in ran.err
    ran = run("check", SAMPLE, "--profile", "lenient")
    assert ran.code == 2
    assert "'guide', 'statute', 'strict'" in ran.err


def test_what_was_asked_and_what_was_used_stand_in_the_report(run: Run) -> None:
    ran = run("check", SAMPLE, "--as-of=2027-01-01", "--profile", "statute", "--format", "json")
    report = json.loads(ran.out)
    assert report["asked"] == {"date": "2027-01-01", "edition": None, "profile": "statute"}
    used = report["documents"][0]
    assert (used["date"], used["profile"]) == ("2027-01-01", "statute")


# ------------------------------------------------------------------ inputs


def test_a_dash_is_standard_input(run: Run) -> None:
    ran = run("check", "-", stdin=Path(SAMPLE).read_bytes())
    assert ran.code == 0
    assert ran.out.startswith("standard input\n")
    ran = run("check", "-", "--format", "json", stdin=Path(SAMPLE).read_bytes())
    assert json.loads(ran.out)["documents"][0]["path"] == "-"


def test_an_empty_standard_input_is_said_in_words(run: Run) -> None:
    ran = run("check", "-")
    assert ran.code == 2
    assert "holds no document" in ran.out


def test_a_file_that_is_not_there_gets_a_suggestion(run: Run) -> None:
    ran = run("check", SAMPLE.replace("sample-plan", "sample-plam"))
    assert ran.code == 2
    assert "There is no file" in ran.said
    assert "Did you mean" in ran.said


def test_a_folder_without_a_document_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("check", str(tmp_path))
    assert ran.code == 2
    assert "there is no document in what is named" in ran.said


def test_a_file_that_may_not_be_read(run: Run, tiny: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    ran = run("check", tiny)
    assert ran.code == 2
    assert "may not be read" in ran.said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_once(run: Run, tmp_path: Path) -> None:
    from threading import Thread

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_bytes(Path(SAMPLE).read_bytes()))
    writer.start()
    ran = run("check", str(pipe))
    writer.join()
    assert ran.code == 0
    assert ran.out.startswith(str(pipe))


def test_a_syntax_error_shows_the_line_and_marks_the_place(run: Run) -> None:
    ran = run("check", "-", stdin=b"document: state_plan\nstate: [1\n")
    assert ran.code == 2
    assert "2 │ state: [1\n" in ran.out
    assert "standard input:2:" in ran.out
    assert "^" in ran.out


def test_the_limit_of_size_can_be_raised(run: Run, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_text('{"document": "state_plan", "source": "' + "x" * (1 << 20) + '"}')
    assert run("check", str(large), "--max-size", "1", "--draft").code == 2
    assert run("check", str(large), "--max-size", "2", "--draft").code == 0


def test_a_name_with_control_characters_cannot_act(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.yaml"
    path.write_text("document: state_plan\nsource: \u202eevil\n", encoding="utf-8")
    ran = run("check", str(path), "gone\x07\x9b.yaml")
    for character in ("\x1b", "\x07", "\x9b", "\u202e"):
        assert character not in ran.out
    assert "a\\x1b[2Jb.yaml" in ran.out


def test_a_name_with_a_line_break_is_a_name_and_no_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\nb.yaml"
    path.write_text("document: state_plan\n", encoding="utf-8")
    ran = run("check", str(path), "--format", "json", "--draft")
    assert ran.code == 0
    assert json.loads(ran.out)["documents"][0]["path"] == str(path)


# ------------------------------------------------------------------ packs of one's own

OWN = """\
pack office.checks "Checks of our office" for state_plan extends federal.common

rule no-source "The plan names no source"
  cite perkins 122(a)
  encodes office-source
  require source is missing
  otherwise "The plan names a source."

  passes when source is missing
  fails  when source is "Journal"
"""


def test_rules_of_ones_own_are_asked_beside_the_built_in(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.rules").write_text(OWN, encoding="utf-8")
    ran = run("check", SAMPLE, "--rules", str(tmp_path))
    assert ran.code == 1
    assert "The plan names a source." in ran.out
    assert "office.checks/no-source" in ran.out


def test_faults_in_rules_of_ones_own_are_shown_and_nothing_is_checked(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "own.rules").write_text(OWN.replace("require source", "require sorce"))
    ran = run("check", SAMPLE, "--rules", str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "the rules cannot be used" in ran.err
    assert "own.rules:6:11: error" in ran.err
    assert "did you mean `source`?" in ran.err


def test_a_folder_of_rules_that_is_not_there(run: Run) -> None:
    ran = run("check", SAMPLE, "--rules", "nowhere")
    assert ran.code == 2
    assert "no file or folder `nowhere`" in ran.err


def test_a_draft_of_published_levels_tells_the_levels_apart_from_the_rest(run: Run) -> None:
    ran = run("check", "--draft", DRAFT)
    assert "Still to fill in" in ran.out
    assert "is read with one percent sign" in " ".join(ran.out.split())
