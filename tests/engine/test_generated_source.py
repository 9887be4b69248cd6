"""Generated Python can be read and debugged: names, comments, tracebacks."""

from __future__ import annotations

import linecache
import traceback
from datetime import date

import pytest

from perkins_rules.engine.compiled.answers import Answer
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.compiled.generate import generate
from perkins_rules.engine.shared.question import Question
from tests.check.rule_texts import rule_set
from tests.engine.agreement import answered

RULE = """
rule it "It holds"
  cite perkins 112(a)(3)
  require budget.state_administration.amount is at most $1
"""


def test_the_source_of_a_rule_says_what_it_does_in_the_words_of_the_rule() -> None:
    source = generate(rule_set(RULE))
    assert "# <rules test.pack/it § 112(a)(3)>" in source
    assert "# require budget.state_administration.amount is at most $1" in source


def test_a_fault_in_generated_code_shows_its_line_under_the_name_of_the_rule() -> None:
    rules = rule_set(RULE)
    compiled = compile_rules(rules)
    data = {"budget": {"state_administration": {"amount": "no amount"}}}
    with pytest.raises(TypeError) as raised:
        answered(compiled, rules.rules[0], data, Question(date(2026, 7, 1)))
    compiled.show_in_tracebacks()
    shown = "".join(traceback.format_exception(raised.value))
    assert 'File "<rules test.pack/it § 112(a)(3)>"' in shown
    assert "not less(CONSTANT_0, " in shown
    linecache.clearcache()


def test_deep_and_long_conditions_stay_within_what_python_takes() -> None:
    """Python ends at 100 levels of indentation and at 20 loops one in the other."""
    deep = "budget.state_administration.amount is present"
    for k in range(30):
        deep = (
            f"(some row{k} in performance.indicators satisfies row{k}.code is present and {deep})"
        )
    long = " and ".join(["budget.state_administration.amount is present"] * 90)
    rules = rule_set(
        f'rule deep "Deep"\n  cite perkins 112\n  require {deep}\n'
        f'rule long "Long"\n  cite perkins 112\n  require {long}\n'
    )
    compiled = compile_rules(rules)
    data = {"budget": {"state_administration": {"amount": 1}}, "performance": {"indicators": []}}
    asked = Question(date(2026, 7, 1))
    found = [answered(compiled, rule, data, asked) for rule in rules.rules]
    assert found == [None, Answer(passed=1)]
