"""Weak examples let a change pass; good ones notice it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from perkins_rules.analysis.mutants.mutant_run import survivors
from perkins_rules.analysis.mutants.mutations import mutants_of

from .mutant_texts import left, read, rule

ADMIN = "budget.state_administration.amount"
LEAD = "budget.state_leadership.amount"
ROWS = "performance.indicators"


class Case(NamedTuple):
    """A rule, examples that leave a change unnoticed, and one more that notices it."""

    body: str
    weak: str
    good: str
    change: str
    before: str = ""


CASES = {
    "the limit itself": Case(
        f"  require {ADMIN} is at most floor",
        f"  passes when {ADMIN} is $1",
        f"  passes when {ADMIN} is $250,000",
        f"`is at most` became `is less than` in `{ADMIN} is at most floor`",
    ),
    "a cent above": Case(
        f"  require {ADMIN} is at most floor",
        f"  fails when {ADMIN} is $250,000.02",
        f"  fails when {ADMIN} is $250,000.01",
        "`$250,000` was raised by $0.01",
    ),
    "a hundredth of a percent above": Case(
        f"  require {ADMIN} is at most share of {LEAD}",
        f"  fails when {ADMIN} is $6 and {LEAD} is $100",
        f"  fails when {ADMIN} is $5.01 and {LEAD} is $100",
        "`5%` was raised by 0.01%",
    ),
    "a part of the condition": Case(
        f'  applies when state.code is "VT" and {LEAD} is present\n  require {ADMIN} is present',
        f'  fails when state.code is "VT" and {LEAD} is $1',
        f'  not applicable when state.code is "NH" and {LEAD} is $1',
        f'`state.code is "VT"` was dropped in `state.code is "VT" and {LEAD} is present`',
    ),
    "or for and": Case(
        f"  require {ADMIN} is present and {LEAD} is present",
        f"  passes when {ADMIN} is $1 and {LEAD} is $1\n  fails when state.code is missing",
        f"  fails when {ADMIN} is $1",
        f"`and` became `or` in `{ADMIN} is present and {LEAD} is present`",
    ),
    "an entry left out": Case(
        f"  for each row in {ROWS} where row.used else yes\n  require row.baseline is present",
        f"  fails when given {ROWS} 1S1 with unit percent",
        f"  not applicable when given {ROWS} 1S1 with used no",
        "`where row.used else yes` was dropped",
    ),
    "two entries for every": Case(
        f"  require every row in {ROWS} satisfies row.baseline is present",
        f"  passes when given {ROWS} 1S1 with baseline 1%",
        f"  fails when given {ROWS} 1S1 with baseline 1% and given {ROWS} 1P1 with unit percent",
        f"`every` became `some` in `every row in {ROWS} satisfies row.baseline is present`",
    ),
    "an exception": Case(
        f'  require {ADMIN} is present\n  unless small: state.code is "VT"  cite perkins 112(a)',
        f"  passes when {ADMIN} is $1",
        '  not applicable by small when state.code is "VT"',
        '`unless small: state.code is "VT"` was dropped',
    ),
    "the last day": Case(
        f"  in force until 2030-06-30\n  require {ADMIN} is present",
        "  fails on 2030-06-29 when state.code is missing",
        "  fails on 2030-06-30 when state.code is missing",
        "`until 2030-06-30` became a day earlier",
    ),
    "a day on which the rule is not in force": Case(
        f"  in force until 2030-06-30\n  require {ADMIN} is present",
        "  fails on 2030-06-30 when state.code is missing",
        "  not applicable on 2030-07-01 when state.code is missing",
        "`until 2030-06-30` was dropped",
    ),
    "a profile for which the rule is not": Case(
        f"  in profile guide, strict\n  require {ADMIN} is present",
        "  fails in profile strict when state.code is missing",
        "  not applicable in profile statute when state.code is missing",
        "`in profile guide, strict` was dropped",
    ),
    "each profile": Case(
        f"  in profile guide, strict\n  require {ADMIN} is present",
        "  fails when state.code is missing",
        "  fails in profile strict when state.code is missing",
        "`strict` was dropped from `in profile`",
    ),
    "the order of neighbours": Case(
        f"  for each row in {ROWS}\n"
        "  for each consecutive earlier, later in row.levels by fiscal_year\n"
        "  require later.level is more than earlier.level",
        f"  fails when given {ROWS} 1S1 with levels 2026: 1%, 2027: 1%",
        f"  passes when given {ROWS} 1S1 with levels 2026: 1%, 2027: 2%",
        "`earlier, later` became `later, earlier`",
    ),
    "a definition, by the examples of any rule": Case(
        "  require big",
        "  passes when big is yes\n  fails when big is no",
        f"  passes when {ADMIN} is $250,000",
        f"`is at least` became `is more than` in `{ADMIN} is at least floor`",
        before=f"define big as {ADMIN} is at least floor\n",
    ),
    "a list of a parameter": Case(
        "  require state.code is one of codes",
        '  passes when state.code is "VT"\n  passes when codes is { "NH" } and state.code is "NH"',
        '  passes when state.code is "NH"',
        "`NH` was dropped",
        before='parameter codes is { "VT", "NH" } from 2019-07-01 cite perkins 112(a)\n',
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_weak_set_of_examples_lets_it_pass_and_a_good_one_notices(case: Case) -> None:
    assert case.change in left(case.before + rule(case.body, case.weak))
    assert case.change not in left(case.before + rule(case.body, f"{case.weak}\n{case.good}"))


def test_a_rule_without_examples_lets_all_pass() -> None:
    assert len(left(rule(f"  require {ADMIN} is at most floor"))) == 5


def test_an_example_that_does_not_hold_notices_nothing() -> None:
    body, wrong = f"  require {ADMIN} is at most floor", f"  passes when {ADMIN} is $250,000.01"
    assert len(left(rule(body, wrong))) == 5


def test_a_line_of_a_table_speaks_for_all() -> None:
    text = """
