"""`perkins-rules review`, as a reviewer at a terminal meets it; and `check` with what is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from perkins_rules.app.asking import rule_sources
from perkins_rules.app.reviewing import review_command
from perkins_rules.determinations.reader import read_determinations
from perkins_rules.record_file import read_record
from perkins_rules.report.style import Style
from tests.app.conftest import SAMPLE, Ran, Run
from tests.determinations.making import PLAN, rules
from tests.schemas.dialect import validator

Review = Callable[..., Ran]
QUESTIONS = 8


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _small_rules(_rules_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): rules())


@pytest.fixture
def review(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Review:
    """A review at a terminal, of the plan, with lines typed."""
    monkeypatch.setattr(review_command, "on_terminal", lambda: True)

    def review(*typed: str, words: tuple[str, ...] = ("--reviewer", "R. Viewer")) -> Ran:
        keys = "".join(f"{line}\n" for line in typed).encode()
        return run("review", str(plan), *words, stdin=keys)

    return review


def kept(plan: Path) -> list[tuple[str, str]]:
    file = read_record(str(plan.with_name("plan.determinations.yaml")))
    records = read_determinations(file).records
    return [(record.answer, record.note) for record in records]


def test_answers_are_kept_with_their_words(review: Review, plan: Path) -> None:
    ran = review("y", "n too few", "n", "only two", "a", "", "Not met", "", "q")
    assert ran.code == 0, ran.err
    assert kept(plan) == [
        ("met", ""),
        ("not_met", "too few"),
        ("not_met", "only two"),
        ("not_applicable", ""),
        ("not_met", ""),
    ]
    assert ran.out.endswith("8 questions; 1 met; 3 not met; 1 not applicable; 3 open.\n")


def test_a_question_is_shown_with_its_law_and_the_text(review: Review) -> None:
    ran = review("s", "s", "s", "q")
    assert "Question 4 of 8" in ran.out
    assert "Does it name goals for all?" in ran.out
    assert "law     Perkins V § 122(d)(2)" in ran.out
    assert "text    narrative.vision_and_goals, line " in ran.out
    assert "│ Every learner leaves with a plan, and a first step on it." in ran.out


def test_it_goes_on_where_it_was_left(review: Review, plan: Path) -> None:
    review("y", "q")
    ran = review("y", "q")
    assert "Question 1 of 7" in ran.out
    assert len(kept(plan)) == 2
    ran = review(*"yyyyyy")
    assert ran.out.endswith("8 questions; 8 met; 0 open.\n")
    assert review().out == "8 questions; 8 met; 0 open.\n"


def test_back_skip_and_whole_text(review: Review, plan: Path) -> None:
    ran = review("b", "s", "b", "y", "b", "n changed my mind", "q")
    assert ran.code == 0
    assert kept(plan) == [("not_met", "changed my mind")]
    assert "before  met, determined by R. Viewer on " in ran.out
    plan.write_text(PLAN.replace("Three weeks before.", "|-\n" + "      a line\n" * 20))
    (plan.parent / "plan.determinations.yaml").unlink()
    plan.write_text(
        PLAN.replace("{notice: Three weeks before.}", "\n    notice: |\n" + "      a line\n" * 20)
    )
    ran = review("s", "s", "t", "q")
    assert "8 more lines; t shows them" in ran.out
    assert ran.out.count("│ a line") == 12 + 20


def test_the_note_can_be_edited(review: Review, plan: Path) -> None:
    ran = review("e", "y first", "b", "e", "second", "b", "e", "", "e", "-", "q")
    assert "There is no answer yet that a note could go with" in ran.out
    assert "The note is: second" in ran.out
    assert kept(plan) == [("met", "")]


def test_what_is_not_understood_is_asked_again(review: Review, plan: Path) -> None:
    ran = review("", "perhaps", "back now", "yes", "q")
    assert ran.out.count("Type one of these, and Enter:") == 3
    assert kept(plan) == [("met", "")]


def test_the_end_of_input_is_a_way_to_quit(review: Review, plan: Path) -> None:
    ran = review("y", "n")  # nothing more is typed, not even the words
    assert ran.code == 0
    assert kept(plan) == [("met", ""), ("not_met", "")]


def test_again_asks_what_is_determined(review: Review, plan: Path) -> None:
    review(*"yyyyyyyy")
    ran = review("n no longer", "q", words=("--reviewer", "B. Second", "--again"))
    assert "Question 1 of 8" in ran.out
    assert kept(plan)[0] == ("not_met", "no longer")


def test_the_name_is_asked_for_where_nobody_knows_it(
    review: Review, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "_git_name", lambda: "")
    assert review("A.\tName", "y", "q", words=()).code == 0
    place = plan.with_name("plan.determinations.yaml")
    assert read_determinations(read_record(str(place))).records[0].reviewer == "A. Name"
    ran = review("", words=())
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "perkins-rules: a determination needs a reviewer.",
    )
    monkeypatch.setattr(review_command, "_git_name", lambda: "Git Name\n")
    assert "as Git Name; kept in" in review("q", words=()).out


def test_it_is_asked_again_when_the_text_changes(review: Review, plan: Path) -> None:
    review(*"yyyyyyyy")
    plan.write_text(PLAN.replace("Every learner", "Each learner"), encoding="utf-8")
    ran = review("n", "why", "q")
    assert "Question 1 of 1" in ran.out
    assert "asked again: the text has changed since R. Viewer's" in ran.out
    assert ("not_met", "why") in kept(plan)
    assert len(kept(plan)) == QUESTIONS


def test_an_entry_that_changed_its_id_is_not_kept_twice(review: Review, plan: Path) -> None:
    review(*"yyyyyyyy")
    plan.write_text(PLAN.replace("author: A teacher", "author: Two teachers"), encoding="utf-8")
    assert review("q").out.startswith("8 questions; 8 met")
    review("n", "", *"yyyyyyy", words=("--reviewer", "B", "--again"))
    assert len(kept(plan)) == QUESTIONS


def test_what_another_wrote_meanwhile_stays(review: Review, plan: Path) -> None:
    review("y", "q")
    place = plan.with_name("plan.determinations.yaml")
    place.write_text(place.read_text().replace("answer: met", "answer: met  # checked twice"))
    review("y", "q")
    assert "# checked twice" in place.read_text()
    assert len(kept(plan)) == 2


# ------------------------------------------------------------------ without a terminal


def test_without_a_terminal_it_says_what_to_do(run: Run, plan: Path) -> None:
    ran = run("review", str(plan), "--reviewer", "R")
    assert ran.code == 2
    assert "8 questions of " in ran.err
    assert "but there is no terminal to ask on." in ran.err
    assert "See them with --list, or write them to" in ran.err


def test_the_list(review: Review, run: Run, plan: Path) -> None:
    review("y", "n never", "q")
    ran = run("review", str(plan), "--list")
    assert ran.code == 0
    assert "   1. ✓ Did they take part?" in ran.out
    assert "   2. ✗ Did they take part?" in ran.out
    assert "not met, determined by R. Viewer on " in ran.out
    assert "   3. ☐ Was it early enough?" in ran.out
    assert ran.out.endswith("8 questions; 1 met; 1 not met; 6 open.\n")


def test_edit_writes_the_open_questions(review: Review, run: Run, plan: Path) -> None:
    place = plan.with_name("plan.determinations.yaml")
    ran = run("review", str(plan), "--edit")
    assert ran.out.startswith(f"{place} holds 8 open questions to answer.")
    assert kept(plan) == [("", "")] * QUESTIONS
    before = place.read_text()
    assert run("check", str(plan)).code == 0
    run("review", str(plan), "--edit")
    assert place.read_text() == before
    text = before.replace("answer:", "answer: met", 1).replace("reviewer:", "reviewer: Me", 1)
    place.write_text(text.replace("date:", "date: 2026-03-01", 1))
    assert "☐ 7 questions for a person" in run("check", str(plan)).out


def test_edit_drops_blank_ones_that_nothing_asks(run: Run, plan: Path) -> None:
    run("review", str(plan), "--edit")
    gone = "public_comment:\n  hearings: {notice: Three weeks before.}\n"
    plan.write_text(PLAN.replace(gone, ""), encoding="utf-8")
    run("review", str(plan), "--edit")
    assert len(kept(plan)) == QUESTIONS - 1


def test_edit_asks_outdated_ones_anew(review: Review, run: Run, plan: Path) -> None:
    review("s", "s", "s", "y well said", "q")
    plan.write_text(PLAN.replace("Every learner", "Each learner"), encoding="utf-8")
    run("review", str(plan), "--edit")
    text = plan.with_name("plan.determinations.yaml").read_text()
    assert "    # asked again: the text has changed since R. Viewer's determination of" in text
    assert ("", "well said") in kept(plan)


# ------------------------------------------------------------------ what cannot be reviewed


def test_what_cannot_be_reviewed(run: Run, plan: Path, tmp_path: Path) -> None:
    place = plan.with_name("plan.determinations.yaml")
    for words, said in (
        (("-",), "a review needs a file"),
        ((str(tmp_path / "none.yaml"),), "There is no file"),
        ((str(plan), "--edition", "1999"), "edition 1999 of the guide is not known"),
    ):
        ran = run("review", *words)
        assert ran.code == 2
        assert said in ran.err
    plan.with_name("bad.yaml").write_text("document: [")
    assert run("review", str(plan.with_name("bad.yaml"))).code == 2
    place.write_text("determinations:\n  - finding: x\n    answer: maybe\n")
    ran = run("review", str(plan), "--list")
    assert ran.code == 2
    assert f"{place}:3: `answer` is `maybe`, which is no answer." in ran.err
    place.unlink()
    place.mkdir()
    assert run("review", str(plan), "--list").code == 2


# ------------------------------------------------------------------ several documents


@pytest.fixture
def plans(plan: Path) -> Path:
    """A folder with two plans, of which the second lacks a text that one question is about."""
    gone = "public_comment:\n  hearings: {notice: Three weeks before.}\n"
    plan.with_name("second.yaml").write_text(PLAN.replace(gone, ""), encoding="utf-8")
    return plan.parent


def test_the_same_question_is_asked_of_each_document(
    run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_command, "on_terminal", lambda: True)
    ran = run("review", str(plans), "--reviewer", "R", stdin=b"y\nn\nnot there\nq\n")
    assert ran.code == 0, ran.err
    first, second = plans / "plan.yaml", plans / "second.yaml"
    assert f"Question 2 of 15: {first} (2 of 4 alike)" in ran.said
    assert f"Question 3 of 15: {second} (3 of 4 alike)" in ran.said
    assert kept(first) == [("met", ""), ("not_met", "not there")]
    assert ran.out.endswith("2 documents: 15 questions; 1 met; 1 not met; 13 open.\n")


def test_a_list_of_several_says_where_a_question_is_open(run: Run, plans: Path) -> None:
    ran = run("review", "--list", str(plans))
    assert "Questions for a person: 2 documents" in ran.out
    assert "Was it early enough? open 1 of 1 times: " in ran.said
    assert "Does it name goals for all? open 2 of 2 times: " in ran.said
    assert run("review", "--edit", str(plans)).code == 0
    assert len(kept(plans / "plan.yaml")) == QUESTIONS
    place = plans / "second.determinations.yaml"
    assert len(read_determinations(read_record(str(place))).records) == QUESTIONS - 1


def test_one_that_cannot_be_reviewed_does_not_stop_the_others(run: Run, plans: Path) -> None:
    (plans / "bad.yaml").write_text("document: state_plan\nstate: [", encoding="utf-8")
    with zipfile.ZipFile(plans / "more.zip", "w") as archive:
        archive.write(plans / "plan.yaml", "inner.yaml")
    ran = run("review", "--list", str(plans))
    assert ran.code == 2
    assert f"{plans / 'bad.yaml'}:2: " in ran.err
    assert "more.zip!inner.yaml: a review needs a file" in ran.err
    assert ran.out.endswith("2 documents: 15 questions; 15 open.\n")
    one = plans / "one.yaml"
    assert run("review", str(plans), "--determinations", str(one)).code == 2


def test_a_folder_without_documents_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("review", str(tmp_path / "empty"))
    assert ran.code == 2
    assert "there is no document in what is named." in ran.err


def test_nothing_to_review(run: Run, tiny: str) -> None:
    assert run("review", tiny).out.endswith("leaves nothing for a person to judge.\n")


def test_a_hostile_document_cannot_act_on_the_terminal(review: Review, plan: Path) -> None:
    hostile = '"\\e]0;owned\\a\\x9b31m\\u202e evil"'
    plan.write_text(PLAN.replace("Three weeks before.", hostile), encoding="utf-8")
    ran = review("s", "s", "n \x1b[31mred", "q")
    for character in "\x1b\x07\x9b\u202e":
        assert character not in ran.out
    assert ("not_met", "[31mred") in kept(plan)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_console(
    review: Review, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    style = Style(width=width)
    monkeypatch.setattr(review_command, "console_style", lambda color: style)
    lines = review(*"sssssss", "q").out.splitlines()[1:]
    shown = [line for line in lines if not line.startswith("> ")]
    assert [line for line in shown if len(line) > width] == []


# ------------------------------------------------------------------ check


def test_check_shows_determinations_in_text_and_json(review: Review, run: Run, plan: Path) -> None:
    review("y all of them", "a none came", "n too late", "y", "q")
    ran = run("check", "--show", "all", str(plan))
    assert ran.code == 0  # the one that is not met is a warning
    assert "✓ Parties consulted" in ran.out or "1. ✓ " in ran.out
    assert "met, determined by R. Viewer on " in ran.out
    assert ": all of them" in " ".join(ran.out.split())
    assert (
        "✗ 4 questions determined by reviewers: 2 met, 1 not met, 1 not applicable"
        f" ({plan.with_name('plan.determinations.yaml')})" in ran.said
    )
    report = json.loads(run("check", "--format", "json", str(plan)).out)
    validator("report").validate(report)
    answers = [f.get("determination", {}).get("answer") for f in report["documents"][0]["findings"]]
    assert answers == ["met", "not_applicable", "not_met", "met", None, None, None, None]
    assert report["documents"][0]["counts"]["needs_review"] == 4
    assert run("check", "--fail-on", "warning", str(plan)).code == 1


def test_check_with_determinations_elsewhere(review: Review, run: Run, plan: Path) -> None:
    elsewhere = str(plan.with_name("ours.yaml"))
    review(*"yyyyyyyy", words=("--reviewer", "R", "--determinations", elsewhere))
    assert not plan.with_name("plan.determinations.yaml").exists()
    assert "8 questions for a person" in run("check", str(plan)).out
    ran = run("check", str(plan), "--determinations", elsewhere)
    assert f"8 questions determined by reviewers: 8 met ({elsewhere})" in ran.said
    report = json.loads(
        run("check", str(plan), "--determinations", elsewhere, "--format", "json").out
    )
    places = {f["determination"]["place"] for f in report["documents"][0]["findings"]}
    assert places == {elsewhere}
    assert run("check", str(plan), str(plan), "--determinations", elsewhere).code == 2
    assert run("check", str(plan), "--determinations", elsewhere + "x").code == 2


def test_the_file_beside_a_plan_is_no_setting(review: Review, run: Run, plan: Path) -> None:
    review(*"yyyyyyyy")
    said = "8 questions determined by reviewers: 8 met"
    assert said in run("check", str(plan), "--no-config").said


def test_a_faulty_file_fails_the_check(run: Run, plan: Path) -> None:
    plan.with_name("plan.determinations.yaml").write_text("determinations: what\n")
    ran = run("check", str(plan))
    assert ran.code == 1
    said = " ".join(ran.out.split())
    assert "1: `determinations` is not a list. Start each with `- finding:`." in said
    assert "What is wrong counts as not given. No determination in it counts." in said
    ran = run("review", str(plan), "--reviewer", "R")
    assert ran.code == 2
    assert "the determinations cannot be used." in ran.err
    assert "plan.determinations.yaml:1: `determinations` is not a list." in ran.said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_pseudo_terminal(tmp_path: Path) -> None:
    import pty

    plan = tmp_path / "plan.yaml"
    plan.write_bytes(Path(SAMPLE).read_bytes())
    ours, theirs = pty.openpty()
    words = [
        sys.executable,
        "-m",
        "perkins_rules",
        "review",
        str(plan),
        "--reviewer",
        "P. Terminal",
    ]
    os.write(ours, b"y\nn no\nq\n")
    ran = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            more = os.read(ours, 1 << 16)
        except OSError:  # Linux says so when the other side is closed
            break
        if not more:
            break
        shown += more
    os.close(ours)
    assert ran.wait(60) == 0, shown
    assert b"Question 3 of " in shown
    assert [answer for answer, _ in kept(plan)] == ["met", "not_met"]
