"""The law of a type of document is that of its packs: what other packs cite, by which editions they
go and to which day they were read is not told of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from perkins_rules.determinations.applying import questions
from perkins_rules.documents import read_document
from perkins_rules.findings import DocumentReport
from perkins_rules.pipeline import Options, check_document, check_read, ready_rules
from perkins_rules.source import SourceText

from .schemas import FORM, NAME

PERKINS = """pack test.plan "Plan" for state_plan
law perkins "An act" as "Perkins V" codified at 20 USC { 112 is 2322 } reviewed to 2026-07-01
guide guide "A guide" edition 2025-01
guide later "A later guide" edition 2025-11 from 2025-11-17
parameter floor is $1 from 2019-07-01  cite perkins 112(a)(3)
rule it "The budget gives the amount of State administration"
  cite perkins 112(a)(3)
  require budget.state_administration.amount is at least floor
"""
OTHER = """pack test.form "Form" for form
law other "Another act" as "Other" codified at 20 USC { 1 is 11 } reviewed to 2030-01-01
parameter least is $2 from 2024-07-01  cite other 1(a)
rule enough "The amount is enough"
  cite other 1(a)
  require amount is at least least
review sensible "The amount is sensible"
  cite other 1(b)
  look at amount
  ask "Is it?"
"""
JOINED = OTHER.replace("for form\n", "for form extends test.plan\n")
PLAN = {
    "document": "state_plan",
    "submission": {"fiscal_years": [2026], "date": "2026-05-01"},
    "budget": {"state_administration": {"amount": 0}},
}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def checked(document: Any, *packs: str) -> DocumentReport:
    """The report by both ways, which agree."""
    texts = [SourceText(f"{number}.rules", pack) for number, pack in enumerate(packs)]
    rules = ready_rules([*texts, SourceText(NAME, FORM)])
    report = check_document(rules, document)
    assert report == check_document(rules.rule_set, document)
    return report


def test_another_statute_changes_nothing_for_a_plan() -> None:
    alone, beside = checked(PLAN, PERKINS), checked(PLAN, PERKINS, OTHER)
    assert beside._replace(rules_sha256="") == alone._replace(rules_sha256="")
    assert (alone.edition, alone.date) == ("2025-11", "2026-07-01")


def test_its_own_documents_go_by_its_own_law() -> None:
    report = checked({"document": "form", "amount": 5}, PERKINS, OTHER)
    assert (report.edition, report.edition_reason, report.date) == (None, None, "2030-01-01")
    assert [f.rule for f in report.findings] == ["document/date", "test.form/sensible"]


def test_packs_that_build_on_one_another_share_their_law() -> None:
    report = checked({"document": "form", "amount": 5}, PERKINS, JOINED)
    assert report.edition == "2025-11"
    assert report.edition_reason is not None


def test_a_type_without_rules_is_told_so() -> None:
    report = checked({"document": "form", "amount": 5}, PERKINS)
    assert [f.rule for f in report.findings] == ["document/date", "document/no-rules"]


def test_a_question_of_a_report_without_an_edition_can_be_answered() -> None:
    rules = ready_rules([SourceText("0.rules", OTHER), SourceText(NAME, FORM)])
    document = read_document("f.yaml", b"document: form\namount: 5\n", rules.shapes)
    report = check_read(rules, document, Options())
    [asked] = [f.id for f in report.findings if f.rule == "test.form/sensible"]
    assert set(questions(report, document, rules)) == {asked}


def test_the_schema_is_part_of_what_a_rule_set_is_known_by() -> None:
    def known(schema: str) -> str:
        return ready_rules([SourceText("0.rules", OTHER), SourceText(NAME, schema)]).sha256

    assert known(FORM) == known(FORM)
    assert known(FORM) != known(FORM.replace("In dollars.", "In whole dollars."))
    bare = ready_rules([SourceText("0.rules", PERKINS)])
    assert (
        bare.sha256 != ready_rules([SourceText("0.rules", PERKINS), SourceText(NAME, FORM)]).sha256
    )


@pytest.mark.parametrize("budget", [[{"purpose": "staff"}], [], None])
def test_a_list_by_the_name_of_a_group_of_ours_does_no_harm(budget: Any) -> None:
    schema = FORM.replace('"lines": {', '"budget": {')
    rules = ready_rules([SourceText("0.rules", OTHER), SourceText(NAME, schema)])
    report = check_document(rules, {"document": "form", "budget": budget})
    assert report.verdict.value == "cannot_determine"