items head "Head"
  applies when state.code is "VT" or submission.revises includes item
  budget.note        cite perkins 112(a)  encodes budget-note
  budget.state_name  cite perkins 112(a)  encodes budget-name

  passes when state.code is "VT" and item is given
  fails  when state.code is "VT" and item is missing
  fails  when state.code is "NH" and submission.revises is { "budget.note", "budget.state_name" }
  not applicable when state.code is "NH" and submission.revises is { }
"""
    assert left(text) == []


ABOVE = """\
pack test.above "Above" for state_plan in state MN extends test.pack
replace parameter floor is $300,000 from 2021-07-01 cite perkins 112(a)
except test.pack/it
  unless small: budget.reserve.amount is at most floor  cite perkins 112(a)

  not applicable by small when budget.reserve.amount is $300,000
  fails when budget.reserve.amount is $300,000.01 and {admin} is $300,000.01
  not applicable by small on 2021-07-01 when budget.reserve.amount is $300,000
    and {admin} is $300,000.01
"""


def test_examples_of_a_pack_above_hold_its_exception_and_its_values() -> None:
    body = rule(f"  require {ADMIN} is at most floor", f"  passes when {ADMIN} is $250,000")
    weak = ABOVE.replace("$300,000.01", "$400,000").format(admin=ADMIN)
    above = {"`$300,000` was raised by $0.01", "`from 2021-07-01` became a day later"}
    assert set(left(body, weak)) & above == {"`$300,000` was raised by $0.01"}
    assert not set(left(body, ABOVE.format(admin=ADMIN))) & above


# ------------------------------------------------------------------ tables of rules

TABLE = """\
rules "{what} is kept" with what, amount, limit
  cite perkins 112(a)
  require amount
    is at most limit

  row one: "Line 2", budget.state_administration.amount, floor
    passes when budget.state_administration.amount is $5 and floor is $5
    fails when budget.state_administration.amount is $6 and floor is $5
  row two: "Line 3", budget.state_leadership.amount, floor
    passes when budget.state_leadership.amount is $4 and floor is $5
    fails when budget.state_leadership.amount is $6 and floor is $5
"""


def test_the_rule_of_each_row_is_changed_by_itself_and_has_its_own_words() -> None:
    rules, files = read(TABLE)
    made = mutants_of(rules, files)
    for slug, field in (("one", "state_administration"), ("two", "state_leadership")):
        own = [m for m in made if m.owner == f"test.pack/{slug}" and "less than" in m.words]
        assert [m.words for m in own] == [
            f"`is at most` became `is less than` in `budget.{field}.amount is at most floor`"
        ]
        assert [m.source.line(m.line).strip() for m in own] == ["require amount"]


def test_examples_of_one_row_guard_no_other() -> None:
    rules, files = read(TABLE)
    tried = survivors(rules, mutants_of(rules, files))
    unnoticed = {(mutant.owner, mutant.words) for mutant, survives in tried if survives}
    words = (
        "`is at most` became `is less than` in `budget.state_leadership.amount is at most floor`"
    )
    assert ("test.pack/two", words) in unnoticed
    assert "test.pack/one" not in {owner for owner, _ in unnoticed}
