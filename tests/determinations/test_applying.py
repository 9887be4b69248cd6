"""What determinations do to a report: verdicts, counts, and what is carried to a revision."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.determinations.applying import questions, with_determinations
from perkins_rules.determinations.place import beside
from perkins_rules.determinations.writer import updated
from perkins_rules.documents import read_document
from perkins_rules.findings import Severity, Verdict
from perkins_rules.findings_plain import document_from_plain, document_to_plain
from perkins_rules.pipeline import Options, check_read
from perkins_rules.record_file import read_record
from tests.determinations.making import (
    COMMENTS,
    DEFINITIONS,
    GOALS,
    NOTICE,
    PARTIES,
    PLAN,
    applied,
    asking,
    checked,
    found,
    of,
    records,
    rules,
)
from tests.loaded import built_in

WITHOUT = "determinations/without-question"


def test_without_an_answer_nothing_changes() -> None:
    report, _ = checked()
    assert applied(PLAN, records(answer="")) == report
    assert report.verdict == Verdict.NEEDS_REVIEW


@pytest.mark.parametrize(
    ("answer", "verdict", "whole"),
    [
        ("met", Verdict.PASS, Verdict.PASS),
        ("not_applicable", Verdict.NOT_APPLICABLE, Verdict.PASS),
        ("not_met", Verdict.FAIL, Verdict.FAIL),
    ],
)
def test_verdicts_and_counts_follow(answer: str, verdict: Verdict, whole: Verdict) -> None:
    made = records(answer=answer)
    report = applied(PLAN, made)
    assert {f.verdict for f in report.findings} == {verdict}
    assert report.verdict == whole
    assert report.counts[verdict.value] == len(made)
    assert report.counts["needs_review"] == 0


def test_a_question_that_is_left_keeps_the_document_open() -> None:
    report = applied(PLAN, of(GOALS, records()))
    assert report.verdict == Verdict.NEEDS_REVIEW
    assert report.counts["pass"] == 1
    assert report.counts["needs_review"] == len(asking(report)) == 7


def test_not_met_fails_with_the_weight_of_the_rule_and_the_words_of_the_reviewer() -> None:
    (finding,) = found(
        applied(PLAN, of(NOTICE, records(answer="not_met", note="Too late"))), NOTICE
    )
    assert finding.severity == Severity.WARNING
    said = "Not met, as R. Viewer determined on 2026-03-01: Too late."
    assert finding.message == f"{said} The question was: Was it early enough?"
    assert finding.determination is not None
    assert finding.determination.question == "Was it early enough?"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("document: state_plan\n", "document: state_plan\n# a line more\n"),
        (
            ">-\n    Every learner leaves with a plan,\n    and a first step on it.",
            '"Every learner leaves with a plan, and a first step on it."',
        ),
        ("  workforce_summary", "  vision_note:\n  workforce_summary"),
    ],
)
def test_it_is_carried_when_lines_move(before: str, after: str) -> None:
    revised = PLAN.replace(before, after)
    assert revised != PLAN
    (finding,) = found(applied(revised, of(GOALS, records())), GOALS)
    assert finding.verdict == Verdict.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [("a first step", "two steps"), ("in all its regions", "in some of its regions")],
)
def test_it_is_asked_again_when_any_text_that_it_looks_at_changes(before: str, after: str) -> None:
    (finding,) = found(applied(PLAN.replace(before, after), of(GOALS, records())), GOALS)
    assert finding.verdict == Verdict.NEEDS_REVIEW
    assert finding.determination is not None
    assert finding.determination.state == "outdated"


def test_it_is_asked_again_when_the_question_changes() -> None:
    made = records(PLAN.replace("1S1", "1S2"))
    ids = [f.id for f in asking(checked()[0])]
    report = applied(PLAN, [r._replace(finding=i) for r, i in zip(made, ids, strict=True)])
    first, second = found(report, DEFINITIONS)
    assert first.determination is not None
    assert first.determination.state == "outdated"
    assert first.determination.question == "1S2: is that what is counted?"
    assert second.verdict == Verdict.PASS


def test_other_entries_of_a_list_change_nothing() -> None:
    revised = PLAN.replace(
        "  indicators:\n", "  indicators:\n    - {code: 1S2, numerator_definition: Others.}\n"
    )
    new, first, second = found(applied(revised, of(DEFINITIONS, records())), DEFINITIONS)
    assert new.verdict == Verdict.NEEDS_REVIEW
    assert first.verdict == second.verdict == Verdict.PASS


def test_an_entry_without_a_key_is_known_by_what_was_looked_at() -> None:
    revised = PLAN.replace("author: A teacher", "author: A teacher of trades")
    made = of(COMMENTS, records())
    assert made[1].finding not in {f.id for f in checked(revised)[0].findings}
    report = applied(revised, made)
    assert [f.verdict for f in found(report, COMMENTS)] == [Verdict.PASS, Verdict.PASS]
    assert not found(report, WITHOUT)


def test_one_that_nothing_asks_stands_without_a_question() -> None:
    gone = PLAN.replace("public_comment:\n  hearings: {notice: Three weeks before.}\n", "")
    made = of(NOTICE, records())
    (note,) = found(applied(gone, made), WITHOUT)
    assert (note.severity, note.verdict) == (Severity.INFO, Verdict.FAIL)
    assert "R. Viewer's determination of 2026-03-01, met, stands without a question" in note.message
    assert applied(gone, made).verdict == Verdict.NEEDS_REVIEW
    assert not found(applied(gone, made, all_asked=False), WITHOUT)


def test_two_without_a_question_have_two_ids() -> None:
    gone = PLAN[: PLAN.index("consultation:")]
    ids = [f.id for f in found(applied(gone, of(PARTIES, records())), WITHOUT)]
    assert len(set(ids)) == 2


def test_a_report_with_determinations_survives_its_plain_form() -> None:
    report = applied(PLAN, records(answer="not_met", note="Läcks"))
    plain = document_to_plain(report)
    assert plain["findings"][0]["determination"]["answer"] == "not_met"
    assert document_from_plain(plain) == report
    assert "determination" not in document_to_plain(checked()[0])["findings"][0]


# ------------------------------------------------------------------ files


def test_the_file_beside_is_found(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN)
    report, document = checked()
    report = report._replace(path=str(plan))
    assert beside(str(plan)) is None
    (tmp_path / "plan.determinations.yaml").write_text(updated(b"", records()))
    file = beside(str(plan))
    assert file is not None
    assert with_determinations(report, document, rules(), file).verdict == Verdict.PASS


def test_an_answer_that_cannot_be_used_is_an_error_and_the_others_count(tmp_path: Path) -> None:
    place = tmp_path / "d.yaml"
    place.write_text(updated(b"", records()).replace("answer: met", "answer: maybe", 1))
    report, document = checked()
    result = with_determinations(report, document, rules(), read_record(str(place)))
    assert result.verdict == Verdict.FAIL
    (fault,) = found(result, "determinations/file")
    assert f"{place}:10: `answer` is `maybe`, which is no answer." in fault.message
    others = len(records()) - 1
    assert f"{others} other determinations count." in fault.message
    assert sum(f.determination is not None for f in result.findings) == others
    assert result.counts["needs_review"] == report.counts["needs_review"] - others


@pytest.mark.parametrize("wrong", ["determinations: what", "determinations: [", "- a", "answers:"])
def test_of_a_file_that_is_none_no_answer_counts(tmp_path: Path, wrong: str) -> None:
    place = tmp_path / "d.yaml"
    place.write_text(wrong)
    report, document = checked()
    result = with_determinations(report, document, rules(), read_record(str(place)))
    (fault,) = found(result, "determinations/file")
    assert fault.message.startswith(f"{place}:1: ")
    assert "No determination in it counts." in fault.message
    assert (result.verdict, result.counts) == (Verdict.FAIL, report.counts)


def test_of_two_answers_to_one_question_neither_counts(tmp_path: Path) -> None:
    place = tmp_path / "d.yaml"
    text = updated(b"", records())
    first = text.index("  - finding:")
    again = text[first : text.index("  - finding:", first + 1)]
    place.write_text(text + again.replace("answer: met", "answer: not_met"))
    report, document = checked()
    result = with_determinations(report, document, rules(), read_record(str(place)))
    (fault,) = found(result, "determinations/file")
    assert "is determined already" in fault.message
    assert sum(f.determination is not None for f in result.findings) == len(records()) - 1


# ------------------------------------------------------------------ both ways to a report


def test_the_usual_way_looks_where_the_reference_looks() -> None:
    sample = Path(__file__).parents[2] / "examples" / "sample-plan.yaml"
    ready = built_in()
    document = read_document("plan.yaml", sample.read_bytes(), ready.shapes)
    fast = check_read(ready, document, Options())
    slow = check_read(ready.rule_set, document, Options())
    asked = questions(fast, document, ready)
    assert asked == questions(slow, document, ready.rule_set)
    assert set(asked) == {f.id for f in asking(fast)}
    assert all(looked.pointers for looked in asked.values())


def test_questions_that_are_alike_keep_what_each_looks_at() -> None:
    report, document = checked(PLAN.replace("code: 2P1", "code: 1S1"))
    looked = questions(report, document, rules())
    assert len({one.sha256 for one in looked.values()}) == len(looked)
