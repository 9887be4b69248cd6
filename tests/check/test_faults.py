"""A wrong rule file for every kind of error: its code, its place, what would be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import perkins_rules.check
from perkins_rules.diagnostics import Diagnostic

from .overlay_texts import CAP, EXCEPT, LOW, REVIEW, SHARE, above
from .rule_texts import PRELUDE, check_texts, faults

FIRST = PRELUDE.count("\n") + 1
ADMIN = "budget.state_administration.amount"
USED = "define used for row in performance.indicators as row.used else yes\n"


def rule(body: str, cite: str = "perkins 112(a)") -> str:
    return f'rule it "It holds"\n  cite {cite}\n{body}\n'


# declarations, code, the words that are marked, a part of the suggestion
CASES = {
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
    "a source with a section in two places": (
        'law other "Other" codified at 20 USC { 1 is 2, 1 is 3 }\n',
        "duplicate-section",
        None,
        "",
    ),
}


@pytest.mark.parametrize(
    ("text", "code", "marked", "suggestion"),
    CASES.values(),
    ids=[c.replace(" ", "-") for c in CASES],
)
def test_fault_is_told_with_its_place_and_what_would_be_right(
    text: str, code: str, marked: str | None, suggestion: str
) -> None:
    found = [d for d in faults(text) if d.code == code]
    assert found, faults(text)
    assert found[0].source.name == "file1.rules"
    assert found[0].span.line >= FIRST
    assert suggestion in found[0].suggestion
    if marked is not None:
        assert marked_text(found[0]) == marked


def marked_text(fault: Diagnostic) -> str:
    line = fault.source.line(fault.span.line)
    end = fault.span.end_column if fault.span.end_line == fault.span.line else len(line) + 1
    return line[fault.span.column - 1 : end - 1]


FILES = {
    "no pack": (('law perkins "The Act"\n',), "pack", 'begin with `pack name "Title"'),
    "two packs in a file": (
        ('pack a "A" for state_plan\npack b "B" for state_plan\n',),
        "pack",
        "",
    ),
    "one pack in two files": (('pack a "A" for state_plan\n',) * 2, "duplicate-name", ""),
    "an unknown document": (
        ('pack a "A" for state_plann\n',),
        "unknown-document",
        "did you mean `state_plan`?",
    ),
    "an unknown State": (
        ('pack a "A" for state_plan in state MM\n',),
        "unknown-state",
        "",
    ),
    "a language to come": (
        ('pack a "A" for state_plan needs language 1.9\nwish x "what is not known yet"\n',),
        "language",
        "install a newer version",
    ),
    "examples of an unknown pack": (
        ("examples of a\n",),
        "unknown-pack",
        "",
    ),
    "examples of an unknown rule": (
        (
            PRELUDE + rule("  require budget is present"),
            "examples of test.pack\nof itt\n  passes\n",
        ),
        "unknown-rule",
        "did you mean `it`?",
    ),
    "an example on an unknown document": (
        (PRELUDE + rule("  require budget is present\n  passes on complete-plan"),),
        "unknown-example-document",
        "in the folder `documents` beside the pack",
    ),
    "a rule among further examples": (
        (PRELUDE, "examples of test.pack\n" + rule("  require budget is present")),
        "clause",
        "",
    ),
    "further examples in a pack": (
        (PRELUDE + rule("  require budget is present") + "of it\n  passes\n",),
        "clause",
        "",
    ),
    "a missing entry that is not there": (
        (
            PRELUDE
            + rule(
                "  require budget is present\n  passes when consultation.parties tribes is missing"
            ),
        ),
        "unknown-path",
        "leave this out",
    ),
    "a language of long ago": (
        ('pack a "A" for state_plan needs language 0.9\n',),
        "language",
        "an older perkins-rules",
    ),
    "rules for no document": (
        (
            'pack a "A"\nlaw perkins "The Act" codified at 20 USC { 112 is 2322 }\n'
            'rule x "X" cite perkins 112(a) require 1 is 1\n',
        ),
        "pack",
        "say for which",
    ),
    "an unknown pack below": (
        ('pack a.one "A" for state_plan extends b.two\n',),
        "unknown-pack",
        "",
    ),
    "packs in a circle": (
        (
            'pack a "A" for state_plan extends b\n',
            'pack b "B" for state_plan extends a\n',
        ),
        "unknown-pack",
        "",
    ),
    "a name in two packs": (
        (
            'pack a "A" for state_plan\ndefine x as budget.fiscal_year\n',
            'pack b "B" for state_plan\ndefine x as budget.fiscal_year\n',
        ),
        "duplicate-name",
        "another name",
    ),
    "a change of a rule that is not there": (
        (LOW, above('except low/capp\n  unless small: total is $0 cite BOARD "1"\n')),
        "unknown-rule",
        "did you mean `low/cap`?",
    ),
    "a replacement without a citation": (
        (LOW, above('replace rule low/cap "Cap"\n  require total is $0\n')),
        "no-citation",
        "cite source section",
    ),
    "a rule in the place of a review": (
        (LOW, above(CAP.replace("low/cap", "low/look"))),
        "overlay",
        "write `replace review low/look`",
    ),
    "a review in the place of a rule": (
        (LOW, above(REVIEW.replace("low/look", "low/cap"))),
        "overlay",
        "write `replace rule low/cap`",
    ),
    "a rule in the place of a placeholder test": (
        (LOW, above(CAP.replace("low/cap", "low/list/narrative.educators/placeholder"))),
        "overlay",
        "it goes with its item",
    ),
    "an exception to a review": (
        (LOW, above(EXCEPT.replace("low/rise", "low/look"))),
        "overlay",
        "write `replace review low/look`",
    ),
    "an exception that excepts nothing": (
        (LOW, above("except low/rise\n  encodes x\n")),
        "clause",
        "unless label",
    ),
    "an exception of a label that the rule has": (
        (LOW, above(EXCEPT.replace("small", "late"))),
        "duplicate-name",
        "",
    ),
    "a requirement among exceptions": (
        (LOW, above("except low/rise\n  require total is $0\n")),
        "clause",
        "",
    ),
    "a change of a rule of the same pack": (
        (LOW + CAP.replace("BOARD", "act"),),
        "overlay",
        "change it where it stands",
    ),
    "a change of a rule of a pack that is not below": (
        (LOW, above(CAP).replace("extends low", "extends other"), 'pack other "O"\n'),
        "overlay",
        "extend `low`",
    ),
    "a change of a rule of another type of document": (
        (LOW, above(CAP).replace("for state_plan", "for other_plan")),
        "unknown-document",
        "",
    ),
    "a change of a rule of another State": (
        (LOW.replace("for state_plan", "for state_plan in state VT"), above(CAP)),
        "overlay",
        "",
    ),
    "other values of a parameter that is not there": (
        (LOW, above(SHARE.replace("share", "shore"))),
        "unknown-name",
        "did you mean `share`?",
    ),
    "values of another type": (
        (LOW, above(SHARE.replace("6%", "$6"))),
        "type",
        "",
    ),
    "values that are no patterns": (
        (
            LOW + 'rule n "N"\n  cite act 1\n  require state.name matches names\n',
            above('replace parameter names is { "(" } from 2020-07-01 cite BOARD "1"\n'),
        ),
        "pattern",
        "",
    ),
    "other values of a parameter of the same pack": (
        (LOW + SHARE.replace("BOARD", "act"),),
        "overlay",
        "change it where it stands",
    ),
    "other values of a parameter of a pack that is not below": (
        (LOW, above(SHARE).replace("extends low", "extends other"), 'pack other "O"\n'),
        "overlay",
        "extend `low`",
    ),
    "values by State of a parameter that is the same for all": (
        (LOW, above(SHARE.replace(" is 6%", " by state.code for MA is 6%"))),
        "overlay",
        "write `is …",
    ),
    "one value for all of a parameter that goes by State": (
        (LOW, above(SHARE.replace("share is 6%", "grant is $6"), state=None)),
        "overlay",
        "by state.code",
    ),
    "a value for another State": (
        (LOW, above(SHARE.replace("share is 6%", "grant by state.code for VT is $6"))),
        "overlay",
        "for MA",
    ),
    "two packs of one State that replace one rule": (
        (LOW, above(CAP), above(CAP, "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule replaced for all and for one State": (
        (LOW, above(CAP, state=None), above(CAP, "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule replaced by one pack and excepted from by another": (
        (LOW, above(EXCEPT), above(CAP.replace("low/cap", "low/rise"), "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule that one pack changes twice": (
        (LOW, above(CAP + CAP)),
        "changed-twice",
        "leave one of the two out",
    ),
    "two packs that give one parameter other values": (
        (LOW, above(SHARE), above(SHARE, "more", state=None)),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule twice": (
        (PRELUDE + 2 * rule("  require budget.fiscal_year is present"),),
        "duplicate-rule",
        "another name",
    ),
}


@pytest.mark.parametrize(
    ("texts", "code", "suggestion"), FILES.values(), ids=[c.replace(" ", "-") for c in FILES]
)
def test_fault_of_whole_files(texts: tuple[str, ...], code: str, suggestion: str) -> None:
    checked = check_texts(*texts)
    assert checked.rules is None
    found = [d for d in checked.diagnostics if d.code == code]
    assert found
    assert suggestion in found[0].suggestion


def test_every_code_of_the_checker_has_a_case() -> None:
    folder = Path(perkins_rules.check.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    told = set(re.findall(r'(?:report|_fault|Diagnostic)\(\s*(?:file, )?"([a-z-]+)"', text))
    tested = {case[1] for case in CASES.values()} | {case[1] for case in FILES.values()}
    assert told <= tested, told - tested


def test_all_faults_of_a_file_are_told_in_one_run() -> None:
    found = faults(
        rule("  require budget.x is $0")
        + 'rule second "Second"\n  cite perkins 112\n  require\n'
        + 'rule third "Third"\n  cite perkins 112\n  require budget.y is $0\n'
    )
    assert [d.code for d in sorted(found, key=lambda d: d.span.line)] == [
        "unknown-path",
        "syntax",
        "unknown-path",
    ]


def test_rule_set_with_an_error_is_never_given_out() -> None:
    assert check_texts(PRELUDE + rule("  require budget.x is $0")).rules is None


def test_rendered_fault_marks_the_place_below_its_line() -> None:
    fault = faults(rule("  require budget.fiscal_yeer is present"))[0]
    place, line, mark, hint = fault.render().split("\n")
    assert place.startswith(f"file1.rules:{FIRST + 2}:11: error [unknown-path]")
    assert line.index("budget.fiscal_yeer") == mark.index("^")
    assert mark.count("^") == len("budget.fiscal_yeer")
    assert hint.strip() == "= did you mean `fiscal_year`?"


def test_a_name_that_is_taken_is_told_with_what_it_means() -> None:
    found = faults(rule("  let floor be budget.fiscal_year\n  require floor is present"))
    assert "already means something here: a parameter" in found[0].message


def test_two_packs_that_change_one_thing_are_told_with_both_places() -> None:
    checked = check_texts(LOW, above(CAP), above(CAP, "more"))
    [fault] = [d for d in checked.diagnostics if d.code == "changed-twice"]
    assert (fault.source.name, fault.span.line) == ("file3.rules", 3)
    assert "`low/cap` is changed in file2.rules:3 already, by the pack `high`" in fault.message


def test_packs_of_different_states_may_change_one_thing() -> None:
    assert check_texts(LOW, above(CAP), above(CAP, "north", "VT")).rules is not None


def test_an_exception_sees_what_stands_inside_the_rule_and_what_its_own_pack_declares() -> None:
    own = 'parameter least is 1% from 2019-07-01 cite BOARD "1"\n'
    text = 'except low/rise\n  unless small: step.level is least and base is {} cite BOARD "2"\n'
    assert check_texts(LOW, above(own + text.format("least"))).rules is not None
    found = check_texts(LOW, above(own + text.format("lest"))).diagnostics
    assert [(d.code, d.source.name, d.suggestion) for d in found] == [
        ("unknown-name", "file2.rules", "did you mean `least`?")
    ]
