"""One line for each finding that counts, and one for all that is open; answers of not met count."""

from __future__ import annotations

import pytest

from perkins_rules.findings import Determination, Finding, Severity
from perkins_rules.report.style import Style
from perkins_rules.report.tally import standing
from perkins_rules.report.text.brief import brief_report
from tests.report.making import document, finding, full_text, report, undetermined

MADE = Determination("not_met", "Ann", "2026-03-01", "It is thin.", "Is it?", "current")


def brief(*findings: Finding, fail_on: str = "error") -> list[str]:
    return brief_report(report(document(*findings)), Style(), fail_on).splitlines()


def test_all_checks_that_are_open_are_one_line() -> None:
    found = [undetermined(f"u{n}", "/a", message="Cannot tell.") for n in range(140)]
    wrong, last = brief(*found[:70], finding(), *found[70:])
    assert wrong.startswith("plan.yaml:41:13: error: Line 2 is over its cap")
    assert last == (
        "plan.yaml: open: 140 checks that count cannot be made until more is given;"
        " `--show all` in place of `-q` lists them"
    )


def test_one_check_that_is_open_is_told_itself() -> None:
    (line,) = brief(undetermined("u", "/a", message="Cannot tell."))
    assert line == "plan.yaml:41:13: open: Cannot tell. [federal.budget/administration-cap]"


@pytest.mark.parametrize("severity", Severity)
def test_an_answer_of_not_met_is_named_whatever_its_rule_weighs(severity: Severity) -> None:
    found = finding(message="Not met, as Ann said.", severity=severity, determination=MADE)
    (line,) = brief(found)
    assert line.startswith(f"plan.yaml:41:13: {severity.value}: Not met, as Ann said.")
    said = full_text(report(document(found)), Style())
    assert "\nplan.yaml:41  " in said
    assert said.count("Not met, as Ann said.") == 2


def test_an_answer_of_not_met_comes_before_what_is_missing_and_warnings() -> None:
    others = [finding(id=f"w{n}", severity=Severity.WARNING) for n in range(40)]
    note = finding(
        id="n", message="Not met, as Ann said.", severity=Severity.INFO, determination=MADE
    )
    lines = full_text(report(document(*others, note)), Style()).splitlines()
    assert lines[lines.index("plan.yaml:41  note     Not met, as Ann said.") - 1] == ""


def test_a_document_without_errors_is_said_to_have_an_answer_of_not_met() -> None:
    note = finding(severity=Severity.INFO, determination=MADE)
    assert standing(document(note)).text.endswith("1 question not met.")
    assert "not met" not in standing(document(finding(determination=MADE))).text
