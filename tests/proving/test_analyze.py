"""Contradictions and rules that say nothing, planted in rules of a few lines."""

from __future__ import annotations

from functools import partial

import pytest

pytest.importorskip("z3")

from perkins_rules.findings import Asked, Verdict
from perkins_rules.proving.pair_claims import Among, Neighbours
from perkins_rules.proving.rule_claims import told_of
from perkins_rules.proving.setting import settings_of
from perkins_rules.report.proved.analyze_text import analyze_text
from perkins_rules.report.style import Style
from tests.proving.small_rules import analyzed, rules_of, said


def test_nothing_is_said_of_rules_in_order() -> None:
    found = analyzed("require one is at most $5", "require two is at least one")
    assert not found.claims
    assert not found.untold


def test_two_that_cannot_be_passed_together_come_with_the_smallest_document() -> None:
    found = analyzed(
        "require one is at least $5.01", "applies when two is present\n  require one is at most $5"
    )
    assert said(found) == ["contradiction rule-1 rule-2"]
    (claim,) = found.claims
    assert claim.sample is not None
    assert claim.sample.text == "document: form\none: 0.00\ntwo: 0.00\n"
    assert claim.sample.verdicts == {
        "test.form/rule-1": {Verdict.FAIL},
        "test.form/rule-2": {Verdict.PASS},
    }


def test_both_rules_apply_for_certain_to_the_document_that_is_shown() -> None:
    """Without `two` the second would pass, too, though nobody knows whether it applies."""
    (claim,) = analyzed(
        "require one is at least $6",
        "applies when two is more than $0\n  require one is at most $5",
    ).claims
    assert claim.kind.code == "contradiction"
    assert claim.sample is not None
    assert claim.sample.text == "document: form\none: 0.00\ntwo: 0.01\n"


def test_a_document_that_breaks_a_rule_in_part_is_none_that_passes_it() -> None:
    """Each of two rules passes in one of the lines and fails in the other."""
    rules = rules_of(
        "for each line in lines\n  require line.purpose is staff",
        "for each line in lines\n  require line.purpose is travel",
        "for each line in lines\n  require line.purpose is one of { staff, travel }",
    )
    data = {"lines": [{"purpose": "staff"}, {"purpose": "travel"}]}
    (setting, *_) = settings_of(rules, Asked())
    told = partial(told_of, setting, {})
    near = Neighbours(Among(setting, {}, told, tuple(rules.rules), [data]))
    staff, travel, either = rules.rules
    assert not near.pass_together(staff, travel)
    assert not near.pass_together(staff, either)
    assert near.pass_together(either, either)


def test_a_cent_of_room_is_no_contradiction() -> None:
    assert not said(analyzed("require one is at least $5", "require one is at most $5"))
    assert not said(
        analyzed(
            "applies when two is at least $1\n  require one is at least $6",
            "applies when two is less than $1\n  require one is at most $5",
        )
    )


def test_three_that_cannot_be_kept_though_each_two_can() -> None:
    found = analyzed(
        "require one + two is at most $10",
        "applies when two is present\n  require one is at least $6",
        "applies when one is present\n  require two is at least $5",
    )
    assert {one.kind.code for one in found.claims} == {"not-together"}
    assert all(len(one.rules) == 3 for one in found.claims)


@pytest.mark.parametrize(
    ("demand", "code"),
    [
        ("applies when one is more than two and one is less than two\n  require two is $1",
         "never-applies"),
        ("require one is at least two or one is at most two", "never-fails"),
        ("applies when one is more than two\n  require one is at most two", "never-passes"),
        ("require one is at most $5\n  unless small: one is at most $4  cite other 1(a)",
         "idle-exception"),
    ],
)  # fmt: skip
def test_rules_that_say_nothing(demand: str, code: str) -> None:
    assert said(analyzed(demand)) == [f"{code} rule-1"]


def test_an_exception_that_matters_is_not_told() -> None:
    assert not said(
        analyzed("require one is at most $5\n  unless small: two is $4  cite other 1(a)")
    )


def test_what_another_rule_finds_too() -> None:
    assert said(analyzed("require one is at most $5", "require one is at most $4")) == [
        "implied rule-1 rule-2"
    ]


def test_a_parameter_that_changes_nothing() -> None:
    assert "p0" not in [one.of for one in analyzed("require one is at most two + $7").claims]
    claims = analyzed("require one + $7 is more than one").claims
    assert [(one.kind.code, one.of) for one in claims] == [
        ("never-fails", ""),
        ("idle-parameter", "p0"),
    ]


def test_what_has_no_formula_is_said() -> None:
    found = analyzed("require one is at most two and one / two is at most three / four")
    assert not found.claims
    assert {one.question for one in found.untold} == {"whether it can fail", "whether it can pass"}
    text = analyze_text(found, Style())
    assert "Not told:" in text
    assert "has no formula" in text


def test_the_same_rules_have_the_same_report() -> None:
    demands = (
        "require one is at most $5",
        "require one is at most $4",
        "require one is at least $7",
    )
    first, second = (analyze_text(analyzed(*demands), Style()) for _ in range(2))
    assert first == second
    assert "contradiction" in first
