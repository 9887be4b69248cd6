"""What changed between two revisions: findings by identity, and the values that moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from perkins_rules.analysis.changes.compare import compare
from perkins_rules.analysis.changes.compare_figures import Moved, moved
from perkins_rules.analysis.changes.compare_pairs import Pair, Placed, Whose, paired
from perkins_rules.app.changes.compare_command import exit_code
from perkins_rules.findings import Severity, Verdict
from tests.determinations.making import read
from tests.report.making import document, finding, review, undetermined

FIRST = """\
document: state_plan
state: {code: VT}
budget:
  total_allocation: {amount: 1000}
  local_formula_distribution: {percent: 85%}
performance:
  comment_period: {opened: 2025-12-15}
  indicators:
    - {code: 1S1, baseline: 80%}
    - {code: 2P1, baseline: 70%}
  comments: [{author: A, text: Too low}]
submission: {fiscal_years: [2026], plan_in_force: yes}
"""
ALLOTMENT = "budget.total_allocation.amount"
SHARE = "budget.local_formula_distribution.percent"


def movements(before: str, after: str, text: str = FIRST) -> list[Moved]:
    assert before in text
    return moved(read(text), read(text.replace(before, after)))


def test_nothing_moves_when_only_lines_and_order_do() -> None:
    assert movements("budget:", "\n# here\nbudget:") == []
    swapped = FIRST.replace(
        "    - {code: 1S1, baseline: 80%}\n    - {code: 2P1, baseline: 70%}\n",
        "    - {code: 2P1, baseline: 70.0%}\n    - {code: 1S1, baseline: 80%}\n",
    )
    assert swapped != FIRST
    assert moved(read(FIRST), read(swapped)) == []
    assert movements("amount: 1000", 'amount: "$1,000.00"') == []


def test_an_entry_is_itself_however_its_key_is_spelled() -> None:
    (spelled,) = movements("code: 1S1", 'code: "1s1\u00a0"')
    assert (spelled.old, spelled.new) == ("1S1", "1s1")
    told = movements("{code: 1S1, baseline: 80%}", "{code: 1s1, baseline: 81%}")
    assert [(one.old, one.new) for one in told] == [("1S1", "1s1"), ("80", "81")]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "1000",
            "$999.99",
            ("budget.total_allocation.amount", "1000.00", "999.99", "-0.01", "money"),
        ),
        (
            "85%",
            "86.5%",
            ("budget.local_formula_distribution.percent", "85", "86.5", "1.5", "points"),
        ),
        ("70%", "71%", ("performance.indicators[2P1].baseline", "70", "71", "1", "points")),
        (
            "2025-12-15",
            "2026-01-01",
            ("performance.comment_period.opened", "2025-12-15", "2026-01-01", "17", "days"),
        ),
        ("force: yes", "force: no", ("submission.plan_in_force", "yes", "no", None, None)),
        ("[2026]", "[2026, 2027]", ("submission.fiscal_years", "2026", "2026, 2027", None, None)),
        ("{amount: 1000}", "{}", (ALLOTMENT, "1000.00", "", None, None)),
    ],
)
def test_a_value_that_moved(before: str, after: str, told: tuple[Any, ...]) -> None:
    (one,) = movements(before, after)
    assert (one.path, one.old, one.new, one.difference, one.difference_unit) == told


@pytest.mark.parametrize("before", ["1000", "70%", "2025-12-15"])
def test_what_could_not_be_read_is_not_told_as_not_given(before: str) -> None:
    wrong = FIRST.replace(before, "unclear")
    assert [one.unreadable for one in moved(read(FIRST), read(wrong))] == ["new"]
    (one,) = moved(read(wrong), read(FIRST))
    assert (one.old, one.unreadable) == ("", "old")
    assert [one.unreadable for one in movements("{amount: 1000}", "{}")] == [None]


def test_entries_that_come_and_go() -> None:
    found = movements("    - {code: 2P1, baseline: 70%}\n", "")
    assert {one.path: (one.old, one.new) for one in found} == {
        "performance.indicators[2P1].code": ("2P1", ""),
        "performance.indicators[2P1].baseline": ("70", ""),
    }


def test_an_entry_without_a_key_goes_by_its_content() -> None:
    found = movements("text: Too low}", "text: Too low}, {author: B, text: Fine}")
    assert [(one.old, one.new) for one in found] == [("", "author: B; text: Fine")]
    found = movements("Too low", "Too high")
    assert sorted((one.old, one.new) for one in found) == [
        ("", "author: A; text: Too high"),
        ("author: A; text: Too low", ""),
    ]


def test_findings_by_identity() -> None:
    old = document(finding(id="a"), finding(id="b"), review("c", "?"), undetermined("d", "/x"))
    new = document(
        finding(id="b", message="another figure"),
        finding(id="c"),
        undetermined("d", "/x"),
        finding(id="e", severity=Severity.WARNING),
        finding(id="a", verdict=Verdict.PASS),
    )
    one = compare("plan.yaml", old, new, [])
    assert [f.id for f in one.fixed] == ["a"]
    assert [f.id for f in one.new_ones] == ["e"]
    assert [(was.verdict, now.verdict) for was, now in one.changed] == [
        (Verdict.NEEDS_REVIEW, Verdict.FAIL)
    ]
    assert [f.id for f in one.carried] == ["b", "d"]


def test_a_document_on_one_side() -> None:
    gone = compare("plan.yaml", document(finding()), None)
    assert (len(gone.fixed), gone.new_ones, gone.is_same) == (1, (), False)
    added = compare("plan.yaml", None, document(finding()))
    assert (len(added.new_ones), added.fixed, added.is_same) == (1, (), False)


@pytest.mark.parametrize(
    ("old", "new", "level", "code"),
    [
        ((), (finding(),), "error", 1),
        ((finding(),), (finding(),), "error", 0),
        ((finding(),), (), "error", 0),
        ((), (finding(severity=Severity.WARNING),), "error", 0),
        ((), (finding(severity=Severity.WARNING),), "warning", 1),
        ((), (finding(),), "never", 0),
        ((review("a1", "?"),), (finding(),), "error", 1),
        ((finding(severity=Severity.WARNING),), (finding(),), "error", 1),
        ((finding(),), (undetermined("a1", "/x"),), "error", 0),
        ((), (review("a1", "?"),), "info", 0),
    ],
)
def test_exit_codes(old: Any, new: Any, level: str, code: int) -> None:
    one = compare("plan.yaml", document(*old), document(*new), [])
    assert exit_code([one], level) == code


def _placed(*names: str, **parts: Any) -> list[Placed]:
    return [Placed(name, document(path=name, **parts)) for name in names]


def _told(pairs: Iterable[Pair]) -> list[tuple[str, str | None, str | None]]:
    return [(p.name, p.old and p.old.name, p.new and p.new.name) for p in pairs]


def test_documents_are_paired_by_name_below_their_own_folder() -> None:
    old = ["2025/ny/plan.yaml", "2025/vt/plan.yaml"]
    new = ["archive.zip!2026/vt/plan.yaml", "archive.zip!2026/wy/plan.yaml"]
    assert _told(paired(_placed(*old), _placed(*new))) == [
        ("ny/plan.yaml", old[0], None),
        ("vt/plan.yaml", old[1], new[0]),
        ("wy/plan.yaml", None, new[1]),
    ]
    assert _told(paired([], _placed("a.yaml"))) == [("a.yaml", None, "a.yaml")]


def _line(number: int, digest: str, whose: Whose | None, **parts: Any) -> Placed:
    name = f"all.jsonl:{number}"
    kind = whose.document if whose is not None else None
    return Placed(name, document(path=name, sha256=digest, document=kind, **parts), whose)


PLAN_OF_VT = Whose("state_plan", "VT", (), ("2026",))
REPORT_OF_VT = Whose("performance_report", "VT", (), ("2026",))


def test_lines_are_paired_by_what_is_in_them() -> None:
    """Never by their numbers alone, and never two types."""
    old = [_line(1, "a", PLAN_OF_VT), _line(2, "b", REPORT_OF_VT), _line(3, "c", None)]
    new = [
        _line(1, "b", REPORT_OF_VT),
        _line(2, "d", PLAN_OF_VT._replace(years=("2027",))),
        _line(3, "e", PLAN_OF_VT._replace(state="NY")),
    ]
    assert _told(paired(old, new)) == [
        ("all.jsonl:1", "all.jsonl:2", "all.jsonl:1"),
        ("all.jsonl:2", "all.jsonl:1", "all.jsonl:2"),
        ("all.jsonl:3", "all.jsonl:3", "all.jsonl:3"),  # a line that could not be read
    ]


def test_a_document_beside_lines_is_paired_with_the_one_that_it_is_or_the_only_one() -> None:
    file = _placed("plan.json", document="state_plan")[0]
    one, two = _line(1, "a", PLAN_OF_VT), _line(2, "b", PLAN_OF_VT._replace(state="NY"))
    assert _told(paired([file], [one])) == [("all.jsonl:1", "plan.json", "all.jsonl:1")]
    assert _told(paired([one], [file])) == [("plan.json", "all.jsonl:1", "plan.json")]
    assert _told(paired([file], [_line(1, "a", REPORT_OF_VT)])) == [
        ("all.jsonl:1", None, "all.jsonl:1"),
        ("plan.json", "plan.json", None),
    ]
    assert _told(paired([file._replace(whose=PLAN_OF_VT)], [two, one])) == [
        ("all.jsonl:2", None, "all.jsonl:2"),
        ("all.jsonl:1", "plan.json", "all.jsonl:1"),
    ]
    assert _told(paired([file], [two, one]))[-1] == ("plan.json", "plan.json", None)


def test_of_two_that_are_alike_neither_is_guessed() -> None:
    old = [_line(1, "a", PLAN_OF_VT), _line(2, "b", PLAN_OF_VT)]
    assert _told(paired(old, [_line(1, "c", PLAN_OF_VT)])) == [
        ("all.jsonl:1", None, "all.jsonl:1"),
        ("all.jsonl:1", "all.jsonl:1", None),
        ("all.jsonl:2", "all.jsonl:2", None),
    ]


def test_a_file_that_is_now_of_another_type_is_another_document() -> None:
    old, new = _placed("a.yaml"), _placed("a.yaml")
    changed = [new[0]._replace(report=new[0].report._replace(document="performance_report"))]
    assert _told(paired(old, changed)) == [("a.yaml", None, "a.yaml"), ("a.yaml", "a.yaml", None)]


def test_of_what_cannot_be_read_any_more_nothing_is_fixed() -> None:
    lost = document(verdict=Verdict.UNREADABLE)
    assert compare("plan", document(finding()), lost).fixed == ()
    assert compare("plan", lost, document(finding())).new_ones


def test_what_was_in_an_archive_that_cannot_be_read_is_lost_and_not_gone() -> None:
    old = _placed("old.tar!a.yaml", "old.tar!b.yaml")
    cut = document(path="new.tar", verdict=Verdict.UNREADABLE, document=None)
    pairs = paired(old, [*_placed("new.tar!a.yaml"), Placed("new.tar", cut)])
    told = {p.name: compare(p.name, p.old and p.old.report, p.new and p.new.report) for p in pairs}
    assert not told["a.yaml"].is_lost
    assert told["b.yaml"].is_lost
