"""Faults of the clauses of a declaration: sources, dates, patterns, examples, items."""

from __future__ import annotations

from .fault_cases import ADMIN, Case, assert_told, each, rule

CASES: dict[str, Case] = {
    "an unknown source": (
        rule(f"  require {ADMIN} is at most floor", cite="perkin 112(a)"),
        "unknown-source",
        "perkin 112(a)",
        "did you mean `perkins`?",
    ),
    "a section without its place in the Code": (
        rule(f"  require {ADMIN} is at most floor", cite="perkins 999(a)"),
        "unknown-section",
        "perkins 999(a)",
        "add it to the places of `perkins`",
    ),
    "a rule without a citation": (
        f'rule it "It holds"\n  require {ADMIN} is at most floor\n',
        "no-citation",
        None,
        "cite source section",
    ),
    "a rule without a requirement": (
        'rule it "It holds"\n  cite perkins 112(a)\n',
        "clause",
        None,
        "require",
    ),
    "a rule that ends before it starts": (
        rule(f"  in force from 2026-07-01 until 2025-07-01\n  require {ADMIN} is at least $0"),
        "dates",
        "in force from 2026-07-01 until 2025-07-01",
        "",
    ),
    "a rule older than its parameter": (
        rule(f"  in force from 2010-07-01\n  require {ADMIN} is at most floor"),
        "dates",
        None,
        "2019-07-01",
    ),
    "a profile that does not exist": (
        rule(f"  in profile stict\n  require {ADMIN} is at least $0"),
        "unknown-choice",
        None,
        "did you mean `strict`?",
    ),
    "a pattern that means nothing": (
        rule('  require budget.state_name matches "(New"'),
        "pattern",
        '"(New"',
        "",
    ),
    "a pattern with an anchor": (
        rule('  require budget.state_name matches "^New .*"'),
        "pattern",
        '"^New .*"',
        "leave it out, since the whole text is to fit",
    ),
    "a backslash that would vanish": (
        rule('  require budget.state_name matches "Region \\d"'),
        "literal",
        "\\d",
        "",
    ),
    "a backslash that would vanish from a message": (
        rule('  require budget.state_name is "Ohio"\n  otherwise "{state_name}: see C:\\data"'),
        "literal",
        "\\d",
        "",
    ),
    "a parameter with a pattern that means nothing": (
        'parameter names is { "New", "(York" } from 2019-07-01 cite perkins 112(a)\n'
        + rule("  require budget.state_name matches names"),
        "pattern",
        "names",
        "",
    ),
    "parameters whose dates fall": (
        (
            "parameter p is 5% from 2020-07-01 cite perkins 112(a)\n"
            "  is 6% from 2019-07-01 cite perkins 112(a)\n"
        ),
        "dates",
        "is 6% from 2019-07-01 cite perkins 112(a)",
        "order of their dates",
    ),
    "a parameter of two types": (
        (
            "parameter p is 5% from 2019-07-01 cite perkins 112(a)\n"
            "  is $6 from 2020-07-01 cite perkins 112(a)\n"
        ),
        "type",
        "is $6 from 2020-07-01 cite perkins 112(a)",
        "",
    ),
    "an example of an unknown path": (
        rule("  require budget.fiscal_year is present\n  passes when bugdet.fiscal_year is 2026"),
        "unknown-path",
        "bugdet.fiscal_year",
        "",
    ),
    "an example of the wrong type": (
        rule("  require budget.fiscal_year is present\n  passes when budget.fiscal_year is $5"),
        "type",
        "$5",
        "",
    ),
    "an example by an exception that is not there": (
        rule(
            "  require budget.fiscal_year is present\n"
            "  not applicable by waiver when budget.fiscal_year is 2026"
        ),
        "unknown-name",
        None,
        "",
    ),
    "30 February": (
        rule("  require submission.date is after 2026-02-30"),
        "literal",
        "2026-02-30",
        "",
    ),
    "a message with a lone brace": (
        rule('  require budget.fiscal_year is present\n  otherwise "a } brace"'),
        "literal",
        "}",
        "",
    ),
    "an otherwise above every require": (
        rule('  otherwise "Too early."\n  require budget.fiscal_year is present'),
        "clause",
        'otherwise "Too early."',
        "",
    ),
    "two severities": (
        rule("  severity error\n  severity info\n  require budget.fiscal_year is present"),
        "clause",
        "severity info",
        "",
    ),
    "a word no clause begins with": (
        rule(f"  requires {ADMIN} is at most floor"),
        "syntax",
        "requires",
        "did you mean `require`?",
    ),
    "an item that is asked to be yes and is a text": (
        'items i "I"\n  narrative.state_programs is yes cite perkins 112 encodes x\n',
        "type",
        None,
        "",
    ),
    "an item twice": (
        (
            'items i "I"\n  narrative.state_programs cite perkins 112 encodes x\n'
            "  narrative.state_programs cite perkins 112 encodes x\n"
        ),
        "duplicate-rule",
        None,
        "",
    ),
    "placeholders without their parameter": (
        'items i "I"\n  placeholders none\n  narrative.educators cite perkins 112 encodes x\n',
        "unknown-name",
        None,
        "",
    ),
    "a review that asks nothing": (
        'review r "R"\n  cite perkins 112\n  look at narrative.state_programs\n',
        "clause",
        None,
        "",
    ),
    "a source with a section in two places": (
        'law other "Other" codified at 20 USC { 1 is 2, 1 is 3 }\n',
        "duplicate-section",
        None,
        "",
    ),
}


@each(CASES)
def test_fault(case: Case) -> None:
    assert_told(case)
