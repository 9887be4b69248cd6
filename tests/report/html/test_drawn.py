"""The figures of pictures: bounds come from the rules, exactly, and only where they apply."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules import pipeline
from perkins_rules.documents import read_document
from perkins_rules.engine.fast import verdicts_by_rule
from perkins_rules.engine.reference.bounds import Bound, Bounds, bounds_of
from perkins_rules.findings import Asked
from tests.loaded import built_in
from tests.report.html.making import EXAMPLES, example


def bounds(name: str, **asked: str) -> Bounds:
    data = (EXAMPLES / f"{name}.yaml").read_bytes()
    document = read_document(f"{name}.yaml", data, built_in().shapes)
    question, _ = pipeline.question_of(built_in(), document, Asked(**asked))
    return bounds_of(built_in().rule_set, document, question)


def bound(found: Bounds, rule: str, path: str = "") -> Bound:
    return next(b for b in found.bounds if b.rule.endswith(rule) and b.path.startswith(path))


def test_a_cap_is_worked_out_from_the_law() -> None:
    cap = bound(bounds("sample-plan-with-errors"), "/administration-cap")
    assert cap[:5] == (
        "/budget/state_administration/amount",
        "260000.01",
        "at_most",
        "260000.00",
        "money",
    )
    assert not cap.satisfied
    assert cap.citations[0].section == "112(a)(3)"


def test_a_floor_that_is_kept() -> None:
    floor = bound(bounds("sample-plan-with-errors"), "/local-floor")
    assert (floor.relation, floor.limit, floor.satisfied) == ("at_least", "4420000.00", True)


def test_days_before_a_date_give_the_last_day() -> None:
    opened = bound(bounds("sample-plan-with-errors"), "/levels-comment-window")
    assert (opened.value, opened.relation, opened.limit) == ("2025-12-30", "at_most", "2025-12-29")
    assert not opened.satisfied


def test_days_added_to_a_date_are_taken_from_the_limit() -> None:
    closed = bound(bounds("sample-plan"), "/thirty-days-for-comment")
    found = bound(bounds("sample-plan"), "/thirty-full-days")
    assert closed.path == "/public_comment/closed"
    assert closed.relation == "at_least"
    assert closed.limit < found.limit


def test_a_level_is_held_against_the_year_before() -> None:
    level = next(b for b in bounds("sample-plan-with-errors").bounds if b.value == "88.9")
    assert (level.relation, level.limit, level.satisfied) == ("at_least", "89", False)


def test_a_sum_may_be_off_by_less_than_a_dollar() -> None:
    found = bounds("sample-plan-with-errors")
    balance = bound(found, "/balance")
    assert (balance.limit, balance.satisfied) == ("5200000.01", True)
    whole = next(s for s in found.sums if s.rule.endswith("/balance"))
    assert whole.whole == "/budget/total_allocation/amount"
    assert len(whole.parts) == 3


def test_zero_and_a_hundred_percent_are_no_limits() -> None:
    assert {b.limit for b in bounds("new-york-levels").bounds} & {"0.00", "0", "100"} == set()


def test_what_does_not_apply_bounds_nothing() -> None:
    found = bounds("guam")
    assert not any(b.rule.startswith("federal.budget/") and "cap" in b.rule for b in found.bounds)


def test_only_rules_that_were_asked_for_bound_anything() -> None:
    data = (EXAMPLES / "sample-plan.yaml").read_bytes()
    document = read_document("sample-plan.yaml", data, built_in().shapes)
    question, _ = pipeline.question_of(built_in(), document, Asked())
    found = bounds_of(built_in().rule_set, document, question, lambda rule: "cap" in rule.id)
    assert {b.rule for b in found.bounds} >= {"federal.budget/administration-cap"}
    assert all("cap" in b.rule for b in found.bounds)


def drawn(name: str) -> dict[str, Any]:
    return dict(example(name).drawn)


def test_lines_stand_in_the_order_of_the_form() -> None:
    lines = drawn("sample-plan")["budget"]["lines"]
    assert [line["guide"] for line in lines[:4]] == [f"IV.A line {n}" for n in (1, 2, 3, 4)]
    assert lines[1]["title"] == "State administration"
    titles = {line["guide"]: line["title"] for line in lines}
    assert [titles[f"IV.A line 4{part}"] for part in "abcd"] == [
        "Correctional institutions",
        "Juvenile justice facilities",
        "Institutions for individuals with disabilities",
        "Other State institutions",
    ]
    assert lines[4]["depth"] == 1


def test_uses_of_a_local_budget_are_lines_by_their_names() -> None:
    titles = [line["title"] for line in drawn("local-application")["budget"]["lines"]]
    assert "Total" in titles
    assert any("evaluation" in title for title in titles)


def test_levels_by_year_with_baseline_and_what_was_reached() -> None:
    row = drawn("sample-plan")["levels"][0]
    assert (row["code"], row["baseline"], row["unit"]) == ("1S1", "91.4", "level")
    assert [(p["year"], p["line"]) for p in row["points"]][:3] == [
        (2023, "actual"),
        (2024, "actual"),
        (2026, "levels"),
    ]


def test_a_report_has_the_level_and_what_was_reached_of_each_year() -> None:
    row = next(r for r in drawn("performance-report")["levels"] if r["code"] == "2S2")
    assert [(p["year"], p["line"], p["value"]) for p in row["points"]][:2] == [
        (2025, "actual", "41.2"),
        (2025, "levels", "44"),
    ]


def test_windows_and_dates() -> None:
    found = drawn("sample-plan-with-errors")
    assert {w["from"]: w["to"] for w in found["windows"]} == {
        "2026-01-05": "2026-02-10",
        "2025-12-30": "2026-02-13",
    }
    dates = {d["path"]: d for d in found["dates"]}
    assert dates["/public_comment/closed"]["bounds"][0]["ok"] is True


def test_what_has_nothing_to_draw_draws_nothing() -> None:
    assert set(drawn("massachusetts-admissions-review")) == {"dates"}


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_limits_are_the_same_where_verdicts_are_known_beforehand(name: str) -> None:
    data, rules = (EXAMPLES / f"{name}.yaml").read_bytes(), built_in()
    document = read_document(f"{name}.yaml", data, rules.shapes)
    question, _ = pipeline.question_of(rules, document, Asked())
    verdicts = verdicts_by_rule(rules, document, question, None)
    known = bounds_of(rules.rule_set, document, question, None, verdicts)
    assert known == bounds_of(rules.rule_set, document, question)


def test_a_document_that_was_asked_less_is_asked_anew() -> None:
    data, rules = (EXAMPLES / "sample-plan.yaml").read_bytes(), built_in()
    document = read_document("sample-plan.yaml", data, rules.shapes)
    question, _ = pipeline.question_of(rules, document, Asked())
    some = verdicts_by_rule(rules, document, question, lambda rule: rule.severity == "warning")
    assert len(verdicts_by_rule(rules, document, question, None)) > len(some) > 0
