"""Faults of the values in a rule: names, paths, units, functions, loops."""

from __future__ import annotations

from .fault_cases import ADMIN, Case, assert_told, each, rule

CASES: dict[str, Case] = {
    "a path with a typo": (
        rule("  require budget.state_leadership.amont is $0"),
        "unknown-path",
        "budget.state_leadership.amont",
        "did you mean `amount`?",
    ),
    "a list read like a record": (
        rule("  require performance.indicators.code is 1S1"),
        "unknown-path",
        "performance.indicators.code",
        "",
    ),
    "a name that means nothing": (
        rule(f"  require {ADMIN} is at most flor"),
        "unknown-name",
        "flor",
        "did you mean `floor`?",
    ),
    "given for present": (
        rule(f"  require {ADMIN} is given"),
        "unknown-name",
        "given",
        "write `is present`",
    ),
    "not empty for present": (
        rule(f"  require {ADMIN} is not empty"),
        "unknown-name",
        "empty",
        "write `is missing`, or `is present`",
    ),
    "a group where a field is meant": (
        rule("  require budget.state_administration is at most floor"),
        "unit",
        None,
        "write which of its fields is meant: `budget.state_administration.…`",
    ),
    "a choice that the schema does not know": (
        rule("  require submission.option is four_year_plann"),
        "unknown-choice",
        "four_year_plann",
        "did you mean `four_year_plan`?",
    ),
    "money against a percent": (
        rule(f"  require {ADMIN} is at most share"),
        "unit",
        f"{ADMIN} is at most share",
        "",
    ),
    "money against a bare zero": (
        rule(f"  require {ADMIN} is more than 0"),
        "unit",
        f"{ADMIN} is more than 0",
        "write `$0` for money",
    ),
    "dates added to each other": (
        rule("  require submission.date + submission.due_date is after submission.date"),
        "unit",
        "submission.date + submission.due_date",
        "",
    ),
    "a percent times money": (
        rule(f"  require {ADMIN} is at most share * {ADMIN}"),
        "unit",
        f"share * {ADMIN}",
        "share of whole",
    ),
    "days against months": (
        rule("  require submission.date - submission.due_date is at most 0 months"),
        "unit",
        "submission.date - submission.due_date is at most 0 months",
        "",
    ),
    "texts in an order": (
        rule('  require budget.state_name is at most "Z"'),
        "unit",
        'budget.state_name is at most "Z"',
        "",
    ),
    "a condition that is no yes or no": (
        rule(f"  require {ADMIN}"),
        "type",
        ADMIN,
        "",
    ),
    "a number without a citation": (
        rule(f"  require {ADMIN} is at most $250,000"),
        "bare-number",
        "$250,000",
        "parameter name is",
    ),
    "a function that does not exist": (
        rule("  require end_off(budget.fiscal_year) is after submission.date"),
        "unknown-function",
        "end_off(budget.fiscal_year)",
        "did you mean `end_of`?",
    ),
    "a function of the wrong type": (
        rule("  require end_of(submission.date) is after submission.date"),
        "type",
        "submission.date",
        "",
    ),
    "a loop over no list": (
        rule("  for each x in budget\n  require x is present"),
        "type",
        "budget",
        "",
    ),
    "a loop variable that is not used": (
        rule(f"  for each x in performance.indicators\n  require {ADMIN} is at most floor"),
        "unused-name",
        "for each x in performance.indicators",
        "leave it out",
    ),
    "a let that is not used": (
        rule(f"  let x be floor\n  require {ADMIN} is at most floor"),
        "unused-name",
        "let x be floor",
        "leave it out",
    ),
    "a let that is called like a parameter": (
        rule(f"  let floor be {ADMIN}\n  require floor is at least $0"),
        "duplicate-name",
        f"let floor be {ADMIN}",
        "another name",
    ),
    "an order by no field": (
        rule(
            "  for each consecutive a, b in performance.indicators by year\n"
            "  require a.code is not b.code"
        ),
        "unknown-path",
        "for each consecutive a, b in performance.indicators by year",
        "",
    ),
    "a date written like a division": (
        rule("  require submission.date is before 5/15/2026"),
        "unit",
        "5/15/2026",
        "a date is written year-month-day: `2026-05-15`",
    ),
    "a date written like a subtraction": (
        rule("  require submission.date + 1 day is before 15-5-2026 + 30 days"),
        "unit",
        "15-5-2026",
        "a date is written year-month-day: `2026-05-15`",
    ),
}


@each(CASES)
def test_fault(case: Case) -> None:
    assert_told(case)
