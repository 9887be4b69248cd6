"""Packs of States are asked of their own documents, and none passes because no rule was asked."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.checker import check_document
from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.pipeline import Options, read_rules
from perkins_rules.source import SourceText

SOURCES = """pack here.sources "Sources"
law perkins "The Act" codified at 20 USC { 112 is 2322 } reviewed to 2026-11-21
"""
ALL = """pack here.all "All States" for state_plan extends here.sources
rule given "The year is given" cite perkins 112(a) require budget.fiscal_year is present
"""
VERMONT = """pack here.vermont "Vermont" for state_plan in state VT extends here.sources
rule funded "Line 2 is funded" cite perkins 112(a)
  require budget.state_administration.amount is more than $0
"""


def report(document: dict[str, Any], *packs: str) -> DocumentReport:
    texts = [SourceText(f"{k}.rules", text) for k, text in enumerate((SOURCES, *packs))]
    read = read_rules(texts)
    assert read.rules is not None, read.diagnostics
    return check_document(read.rules, document, Options(show_all=True))


def plan(code: str | None) -> dict[str, Any]:
    budget = {"fiscal_year": 2026, "state_administration": {"amount": 0}}
    return {"document": "state_plan", "state": {"code": code}, "budget": budget}


def test_a_pack_of_a_state_is_asked_of_its_documents() -> None:
    found = report(plan("VT"), ALL, VERMONT)
    assert found.packs == ("here.all", "here.vermont")
    assert found.verdict == Verdict.FAIL


def test_a_pack_of_a_state_is_not_asked_of_those_of_another() -> None:
    found = report(plan("NH"), ALL, VERMONT)
    assert found.packs == ("here.all",)
    assert found.verdict == Verdict.PASS


def test_without_a_state_it_cannot_be_told_whether_its_rules_apply() -> None:
    found = report(plan(None), ALL, VERMONT)
    (told,) = [f for f in found.findings if f.rule == "document/state"]
    assert told.needs == ("/state/code",)
    assert "VT" in told.message
    assert found.verdict == Verdict.CANNOT_DETERMINE


def test_without_packs_of_states_the_state_need_not_be_said() -> None:
    assert report(plan(None), ALL).verdict == Verdict.PASS


@pytest.mark.parametrize("code", ["NH", "VT"])
def test_a_document_that_no_rule_is_for_does_not_pass(code: str) -> None:
    found = report(plan(code), *([VERMONT] if code == "NH" else []))
    (told,) = [f for f in found.findings if f.rule == "document/no-rules"]
    assert "nothing was checked" in told.message
    assert found.verdict == Verdict.CANNOT_DETERMINE


def test_examples_of_a_pack_of_a_state_are_about_its_documents() -> None:
    example = "  passes when budget.fiscal_year is 2026\n  fails when state.code is missing"
    rule = f'rule own "Its own" cite perkins 112(a) require state.code is "VT"\n{example}\n'
    texts = [SourceText("s", SOURCES), SourceText("v", VERMONT.replace("rule", rule + "\nrule", 1))]
    read = read_rules(texts)
    assert read.rules is not None, read.diagnostics
    stated = [example.data for example in read.rules.rules[0].examples]
    assert stated == [{"budget": {"fiscal_year": 2026}, "state": {"code": "VT"}}, {}]
