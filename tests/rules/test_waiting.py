"""What waits for something that is reported elsewhere points to that report."""

from __future__ import annotations

from .conftest import plan, report


def test_what_waits_for_a_repeated_entry_stands_under_the_repetition() -> None:
    entry = {"recipient": "Union School", "level": "secondary", "amount": 20000, "waived": "no"}
    found = report(plan({"budget.local_allocations": [entry, entry]})).findings
    (repeated,) = [f for f in found if f.rule == "schema/duplicate-key-entry"]
    waiting = [f for f in found if any("/local_allocations/1/" in need for need in f.needs)]
    assert waiting
    assert {f.because_of for f in waiting} == {repeated.id}
