"""What a pack above changes holds for its documents, in both engines; others keep the original."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from perkins_rules import rule_cache
from perkins_rules.check.tree import RuleSet
from perkins_rules.checker import check_document
from perkins_rules.documents import document_from_mapping
from perkins_rules.engine.compiled.compile_rules import compile_rules
from perkins_rules.engine.compiled.kit import kit_from_bytes, kit_to_bytes
from perkins_rules.engine.compiled.kit_making import kit_of
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.reference.example_run import run_examples
from perkins_rules.engine.shared.question import Question
from perkins_rules.findings import Asked, DocumentReport, Finding
from perkins_rules.pipeline import Options
from perkins_rules.source import SourceText
from tests.check.overlay_texts import CAP, EXCEPT, ITEM, LOW, REVIEW, SHARE, above, changed
from tests.engine.agreement import compared

ALL = CAP + EXCEPT + ITEM + REVIEW
STATES = ("MA", "VT", None)
PLAN: dict[str, Any] = {
    "document": "state_plan",
    "submission": {"fiscal_years": [2026]},
    "budget": {
        "total_allocation": {"amount": 1000},
        "state_administration": {"amount": "50.01"},
    },
    "performance": {
        "indicators": [
            {
                "code": code,
                "unit": "percent",
                "baseline": "5%",
                "levels": [{"fiscal_year": 2026, "level": "4%", "adjusted": False}],
            }
            for code in ("1S1", "1P1")
        ]
    },
    "narrative": {"state_programs": "Programs."},
}


def plan(state: str | None, amount: str = "50.01") -> dict[str, Any]:
    budget = {**PLAN["budget"], "state_administration": {"amount": amount}}
    return {**deepcopy(PLAN), "state": {"code": state}, "budget": budget}


def ready(rules: RuleSet) -> ReadyRules:
    """The rules as the cache keeps them."""
    kit = kit_from_bytes(kit_to_bytes(kit_of(rules)))
    assert kit is not None
    return ReadyRules(kit, lambda: rules)


def reported(
    rules: RuleSet, document: dict[str, Any], show_all: bool = True, day: str = "2026-07-01"
) -> DocumentReport:
    """The report, the same from both engines."""
    options = Options(asked=Asked(date=day), show_all=False)
    fast, plain = (check_document(way, document, options) for way in (ready(rules), rules))
    assert fast == plain
    return check_document(rules, document, options._replace(show_all=show_all))


def found(rules: RuleSet, rule: str, document: dict[str, Any], **asked: Any) -> list[Finding]:
    return [f for f in reported(rules, document, **asked).findings if f.rule == rule]


def said(rules: RuleSet, rule: str, state: str | None, amount: str = "50.01") -> list[str]:
    """The verdicts of a rule, and who replaced it."""
    findings = found(rules, rule, plan(state, amount))
    return [f"{f.verdict.value} {f.replaced_by}" for f in findings]


def test_a_replaced_rule_holds_for_its_state_and_the_original_for_all_others() -> None:
    rules = changed(above(CAP))
    assert said(rules, "low/cap", "MA", "0.01") == ["fail high"]
    assert said(rules, "low/cap", "VT", "0.01") == ["pass None"]
    assert said(rules, "low/cap", None, "0.01") == ["pass None"]
    assert said(rules, "low/cap", "VT", "50.01") == ["fail None"]


def test_a_pack_of_no_state_replaces_a_rule_for_all() -> None:
    rules = changed(above(CAP, state=None))
    assert [said(rules, "low/cap", state, "0.01") for state in STATES] == [["fail high"]] * 3
    assert [rule.key for rule in rules.rules if rule.id == "low/cap"] == ["low/cap by high"]


def test_a_replaced_rule_keeps_its_id_its_place_and_its_pack() -> None:
    before, after = changed(), changed(above(ALL))
    assert list(dict.fromkeys(rule.id for rule in after.rules)) == [r.id for r in before.rules]
    assert {rule.pack for rule in after.rules} == {"low"}
    assert {rule.replaced_by for rule in after.rules} == {None, "high"}
    assert len({rule.key for rule in after.rules}) == len(after.rules)


def test_findings_of_a_replaced_rule_keep_their_ids() -> None:
    [old] = found(changed(), "low/cap", plan("MA"))
    [new] = found(changed(above(CAP)), "low/cap", plan("MA"))
    assert old.id == new.id
    assert [c.text for c in new.citations] == ["Board 1"]


def test_two_states_each_have_their_own() -> None:
    rules = changed(above(CAP), above(CAP, "north", "VT"))
    assert said(rules, "low/cap", "MA", "0.01") == ["fail high"]
    assert said(rules, "low/cap", "VT", "0.01") == ["fail north"]
    assert said(rules, "low/cap", "GU", "0.01") == ["pass None"]


def test_an_item_and_a_review_are_replaced_too() -> None:
    rules = changed(above(ALL))
    item = "low/list/narrative.educators"
    assert said(rules, item, "MA") == ["pass high"]
    assert said(rules, item, "VT") == ["fail None"]
    assert said(rules, "low/look", "MA") == ["needs_review high"]
    assert [f.message for f in found(rules, "low/look", plan("MA"))] == ["Do both agree?"]
    assert [f.message for f in found(rules, "low/look", plan("VT"))] == ["Is it so?"]


def test_an_exception_is_added_for_its_state_alone() -> None:
    rules = changed(above(EXCEPT))
    exempt, other = found(rules, "low/rise", plan("MA"))
    assert (exempt.verdict, exempt.exception) == ("not_applicable", "small")
    assert [c.text for c in exempt.citations] == ["20 U.S.C. 1(b)", "Board 2"]
    assert (other.verdict, other.exception, other.replaced_by) == ("fail", None, None)
    assert exempt.requirements == ("rise", "small")
    assert said(rules, "low/rise", "VT") == ["fail None"] * 2


def test_an_exception_stands_beside_those_of_the_rule() -> None:
    document = plan("MA")
    for row in document["performance"]["indicators"]:
        row["levels"] = [{"fiscal_year": 2026, "level": "4%", "adjusted": True}]
    labels = [f.exception for f in found(changed(above(EXCEPT)), "low/rise", document)]
    assert labels == ["late", "late"]


def test_a_replaced_parameter_holds_in_the_rules_below_for_its_state() -> None:
    rules = changed(above(SHARE))
    assert said(rules, "low/cap", "MA", "60") == ["pass None"]
    assert said(rules, "low/cap", "MA", "60.01") == ["fail None"]
    assert said(rules, "low/cap", "VT", "50.01") == ["fail None"]
    assert said(rules, "low/cap", None, "50.01") == ["fail None"]
    assert (
        found(rules, "low/cap", plan("MA", "60.01"))[0].message
        == "The cap is 6%. Rounding $60.01 down to $60.00 settles it."
    )
    assert found(rules, "low/cap", plan("VT", "60.01"))[0].message == "The cap is 5%."


def test_a_parameter_that_a_pack_of_no_state_replaces_is_another_for_all() -> None:
    rules = changed(above(SHARE, state=None))
    assert [said(rules, "low/cap", state, "60") for state in STATES] == [["pass None"]] * 3


def test_before_the_day_of_the_new_value_the_old_one_holds() -> None:
    rules = changed(above(SHARE))
    early = found(rules, "low/cap", plan("MA", "60"), day="2025-06-30")
    late = found(rules, "low/cap", plan("MA", "60"), day="2025-07-01")
    assert [f.verdict for f in (*early, *late)] == ["fail", "pass"]


def test_a_parameter_by_state_is_replaced_for_the_state_of_the_pack() -> None:
    by_state = "by state.code for MA "
    for by in ("", by_state):
        grant = f'replace parameter grant {by}is $2,000 from 2025-07-01 cite BOARD "1"\n'
        rules = changed(above(grant))
        assert said(rules, "low/own-grant", "MA") == ["fail None"]
        assert said(rules, "low/own-grant", "GU") == ["pass None"]
        assert said(rules, "low/own-grant", "VT") == ["cannot_determine None"]


def test_the_examples_of_a_rule_know_only_the_packs_that_its_author_sees() -> None:
    """One of the examples below is about a plan of the State in which the parameter is another."""
    rules = changed(above(SHARE), above(EXCEPT, "south"), above(SHARE, "north", "VT"))
    wrong = [result.example.text for result in run_examples(rules) if not result.holds]
    assert wrong == []


def test_the_examples_of_a_pack_that_changes_a_parameter_see_it_changed() -> None:
    text = (
        'rule own "Own"\n  cite BOARD "1"\n  require total is at most share of $1\n'
        "  passes when total is $0.06\n  fails when total is $0.07\n"
        '  fails when state.code is "VT" and total is $0.06\n'
    )
    results = [r for r in run_examples(changed(above(SHARE + text))) if r.rule.pack == "high"]
    assert [result.holds for result in results] == [True] * 3


def test_an_exception_holds_from_the_day_on_which_its_parameters_have_values() -> None:
    new = (
        'parameter least is 5% from 2025-07-01 cite BOARD "1"\n'
        'except low/rise\n  unless small: base is at most least cite BOARD "2"\n'
    )
    rules = changed(above(new))
    early = found(rules, "low/rise", plan("MA"), day="2025-06-30")
    late = found(rules, "low/rise", plan("MA"), day="2025-07-01")
    assert [f.verdict for f in early] == ["fail", "fail"]
    assert [f.exception for f in late] == ["small", "small"]


@pytest.mark.parametrize("state", STATES)
def test_a_document_that_says_no_state_has_the_values_of_the_state_it_is_taken_for(
    state: str | None,
) -> None:
    rules = changed(above(SHARE))
    options = Options(asked=Asked(date="2026-07-01"), state=state)
    fast, plain = (check_document(way, plan(None), options) for way in (ready(rules), rules))
    assert fast == plain
    failed = {f.rule for f in fast.findings if f.verdict == "fail"}
    assert ("low/cap" in failed) is (state != "MA")


@pytest.mark.parametrize("state", STATES)
def test_every_version_has_the_same_outcomes_in_both_engines(state: str | None) -> None:
    rules = changed(above(ALL + SHARE), above(CAP + SHARE, "north", "VT"))
    data = document_from_mapping(plan(state), rules.shapes).data
    compiled = compile_rules(rules)
    asked = Question(date(2026, 7, 1))
    assert [compared(rules, compiled, rule, data, asked) for rule in rules.rules] == [None] * len(
        rules.rules
    )


def test_the_cache_keeps_what_packs_above_change(tmp_path: Path) -> None:
    packs = (LOW, above(ALL + SHARE))
    sources = [SourceText(f"file{k}.rules", text) for k, text in enumerate(packs, start=1)]
    rules = changed(*packs[1:])
    assert len(rule_cache.write(tmp_path, rules, sources)) == 2
    key = rule_cache.key_of(sources)
    assert key != rule_cache.key_of(sources[:1])
    kit = ready(rules).kit
    assert [card.replaced_by for card in kit.rules] == [rule.replaced_by for rule in rules.rules]
    assert [card.key for card in kit.rules] == [rule.key for rule in rules.rules]
