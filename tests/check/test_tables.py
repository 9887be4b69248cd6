"""Rules of a table are checked as rules written by hand, and told of where they stand."""

from __future__ import annotations

import re

from perkins_rules.check import tree as t
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.engine.reference.example_run import run_examples
from perkins_rules.structs import Struct, fields

from .rule_texts import PRELUDE, check_texts, faults, rule_set

FIRST = PRELUDE.count("\n") + 1
LINE = "budget.state_administration.amount"
TABLE = """\
rules "{what} stays below its limit" with what, amount, limit
  cite perkins 112(a)
  require amount is at most limit  # each of both
    and amount is present
  otherwise "{what} is {amount}, more than {limit}."

  passes when amount is $5 and limit is $5
  fails  when amount is $5.01 and limit is $5

  row administration: "Line 2", budget.state_administration.amount, floor
    fails when limit is $5
  row leadership: "Line 3", budget.state_leadership.amount, ceiling  encodes led
"""
BY_HAND = """\
rule administration "Line 2 stays below its limit"
  cite perkins 112(a)
  require budget.state_administration.amount is at most floor
    and budget.state_administration.amount is present
  otherwise "Line 2 is {budget.state_administration.amount}, more than {floor}."

  passes when budget.state_administration.amount is $5 and floor is $5
  fails  when budget.state_administration.amount is $5.01 and floor is $5
  fails when floor is $5
rule leadership "Line 3 stays below its limit"
  cite perkins 112(a)
  encodes led
  require budget.state_leadership.amount is at most ceiling
    and budget.state_leadership.amount is present
  otherwise "Line 3 is {budget.state_leadership.amount}, more than {ceiling}."

  passes when budget.state_leadership.amount is $5 and ceiling is $5
  fails  when budget.state_leadership.amount is $5.01 and ceiling is $5
"""
CEILING = "parameter ceiling is $300,000 from 2019-07-01 cite perkins 112(a)\n"


def without_places(node: object) -> object:
    """A checked tree as plain values, its words included."""
    if isinstance(node, Struct):
        parts = [part for part in fields(type(node)) if part not in ("span", "source")]
        return type(node).__name__, [without_places(getattr(node, part)) for part in parts]
    if isinstance(node, tuple):
        return [without_places(inner) for inner in node]
    return node


def marked(fault: Diagnostic) -> str:
    return fault.source.line(fault.span.line)[fault.span.column - 1 :].split("  ")[0]


def row_rule(rules: t.RuleSet, slug: str) -> t.CheckedRule:
    return next(rule for rule in rules.rules if rule.id == f"test.pack/{slug}")


# ------------------------------------------------------------------ what they are


def test_rules_of_a_table_are_those_written_by_hand_in_every_word() -> None:
    ours, by_hand = rule_set(CEILING + TABLE), rule_set(CEILING + BY_HAND)
    assert [without_places(r) for r in ours.rules] == [without_places(r) for r in by_hand.rules]


def test_their_examples_hold_or_not_as_those_written_by_hand() -> None:
    assert [e.holds for e in run_examples(rule_set(CEILING + TABLE))] == [True] * 5


def test_each_rule_has_the_place_of_its_row() -> None:
    rules = rule_set(CEILING + TABLE)
    places = [row_rule(rules, slug).span.line - FIRST for slug in ("administration", "leadership")]
    assert places == [10, 12]


def test_a_pack_above_changes_the_rule_of_a_row() -> None:
    above = """\
pack above.pack "Above" for state_plan in state VT extends test.pack
replace rule test.pack/leadership "Line 3 has no limit"
  cite perkins 112(a)
  require budget.state_leadership.amount is present
except test.pack/administration
  unless small: amount_given is missing cite perkins 112(a)
define amount_given as budget.state_administration.amount
"""
    checked = check_texts(PRELUDE + CEILING + TABLE, above)
    assert checked.diagnostics == ()
    assert checked.rules is not None
    changed = {r.id: r.replaced_by or r.excepted_by for r in checked.rules.rules if r.state}
    assert changed == {
        "test.pack/leadership": "above.pack",
        "test.pack/administration": "above.pack",
    }


# ------------------------------------------------------------------ faults


def test_a_fault_of_the_text_is_told_once_where_it_stands() -> None:
    [fault] = faults(CEILING + TABLE.replace("is present", "is at least foor"))
    assert (fault.code, marked(fault)) == ("unknown-name", "foor")
    assert fault.suggestion == "did you mean `floor`?"


def test_a_fault_in_whose_words_the_rows_differ_is_told_once() -> None:
    [fault] = faults(CEILING + TABLE.replace("at most limit", "before limit"))
    assert fault.span.line - FIRST == 3


def test_a_fault_of_what_a_row_says_is_told_at_its_cell() -> None:
    [fault] = faults(CEILING + TABLE.replace("budget.state_leadership.amount", "budget.leadership"))
    assert (fault.code, fault.span.line - FIRST) == ("unknown-path", 12)
    assert marked(fault) == "budget.leadership, ceiling"


def test_a_fault_of_one_row_alone_is_told_once_at_the_row() -> None:
    [fault] = faults(CEILING + TABLE.replace("amount, ceiling", "amount, window"))
    assert (fault.code, marked(fault)[:15]) == ("unit", "row leadership:")
    assert fault.suggestion.startswith("with what this row says, this is wrong in lines ")
    lines = re.search(r"wrong in lines (\d+), (\d+) and (\d+)", fault.suggestion)
    assert lines is not None
    assert [int(line) - FIRST for line in lines.groups()] == [3, 7, 8]


def test_a_name_that_is_nearly_a_column_is_told_the_column() -> None:
    [fault] = faults(CEILING + TABLE.replace("more than {limit}", "more than {limti}"))
    assert (fault.code, fault.suggestion) == ("unknown-name", "did you mean `limit`?")


def test_a_column_has_no_name_that_means_something_else() -> None:
    [fault] = faults(CEILING + TABLE.replace("limit", "budget"))
    assert (fault.code, marked(fault)) == ("duplicate-name", "budget")
    assert "a part of the document" in fault.message


def test_a_variable_has_no_name_of_a_column() -> None:
    table = """\
rules "{code}" with code
  cite perkins 113(b)
  for each code in performance.indicators
  require code.code is 1S1
  row one: 1S1
  row two: 2S1
"""
    [fault] = faults(table)
    assert (fault.code, fault.span.line - FIRST) == ("duplicate-name", 2)
    assert "a column of this table" in fault.message


def test_two_rows_of_one_name_are_one_rule_too_many() -> None:
    [fault] = faults(CEILING + TABLE.replace("row leadership", "row administration"))
    assert (fault.code, fault.span.line - FIRST) == ("duplicate-rule", 12)


def test_without_a_citation_a_row_is_told_and_with_none_at_all_the_table() -> None:
    text = TABLE.replace("  cite perkins 112(a)\n", "")
    cited = text.replace("ceiling  encodes", "ceiling  cite perkins 112(a)  encodes")
    [whole], [one] = faults(CEILING + text), faults(CEILING + cited)
    assert (whole.code, whole.span.line - FIRST) == ("no-citation", 1)
    assert (one.code, one.span.line - FIRST) == ("no-citation", 9)
