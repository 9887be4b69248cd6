"""What may move, what stays, and what no repair does, on whole plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("z3")

from perkins_rules.checker import Checker
from perkins_rules.member import Member
from perkins_rules.solving.repair import Repair, Wish, repaired
from tests.loaded import built_in

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = (EXAMPLES / "sample-plan.yaml").read_text(encoding="utf-8")
LEVELS = "/performance/indicators/0/levels"
FALLS = PLAN.replace("{fiscal_year: 2026, level: 91.80", "{fiscal_year: 2026, level: 93.80", 1)
OTHER_ALLOTMENT = PLAN.replace("    amount: 5200000.00", "    amount: 5100000.00", 1)


def _repaired(
    text: str, *, keep: tuple[str, ...] = (), move: tuple[str, ...] = (), today: str = "2026-11-30"
) -> Repair:
    wish = Wish(keep, move, date.fromisoformat(today))
    return repaired(Member("plan.yaml", text.encode()), Checker(built_in()), wish)


def _moved(repair: Repair) -> list[str]:
    return [change.pointer for change in repair.changes]


def test_a_group_that_may_move_frees_none_of_its_years() -> None:
    for move in (LEVELS, f"{LEVELS}/1", "/performance"):
        assert not _repaired(FALLS, move=(move,)).unsought
    assert _moved(_repaired(FALLS, move=(LEVELS,))) == [f"{LEVELS}/0/level"]
    raised = _repaired(FALLS, move=(f"{LEVELS}/1", f"{LEVELS}/2", f"{LEVELS}/3"))
    assert _moved(raised) == [f"{LEVELS}/{k}/level" for k in (1, 2, 3)]


def test_what_no_formula_covers_is_not_said_to_be_settled_by_nothing() -> None:
    repair = _repaired(FALLS, move=(f"{LEVELS}/0/fiscal_year",))
    assert not repair.changes
    assert [one.rule for one in repair.left] == ["federal.levels/levels-never-fall"]
    assert repair.unsought == ("federal.levels/levels-never-fall",)


def test_what_is_named_more_closely_counts() -> None:
    over = PLAN.replace("amount: 663000.00", "amount: 663000.01")
    reserve = "/budget/reserve/amount"
    assert _moved(_repaired(over, keep=("/budget",), move=(reserve,))) == [reserve]
    assert reserve not in _moved(_repaired(over, keep=(reserve,), move=("/budget/reserve",)))
    assert reserve not in _moved(_repaired(over, keep=("/budget",), move=("/performance",)))


def test_the_allotment_moves_only_where_a_name_says_so() -> None:
    allotment = "/budget/total_allocation/amount"
    assert allotment not in _moved(_repaired(OTHER_ALLOTMENT, move=("/budget",)))
    for move in (allotment, "/budget/total_allocation"):
        assert _moved(_repaired(OTHER_ALLOTMENT, move=(move,))) == [allotment]


def test_percents_follow_lines_that_an_allotment_moves() -> None:
    line_2, line_3 = "    amount: 260000.00\n", "    amount: 520000.00\n"
    more = PLAN.replace(line_2, "    amount: 300000.00\n", 1)
    more = more.replace(line_3, "    amount: 600000.00\n", 1)
    keep = ("/budget/state_administration", "/budget/state_leadership")
    repair = _repaired(more, keep=keep, move=("/budget/total_allocation",), today="2026-02-01")
    now = {change.pointer.removeprefix("/budget/"): change.now for change in repair.changes}
    assert now["total_allocation/amount"] == "6000000.00"
    assert now["local_formula_distribution/amount"] == "5100000.00"
    assert now["allocation_to_eligible_recipients/amount"] == "4437000.00"
    # 4,437,000 is 87 percent of line 7, 663,000 is 13.
    assert now["allocation_to_eligible_recipients/percent"] == "87"
    assert now["reserve/percent"] == "13"
    assert not repair.left
    lines = [change.span.line for change in repair.changes]
    assert lines == sorted(lines), "in the order of the form"


def test_a_group_that_may_move_moves_rather_than_others() -> None:
    short = PLAN.replace("    amount: 260000.00\n", "    amount: 250000.00\n", 1)
    assert _moved(_repaired(short)) == ["/budget/state_administration/amount"]
    lines = tuple(
        f"/budget/{line}"
        for line in ("local_formula_distribution", "reserve", "allocation_to_eligible_recipients")
    )
    assert all(one.startswith(lines) for one in _moved(_repaired(short, move=lines)))


def test_the_day_that_the_department_sets_stays_also_when_it_is_to_come() -> None:
    late = PLAN.replace("  date: 2026-02-27", "  date: 2026-05-16", 1)
    assert _moved(_repaired(late, today="2026-01-01")) == ["/submission/date"]


def test_no_rule_is_got_round() -> None:
    other_areas = PLAN.replace("  reserve_areas: [", "  reserve_areas: [equipment, ", 1)
    assert other_areas != PLAN
    repair = _repaired(other_areas)
    assert not repair.changes, "the reserve does not go to zero"
    assert [one.rule for one in repair.left] == ["federal.fiscal/reserve-areas-of-the-law"]
    levels = (EXAMPLES / "minnesota-local-levels-with-errors.yaml").read_text(encoding="utf-8")
    assert "/submission/date" not in _moved(_repaired(levels, today="2025-01-01"))


def test_a_note_is_no_reason_to_change_a_figure() -> None:
    over = PLAN.replace("amount: 260000.00", "amount: 260000.01")
    repair = _repaired(over)
    assert _moved(repair) == ["/budget/state_administration/amount"]
    assert all(one.severity != "info" for change in repair.changes for one in change.because)
