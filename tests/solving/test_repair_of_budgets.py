"""Budgets around allotments at which caps fall between cents, to the cent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest

pytest.importorskip("z3")

from perkins_rules.checker import Checker
from perkins_rules.findings import Severity, Verdict
from perkins_rules.member import Member
from perkins_rules.solving.repair import Repair, Wish, repaired
from tests.loaded import built_in

EXAMPLE = Path(__file__).parents[2] / "examples" / "annual-budget-only.yaml"
ALLOTMENTS = ("600,600.70", "1,666,666.67", "2,067,067.14", "5,000,000.00", "5,000,000.01")
WISH = Wish(today=date(2027, 1, 1))


def _repaired(text: str) -> Repair:
    return repaired(Member("plan.yaml", text.encode()), Checker(built_in()), WISH)


def _cents(share: int, allotment: str) -> int:
    """The last whole cent of a share in percent."""
    return floor(share * Fraction(allotment.replace(",", "")))


def _money(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02}"


def _caps(allotment: str) -> dict[str, int]:
    return {
        "state_administration": max(_cents(5, allotment), 250_000_00),
        "state_leadership": _cents(10, allotment),
    }


@pytest.mark.parametrize("allotment", ALLOTMENTS)
@pytest.mark.parametrize("line", ["state_administration", "state_leadership"])
def test_a_cent_over_a_cap_is_a_cent_too_many(line: str, allotment: str) -> None:
    cap = _caps(allotment)[line]
    start = (
        "document: state_plan\n"
        "submission: {fiscal_years: [2026], date: 2026-05-01}\n"
        f"budget:\n  total_allocation: {{amount: '${allotment}'}}\n  {line}:\n    amount: "
    )
    repair = _repaired(start + _money(cap + 1))
    assert repair.member.data == (start + _money(cap)).encode()
    assert [change.pointer for change in repair.changes] == [f"/budget/{line}/amount"]
    assert repair.is_only
    assert not _repaired(start + _money(cap)).changes


@pytest.mark.parametrize("allotment", ALLOTMENTS)
def test_a_budget_follows_another_allotment_to_the_cent(allotment: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace("5264311.00", allotment.replace(",", "")).replace("5,264,311", allotment)
    repair = _repaired(text)
    report = Checker(built_in()).check(repair.member).report
    failed = [one for one in report.findings if one.verdict == Verdict.FAIL]
    assert not [one.rule for one in failed if one.severity == Severity.ERROR]
    assert all(change.because for change in repair.changes)
    assert _repaired(text).member.data == repair.member.data
    assert "total_allocation" not in str([change.pointer for change in repair.changes])
    assert not repaired(repair.member, Checker(built_in()), WISH).changes
