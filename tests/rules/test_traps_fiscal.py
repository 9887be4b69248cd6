"""Item II.C of the guide, fiscal responsibility, and the areas under section 115: the readings that
go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.budget_forms import (
    FAIL,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    REVIEW,
    failed,
    findings_of,
    form,
    found_by,
    results,
)
from tests.rules.conftest import EXAMPLES, plan, read_example
from tests.rules.declarations import question, severity
from tests.rules.filings import BUDGET_ONLY, INSIDE_PLAN, PART

SPLIT = "fiscal_responsibility.distribution"
EFFORT = "fiscal_responsibility.maintenance_of_effort"
OWN = "fiscal_responsibility.administration_effort"

# ------------------------------------------------------------------ II.C.2 and II.C.3


def test_fiscal_distribution_levels_a_state_may_fund_one_level_only() -> None:
    one = plan({f"{SPLIT}.secondary_percent": 100, f"{SPLIT}.postsecondary_percent": None})
    assert results(one)["split-stated"] == PASS
    half = plan({f"{SPLIT}.secondary_percent": "99.99", f"{SPLIT}.postsecondary_percent": None})
    assert results(half)["split-stated"] == FAIL


@pytest.mark.parametrize(
    ("secondary", "postsecondary", "expected"),
    [("60", "40", PASS), ("62", "38", FAIL), ("59.5", "40.5", FAIL), ("60.0", "40.0", PASS)],
)
def test_fiscal_distribution_matches_budget_before_or_after_the_reserve(
    secondary: str, postsecondary: str, expected: list[str]
) -> None:
    stated = {
        f"{SPLIT}.secondary_percent": secondary,
        f"{SPLIT}.postsecondary_percent": postsecondary,
    }
    assert results(plan(stated))["stated-split-agrees"] == expected
    all_reserve_to_schools = form({"9": "663000", "10": "0"}, **stated)
    assert results(all_reserve_to_schools)["stated-split-agrees"] == expected


def test_fiscal_distribution_matches_budget_with_the_reserve_counted() -> None:
    # (663,000 + 2,254,200) of 4,420,000 is 66 percent.
    stated = {f"{SPLIT}.secondary_percent": "66", f"{SPLIT}.postsecondary_percent": "34"}
    document = form({"9": "663000", "10": "0"}, **stated)
    assert results(document)["stated-split-agrees"] == PASS
    assert severity("fiscal", "stated-split-agrees") == "warning"


def test_fiscal_data_adjustment_no_answer_where_nothing_goes_through_section_131() -> None:
    slug = "fiscal_responsibility.data_adjustment"
    nothing = form({"12": "0", "13": "3757000"}, **{slug: None})
    assert results(nothing)[slug] == NOT_APPLICABLE
    a_cent = form({"12": "0.01"}, **{slug: None})
    assert results(a_cent)[slug] == FAIL
    not_said = form({"12": None}, **{slug: None})
    assert results(not_said)[slug] == OPEN


GUIDE_ONLY: dict[str, dict[str, Any]] = {
    "fiscal-data-adjustment": {"fiscal_responsibility.data_adjustment": None},
    "fiscal-reserve-process": {"fiscal_responsibility.reserve_process": None},
    "moe-baseline": {f"{EFFORT}.amount": None},
    "moe-baseline-kind": {f"{EFFORT}.baseline_kind": None},
    "moe-prior-year": {f"{EFFORT}.baseline_kind": "new", f"{EFFORT}.preceding_amount": None},
}


def _asked_by_the_guide_alone(requirement: str) -> None:
    document = plan(GUIDE_ONLY[requirement])
    for profile, level in (("guide", "error"), ("strict", "error"), ("statute", "info")):
        found = [
            f.severity.value
            for f in findings_of(document, profile=profile)
            if requirement in f.requirements and f.verdict.value == "fail"
        ]
        assert found == [level], profile


def test_fiscal_data_adjustment_is_asked_by_the_guide_alone() -> None:
    _asked_by_the_guide_alone("fiscal-data-adjustment")


def test_fiscal_reserve_process_is_asked_by_the_guide_alone() -> None:
    _asked_by_the_guide_alone("fiscal-reserve-process")


def test_moe_baseline_is_asked_by_the_guide_alone() -> None:
    _asked_by_the_guide_alone("moe-baseline")


def test_moe_baseline_kind_is_asked_by_the_guide_alone() -> None:
    _asked_by_the_guide_alone("moe-baseline-kind")


def test_moe_prior_year_is_asked_by_the_guide_alone() -> None:
    _asked_by_the_guide_alone("moe-prior-year")


# ------------------------------------------------------------------ II.C.4 and II.C.5


@pytest.mark.parametrize("level", ["secondary", "postsecondary"])
def test_fiscal_waiver_silence_asks_for_none_and_a_formula_asks_for_one(level: str) -> None:
    waiver = f"fiscal_responsibility.{level}_waiver"
    assert results(plan({waiver: None}))[f"{waiver}.formula"] == NOT_APPLICABLE
    assert results(plan({waiver: {"requested": True}}))[f"{waiver}.formula"] == FAIL
    proposed = results(plan({waiver: {"formula": "By counts of Pell recipients."}}))
    assert proposed[f"{waiver}.formula"] == PASS
    assert proposed[f"{waiver}.approved_under_perkins_iv"] == FAIL


def test_fiscal_postsecondary_waiver_need_has_two_halves() -> None:
    waiver = "fiscal_responsibility.postsecondary_waiver"
    half = {"requested": True, "formula": "Text.", "shortfall": "Text."}
    document = plan({waiver: {**half, "approved_under_perkins_iv": False}})
    assert failed(document) == [f"{waiver}.improvement"]


# ------------------------------------------------------------------ II.C.6


@pytest.mark.parametrize("lawful", [[], ["rural"]])
def test_fiscal_reserve_areas_and_purposes_outside_the_law_are_errors(lawful: list[str]) -> None:
    areas = plan({"fiscal_responsibility.reserve_areas": [*lawful, "suburban"]})
    assert failed(areas) == ["reserve-areas-of-the-law"]
    assert "suburban" in found_by(areas, "reserve-areas-of-the-law").message
    purposes = [*(["innovation"] if lawful else []), "equipment"]
    assert failed(plan({"fiscal_responsibility.reserve_purposes": purposes})) == [
        "reserve-purposes-of-the-law"
    ]


def test_fiscal_reserve_areas_one_area_is_enough_and_one_purpose_is_needed() -> None:
    one = {
        "fiscal_responsibility.reserve_areas": ["rural"],
        "fiscal_responsibility.reserve_purposes": ["programs_of_study"],
    }
    assert results(plan(one))["reserve-areas-of-the-law"] == PASS
    assert results(plan(one))["reserve-purposes-of-the-law"] == PASS
    no_purpose = {**one, "fiscal_responsibility.reserve_purposes": None}
    assert failed(plan(no_purpose), "warning") == ["fiscal_responsibility.reserve_purposes"]


def test_fiscal_reserve_areas_are_for_a_person_to_judge() -> None:
    assert results(plan())["reserve-answers"] == REVIEW
    assert "rural" in question("fiscal", "reserve-answers")


def test_fiscal_reserve_process_described_but_not_budgeted_only_warns() -> None:
    none = {"8": "0", "9": "0", "10": "0", "8%": "0", "9%": "0", "10%": "0"}
    none |= {"11": "4420000", "12": "2652000", "13": "1768000"}
    none |= {"11%": "100", "12%": "60", "13%": "40"}
    document = form(none)
    assert failed(document) == []
    assert failed(document, "warning") == ["reserve-described-is-budgeted"]


# ------------------------------------------------------------------ II.C.7 and section 223


def test_moe_baseline_compares_the_preceding_year_with_the_one_before_not_the_plan_year() -> None:
    document = plan({f"{EFFORT}.amount": "1.00"})
    assert results(document)["effort-maintained"] == PASS


NEW = {f"{EFFORT}.baseline_kind": "new", f"{EFFORT}.preceding_amount": "9000"}


@pytest.mark.parametrize("profile", ["guide", "statute", "strict"])
def test_moe_95_percent_is_the_statutes_though_the_guide_never_states_it(profile: str) -> None:
    at, below = (
        plan({**NEW, f"{EFFORT}.amount": 8550}),
        plan({**NEW, f"{EFFORT}.amount": "8549.99"}),
    )
    assert results(at, profile=profile)["new-baseline-floor"] == PASS
    assert "new-baseline-floor" in failed(below, profile=profile)


def test_moe_95_percent_has_the_same_basis_on_both_sides() -> None:
    other = f"{EFFORT}.other_measure.preceding_amount"
    document = plan({**NEW, f"{EFFORT}.amount": "8550", other: "900000000"})
    assert results(document)["new-baseline-floor"] == PASS
    assert (
        "by the same measure"
        in found_by(plan({**NEW, f"{EFFORT}.amount": "1"}), "new-baseline-floor").remedy
    )


def test_moe_95_percent_choice_existed_for_the_first_full_year_after_july_2018() -> None:
    late = plan({**NEW, f"{EFFORT}.amount": "9000"})
    assert failed(late) == []
    assert results(late)["new-baseline-in-time"] == REVIEW


def test_moe_maintained_the_more_favourable_measure_counts() -> None:
    fell = {f"{EFFORT}.preceding_amount": "8899.99"}
    assert results(plan(fell))["effort-maintained"] == PASS
    other = f"{EFFORT}.other_measure"
    both_fell = plan({**fell, f"{other}.preceding_amount": "46099999.99"})
    assert results(both_fell)["effort-maintained"] == FAIL
    unmeasured = plan({**fell, other: None})
    assert results(unmeasured)["effort-maintained"] == OPEN


def test_moe_maintained_some_spending_may_be_left_out_at_the_states_request() -> None:
    document = plan(
        {
            f"{EFFORT}.preceding_amount": "1",
            f"{EFFORT}.other_measure.preceding_amount": "1",
        }
    )
    remedy = found_by(document, "effort-maintained").remedy
    for word in ("capital", "one-time", "pilot", "competitive", "211(b)(1)(B)"):
        assert word in remedy


def test_moe_maintained_reports_the_size_of_the_shortfall() -> None:
    other = f"{EFFORT}.other_measure.preceding_amount"
    document = plan({f"{EFFORT}.preceding_amount": "8455", other: "1"})
    message = found_by(document, "effort-maintained").message
    assert "by 5%" in message
    assert "five preceding fiscal years" in message
    assert severity("fiscal", "effort-maintained") == "warning"
    a_cent = plan({f"{EFFORT}.preceding_amount": "8899.99", other: "46099999.99"})
    assert "by 0.0001% (rounded up)" in found_by(a_cent, "effort-maintained").message


def test_moe_maintained_falls_with_the_federal_appropriation() -> None:
    fell = {f"{EFFORT}.preceding_amount": "8811", f"{EFFORT}.other_measure": None}
    cut = {f"{EFFORT}.federal_appropriation_cut": 1}
    assert results(plan({**fell, **cut}))["effort-maintained"] == PASS
    a_cent_less = {**fell, **cut, f"{EFFORT}.preceding_amount": "8810.99"}
    assert results(plan(a_cent_less))["effort-maintained"] == OPEN


@pytest.mark.parametrize(
    ("now", "federal", "expected"),
    [
        ("255000", "255000", PASS),
        ("254999.99", "255000", FAIL),
        ("229500", "229500", PASS),
        ("229499.99", "229500", FAIL),
        ("254999.99", "300000", FAIL),
        ("254999.99", None, OPEN),
        (None, "255000", OPEN),
        ("255000", None, PASS),
    ],
)
def test_budget_state_admin_effort_falls_only_with_federal_money(
    now: str | None, federal: str | None, expected: list[str]
) -> None:
    document = plan({f"{OWN}.nonfederal": now, f"{OWN}.federal": federal})
    assert results(document)["administration-effort"] == expected


# ------------------------------------------------------------------ no false errors


@pytest.mark.parametrize("code", ["GU", "AS", "MP", "PW"])
def test_outlying_area_profile_no_line_of_section_112_is_ever_an_error(code: str) -> None:
    broken = {"2": "5000000", "3": "5000000", "4": "1", "5": "1", "6": "0", "7": "1", "8": "9"}
    found = results(form({**broken, "11": "7", "14": "0"}, **{"state.code": code}))
    assert failed(form({**broken, "11": "7", "14": "0"}, **{"state.code": code})) == []
    assert found["administration-cap"] == found["balance"] == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("code", "grant", "other"),
    [
        ("GU", "660000", "660000.01"),
        ("AS", "350000", "349999.99"),
        ("MP", "350000", "350000.01"),
        ("PW", "160000", "159999.99"),
    ],
)
def test_outlying_area_profile_fixed_grants_of_section_115(
    code: str, grant: str, other: str
) -> None:
    area = {"state.code": code, "allotment_estimate": None}
    assert results(form({"1": grant}, **area))["outlying-area-grant"] == PASS
    assert failed(form({"1": other}, **area), "info") == ["outlying-area-grant"]


def test_outlying_area_profile_the_virgin_islands_are_a_state() -> None:
    document = form({"2": "260000.01", "14": "260000.01"}, **{"state.code": "VI"})
    assert results(document)["administration-cap"] == FAIL
    assert results(document)["outlying-area-grant"] == NOT_APPLICABLE


def test_a_plan_that_names_no_state_is_held_to_a_states_limits() -> None:
    document = form({"2": "260000.01"}, **{"state.code": None})
    assert results(document)["administration-cap"] == FAIL
    assert results(form({}, **{"state.code": None}))["administration-cap"] == PASS


@pytest.mark.parametrize("name", ["annual-budget-only.yaml", "guam.yaml", "sample-plan.yaml"])
def test_a_sound_filing_has_nothing_to_correct_in_its_money(name: str) -> None:
    assert read_example(name).problems == ()
    for profile in ("guide", "statute", "strict"):
        found = {f.verdict.value for f in findings_of(EXAMPLES / name, profile=profile)}
        assert found <= {"pass", "not_applicable", "needs_review"}


def test_an_annual_filing_of_the_budget_alone_answers_no_item_of_ii_c() -> None:
    found = findings_of(plan(BUDGET_ONLY))
    asked = {f.rule for f in found if f.verdict.value != "not_applicable"}
    assert not {rule for rule in asked if rule.startswith("federal.fiscal/")}
    assert failed(plan(BUDGET_ONLY)) == []


def test_an_annual_filing_answers_what_it_revises() -> None:
    revises = {**INSIDE_PLAN, "submission.revises": [SPLIT], f"{SPLIT}.rationale": None}
    assert failed(plan(revises)) == [f"{SPLIT}.rationale"]


@pytest.mark.parametrize(
    ("level", "lines"), [("secondary", ("10", "13")), ("postsecondary", ("9", "12"))]
)
def test_a_document_of_one_level_lacks_the_lines_of_the_other(
    level: str, lines: tuple[str, str]
) -> None:
    blank = {key: None for line in lines for key in (line, f"{line}%")}
    other = "postsecondary" if level == "secondary" else "secondary"
    changes: dict[str, Any] = {"scope": level, f"{SPLIT}.{other}_percent": None}
    document = form(blank, **changes, **PART)
    assert failed(document) == failed(document, "warning") == []
    assert OPEN not in results(document).values()
    assert "split-stated" in failed(form(blank, **changes))
