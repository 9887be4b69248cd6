"""`perkins-rules review`: what was answered is kept, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from perkins_rules.app.asking import rule_sources
from perkins_rules.app.reviewing import review_command, review_steps
from tests.app.conftest import Ran, Run
from tests.app.test_review_command import kept
from tests.determinations.making import PLAN, rules

Typed = str | None | type[BaseException] | Callable[[], object]
Review = Callable[..., Ran]
FAULTY = "determinations: what\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one plan, in which others can be put."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def review(run: Run, plans: Path, monkeypatch: pytest.MonkeyPatch, _rules_once: None) -> Review:
    """A review of the folder by somebody who types lines; between two of them something happens."""
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): rules())
    monkeypatch.setattr(review_command, "on_terminal", lambda: True)

    def review(*typed: Typed, words: tuple[str, ...] = ()) -> Ran:
        keys = _keys(typed)
        monkeypatch.setattr(review_steps, "typed", lambda prompt: next(keys))
        return run("review", str(plans), "--reviewer", "R", *words)

    return review


def _keys(typed: tuple[Typed, ...]) -> Iterator[str | None]:
    for one in typed:
        if isinstance(one, type):
            raise one
        if one is None or isinstance(one, str):
            yield one
        else:
            one()
    yield None


def test_an_answer_is_kept_before_its_words_are_typed(review: Review, plans: Path) -> None:
    ran = review("y", "n", KeyboardInterrupt)
    assert ran.code == 130
    assert kept(plans / "plan.yaml") == [("met", ""), ("not_met", "")]
    assert "8 questions; 1 met; 1 not met; 6 open." in ran.out
    assert "Interrupted." in ran.err


def test_a_file_that_cannot_be_used_is_mended_and_the_words_stay(
    review: Review, plans: Path
) -> None:
    place = plans / "plan.determinations.yaml"
    ran = review(lambda: place.write_text(FAULTY), "n some words", "", place.unlink, "", "q")
    assert ran.code == 0
    assert ran.err.count("1: `determinations` is not a list.") == 2
    assert kept(plans / "plan.yaml") == [("not_met", "some words")]


@pytest.mark.parametrize("end", ["q", None])
def test_an_answer_that_is_not_kept_is_told(review: Review, plans: Path, end: str | None) -> None:
    place = plans / "plan.determinations.yaml"
    ran = review("y", lambda: place.rename(plans / "old"), place.mkdir, "y", end)
    assert ran.code == 2
    assert "the last answer is not kept." in ran.err
    place.rmdir()
    (plans / "old").rename(place)
    assert kept(plans / "plan.yaml") == [("met", "")]
    assert sorted(p.name for p in plans.iterdir()) == ["plan.determinations.yaml", "plan.yaml"]


def test_another_reviewers_answer_is_not_replaced_unseen(review: Review, plans: Path) -> None:
    place = plans / "plan.determinations.yaml"
    review("n by the other", "q")
    theirs = place.read_text()
    place.unlink()
    ran = review(lambda: place.write_text(theirs), "y", "s", "q")
    assert "Answered meanwhile" in ran.out
    assert "not met, determined by R on " in ran.out
    assert kept(plans / "plan.yaml") == [("not_met", "by the other")]
    place.unlink()
    review(lambda: place.write_text(theirs), "y", "y", "q")
    assert kept(plans / "plan.yaml") == [("met", "")]


def test_what_stands_in_the_file_by_now_is_shown(review: Review, plans: Path) -> None:
    place = plans / "plan.determinations.yaml"
    review("s", "n by the other", "q")
    theirs = place.read_text()
    place.unlink()
    ran = review(lambda: place.write_text(theirs), "s", "q")
    assert "before  not met, determined by R on " in ran.out


def test_a_document_that_goes_meanwhile_loses_no_answer(review: Review, plans: Path) -> None:
    ran = review("y", (plans / "plan.yaml").unlink, "n gone", "q")
    assert ran.code == 0
    assert kept(plans / "plan.yaml") == [("met", ""), ("not_met", "gone")]


# ------------------------------------------------------------------ several documents


@pytest.mark.parametrize("words", [("--list",), ("--edit",), ()])
def test_a_faulty_file_does_not_stop_the_others(
    review: Review, plans: Path, words: tuple[str, ...]
) -> None:
    (plans / "a.yaml").write_text(PLAN, encoding="utf-8")
    (plans / "a.determinations.yaml").write_text(FAULTY)
    ran = review("y", "q", words=words)
    assert ran.code == 2
    assert "a.determinations.yaml:1: `determinations` is not a list." in ran.err
    assert "8 " in ran.out
    assert words or "1 document could not be reviewed; see above." in ran.err
    assert words == ("--list",) or kept(plans / "plan.yaml")


def test_the_questions_of_a_plan_in_two_formats_are_asked_once(review: Review, plans: Path) -> None:
    (plans / "plan.yml").write_text(PLAN, encoding="utf-8")
    assert review(words=("--list",)).out.endswith("8 questions; 8 open.\n")


def test_two_plans_whose_answers_would_stand_in_one_file_are_told(
    review: Review, plans: Path
) -> None:
    (plans / "plan.yml").write_text(PLAN.replace("Every learner", "Each"), encoding="utf-8")
    ran = review(words=("--list",))
    assert ran.code == 2
    assert "plan.yml: its answers would replace those on " in ran.err
    assert "with --determinations" in ran.err


def test_plans_of_one_name_in_two_folders_keep_their_own(review: Review, plans: Path) -> None:
    (plans / "b").mkdir()
    (plans / "b" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    review("y", "y", "n of b", "q")
    assert {len(kept(plans / "plan.yaml")), len(kept(plans / "b" / "plan.yaml"))} == {1, 2}


def test_a_folder_in_which_nothing_can_be_reviewed_is_told(review: Review, plans: Path) -> None:
    (plans / "plan.determinations.yaml").write_text(FAULTY)
    for words in (("--edit",), ("--list",), ()):
        ran = review(words=words)
        assert (ran.code, "`determinations` is not a list." in ran.err) == (2, True)
        assert "fault of the program" not in ran.err
