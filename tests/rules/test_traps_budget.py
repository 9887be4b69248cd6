"""Part IV of the guide, the budget: whole budgets, lawful and not, of allotments of any size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rules.budget_forms import (
    CENT,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    budget_of,
    failed,
    results,
    whole_form,
)


def test_budget_percent_agrees_amounts_are_not_recomputed_from_percents() -> None:
    document = budget_of("5264311", {"2%": "5", "3%": "10", "7%": "85"})
    assert failed(document) == []
    assert results(document)["administration-percent-agrees"] == PASS


@pytest.mark.parametrize("allotment", [610_610, 1_234_567, 5_264_311, 138_999_999])
def test_budget_cents_a_whole_dollar_answer_always_exists(allotment: int) -> None:
    administration = allotment * 5 // 100
    leadership = allotment // 10
    local = allotment - administration - leadership
    lines = {"1": allotment, "2": administration, "3": leadership, "7": local}
    lines |= {"14": administration, "5": 60000, "6": -(-leadership // 1000), "4": 0}
    lines |= {"4a": 0, "4b": 0, "4c": 0, "4d": 0, "8": 0, "9": 0, "10": 0}
    lines |= {"11": local, "12": local, "13": 0}
    assert failed(budget_of(str(allotment), lines)) == []


def test_budget_feasible_does_not_blame_a_line_the_state_cannot_fix() -> None:
    document = budget_of("500000")
    assert failed(document) == []
    assert "floors-fit-the-allotment" in failed(document, "warning")
    assert results(document)["set-asides-fit-leadership"] == NOT_APPLICABLE
    short = budget_of("500000", {"5": "49000"})
    assert results(short)["nontraditional-floor"] == NOT_APPLICABLE
    assert failed(short) == []


@pytest.mark.parametrize(
    ("allotment", "expected"),
    [("600600.61", FAIL), ("600600.69", FAIL), ("600600.70", PASS), ("600601", PASS)],
)
def test_budget_feasible_in_whole_cents_from_600_600_70(
    allotment: str, expected: list[str]
) -> None:
    document = budget_of(allotment)
    assert results(document)["floors-fit-the-allotment"] == expected
    assert failed(document) == []


def test_budget_feasible_still_blames_what_can_be_fixed() -> None:
    assert failed(budget_of("500000", {"3": "50000.01", "7": "424999.99"}))[0] == "leadership-cap"
    assert "recruitment-floor" in failed(budget_of("500000", {"6": "49.99"}))
    assert "set-asides-fit-leadership" in failed(budget_of("500000", {"5": "60000.01"}))


def test_budget_administration_tight_in_whole_cents_leadership_is_60_060_07() -> None:
    local = str(Decimal("2067067.14") - Decimal("310060.07"))
    lines = {"2": "250000", "3": "60060.07", "4": "0", "4a": "0", "6": "60.07", "7": local}
    lines |= {"8": "0", "9": "0", "11": local, "12": local, "14": "250000"}
    assert failed(budget_of("2067067.14", lines)) == []


ALLOTMENTS = [
    *("160000", "400000", "600600.69", "600600.70", "600601", "1234567.89", "2067067.14"),
    *("2100000", "4999999.99", "5000000", "5000000.01", "10000000", "33333333.33", "140000000"),
]
CAPS = {"2": "administration-cap", "3": "leadership-cap", "8": "reserve-cap"}
FLOORS = {"6": "recruitment-floor", "7": "local-floor", "14": "match-covers-administration"}


@pytest.mark.parametrize("allotment", ALLOTMENTS)
def test_a_lawful_budget_of_any_allotment_has_no_error(allotment: str) -> None:
    assert failed(budget_of(allotment)) == []


@pytest.mark.parametrize("allotment", ALLOTMENTS)
def test_one_cent_past_a_cap_or_floor_of_any_allotment_fails(allotment: str) -> None:
    lines = whole_form(allotment)
    lines["2"] = str(max(Decimal(lines["2"]), Decimal(250000)))
    lines["14"] = lines["2"]
    for line, slug in CAPS.items():
        at_cap = budget_of(allotment, lines)
        over = budget_of(allotment, {**lines, line: Decimal(lines[line]) + CENT})
        assert results(at_cap)[slug] == PASS
        assert results(over)[slug] == FAIL
    for line, slug in FLOORS.items():
        at_floor = {**lines, **({"7": _floor_of_85(allotment)} if line == "7" else {})}
        below = {**at_floor, line: Decimal(at_floor[line]) - CENT}
        assert results(budget_of(allotment, at_floor))[slug] == PASS
        assert results(budget_of(allotment, below))[slug] == FAIL


def _floor_of_85(allotment: str) -> str:
    exact = Decimal(allotment) * 85 / 100
    return str(exact.quantize(CENT, "ROUND_UP"))
