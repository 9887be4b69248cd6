"""Definitions that are said of an entry mean what their body means of it, in both engines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from perkins_rules.check import tree as t
from perkins_rules.engine.compiled.answers import Answer
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.reference.example_run import run_examples
from perkins_rules.engine.reference.instances import instances
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.shared.question import Question
from perkins_rules.engine.shared.trace import Trace
from tests.check.rule_texts import rule_set
from tests.engine.agreement import answered, compared

DAY = Question(date(2026, 7, 1))
PLAN: dict[str, Any] = {
    "performance": {
        "indicators": [
            {
                "code": "1S1",
                "used": True,
                "baseline": Fraction(80),
                "levels": [
                    {"fiscal_year": 2026, "level": Fraction(82)},
                    {"fiscal_year": 2027, "level": Fraction(83)},
                ],
            },
            {"code": "1S1", "used": False, "levels": [{"fiscal_year": 2026, "level": Fraction(7)}]},
            {"code": "2S1", "baseline": Fraction(50), "levels": []},
        ]
    },
}
"""Two rows have one code."""

DEFINITIONS = """\
define in_use for row in performance.indicators as row.used else yes
define baseline for row in performance.indicators as row.baseline
define last_step for row in performance.indicators as last(row.levels)
define rise for step in performance.indicators.levels as step.level - 1%
define twins for row in performance.indicators
  as count of (other in performance.indicators where other.code is row.code)
define alone for row in performance.indicators as twins of row is 1
define any_twin_in_use for it in performance.indicators
  as some row in performance.indicators satisfies row.code is it.code and row is in_use
"""
CONDITIONS = {
    "every indicator in performance.indicators satisfies indicator is in_use": False,
    "some indicator in performance.indicators satisfies indicator is not in_use": True,
    "count of (indicator in performance.indicators where indicator is in_use) is 1 + 1": True,
    "(the one i in performance.indicators where i.code is 2S1) is in_use": True,
    "(the one i in performance.indicators where i.code is 1P1) is in_use": True,
    "baseline of (the one i in performance.indicators where i.code is 1P1) is 0%": None,
    "first(performance.indicators) is in_use": True,
    "baseline of first(performance.indicators) is at least 100%": False,
    "every i in performance.indicators satisfies baseline of i is at most 100%": None,
    "(last_step of first(performance.indicators)).fiscal_year is at least 1": True,
    "the greatest of rise of step over step in (first(performance.indicators)).levels"
    " is at most 100%": True,
    # What the definition binds has the name of what it is said of, and the other way about.
    "every other in performance.indicators satisfies twins of other is at least 1": True,
    "every other in performance.indicators satisfies twins of other is 1": False,
    "every row in performance.indicators satisfies row is alone": False,
    "some row in performance.indicators satisfies row is alone": True,
    "every row in performance.indicators satisfies row is any_twin_in_use": True,
    "none of other in performance.indicators"
    " satisfies other is alone and other is not in_use": True,
}


def checked(condition: str, defined: str = "") -> t.RuleSet:
    return rule_set(
        f'{DEFINITIONS}{defined}rule it "It"\n  cite perkins 112(a)\n  require {condition}\n'
    )


@pytest.mark.parametrize(("condition", "truth"), CONDITIONS.items(), ids=CONDITIONS)
def test_it_means_its_body_of_the_entry(condition: str, truth: bool | None) -> None:
    rules = checked(condition)
    found = Evaluator({}, PLAN, DAY)(rules.rules[0].demands[0].condition, {})
    assert found.value is truth
    assert compared(rules, compile_rules(rules), rules.rules[0], PLAN, DAY) is None


LOOPS = """\
rule it "It"
  cite perkins 112(a)
  for each row in performance.indicators
  require row is any_twin_in_use and row is in_use and twins of row is at least 1
  unless none: row is alone cite perkins 112(a)
"""


def test_a_loop_variable_is_never_taken_for_one_that_the_definition_binds() -> None:
    """The third entry is alone; of the first two, which share a code, the second is not in use."""
    rules = rule_set(DEFINITIONS + LOOPS)
    compiled = compile_rules(rules)
    assert compared(rules, compiled, rules.rules[0], PLAN, DAY) is None
    found = instances(Evaluator({}, PLAN, DAY), rules.rules[0])
    assert [one.verdict for one in found] == ["pass", "fail", "not_applicable"]
    second = (("/performance/indicators/1",),)
    assert answered(compiled, rules.rules[0], PLAN, DAY) == Answer(passed=1, left=1, opened=second)


def texts(trace: Trace) -> list[str]:
    return [trace.node.text, *(text for child in trace.children for text in texts(child))]


def test_a_derivation_speaks_of_the_entry_and_not_of_the_variable() -> None:
    rules = checked("every indicator in performance.indicators satisfies twins of indicator is 1")
    told = texts(Evaluator({}, PLAN, DAY)(rules.rules[0].demands[0].condition, {}))
    assert "twins of indicator" in told
    counted = "count of (other in performance.indicators where other.code is indicator.code)"
    assert counted in told
    assert not [text for text in told if "row" in text]
    rules = checked("(the one i in performance.indicators where i.code is 2S1) is in_use")
    told = texts(Evaluator({}, PLAN, DAY)(rules.rules[0].demands[0].condition, {}))
    entry = "(the one i in performance.indicators where i.code is 2S1)"
    assert {f"{entry} is in_use", f"{entry}.used else yes", f"{entry}.used"} <= set(told)


@pytest.mark.parametrize("variable", ["a", "percent", "least"])
def test_a_variable_named_like_a_word_of_a_phrase_leaves_the_phrase(variable: str) -> None:
    counted = "(count of {0}.levels) as a percent of (count of {0}.levels)"
    share = f"define part for {variable} in performance.indicators as {counted.format(variable)}\n"
    rules = checked("every i in performance.indicators satisfies part of i is at most 100%", share)
    told = texts(Evaluator({}, PLAN, DAY)(rules.rules[0].demands[0].condition, {}))
    assert counted.format("i") in told


def test_what_is_said_of_one_variable_twice_is_worked_out_once() -> None:
    rules = checked(
        "every i in performance.indicators satisfies i is in_use and not i is not in_use"
    )
    named = {
        id(node)
        for condition in t.conditions_of(rules.rules[0])
        for node in t.walk(condition)
        if isinstance(node, t.Named)
    }
    assert len(named) == 1


def test_an_example_may_state_it_of_all_entries_at_once() -> None:
    rules = rule_set(
        DEFINITIONS
        + 'rule it "It"\n  cite perkins 112(a)\n  for each i in performance.indicators\n'
        "  require i is in_use and baseline of i is 100%\n"
        "  passes when in_use is yes and baseline is 100% and given i 1S1 with used no\n"
        "  fails when in_use is no and given i 1S1 with used yes, baseline 100%\n"
        "  cannot be determined when baseline is missing and in_use is yes and given i 1S1\n"
    )
    assert [result.holds for result in run_examples(rules)] == [True] * 3


def test_the_word_of_a_choice_goes_before_a_definition_of_its_name() -> None:
    rules = rule_set(
        "define four_year_plan for row in performance.indicators as row.used else yes\n"
        'rule it "It"\n  cite perkins 112(a)\n  require submission.option is four_year_plan\n'
        "  passes when submission.option is four_year_plan\n"
        "  fails when submission.option is annual_revisions\n"
        'rule other "Other"\n  cite perkins 112(a)\n  for each i in performance.indicators\n'
        "  require i is four_year_plan\n  fails when given i 1S1 with used no\n"
    )
    assert [result.holds for result in run_examples(rules)] == [True] * 3
