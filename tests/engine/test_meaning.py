"""What the language means, sentence by sentence: verdicts, missing facts, exactness, dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.engine.reference.instances import Instance, instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from tests.check.rule_texts import rule_set

ADMIN = "budget.state_administration.amount"
ASKED = Question(date(2026, 7, 1))


def asked_of(rules: RuleSet, rule: CheckedRule, data: dict[str, Any]) -> tuple[Instance, ...]:
    return instances(Evaluator(rules.parameters, data, ASKED), rule)


def judge(body: str, data: dict[str, Any]) -> list[str]:
    """The verdicts of a rule with these clauses."""
    rules = rule_set(f'rule it "It holds"\n  cite perkins 112\n{body}\n')
    return [i.verdict.value for i in asked_of(rules, rules.rules[0], data)]


def verdict(condition: str, **data: Any) -> str:
    return judge(f"  require {condition}", data)[0]


def needs(body: str, data: dict[str, Any]) -> tuple[str, ...]:
    rules = rule_set(f'rule it "It holds"\n  cite perkins 112\n{body}\n')
    return asked_of(rules, rules.rules[0], data)[0].needs


def administration(amount: str) -> dict[str, Any]:
    return {"budget": {"state_administration": {"amount": Fraction(amount)}}}


# ------------------------------------------------------------------ the five verdicts

SCOPE = {"scope": "secondary"}


@pytest.mark.parametrize(
    ("applies", "exception", "require", "expected"),
    [
        ("no", "no", "no", "not_applicable"),
        ("yes", "yes", "no", "not_applicable"),
        ("open", "yes", "no", "not_applicable"),
        ("open", "open", "yes", "pass"),
        ("yes", "open", "yes", "pass"),
        ("yes", "no", "yes", "pass"),
        ("yes", "no", "no", "fail"),
        ("open", "no", "no", "cannot_determine"),
        ("yes", "open", "no", "cannot_determine"),
        ("yes", "no", "open", "cannot_determine"),
        ("no", "open", "open", "not_applicable"),
    ],
)
def test_the_first_verdict_that_matches(
    applies: str, exception: str, require: str, expected: str
) -> None:
    words = {
        "yes": "scope is secondary",
        "no": "scope is postsecondary",
        "open": "submission.through_portal",
    }
    body = (
        f"  applies when {words[applies]}\n  require {words[require]}\n"
        f"  unless label: {words[exception]} cite perkins 112"
    )
    assert judge(body, SCOPE) == [expected]


def test_exception_to_an_exception_restores_the_rule() -> None:
    body = (
        "  require scope is postsecondary\n"
        "  unless small: scope is secondary cite perkins 112\n"
        "  but not when submission.through_portal"
    )
    assert judge(body, SCOPE | {"submission": {"through_portal": True}}) == ["fail"]
    assert judge(body, SCOPE | {"submission": {"through_portal": False}}) == ["not_applicable"]
    assert judge(body, SCOPE) == ["cannot_determine"]


def test_review_that_applies_needs_review_and_never_passes() -> None:
    rules = rule_set(
        'review it "It is good"\n  cite perkins 112\n  applies when scope is secondary\n'
        '  look at source\n  ask "Is it?"\n'
    )
    assert [i.verdict.value for i in asked_of(rules, rules.rules[0], SCOPE)] == ["needs_review"]
    assert [i.verdict.value for i in asked_of(rules, rules.rules[0], {})] == ["cannot_determine"]


# ------------------------------------------------------------------ missing is missing


@pytest.mark.parametrize(
    "condition",
    [
        f"{ADMIN} is at most floor",
        f"{ADMIN} + floor is at least $0",
        f"the greater of {ADMIN} and floor is at least floor",
        f"{ADMIN} is {ADMIN}",
        "every i in performance.indicators satisfies i.code is 1S1",
        "some i in performance.indicators satisfies i.code is 1S1",
        "none of i in performance.indicators satisfies i.code is 1S1",
        "(count of performance.indicators) is at least 0",
        "distinct i.code over i in performance.indicators",
        "submission.revises includes performance",
        'source matches "a*"',
    ],
)
def test_what_reads_a_missing_fact_is_undetermined(condition: str) -> None:
    assert verdict(condition) == "cannot_determine"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("source is present", "fail"),
        ("source is missing", "pass"),
        ('(source else "none") is "none"', "pass"),
        ("source is missing or scope is secondary", "pass"),
        ("source is present and scope is secondary", "fail"),
        ("not source is present", "pass"),
    ],
)
def test_presence_and_fallback_are_always_determined(condition: str, expected: str) -> None:
    assert verdict(condition) == expected


def test_determined_operands_are_not_among_the_needs() -> None:
    body = f"  require scope is secondary and {ADMIN} is at most budget.reserve.amount"
    assert needs(body, SCOPE) == ("/budget/state_administration/amount", "/budget/reserve/amount")
    assert needs(body, SCOPE | administration("1")) == ("/budget/reserve/amount",)


def test_open_applicability_is_needed_when_the_requirement_is_false() -> None:
    body = "  applies when submission.through_portal\n  require scope is postsecondary"
    assert needs(body, SCOPE) == ("/submission/through_portal",)


def test_for_each_over_missing_and_empty_lists() -> None:
    body = "  for each i in performance.indicators\n  require i.code is 1S1"
    assert judge(body, {}) == ["cannot_determine"]
    assert needs(body, {}) == ("/performance/indicators",)
    assert judge(body, {"performance": {"indicators": []}}) == ["not_applicable"]


def indicators(*codes: str | None) -> dict[str, Any]:
    return {"performance": {"indicators": [{"code": c} if c else {} for c in codes]}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("every i in performance.indicators satisfies i.code is 1S1", "pass"),
        ("none of i in performance.indicators satisfies i.code is 1S1", "pass"),
        ("some i in performance.indicators satisfies i.code is 1S1", "fail"),
        ("(count of performance.indicators) is 0", "pass"),
        ("(sum of i.baseline over i in performance.indicators) is 0%", "pass"),
        ("(the average of i.baseline over i in performance.indicators) is 0%", "cannot_determine"),
        ("(the greatest of i.baseline over i in performance.indicators) is 0%", "cannot_determine"),
    ],
)
def test_quantifiers_and_aggregates_over_an_empty_list(condition: str, expected: str) -> None:
    assert verdict(condition, **indicators()) == expected


@pytest.mark.parametrize(
    ("kind", "codes", "expected"),
    [
        ("every", ("1S1", None), "cannot_determine"),
        ("every", ("2S1", None), "fail"),
        ("some", ("1S1", None), "pass"),
        ("some", ("2S1", None), "cannot_determine"),
        ("none of", ("2S1", None), "cannot_determine"),
        ("none of", ("1S1", None), "fail"),
    ],
)
def test_quantifiers_follow_kleene(kind: str, codes: tuple[str | None, ...], expected: str) -> None:
    condition = f"{kind} i in performance.indicators satisfies i.code is 1S1"
    assert verdict(condition, **indicators(*codes)) == expected


def test_entry_with_an_open_filter() -> None:
    data = {
        "performance": {
            "indicators": [{"code": "1S1", "baseline": Fraction(50)}, {"baseline": Fraction(40)}]
        }
    }
    where = "i in performance.indicators where i.code is 1S1"
    assert verdict(f"every {where} satisfies i.baseline is more than 0%", **data) == "pass"
    assert verdict(f"every {where} satisfies i.baseline is at least 1%", **data) == "pass"
    assert verdict(f"some {where} satisfies i.baseline is 0%", **data) == "fail"
    assert verdict(f"(count of ({where})) is 1", **data) == "cannot_determine"


def test_reasons_that_are_not_missing_facts() -> None:
    levels = [{"fiscal_year": 2026, "level": Fraction(1)}]
    data = {
        "performance": {"indicators": [{"code": "1S1", "levels": levels}]},
        **administration("0"),
    }
    each = "  for each i in performance.indicators\n  require "
    two_latest = "(the average of l.level over l in the 2 latest i.levels by fiscal_year) is 1%"
    assert judge(each + two_latest, data) == ["cannot_determine"]
    assert verdict(f"{ADMIN} / {ADMIN} is 1", **data) == "cannot_determine"
    one = "(the one i in performance.indicators where i.code is 2S1).baseline is 0%"
    assert verdict(one, **data) == "cannot_determine"
    late = "submission.date + window is after submission.date"
    assert verdict(late, submission={"date": date(9999, 12, 1)}) == "cannot_determine"


# ------------------------------------------------------------------ exact


def test_values_are_compared_not_their_spelling() -> None:
    assert (
        verdict(
            "floor is budget.reserve.amount", budget={"reserve": {"amount": Fraction("250000.00")}}
        )
        == "pass"
    )


def test_a_third_stays_a_third() -> None:
    data = {"budget": {"reserve": {"amount": Fraction(1)}, "fiscal_year": 3}}
    condition = "(budget.reserve.amount / budget.fiscal_year) * budget.fiscal_year is $1"
    assert verdict(condition, **data) == "pass"


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        ("0.5", "", "1"),
        ("-0.5", "", "-1"),
        ("0.5", " half even", "0"),
        ("1.5", " half even", "2"),
        ("2.5", " half even", "2"),
        ("3.5", " half even", "4"),
        ("0.9", " down", "0"),
        ("0.1", " up", "1"),
        ("-0.1", " up", "-1"),
        ("2", " up", "2"),
    ],
)
def test_rounding(value: str, mode: str, expected: str) -> None:
    data = {
        "budget": {
            "reserve": {"amount": Fraction(value)},
            "state_match": {"amount": Fraction(expected)},
        }
    }
    condition = f"budget.reserve.amount rounded to 0 places{mode} is budget.state_match.amount"
    assert verdict(condition, **data) == "pass"


def test_a_share_is_of_the_whole() -> None:
    at_cap = {
        "budget": {
            "state_administration": {"amount": Fraction("500000")},
            "total_allocation": {"amount": Fraction(10_000_000)},
        }
    }
    condition = f"{ADMIN} is at most share of budget.total_allocation.amount"
    assert verdict(condition, **at_cap) == "pass"
    at_cap["budget"]["state_administration"]["amount"] += Fraction(1, 100)
    assert verdict(condition, **at_cap) == "fail"


# ------------------------------------------------------------------ dates


def window(opened: date, submitted: date) -> dict[str, Any]:
    return {
        "performance": {"comment_period": {"opened": opened}},
        "submission": {"date": submitted},
    }


OPENED = "performance.comment_period.opened"


@pytest.mark.parametrize(
    ("opened", "submitted", "expected"),
    [
        (date(2025, 12, 29), date(2026, 2, 27), "pass"),
        (date(2025, 12, 30), date(2026, 2, 27), "fail"),
        (date(2027, 12, 31), date(2028, 2, 29), "pass"),
        (date(2028, 1, 1), date(2028, 3, 1), "pass"),
        (date(2028, 1, 2), date(2028, 3, 1), "fail"),
        (date(2027, 1, 1), date(2027, 3, 1), "fail"),
    ],
)
def test_days_are_elapsed_days(opened: date, submitted: date, expected: str) -> None:
    condition = f"{OPENED} is at least window before submission.date"
    assert verdict(condition, **window(opened, submitted)) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_adding_months_clamps_to_the_end_of_the_month(start: date, expected: date) -> None:
    text = "parameter m is 1 month from 2019-07-01 cite perkins 112\n"
    body = f"  require {OPENED} + m is submission.date"
    rules = rule_set(text + f'rule it "It"\n  cite perkins 112\n{body}\n')
    found = asked_of(rules, rules.rules[0], window(start, expected))
    assert [i.verdict.value for i in found] == ["pass"]


def test_at_most_days_before_is_within_them() -> None:
    condition = f"{OPENED} is at most window before submission.date"
    assert verdict(condition, **window(date(2025, 12, 29), date(2026, 2, 27))) == "pass"
    assert verdict(condition, **window(date(2025, 12, 28), date(2026, 2, 27))) == "fail"


# ------------------------------------------------------------------ lists


def test_neighbours_follow_the_field_and_not_the_file() -> None:
    levels = [
        {"fiscal_year": year, "level": Fraction(level)}
        for year, level in ((2028, 84), (2026, 82), (2027, 83))
    ]
    data = {"performance": {"indicators": [{"code": "1S1", "levels": levels}]}}
    body = (
        "  for each i in performance.indicators\n"
        "  for each consecutive a, b in i.levels by fiscal_year\n"
        "  require b.level is more than a.level"
    )
    assert judge(body, data) == ["pass", "pass"]


def test_filter_comes_before_the_latest() -> None:
    actuals = [{"fiscal_year": year, "value": Fraction(year - 2000)} for year in (2021, 2022, 2023)]
    data: dict[str, Any] = {"performance": {"indicators": [{"code": "1S1", "actuals": actuals}]}}
    body = (
        "  for each i in performance.indicators\n"
        "  let recent be the average of a.value over a in the 2 latest i.actuals by fiscal_year"
        " where start_of(a.fiscal_year) is before submission.date\n"
        "  require recent is i.baseline"
    )
    data["performance"]["indicators"][0]["baseline"] = Fraction(43, 2)
    assert judge(body, data | {"submission": {"date": date(2023, 7, 1)}}) == ["pass"]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("performance", "pass"),
        ("performance.indicators", "pass"),
        ("narrative", "fail"),
        ("performanc", "fail"),
    ],
)
def test_a_revised_section_covers_its_fields_and_a_field_touches_its_section(
    named: str, expected: str
) -> None:
    data = {"submission": {"revises": [named]}}
    assert verdict("submission.revises includes performance", **data) == expected
    covered = "submission.revises includes performance.indicators"
    assert verdict(covered, **data) == expected
