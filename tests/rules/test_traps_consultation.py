"""Item II.A, consultation: the readings that go wrong most easily, and a failing plan for each
requirement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import plan, verdicts
from tests.rules.declarations import cited_for, severity

CONSULTATION = "federal.consultation"
OTHERS = "federal.consultation_agencies"

PASS, FAIL = ["pass"], ["fail"]
NOT_APPLICABLE, OPEN, REVIEW = ["not_applicable"], ["cannot_determine"], ["needs_review"]

ANNUAL = {"submission.option": "annual_revisions", "submission.fiscal_years": [2027]}
BUDGET_ONLY = {**ANNUAL, "submission.revises": []}
LEVELS_ONLY = {**ANNUAL, "submission.revises": ["performance"]}
AMENDMENT = {
    **ANNUAL,
    "submission.revises": ["narrative.vision_and_goals"],
    "submission.significant_change": True,
}


def party(parties: list[dict[str, Any]], group: str, **changes: Any) -> list[dict[str, Any]]:
    """The parties with one of them changed; a field set to None is left out."""
    changed = {"group": group, **changes}
    return [_without_blanks({**p, **changed}) if p["group"] == group else p for p in parties]


def without(entries: list[dict[str, Any]], field: str, value: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry[field] != value]


def _without_blanks(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}


# ------------------------------------------------------------------ when II.A is answered


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        ({}, FAIL),
        (BUDGET_ONLY, NOT_APPLICABLE),
        (LEVELS_ONLY, NOT_APPLICABLE),
        ({**LEVELS_ONLY, "submission.significant_change": True}, NOT_APPLICABLE),
        ({**AMENDMENT, "submission.significant_change": False}, NOT_APPLICABLE),
        ({**AMENDMENT, "submission.secretary_prescribed_procedure": True}, NOT_APPLICABLE),
        ({**AMENDMENT, "submission.significant_change": None}, OPEN),
        (AMENDMENT, FAIL),
    ],
)
def test_consultation_is_repeated_only_for_a_significant_change_of_the_information(
    filing: dict[str, Any], expected: list[str]
) -> None:
    document = plan({**filing, "narrative.consultation_process": None})
    rule = f"{CONSULTATION}/process/narrative.consultation_process"
    assert verdicts(document, rule) == expected


def test_narrative_consultation_process_printed_seven_is_item_one() -> None:
    items = {
        "II.A.1": ("consultation", "process", "narrative.consultation_process"),
        "II.A.2": (
            "consultation_agencies",
            "reserved-funds",
            "narrative.reserved_funds_consultation",
        ),
        "II.A.3": (
            "consultation_agencies",
            "public-comment",
            "narrative.public_comment_opportunities",
        ),
    }
    for item, (pack, table, path) in items.items():
        assert item in cited_for(pack, table, path)


def test_narrative_consultation_process_each_entry_says_how() -> None:
    parties = party(plan()["consultation"]["parties"], "community", how=None)
    rule = f"{CONSULTATION}/parties-say-how"
    assert sorted(verdicts(plan({"consultation.parties": parties}), rule)) == [
        "fail",
        *["pass"] * 7,
    ]
    assert severity("consultation", "parties-say-how") == "warning"


def test_narrative_consultation_process_holding_place_is_warned_about() -> None:
    rule = f"{CONSULTATION}/process/narrative.consultation_process"
    document = plan({"narrative.consultation_process": "TBD"})
    assert verdicts(document, rule) == PASS
    assert verdicts(document, f"{rule}/placeholder") == FAIL
    assert verdicts(plan(), f"{rule}/placeholder") == PASS


# ------------------------------------------------------------------ the eight groups

GROUPS = {
    "programs": "programs",
    "community": "community",
    "workforce_board": "workforce-board",
    "special_populations": "special-populations",
    "business_and_labor": "business-and-labor",
    "at_risk_youth_agencies": "at-risk-youth-agencies",
    "tribes": "tribes",
    "individuals_with_disabilities": "individuals-with-disabilities",
}


@pytest.mark.parametrize(("group", "slug"), GROUPS.items())
def test_each_group_left_out_fails_its_own_rule_alone(group: str, slug: str) -> None:
    parties = without(plan()["consultation"]["parties"], "group", group)
    document = plan({"consultation.parties": parties})
    assert verdicts(document, f"{CONSULTATION}/{slug}") == FAIL
    for other in set(GROUPS.values()) - {slug}:
        assert verdicts(document, f"{CONSULTATION}/{other}") == PASS


def test_groups_not_listed_at_all_are_one_missing_item() -> None:
    document = plan({"consultation.parties": None})
    assert verdicts(document, f"{CONSULTATION}/parties/consultation.parties") == FAIL
    for slug in GROUPS.values():
        assert verdicts(document, f"{CONSULTATION}/{slug}") == OPEN


def test_groups_listed_as_none_fail() -> None:
    document = plan({"consultation.parties": []})
    assert verdicts(document, f"{CONSULTATION}/parties/consultation.parties") == FAIL


ROLES = (
    "teachers",
    "faculty",
    "school_leaders",
    "specialized_support_personnel",
    "counselors",
    "paraprofessionals",
)


@pytest.mark.parametrize("role", ROLES)
def test_consult_programs_six_roles_are_mandatory(role: str) -> None:
    roles = [r for r in ROLES if r != role]
    parties = party(plan()["consultation"]["parties"], "programs", roles=roles)
    document = plan({"consultation.parties": parties})
    assert verdicts(document, f"{CONSULTATION}/program-roles") == FAIL
    assert verdicts(plan(), f"{CONSULTATION}/program-roles") == PASS


def test_consult_programs_roles_none_named_fails_and_unsaid_is_open() -> None:
    parties = plan()["consultation"]["parties"]
    rule = f"{CONSULTATION}/program-roles"
    none_named = plan({"consultation.parties": party(parties, "programs", roles=[])})
    unsaid = plan({"consultation.parties": party(parties, "programs", roles=None)})
    assert verdicts(none_named, rule) == FAIL
    assert verdicts(unsaid, rule) == OPEN


def test_consult_programs_unknown_institutions_are_for_review() -> None:
    document = plan({"consultation.institutions_in_state": None})
    assert verdicts(document, f"{CONSULTATION}/institutions-include") == NOT_APPLICABLE
    assert verdicts(document, f"{CONSULTATION}/programs-who") == REVIEW
    assert verdicts(plan(), f"{CONSULTATION}/programs-who") == NOT_APPLICABLE


def test_consult_programs_institutions_count_only_where_they_exist() -> None:
    rule = f"{CONSULTATION}/institutions-include"
    assert verdicts(plan(), rule) == NOT_APPLICABLE
    document = plan({"consultation.institutions_in_state": ["tribal_colleges"]})
    assert verdicts(document, rule) == FAIL


def test_consult_programs_recipients_and_adult_providers_are_named() -> None:
    rule = f"{CONSULTATION}/programs-include"
    parties = plan()["consultation"]["parties"]
    for given in (["eligible_recipients"], ["adult_education_providers"]):
        changed = party(parties, "programs", includes=given)
        assert verdicts(plan({"consultation.parties": changed}), rule) == FAIL
    assert verdicts(plan(), rule) == PASS


@pytest.mark.parametrize("left_out", ["parents", "students", "community_organizations"])
def test_consult_community_parents_students_and_organizations(left_out: str) -> None:
    all_three = {"parents", "students", "community_organizations"}
    included = sorted(all_three - {left_out})
    parties = party(plan()["consultation"]["parties"], "community", includes=included)
    rule = f"{CONSULTATION}/community-includes"
    assert verdicts(plan({"consultation.parties": parties}), rule) == FAIL
    assert verdicts(plan(), rule) == PASS


@pytest.mark.parametrize(
    ("included", "expected"),
    [
        (["small_business", "sector_partnerships"], FAIL),
        (["labor_organizations", "sector_partnerships"], FAIL),
        (["small_business", "labor_organizations"], PASS),
        (None, NOT_APPLICABLE),
    ],
)
def test_consult_business_labor_labor_and_small_business_are_separate(
    included: list[str] | None, expected: list[str]
) -> None:
    parties = party(plan()["consultation"]["parties"], "business_and_labor", includes=included)
    document = plan({"consultation.parties": parties})
    assert verdicts(document, f"{CONSULTATION}/business-and-labor-include") == expected
    assert verdicts(document, f"{CONSULTATION}/members-took-part") == REVIEW


def test_consult_at_risk_youth_agencies_with_the_homeless_education_coordinator() -> None:
    parties = party(plan()["consultation"]["parties"], "at_risk_youth_agencies", includes=[])
    rule = f"{CONSULTATION}/at-risk-youth-agencies-include"
    assert verdicts(plan({"consultation.parties": parties}), rule) == FAIL
    assert verdicts(plan(), rule) == PASS


@pytest.mark.parametrize(
    ("in_state", "expected"), [(True, FAIL), (False, NOT_APPLICABLE), (None, OPEN)]
)
def test_consult_tribes_unsaid_whether_there_are_any_is_open(
    in_state: bool | None, expected: list[str]
) -> None:
    parties = without(plan()["consultation"]["parties"], "group", "tribes")
    document = plan({"consultation.parties": parties, "consultation.tribes_in_state": in_state})
    assert verdicts(document, f"{CONSULTATION}/tribes") == expected


def test_consult_disabilities_special_populations_do_not_stand_for_them() -> None:
    parties = plan()["consultation"]["parties"]
    document = plan(
        {"consultation.parties": without(parties, "group", "individuals_with_disabilities")}
    )
    assert verdicts(document, f"{CONSULTATION}/individuals-with-disabilities") == FAIL
    assert verdicts(document, f"{CONSULTATION}/special-populations") == PASS


def test_consult_activities_procedures_are_for_review() -> None:
    assert verdicts(plan(), f"{CONSULTATION}/participation") == REVIEW


# ------------------------------------------------------------------ the Governor, other agencies

DURING = "consultation.governor.during_development"
BEFORE = "consultation.governor.before_submission"


@pytest.mark.parametrize(
    ("during", "before", "met", "twice"),
    [
        ("2025-09-10", "2026-02-26", PASS, PASS),
        ("2025-09-10", "2026-02-27", FAIL, PASS),
        ("2026-02-27", "2026-01-20", FAIL, PASS),
        ("2026-01-20", "2026-01-20", PASS, FAIL),
        ("2026-01-20", None, FAIL, NOT_APPLICABLE),
        (None, "2026-01-20", FAIL, NOT_APPLICABLE),
        (None, None, FAIL, NOT_APPLICABLE),
    ],
)
def test_consult_governor_meetings_one_alone_is_an_error(
    during: str | None,
    before: str | None,
    met: list[str],
    twice: list[str],
) -> None:
    document = plan({"submission.date": "2026-02-27", DURING: during, BEFORE: before})
    assert verdicts(document, f"{OTHERS}/governor") == met
    assert verdicts(document, f"{OTHERS}/governor-twice") == twice
    assert severity("consultation_agencies", "governor") == "error"
    assert severity("consultation_agencies", "governor-twice") == "error"


def test_consult_governor_meetings_one_meeting_that_is_said_is_an_error() -> None:
    document = plan({"consultation.governor.one_meeting": True})
    assert verdicts(document, f"{OTHERS}/governor") == PASS
    assert verdicts(document, f"{OTHERS}/governor-twice") == FAIL


def test_consult_governor_agencies_both_limbs() -> None:
    assert verdicts(plan({"consultation.governor": None}), f"{OTHERS}/governor") == FAIL
    heads = plan({"consultation.agency_heads": None})
    assert verdicts(heads, f"{OTHERS}/governor-and-agencies") == REVIEW


AGENCIES = {
    "community_colleges": "agency-community-colleges",
    "secondary_education": "agency-secondary-education",
    "adult_education": "agency-adult-education",
}


@pytest.mark.parametrize(("agency", "slug"), AGENCIES.items())
def test_each_agency_left_out_fails_its_own_rule_alone(agency: str, slug: str) -> None:
    agencies = without(plan()["consultation"]["state_agencies"], "agency", agency)
    document = plan({"consultation.state_agencies": agencies})
    assert verdicts(document, f"{OTHERS}/{slug}") == FAIL
    for other in set(AGENCIES.values()) - {slug}:
        assert verdicts(document, f"{OTHERS}/{other}") == PASS


def test_consult_agency_a_one_agency_may_hold_several_roles() -> None:
    same = [{"agency": agency, "date": "2025-10-01"} for agency in AGENCIES]
    document = plan({"consultation.state_agencies": same})
    for slug in AGENCIES.values():
        assert verdicts(document, f"{OTHERS}/{slug}") == PASS
    assert verdicts(document, f"{OTHERS}/agencies-first") == ["pass"] * 3


def test_consult_agency_a_eligible_agency_may_hold_the_role_itself() -> None:
    own = [{"agency": agency, "is_eligible_agency": True} for agency in AGENCIES]
    document = plan({"consultation.state_agencies": own})
    for slug in AGENCIES.values():
        assert verdicts(document, f"{OTHERS}/{slug}") == PASS
    assert verdicts(document, f"{OTHERS}/agencies-first") == ["not_applicable"] * 3


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-02-26", PASS), ("2026-02-27", FAIL), (None, OPEN)]
)
def test_narrative_reserved_funds_consultation_comes_before_submission(
    day: str | None, expected: list[str]
) -> None:
    entry = {"agency": "adult_education"} | ({"date": day} if day else {})
    document = plan({"submission.date": "2026-02-27", "consultation.state_agencies": [entry]})
    assert verdicts(document, f"{OTHERS}/agencies-first") == expected


OBJECTION = {"agency": "Department of Labor", "objection": "Too little.", "response": "Raised."}


@pytest.mark.parametrize("left_out", ["objection", "response"])
def test_narrative_agency_objections_copy_and_answer(left_out: str) -> None:
    rule = f"{OTHERS}/objections"
    broken = {name: text for name, text in OBJECTION.items() if name != left_out}
    assert verdicts(plan({"consultation.objections": [broken]}), rule) == FAIL
    assert verdicts(plan({"consultation.objections": [OBJECTION]}), rule) == PASS
    assert verdicts(plan({"consultation.objections": []}), rule) == NOT_APPLICABLE


def test_narrative_agency_objections_unsaid_is_for_review() -> None:
    rule = f"{OTHERS}/objections-asked"
    assert verdicts(plan({"consultation.objections": None}), rule) == REVIEW
    assert verdicts(plan({"consultation.objections": []}), rule) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("in_person", "in_writing", "expected"),
    [
        (True, True, PASS),
        (False, True, FAIL),
        (True, False, FAIL),
        (True, None, OPEN),
        (None, None, NOT_APPLICABLE),
    ],
)
def test_narrative_public_comment_opportunities_in_person_and_in_writing(
    in_person: bool | None,
    in_writing: bool | None,
    expected: list[str],
) -> None:
    document = plan(
        {"public_comment.in_person": in_person, "public_comment.in_writing": in_writing}
    )
    assert verdicts(document, f"{OTHERS}/comment-in-person-and-in-writing") == expected
    assert verdicts(document, f"{OTHERS}/public-comment-answer") == REVIEW


# ------------------------------------------------------------------ required items

CONSULTATION_ITEMS = [
    (f"{CONSULTATION}/process", "narrative.consultation_process"),
    (f"{OTHERS}/reserved-funds", "narrative.reserved_funds_consultation"),
    (f"{OTHERS}/state-agencies", "consultation.state_agencies"),
    (f"{OTHERS}/public-comment", "narrative.public_comment_opportunities"),
]


@pytest.mark.parametrize(("table", "path"), CONSULTATION_ITEMS)
def test_an_item_of_the_consultation_left_out_of_a_new_plan_fails(table: str, path: str) -> None:
    rule = f"{table}/{path}"
    assert verdicts(plan(), rule) == PASS
    assert verdicts(plan({path: None}), rule) == FAIL
    assert verdicts(plan({**BUDGET_ONLY, path: None}), rule) == NOT_APPLICABLE
