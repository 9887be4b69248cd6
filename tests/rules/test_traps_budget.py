"""Part IV of the guide, the budget: the readings that go wrong most easily."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rules.budget_forms import (
    CENT,
    FAIL,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    budget_of,
    failed,
    form,
    found_by,
    results,
    whole_form,
)
from tests.rules.conftest import plan
from tests.rules.declarations import declaration, severity

# The sample's budget: line 1 $5,200,000, line 2 $260,000, line 3 $520,000, line 7 $4,420,000.

# ------------------------------------------------------------------ line 1


def test_budget_total_positive_cites_the_allotment_of_section_111() -> None:
    cites = declaration("budget", "total-positive").heading.cites
    assert "111" in [cite.section for cite in cites]
    assert results(form({"1": "0.01"}))["total-positive"] == PASS
    assert results(form({"1": "0"}))["total-positive"] == FAIL


def test_budget_total_matches_memo_should_correspond_so_it_only_warns() -> None:
    document = form({"1": "5199999.99"})
    assert "total-matches-memorandum" in failed(document, "warning")
    unknown = form({"1": "5199999.99"}, allotment_estimate=None)
    assert results(unknown)["total-matches-memorandum"] == NOT_APPLICABLE


# ------------------------------------------------------------------ line 2


def test_budget_administration_cap_is_the_greater_not_the_lesser() -> None:
    assert results(budget_of("5200000", {"2": "260000"}))["administration-cap"] == PASS
    assert results(budget_of("5200000", {"2": "260000.01"}))["administration-cap"] == FAIL


def test_budget_administration_cap_below_five_million_250_000_governs() -> None:
    assert results(budget_of("2100000", {"2": "250000"}))["administration-cap"] == PASS
    assert results(budget_of("2100000", {"2": "250000.01"}))["administration-cap"] == FAIL
    assert results(budget_of("5000000", {"2": "250000"}))["administration-cap"] == PASS
    assert results(budget_of("5000000.20", {"2": "250000.01"}))["administration-cap"] == PASS


def test_budget_administration_cap_percent_above_5_is_then_lawful() -> None:
    document = budget_of("2100000", {"2": "250000", "2%": "11.9"})
    assert results(document)["administration-cap"] == PASS
    assert results(document)["administration-percent-agrees"] == PASS


def test_budget_administration_cap_zero_is_allowed() -> None:
    document = form({"2": "0"})
    assert results(document)["administration-cap"] == PASS
    assert results(document)["budget.state_administration.amount"] == PASS


# ------------------------------------------------------------------ lines 3 and 4


def test_budget_institutions_cap_is_of_line_1_not_of_line_3() -> None:
    assert results(form({"4": "104000"}))["institutions-cap"] == PASS
    assert results(form({"4": "104000.01"}))["institutions-cap"] == FAIL


def test_budget_institutions_cap_is_2_percent_not_1_as_in_perkins_iv() -> None:
    assert results(form({"4": "52000.01"}))["institutions-cap"] == PASS


def test_budget_institutions_within_leadership_is_checked_although_not_said() -> None:
    assert results(form({"3": "60000", "4": "60000"}))["institutions-within-leadership"] == PASS
    assert results(form({"3": "60000", "4": "60000.01"}))["institutions-within-leadership"] == FAIL


def test_budget_institutions_positive_only_warns() -> None:
    document = form({"4": "0", "4a": "0", "4b": "0", "4c": "0", "4d": "0"})
    assert "institutions-positive" in failed(document, "warning")
    assert failed(document) == []
    assert results(form({"4": "0.01"}))["institutions-positive"] == PASS


def test_budget_institutions_sum_missing_4d_is_zero() -> None:
    parts = {"4a": "60000", "4b": "24000", "4c": "20000", "4d": None}
    document = form(parts)
    assert results(document)["institutions-sum"] == PASS
    assert failed(document, "warning") == ["budget.state_institutions.other_institutions"]


def test_budget_corrections_served_only_warns() -> None:
    document = form({"4a": "0", "4b": "0", "4c": "99000"})
    assert failed(document) == []
    assert "corrections-served" in failed(document, "warning")
    assert results(form({"4a": "0", "4b": "0.01"}))["corrections-served"] == PASS


# ------------------------------------------------------------------ lines 5 and 6


@pytest.mark.parametrize(
    ("amount", "floor", "limit"),
    [
        ("59999.99", FAIL, PASS),
        ("60000", PASS, PASS),
        ("150000", PASS, PASS),
        ("150000.01", PASS, FAIL),
    ],
)
def test_budget_nontraditional_ceiling_both_bounds_are_inclusive(
    amount: str, floor: list[str], limit: list[str]
) -> None:
    found = results(form({"5": amount}))
    assert found["nontraditional-floor"] == floor
    assert found["nontraditional-limit"] == limit


def test_budget_recruitment_floor_is_the_lesser_where_line_2_is_the_greater() -> None:
    assert results(form({"6": "520"}))["recruitment-floor"] == PASS
    assert results(form({"6": "519.99"}))["recruitment-floor"] == FAIL


def test_budget_recruitment_floor_0_1_percent_is_a_thousandth() -> None:
    assert results(form({"6": "51999.99"}))["recruitment-floor"] == PASS


def test_budget_recruitment_floor_base_is_line_3_by_the_guide() -> None:
    document = form({"6": "520"})
    assert results(document)["recruitment-floor"] == PASS
    assert results(document)["recruitment-of-allotment"] == FAIL


def test_budget_recruitment_floor_is_no_cap() -> None:
    assert results(form({"6": "400000"}))["recruitment-floor"] == PASS


def test_budget_recruitment_floor_50_000_needs_line_3_of_50_million() -> None:
    lines = {"1": "600000000", "3": "60000000"}
    assert results(form({**lines, "6": "50000"}))["recruitment-floor"] == PASS
    assert results(form({**lines, "6": "49999.99"}))["recruitment-floor"] == FAIL


def test_budget_recruitment_alternative_base_is_information_only() -> None:
    assert failed(form({"6": "5199.99"}), "info") == ["recruitment-of-allotment"]
    assert failed(form({"6": "5200"}), "info") == []


def test_budget_setasides_fit_leadership_parts_are_not_added_to_2_3_and_7() -> None:
    found = results(form({"4": "104000", "5": "150000", "6": "266000"}))
    assert found["set-asides-fit-leadership"] == PASS
    assert found["balance"] == PASS
    over = form({"4": "104000", "5": "150000", "6": "266000.01"})
    assert results(over)["set-asides-fit-leadership"] == FAIL


# ------------------------------------------------------------------ lines 7 to 10


def test_budget_local_floor_is_the_only_floor_among_the_three_shares() -> None:
    less_for_the_state = {"2": "0", "3": "100000", "7": "5100000", "11": "4437000"}
    found = results(form(less_for_the_state))
    assert found["administration-cap"] == found["leadership-cap"] == found["local-floor"] == PASS
    assert results(form({"7": "4419999.99"}))["local-floor"] == FAIL


def test_budget_reserve_cap_is_of_line_7_not_of_line_1() -> None:
    assert results(form({"8": "663000"}))["reserve-cap"] == PASS
    assert results(form({"8": "663000.01"}))["reserve-cap"] == FAIL


def test_budget_reserve_cap_is_15_percent_not_10_as_in_perkins_iv() -> None:
    assert results(form({"8": "442000.01"}))["reserve-cap"] == PASS


def test_budget_reserve_cap_strict_differs_only_above_85_percent() -> None:
    assert results(form({"8": "663000"}))["reserve-cap-strict"] == NOT_APPLICABLE
    more = form({"7": "4500000", "8": "675000"})
    assert results(more)["reserve-cap"] == PASS
    assert "reserve-cap-strict" in failed(more, "warning")
    assert results(form({"7": "4500000", "8": "663000"}))["reserve-cap-strict"] == PASS


NO_RESERVE = {"8": "0", "9": "0", "10": "0", "11": "4420000", "12": "2652000", "13": "1768000"}


def test_budget_reserve_split_zero_reserve_has_zero_parts() -> None:
    assert results(form(NO_RESERVE))["reserve-split"] == PASS
    blank = form({**NO_RESERVE, "9": None, "10": None})
    assert results(blank)["reserve-split"] == PASS
    assert results(form({**NO_RESERVE, "9": "1"}))["reserve-split"] == FAIL


# ------------------------------------------------------------------ lines 11 to 14


def test_budget_match_answers_to_line_2_even_at_250_000() -> None:
    lines = {"2": "250000"}
    assert (
        results(budget_of("2100000", {**lines, "14": "250000"}))["match-covers-administration"]
        == PASS
    )
    short = budget_of("2100000", {**lines, "14": "249999.99"})
    assert results(short)["match-covers-administration"] == FAIL


def test_budget_match_nothing_is_matched_for_lines_3_and_7() -> None:
    assert results(form({"2": "0", "14": "0"}))["match-covers-administration"] == PASS


@pytest.mark.parametrize(("said", "expected"), [(True, PASS), (False, FAIL), (None, OPEN)])
def test_budget_match_nonfederal_a_silent_plan_is_undetermined(
    said: bool | None, expected: list[str]
) -> None:
    document = plan({"budget.state_match.nonfederal": said})
    assert results(document)["match-nonfederal"] == expected


def test_budget_match_surplus_is_a_note_only() -> None:
    document = form({"14": "260000.01"})
    assert failed(document) == failed(document, "warning") == []
    assert failed(document, "info") == ["match-equals-administration"]


def test_budget_balance_lines_4_to_6_and_8_to_14_are_not_added() -> None:
    document = form({"5": "100000", "6": "10000", "14": "900000", **NO_RESERVE})
    assert results(document)["balance"] == PASS


@pytest.mark.parametrize("leadership", ["520001", "519999"])
def test_budget_balance_more_and_less_than_line_1_both_fail(leadership: str) -> None:
    assert results(form({"3": leadership}))["balance"] == FAIL


# ------------------------------------------------------------------ the percent column


@pytest.mark.parametrize(
    ("line", "percent", "slug"),
    [
        ("6", "1", "recruitment-percent-agrees"),  # of line 3
        ("6", "0.1", "recruitment-percent-agrees"),  # of line 1
        ("8", "15", "reserve-percent-agrees"),  # of line 7
        ("8", "12.75", "reserve-percent-agrees"),  # of line 1
        ("9", "9", "reserve-secondary-percent-agrees"),  # of line 7
        ("9", "7.65", "reserve-secondary-percent-agrees"),  # of line 1
        ("9", "60", "reserve-secondary-percent-agrees"),  # of line 8
        ("10", "5.1", "reserve-postsecondary-percent-agrees"),  # of line 1
        ("11", "72.25", "formula-percent-agrees"),  # of line 1
        ("12", "43.35", "formula-secondary-percent-agrees"),  # of line 1
        ("12", "60", "formula-secondary-percent-agrees"),  # of line 11
        ("13", "40", "formula-postsecondary-percent-agrees"),  # of line 11
    ],
)
def test_budget_percent_agrees_with_any_base_that_the_law_gives(
    line: str, percent: str, slug: str
) -> None:
    assert results(form({f"{line}%": percent}))[slug] == PASS
    wrong = form({f"{line}%": "20"})
    assert slug in failed(wrong, "warning")
    assert failed(wrong) == []


def test_budget_percent_agrees_line_9_as_the_form_is_commonly_filled() -> None:
    lines = {"1": "12000000", "7": "10200000", "8": "1530000", "9": "918000"}
    for percent, expected in (("9", PASS), ("60", PASS), ("7.65", PASS), ("7.64", FAIL)):
        document = form({**lines, "9%": percent})
        assert results(document)["reserve-secondary-percent-agrees"] == expected


def test_budget_percent_agrees_amounts_are_not_recomputed_from_percents() -> None:
    document = budget_of("5264311", {"2%": "5", "3%": "10", "7%": "85"})
    assert failed(document) == []
    assert results(document)["administration-percent-agrees"] == PASS


@pytest.mark.parametrize(
    ("amount", "percent", "expected"),
    [
        ("187200", "3.6", PASS),
        ("189800", "3.6", PASS),  # 3.65 percent: half a unit of the last printed place
        ("189800.01", "3.6", FAIL),
        ("189800.01", "3.60", FAIL),
        ("189800.01", "4", PASS),
        ("187460.01", "3.60", FAIL),
    ],
)
def test_budget_percent_agrees_to_half_a_unit_of_the_last_place_printed(
    amount: str, percent: str, expected: list[str]
) -> None:
    document = form({"2": amount, "2%": percent})
    assert results(document)["administration-percent-agrees"] == expected


def test_budget_percent_columns_line_6_has_a_percent_cell() -> None:
    blank = form({"6%": None})
    assert failed(blank, "warning") == ["budget.special_populations_recruitment.percent"]
    assert failed(blank) == []


# ------------------------------------------------------------------ cents


def test_budget_cents_caps_are_exact_and_say_when_rounding_settles_it() -> None:
    over = form({"2": "260000.01", "14": "260000.01"})
    assert "$0.01 over" in found_by(over, "administration-cap").message
    assert (
        "Rounding $260,000.01 down to $260,000.00 settles it."
        in found_by(over, "administration-cap").message
    )
    far_over = form({"2": "260001", "14": "260001"})
    assert results(far_over)["administration-cap"] == FAIL
    assert "Rounding" not in found_by(far_over, "administration-cap").message


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        ({"3": "520000.99"}, "leadership-cap"),
        ({"4": "104000.99"}, "institutions-cap"),
        ({"5": "59999.01"}, "nontraditional-floor"),
        ({"5": "150000.99"}, "nontraditional-limit"),
        ({"6": "519.01"}, "recruitment-floor"),
        ({"7": "4419999.01"}, "local-floor"),
        ({"8": "663000.99"}, "reserve-cap"),
        ({"14": "259999.01"}, "match-covers-administration"),
    ],
)
def test_budget_cents_every_cap_and_floor_fails_within_a_dollar(
    lines: dict[str, str], slug: str
) -> None:
    found = found_by(form(lines), slug)
    assert found.verdict.value == "fail"
    assert "Rounding $" in found.message


@pytest.mark.parametrize(
    ("lines", "slug"),
    [
        ({"4a": "{}60000"}, "institutions-sum"),
        ({"9": "{}397800"}, "reserve-split"),
        ({"11": "{}3757000"}, "formula-remainder"),
        ({"12": "{}2254200"}, "formula-split"),
        ({"3": "{}520000"}, "balance"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_budget_cents_sums_may_differ_by_less_than_a_dollar(
    lines: dict[str, str], slug: str, sign: int
) -> None:
    ((line, amount),) = lines.items()
    exact = Decimal(amount.format(""))
    assert results(form({line: exact + sign * Decimal("0.99")}))[slug] == PASS
    assert results(form({line: exact + sign}))[slug] == FAIL


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


# ------------------------------------------------------------------ small allotments


def test_budget_feasible_does_not_blame_a_line_the_state_cannot_fix() -> None:
    document = budget_of("500000")
    assert failed(document) == []
    assert "floors-fit-the-allotment" in failed(document, "warning")
    assert results(document)["set-asides-fit-leadership"] == NOT_APPLICABLE
    short = budget_of("500000", {"5": "49000"})
    assert results(short)["nontraditional-floor"] == NOT_APPLICABLE
    assert failed(short) == []


def test_budget_feasible_outlying_areas_are_outside_these_lines() -> None:
    document = form({"1": "160000"}, **{"state.code": "PW"})
    assert results(document)["floors-fit-the-allotment"] == NOT_APPLICABLE


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


def test_budget_administration_tight_full_250_000_needs_2_067_067_07() -> None:
    lines = {"2": "250000", "3": "60060.07"}
    for allotment, expected in (("2067067.13", FAIL), ("2067067.14", PASS)):
        assert results(budget_of(allotment, lines))["administration-paid-for"] == expected


def test_budget_administration_tight_in_whole_cents_leadership_is_60_060_07() -> None:
    local = str(Decimal("2067067.14") - Decimal("310060.07"))
    lines = {"2": "250000", "3": "60060.07", "4": "0", "4a": "0", "6": "60.07", "7": local}
    lines |= {"8": "0", "9": "0", "11": local, "12": local, "14": "250000"}
    assert failed(budget_of("2067067.14", lines)) == []


def test_budget_administration_tight_is_information_below_five_million_only() -> None:
    assert severity("budget", "administration-paid-for") == "info"
    assert results(budget_of("5000000"))["administration-paid-for"] == NOT_APPLICABLE
    assert results(budget_of("4999999.99"))["administration-paid-for"] == PASS


# ------------------------------------------------------------------ every allotment

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
