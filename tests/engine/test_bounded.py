"""A list of thousands of entries makes a report in bounds, in work that grows with the list."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from perkins_rules.check import tree as t
from perkins_rules.check.types import NUMBER
from perkins_rules.checker import check_document
from perkins_rules.engine.said.explain import derivation
from perkins_rules.engine.said.shown import kept_shown, plain, shown
from perkins_rules.engine.shared import bounded
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.findings_plain import document_to_plain
from tests.engine.mutated import sample
from tests.loaded import built_in
from tests.steps import steps


def late_hearings(count: int) -> dict[str, Any]:
    """Hearings after the plan was filed, each on a day of its own."""
    plan: dict[str, Any] = deepcopy(sample())
    filed = date.fromisoformat(str(plan["submission"]["date"]))
    days = [str(filed + timedelta(days=1 + day)) for day in range(count)]
    plan["public_comment"]["hearings"]["dates"] = days
    return plan


def report_on(count: int) -> DocumentReport:
    return check_document(built_in(), late_hearings(count))


def of_hearings(report: DocumentReport) -> list[Finding]:
    found = [f for f in report.findings if "/hearings/dates/" in f.path]
    return [f for f in found if f.rule == found[0].rule]


def test_a_report_grows_no_faster_than_its_document() -> None:
    none, few, many = (
        len(json.dumps(document_to_plain(report_on(count)))) for count in (1, 500, 2000)
    )
    assert many - none < 4.1 * (few - none)


def test_the_work_grows_no_faster_than_the_list() -> None:
    report_on(10)
    none, few, many = (steps(partial(report_on, count)) for count in (1, 100, 400))
    assert many - none < 4.1 * (few - none)


def test_the_first_findings_of_a_rule_are_derived_and_all_are_told() -> None:
    found = of_hearings(report_on(100))
    assert len(found) == 100
    assert [bool(f.derivation) for f in found] == [k < bounded.DERIVED for k in range(100)]
    assert len({f.message for f in found}) == 100  # each with its own day


@pytest.mark.parametrize(("count", "more"), [(40, 0), (41, 1), (60, 20)])
def test_past_a_number_they_are_counted(
    monkeypatch: pytest.MonkeyPatch, count: int, more: int
) -> None:
    monkeypatch.setattr(bounded, "most_told", lambda _: 40)
    for rules in (built_in(), built_in().rule_set):
        report = check_document(rules, late_hearings(count))
        *_, last = of_hearings(report)
        assert len(of_hearings(report)) == 40 + (more > 0)
        assert report.counts["fail"] == count
        assert last.verdict == Verdict.FAIL
        assert (f"finds {more} more in this list" in last.message) == (more > 0)


def test_a_figure_shows_the_first_entries_of_a_list_and_how_many_more() -> None:
    assert shown(list(range(30)), "list").endswith("28, 29")
    assert shown(list(range(31)), "list").endswith("28, 29 and 1 more")
    assert plain(list(range(10_000)), "list").endswith("29 and 9,970 more")
    assert kept_shown(["a"] * 20, ["b"] * 20).endswith("perhaps b and 10 more")


def figure(text: str, *children: Trace) -> Trace:
    node = t.Asked(type=NUMBER, text=text, name="day")
    return Trace(node=node, value=1, unit="number", children=children)


def test_of_very_many_figures_the_first_are_derived_and_the_others_counted() -> None:
    whole = figure("sum", *(figure(f"part {k}") for k in range(150)))
    told = derivation((whole,), lambda _: 1)
    assert [step.text for step in (told[0], told[99], told[-1])] == ["part 0", "part 99", "sum"]
    assert (len(told), told[100].text, told[100].value) == (
        102,
        "further figures, not listed",
        "50",
    )


def test_what_many_conditions_share_is_derived_once() -> None:
    trace = figure("day")
    for _ in range(60):  # as a tree that would be 2 to the 60th figures
        trace = figure("both", trace, trace)
    assert [step.text for step in derivation((trace,), lambda _: 1)] == ["day", "both"]


def of_years(count: int) -> dict[str, Any]:
    """A plan for many years, each another."""
    plan: dict[str, Any] = deepcopy(sample())
    plan["submission"]["fiscal_years"] = list(range(1000, 1000 + count))
    return plan


@pytest.mark.parametrize("twice", [False, True])
def test_a_plan_for_many_years_takes_work_and_makes_findings_as_many(twice: bool) -> None:
    def on(count: int) -> DocumentReport:
        plan = of_years(count)
        plan["submission"]["fiscal_years"] += [1000 + count - 1] * twice
        return check_document(built_in(), plan)

    on(10)
    none, few, many = (steps(partial(on, count)) for count in (1, 10, 37))
    assert many - none < 4.1 * (few - none)
    sizes = [len(json.dumps(document_to_plain(on(count)))) for count in (1, 10, 37)]
    assert sizes[2] - sizes[0] < 4.1 * max(sizes[1] - sizes[0], 1)


def test_a_plan_for_more_years_than_it_can_hold_takes_no_more_work_than_one_without_them() -> None:
    def on(count: int) -> DocumentReport:
        return check_document(built_in(), of_years(count))

    on(41)
    few, many = (steps(partial(on, count)) for count in (41, 4000))
    assert many - few < 40 * 4000  # what it takes to read them
    told = [f.message for f in on(4000).findings if f.rule == "schema/too-many-entries"]
    assert told == ["`submission.fiscal_years` has 4,000 entries; it can have at most 40."]
