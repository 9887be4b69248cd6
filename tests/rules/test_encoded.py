"""Every requirement of the federal core is carried out by a rule, an item or a review."""

from __future__ import annotations

from pathlib import Path

from .conftest import built_in, plan, report

IDS = Path(__file__).with_name("encoded_ids.txt").read_text(encoding="utf-8").split()


def test_every_requirement_is_encoded_and_every_encoded_id_is_a_requirement() -> None:
    encoded = {r for rule in built_in().rules for r in rule.requirements}
    assert encoded == set(IDS)


def test_every_requirement_can_fail_or_is_put_to_a_person() -> None:
    """A requirement that no rule can fail would be a stub."""
    heard = {
        requirement
        for rule in built_in().rules
        for requirement in rule.requirements
        if rule.kind == "review" or any(e.verdict == "fail" for e in rule.examples)
    }
    assert heard == set(IDS)


def test_what_waits_for_a_repeated_entry_stands_under_the_repetition() -> None:
    entry = {"recipient": "Union School", "level": "secondary", "amount": 20000, "waived": "no"}
    found = report(plan({"budget.local_allocations": [entry, entry]})).findings
    (repeated,) = [f for f in found if f.rule == "schema/duplicate-key-entry"]
    waiting = [f for f in found if any("/local_allocations/1/" in need for need in f.needs)]
    assert waiting
    assert {f.because_of for f in waiting} == {repeated.id}
