"""Faults of definitions, of the document and of an entry of a list."""

from __future__ import annotations

import pytest

from perkins_rules.check.tree import free_variables, walk

from .fault_cases import ADMIN, Case, assert_told, each, rule
from .rule_texts import PRELUDE, check_texts, rule_set

USED = "define used for row in performance.indicators as row.used else yes\n"
CASES: dict[str, Case] = {
    "a definition called like a part of the document": (
        "define budget as floor\n",
        "duplicate-name",
        "define budget as floor",
        "another name",
    ),
    "definitions in a circle": (
        "define one as two\ndefine two as one\n",
        "unknown-name",
        "one",
        "break the circle",
    ),
    "a definition of an entry that nothing is named for": (
        USED + rule("  require used"),
        "argument",
        "used",
        "write `… is used`",
    ),
    "a definition of an entry, of what is no entry": (
        USED + rule("  require budget is used"),
        "type",
        "budget",
        "write `… is used`",
    ),
    "a condition of an entry that is used like a value": (
        USED + rule("  for each x in performance.indicators\n  require used of x"),
        "unit",
        "used of x",
        "write `x is used`",
    ),
    "a value of an entry that is used like a condition": (
        "define name_of for row in performance.indicators as row.code\n"
        + rule("  for each x in performance.indicators\n  require x is name_of"),
        "unit",
        "x is name_of",
        "write `name_of of x`",
    ),
    "a definition of an entry by way of itself": (
        "define used for row in performance.indicators as row is used\n",
        "unknown-name",
        "used",
        "break the circle",
    ),
    "a definition of an entry by way of one that leads back": (
        "define one for row in performance.indicators as row is two\n"
        "define two for row in performance.indicators as row is one\n",
        "unknown-name",
        "one",
        "break the circle",
    ),
    "a definition of an entry that does not ask about it": (
        "define used for row in performance.indicators as budget.fiscal_year is present\n",
        "unused-name",
        "row in performance.indicators",
        "leave it out",
    ),
    "a definition of an entry whose variable is taken": (
        "define used for floor in performance.indicators as floor.used\n",
        "duplicate-name",
        "floor in performance.indicators",
        "another name",
    ),
    "a let that is called like a definition of an entry": (
        USED + rule("  let used be floor\n  require used is at least $0"),
        "duplicate-name",
        "let used be floor",
        "another name",
    ),
    "a definition of an entry of no list": (
        "define used for row in budget.reserve as row.amount\n",
        "type",
        "budget.reserve",
        "",
    ),
    "a definition of an entry of a list with a typo": (
        "define used for row in performance.indicators.level as row.level\n",
        "unknown-path",
        "performance.indicators.level",
        "did you mean `levels`?",
    ),
    "a definition of an entry with a typo where it is used": (
        USED + rule("  for each x in performance.indicators\n  require x is usd"),
        "unknown-name",
        "usd",
        "did you mean `used`?",
    ),
}


@each(CASES)
def test_fault(case: Case) -> None:
    assert_told(case)


# ------------------------------------------------------------------ far through names


def chain(names: int, first: str, further: str) -> list[str]:
    """What names stand for, each by way of the one before."""
    return [first, *(further.format(f"n{at - 1}") for at in range(1, names))]


def defined(values: list[str]) -> list[str]:
    return [f"define n{at} as {value}\n" for at, value in enumerate(values)]


BLANK, DOUBLE, SQUARE = f"{ADMIN} is missing", "{0} + {0}", "{0} * {0}"
FAR = {
    "definitions in order": "".join(defined(chain(400, BLANK, "not {}"))),
    "definitions the other way round": "".join(reversed(defined(chain(400, BLANK, "not {}")))),
    "few definitions that are deep each": "".join(defined(chain(4, BLANK, "not " * 60 + "{}"))),
    "a long circle": "".join(defined(["n399", *chain(400, BLANK, "not {}")[1:]])),
    "lets": rule(
        "".join(f"  let n{at} be {v}\n" for at, v in enumerate(chain(400, BLANK, "not {}")))
        + "  require n399"
    ),
    "an entry within an entry": "define n0 for row in performance.indicators as row is n1\n"
    "define n1 for row in performance.indicators as " + "not " * 80 + "row is used\n" + USED
    + rule("  for each x in performance.indicators\n  require " + "not " * 60 + "(x is n0)"),
    "a product that doubles": "".join(defined(chain(40, "budget.fiscal_year", SQUARE))),
}  # fmt: skip


@pytest.mark.parametrize("text", FAR.values(), ids=FAR.keys())
def test_names_that_lead_too_far_are_told_where_they_do(text: str) -> None:
    checked = check_texts(PRELUDE + text)
    told = [d for d in checked.diagnostics if d.code == "syntax"]
    assert checked.rules is None
    assert 0 < len(told) < 4
    assert "levels deep" in told[0].message or "a product of" in told[0].message
    assert told[0].suggestion


def test_a_name_that_stands_twice_in_each_further_one_is_one_name() -> None:
    """Forty of them would be a million million parts, were each taken for another."""
    text = "".join(defined(chain(40, ADMIN, DOUBLE)))
    checked = rule_set(text + rule("  require n39 is at most floor")).rules[0]
    condition = checked.demands[0].condition
    assert sum(1 for _ in walk(condition)) < 200
    assert not free_variables(condition)
