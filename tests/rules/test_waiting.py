"""What waits for something that is reported elsewhere points to that report."""

from __future__ import annotations

import pytest

from perkins_rules.findings import Verdict

from .conftest import full_report, plan, report
from .filings import LEVELS_ONLY
from .reports import report_of


def test_what_waits_for_a_repeated_entry_stands_under_the_repetition() -> None:
    entry = {"recipient": "Union School", "level": "secondary", "amount": 20000, "waived": "no"}
    found = report(plan({"budget.local_allocations": [entry, entry]})).findings
    (repeated,) = [f for f in found if f.rule == "schema/duplicate-key-entry"]
    waiting = [f for f in found if any("/local_allocations/1/" in need for need in f.needs)]
    assert waiting
    assert {f.because_of for f in waiting} == {repeated.id}


@pytest.mark.parametrize("group", ["narrative", "cover_page"])
def test_what_a_group_lacks_that_is_missing_as_a_whole_stands_under_the_group(group: str) -> None:
    found = report(plan({group: None})).findings
    (whole,) = [f for f in found if f.path == f"/{group}" and f.verdict == Verdict.FAIL]
    items = [f for f in found if f.path.startswith(f"/{group}/") and f.message[:9] == "Not given"]
    assert len(items) > 15
    assert {f.because_of for f in items} == {whole.id}
    assert whole.because_of is None


def test_what_needs_an_entry_of_an_empty_list_stands_under_the_item_that_says_so() -> None:
    found = report(plan({**LEVELS_ONLY, "submission.fiscal_years": []})).findings
    (empty,) = [f for f in found if f.message == "Empty: Fiscal years covered."]
    assert empty.distance is None
    waiting = [f for f in found if "/submission/fiscal_years" in f.needs]
    assert len(waiting) > 1
    assert {f.because_of for f in waiting} == {empty.id}


def test_an_empty_list_of_the_years_of_the_plan_counts_as_not_given() -> None:
    changes = {**LEVELS_ONLY, "submission.running_plan_years": []}
    found = full_report(plan(changes)).findings
    verdicts = {f.verdict.value for f in found if f.rule.endswith("/levels-only-for-years-covered")}
    assert verdicts == {"pass", "cannot_determine"}  # the year of the filing itself is covered


def test_a_program_without_a_name_leaves_the_report_by_program_open() -> None:
    document = report_of("local")
    del document["indicators"][0]["programs"][0]["name"]
    troubled = [f for f in report(document).findings if f.verdict.value == "cannot_determine"]
    assert "federal.disaggregation/programs-named" in {f.rule for f in troubled}
    assert {need for f in troubled for need in f.needs} == {"/indicators/0/programs/0/name"}
