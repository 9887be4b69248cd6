"""Faults of rule files: that each kind has a case, and what is told beside its place."""

from __future__ import annotations

import re
from pathlib import Path

import perkins_rules.check

from .fault_cases import FIRST, rule
from .overlay_texts import CAP, LOW, above
from .rule_texts import PRELUDE, check_texts, faults
from .test_faults_of_changes import FILES as CHANGES
from .test_faults_of_clauses import CASES as CLAUSES
from .test_faults_of_definitions import CASES as DEFINITIONS
from .test_faults_of_files import FILES
from .test_faults_of_values import CASES as VALUES

ALL = (VALUES, CLAUSES, DEFINITIONS, FILES, CHANGES)


def test_every_code_of_the_checker_has_a_case() -> None:
    folder = Path(perkins_rules.check.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    told = set(re.findall(r'(?:report|_fault|Diagnostic)\(\s*(?:file, )?"([a-z-]+)"', text))
    tested = {case[1] for cases in ALL for case in cases.values()}
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
