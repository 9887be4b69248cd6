"""Faults of definitions, of the document and of an entry of a list."""

from __future__ import annotations

from .fault_cases import Case, assert_told, each, rule

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
