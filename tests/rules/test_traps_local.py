"""Local applications, needs assessments and local funds: the readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.applications import application, troubled_rules
from tests.rules.conftest import failed_rules, findings, plan, verdicts
from tests.rules.declarations import declaration, question, severity

APPLICATION = "federal.local_application"
NEEDS = "federal.needs_assessment"
CONSULTATION = "federal.local_consultation"
LEVELS = "federal.local_performance"
FUNDS = "federal.local_funds"
LISTED = "federal.local_allocations"

PASS, FAIL = ["pass"], ["fail"]
NOT_APPLICABLE, OPEN, REVIEW = ["not_applicable"], ["cannot_determine"], ["needs_review"]

# ------------------------------------------------------------------ the application, 134(a), (b)


def test_local_app_one_program_of_study_the_approval_power_is_124_b_2() -> None:
    rule = declaration("local_application", "one-program-of-study")
    assert "124(b)(2)" in [cite.section for cite in rule.heading.cites]


def programs(*of_study_and_approved: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"name": f"Program {number}", "program_of_study": of_study, "approved": approved}
        for number, (of_study, approved) in enumerate(of_study_and_approved)
    ]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (programs(("yes", "yes")), PASS),
        (programs(("yes", "no")), FAIL),
        (programs(("no", "yes")), FAIL),
        (programs(("yes", "no"), ("no", "yes")), FAIL),
        (programs(("yes", "no"), ("yes", "yes")), PASS),
        ([{"name": "Welding", "program_of_study": "yes"}], OPEN),
        ([*programs(("yes", "yes")), {"name": "Welding", "program_of_study": "yes"}], PASS),
        ([*programs(("yes", "no")), {"name": "Welding", "program_of_study": "yes"}], OPEN),
        ([*programs(("yes", "no")), {"name": "Welding", "program_of_study": "no"}], FAIL),
    ],
)
def test_local_app_one_program_of_study_is_one_and_the_same(
    listed: list[Any], expected: list[str]
) -> None:
    document = application({"offerings.programs": listed})
    assert verdicts(document, f"{APPLICATION}/one-program-of-study") == expected


@pytest.mark.parametrize(
    ("planned", "listed_as_new", "expected"),
    [
        ("yes", "no", FAIL),
        ("no", "no", NOT_APPLICABLE),
        ("no", "yes", FAIL),
        (None, "yes", FAIL),
        (None, "no", OPEN),
    ],
)
def test_local_app_new_programs_only_where_there_are_any(
    planned: str | None, listed_as_new: str, expected: list[str]
) -> None:
    document = application(
        {
            "offerings.new_programs_planned": planned,
            "offerings.new_programs": None,
            "offerings.programs.Precision machining.new": listed_as_new,
        }
    )
    assert verdicts(document, f"{APPLICATION}/new-programs/offerings.new_programs") == expected


def test_local_app_non_discrimination_has_its_place_in_text_box_4() -> None:
    item = f"{APPLICATION}/descriptions/special_populations.non_discrimination"
    (found,) = findings(application(), item)
    assert [c.section for c in found.citations] == ["134(b)(5)(D)", "Text Box 4(5)(D)"]


WORK = ["work_based_learning.opportunities", "work_based_learning.employers"]


@pytest.mark.parametrize("path", WORK)
@pytest.mark.parametrize(
    ("applicable", "expected"), [("yes", FAIL), (None, FAIL), ("no", NOT_APPLICABLE)]
)
def test_local_app_work_based_learning_as_applicable(
    path: str, applicable: str | None, expected: list[str]
) -> None:
    document = application({path: None, "work_based_learning.applicable": applicable})
    assert verdicts(document, f"{APPLICATION}/work-based-learning/{path}") == expected
    asked = verdicts(document, f"{APPLICATION}/no-work-based-learning")
    assert asked == (REVIEW if applicable == "no" else NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("practicable", "expected"), [("yes", FAIL), (None, FAIL), ("no", NOT_APPLICABLE)]
)
def test_local_app_postsecondary_credit_as_practicable(
    practicable: str | None, expected: list[str]
) -> None:
    path = "postsecondary_credit.description"
    document = application({path: None, "postsecondary_credit.practicable": practicable})
    assert verdicts(document, f"{APPLICATION}/postsecondary-credit/{path}") == expected
    asked = verdicts(document, f"{APPLICATION}/no-postsecondary-credit")
    assert asked == (REVIEW if practicable == "no" else NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2026, 2027, 2028, 2029], PASS),
        ([2029, 2028, 2027, 2026], PASS),
        ([2026, 2027], FAIL),
        ([2026, 2027, 2028, 2029, 2030], FAIL),
    ],
)
def test_local_app_period_is_that_of_the_state_plan(years: list[int], expected: list[str]) -> None:
    document = application({"submission.fiscal_years": years})
    assert verdicts(document, f"{APPLICATION}/period") == expected


def test_local_app_period_of_two_years_as_in_minnesota_fails() -> None:
    document = application({"state.code": "MN", "submission.fiscal_years": [2026, 2027]})
    assert verdicts(document, f"{APPLICATION}/period") == FAIL
    (found,) = findings(document, f"{APPLICATION}/period")
    assert "shorter periods" in found.remedy


# ------------------------------------------------------------------ levels, 113(b)(4)(A)(ii)


@pytest.mark.parametrize(
    ("serves", "expected"),
    [
        (["secondary"], (PASS, NOT_APPLICABLE)),
        (["postsecondary"], (NOT_APPLICABLE, FAIL)),
        (["secondary", "postsecondary"], (PASS, FAIL)),
        (None, (PASS, OPEN)),
    ],
)
def test_local_app_levels_for_each_level_of_education_served(
    serves: list[str] | None, expected: tuple[list[str], list[str]]
) -> None:
    document = application({"recipient.serves": serves, "allocation": None})
    secondary = verdicts(document, f"{LEVELS}/secondary-indicators")
    postsecondary = verdicts(document, f"{LEVELS}/postsecondary-indicators")
    assert (secondary, postsecondary) == expected


def quality_rows(*codes: str) -> dict[str, Any]:
    """The sound application with these rows of program quality alone."""
    document = application({"performance.state_quality_indicators": None})
    rows = document["performance"]["indicators"]
    levels = next(row["levels"] for row in rows if row["code"] == "5S3")
    document["performance"]["indicators"] = [
        *(row for row in rows if not row["code"].startswith("5S")),
        *({"code": code, "levels": levels} for code in codes),
    ]
    return document


@pytest.mark.parametrize("codes", [("5S1",), ("5S2",), ("5S3",), ("5s3",), ("5S4", "5S1")])
def test_local_app_levels_one_of_the_three_quality_indicators_is_enough(
    codes: tuple[str, ...],
) -> None:
    assert troubled_rules(quality_rows(*codes)) == []


@pytest.mark.parametrize("codes", [(), ("5S4",), ("5S4", "5S5")])
def test_local_app_levels_other_measures_do_not_take_their_place(codes: tuple[str, ...]) -> None:
    document = quality_rows(*codes)
    assert troubled_rules(document) == [f"{LEVELS}/quality-indicator"]
    (found,) = findings(document, f"{LEVELS}/quality-indicator")
    assert found.severity == "error"


def test_local_app_levels_the_quality_indicators_are_those_of_the_state() -> None:
    document = quality_rows("5S3")
    document["performance"]["state_quality_indicators"] = ["5S1", "5S3"]
    assert troubled_rules(document) == [f"{LEVELS}/quality-indicators-of-the-state"]
    found = findings(document, f"{LEVELS}/quality-indicators-of-the-state")
    (told,) = (f.message for f in found if f.verdict == Verdict.FAIL)
    assert told.startswith("The State uses 5S1 ")


# ------------------------------------------------------------------ needs assessment, 134(c)


@pytest.mark.parametrize(
    ("updated", "date", "expected"),
    [
        ("2024-07-01", "2026-07-01", PASS),
        ("2024-07-01", "2026-07-02", FAIL),
        ("2024-05-12", "2026-01-01", PASS),
        ("2024-05-11", "2026-01-01", FAIL),
    ],
)
def test_clna_two_years_to_the_day(updated: str, date: str, expected: list[str]) -> None:
    document = application({"needs_assessment.updated": updated})
    assert verdicts(document, f"{NEEDS}/two-years", date=date) == expected


def test_clna_two_years_yearly_updates_are_not_asked_for() -> None:
    document = application({"needs_assessment.updated": "2024-08-01"})
    assert verdicts(document, f"{NEEDS}/two-years") == PASS


def test_clna_two_years_are_judged_on_the_day_of_filing_and_a_later_lapse_is_a_note() -> None:
    lapses = {"needs_assessment.updated": "2024-05-12", "needs_assessment.next_update": None}
    document = application(lapses)
    assert troubled_rules(document) == [f"{NEEDS}/holds-for-the-years"]
    assert failed_rules(document, "info") == [f"{NEEDS}/holds-for-the-years"]
    assert verdicts(document, f"{NEEDS}/two-years", date="2026-10-01") == FAIL
    planned = application({**lapses, "needs_assessment.next_update": "2026-05-12"})
    assert troubled_rules(planned) == []
    late = application({**lapses, "needs_assessment.next_update": "2026-05-13"})
    assert troubled_rules(late) == [f"{NEEDS}/holds-for-the-years"]


def test_clna_two_years_goes_by_the_date_asked_where_the_application_has_none() -> None:
    document = application({"submission.date": None, "needs_assessment.updated": "2024-07-01"})
    assert verdicts(document, f"{NEEDS}/two-years", date="2026-07-01") == PASS
    assert verdicts(document, f"{NEEDS}/two-years", date="2026-07-02") == FAIL


BOTH = ("in_demand_alignment", "local_needs")


@pytest.mark.parametrize(
    ("given", "expected"), [(BOTH, PASS), (BOTH[:1], PASS), (BOTH[1:], PASS), ((), FAIL)]
)
def test_clna_labor_alignment_either_limb_satisfies_it(
    given: tuple[str, ...], expected: list[str]
) -> None:
    left_out = {f"needs_assessment.{name}": None for name in BOTH if name not in given}
    assert verdicts(application(left_out), f"{NEEDS}/labor-alignment") == expected


# ------------------------------------------------------------------ consultation, 134(d), (e)


@pytest.mark.parametrize(
    ("in_state", "expected"), [("yes", FAIL), ("no", NOT_APPLICABLE), (None, OPEN)]
)
def test_clna_consultation_of_tribes_where_applicable(
    in_state: str | None, expected: list[str]
) -> None:
    document = application({"consultation.tribes_in_state": in_state})
    parties = document["consultation"]["parties"]
    document["consultation"]["parties"] = [p for p in parties if p["group"] != "tribes"]
    assert verdicts(document, f"{CONSULTATION}/tribes") == expected


@pytest.mark.parametrize(
    ("required", "expected"),
    [(["The arts council"], FAIL), ([], PASS), (None, NOT_APPLICABLE)],
)
def test_clna_consultation_of_others_only_where_the_state_adds_any(
    required: list[str] | None, expected: list[str]
) -> None:
    document = application({"consultation.required_by_state": required})
    parties = document["consultation"]["parties"]
    document["consultation"]["parties"] = [p for p in parties if p["group"] != "others"]
    assert verdicts(document, f"{CONSULTATION}/others") == expected


def test_clna_consultation_is_for_the_assessment_and_the_application() -> None:
    path = "consultation.parties.special_populations.part"
    for part in ("needs_assessment", "application"):
        document = application({path: [part]})
        assert troubled_rules(document) == [f"{CONSULTATION}/both-parts"]


def test_clna_continued_consultation_is_for_a_person_and_its_absence_a_warning() -> None:
    assert severity("local_consultation", "continued-consultation") == "warning"
    assert verdicts(application(), f"{CONSULTATION}/continued-consultation-answer") == REVIEW


# ------------------------------------------------------------------ money, 131(c), 132(c), 135(d)


@pytest.mark.parametrize(
    ("amount", "expected"), [("15000.01", PASS), ("15000.00", FAIL), ("14999.99", FAIL)]
)
def test_local_secondary_minimum_is_strict(amount: str, expected: list[str]) -> None:
    document = application({"allocation.secondary.amount": amount})
    assert verdicts(document, f"{FUNDS}/secondary-minimum") == expected
    entry = {"recipient": "Union", "level": "secondary", "amount": amount, "waived": "no"}
    listed = plan({"budget.local_allocations": [entry]})
    assert verdicts(listed, f"{LISTED}/listed-secondary-minimum") == expected


def test_local_secondary_minimum_can_be_waived_on_two_conditions() -> None:
    waived = {"allocation.secondary.amount": "9000", "allocation.waiver.granted": "yes"}
    grounds = {"allocation.waiver.ground": "rural", "allocation.waiver.no_consortium": "An island."}
    rule = f"{FUNDS}/waiver-grounds"
    assert verdicts(application(waived), f"{FUNDS}/secondary-minimum") == NOT_APPLICABLE
    assert verdicts(application({**waived, **grounds}), rule) == PASS
    for path in grounds:
        assert verdicts(application({**waived, **grounds, path: None}), rule) == FAIL


def test_local_secondary_minimum_is_for_the_consortium_not_its_members() -> None:
    document = application(
        {
            "recipient.members.Upper Valley Charter School.amount": "1.00",
            "allocation.secondary.amount": "548802.25",
        }
    )
    assert troubled_rules(document) == []


@pytest.mark.parametrize(("amount", "expected"), [("50000.00", PASS), ("49999.99", FAIL)])
def test_local_postsecondary_minimum_lets_equality_stand(amount: str, expected: list[str]) -> None:
    document = application({"allocation.postsecondary.amount": amount})
    assert verdicts(document, f"{FUNDS}/postsecondary-minimum") == expected
    entry = {"recipient": "Union College", "level": "postsecondary", "amount": amount}
    listed = plan({"budget.local_allocations": [entry]})
    assert verdicts(listed, f"{LISTED}/listed-postsecondary-minimum") == expected


@pytest.mark.parametrize(
    ("amount", "expected"), [("28060.01", PASS), ("28060.0125", PASS), ("28060.02", FAIL)]
)
def test_local_admin_cap_is_five_percent(amount: str, expected: list[str]) -> None:
    document = application({"budget.administration.amount": amount})
    assert verdicts(document, f"{FUNDS}/administration-cap") == expected


# ------------------------------------------------------------------ career pathways, Text Box 3


def test_career_pathway_definition_asks_for_the_fourth_element_as_appropriate() -> None:
    asked = question("narrative_programs", "career-pathway-elements")
    elements = asked.partition("elements:")[2].split(";")
    assert len(elements) == 7
    assert [n for n, element in enumerate(elements) if "as appropriate" in element] == [3]
    assert severity("narrative_programs", "career-pathway-elements") == "warning"
    assert verdicts(plan(), "federal.narrative_programs/career-pathway-elements") == REVIEW
