"""A local application with each item removed in turn: each gives its finding and no other."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.loaded import built_in
from tests.rules.applications import application, troubled_rules, troubles, without_entry
from tests.rules.conftest import EXAMPLES, read_example, report
from tests.schemas.dialect import read_yaml

TABLES = {
    "federal.needs_assessment/conducted": [
        "needs_assessment.conducted",
    ],
    "federal.needs_assessment/completed": [
        "needs_assessment.completed",
    ],
    "federal.needs_assessment/results": [
        "needs_assessment.results",
    ],
    "federal.needs_assessment/parts": [
        "needs_assessment.student_performance",
        "needs_assessment.size_scope_quality",
        "needs_assessment.program_progress",
        "needs_assessment.educators",
        "needs_assessment.equal_access.progress",
        "needs_assessment.equal_access.barriers",
        "needs_assessment.equal_access.meet_levels",
        "needs_assessment.equal_access.self_sufficiency",
    ],
    "federal.local_consultation/parties": [
        "consultation.parties",
    ],
    "federal.local_consultation/continued-consultation": [
        "consultation.continued",
    ],
    "federal.local_application/years": [
        "submission.fiscal_years",
    ],
    "federal.local_application/offerings": [
        "offerings.description",
        "offerings.selection_basis",
        "offerings.student_information",
    ],
    "federal.local_application/programs": [
        "offerings.programs",
    ],
    "federal.local_application/new-programs": [
        "offerings.new_programs",
    ],
    "federal.local_application/descriptions": [
        "guidance.partners",
        "guidance.career_exploration",
        "guidance.career_information",
        "guidance.counseling",
        "integration.description",
        "special_populations.activities",
        "special_populations.non_traditional",
        "special_populations.equal_access",
        "special_populations.non_discrimination",
        "educators.description",
        "gaps.actions",
        "gaps.additional_actions",
    ],
    "federal.local_application/work-based-learning": [
        "work_based_learning.opportunities",
        "work_based_learning.employers",
    ],
    "federal.local_application/postsecondary-credit": [
        "postsecondary_credit.description",
    ],
    "federal.local_performance/local-levels": [
        "performance.indicators",
    ],
    "federal.local_performance/levels-served": [
        "recipient.serves",
    ],
    "federal.local_performance/levels-agreed": [
        "performance.agreement.basis",
    ],
    "federal.local_recipient/applicant": [
        "recipient.name",
        "recipient.kind",
    ],
    "federal.local_recipient/members": [
        "recipient.members",
    ],
}
ITEMS = [f"{table}/{path}" for table, paths in TABLES.items() for path in paths]

PLACEHOLDERS = [
    item
    for item in ITEMS
    if item.rpartition("/")[2]
    not in (
        "needs_assessment.conducted",
        "needs_assessment.completed",
        "consultation.parties",
        "submission.fiscal_years",
        "offerings.programs",
        "performance.indicators",
        "recipient.serves",
        "recipient.name",
        "recipient.kind",
        "recipient.members",
        "performance.agreement.basis",
    )
]
ADJUSTED = (
    "federal.local_levels/",
    "federal.local_level_adjustments/",
    "federal.local_adjustments/",
)
"""Packs for documents of levels alone, and for levels that are adjusted: tested by themselves."""
GROUPS = {
    "secondary_programs": "secondary-programs",
    "postsecondary_programs": "postsecondary-programs",
    "workforce_and_business": "workforce-and-business",
    "parents_and_students": "parents-and-students",
    "special_populations": "special-populations",
    "youth_agencies": "youth-agencies",
    "tribes": "tribes",
    "others": "others",
}


def test_every_item_of_the_law_is_removed_below() -> None:
    packs = ("federal.local_application", "federal.needs_assessment", "federal.local_")
    asked = [r.id for r in built_in().rules if r.kind == "item" and r.id.startswith(packs)]
    assert sorted(i for i in asked if not i.startswith(ADJUSTED)) == sorted(ITEMS)


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_removed_gives_its_finding_and_no_other(item: str) -> None:
    assert troubled_rules(application({item.rpartition("/")[2]: None})) == [item]


@pytest.mark.parametrize("item", PLACEHOLDERS)
def test_a_placeholder_for_an_answer_is_warned_about(item: str) -> None:
    (found,) = troubles(application({item.rpartition("/")[2]: "To be determined"}))
    assert (found.rule, found.severity) == (f"{item}/placeholder", "warning")


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_removed_gives_its_finding_and_no_other(group: str) -> None:
    document = without_entry("consultation.parties", "group", group)
    assert troubled_rules(document) == [f"federal.local_consultation/{GROUPS[group]}"]


@pytest.mark.parametrize("code", ["1S1", "2S1", "2S2", "2S3", "3S1", "4S1"])
def test_an_indicator_removed_gives_its_finding_and_no_other(code: str) -> None:
    (found,) = troubles(without_entry("performance.indicators", "code", code))
    assert found.rule == "federal.local_performance/secondary-indicators"
    assert found.message == f"The application has no levels for {code}."


@pytest.mark.parametrize("code", ["1S1", "2S1", "2S2", "2S3", "3S1", "4S1", "5S3", "5S4"])
@pytest.mark.parametrize("year", range(4))
def test_a_level_removed_gives_its_finding_and_no_other(code: str, year: int) -> None:
    path = f"performance.indicators.{code}.levels.{year}.level"
    (found,) = troubles(application({path: None}))
    assert found.rule == "federal.local_performance/every-year"
    assert found.message == f"{code} has no level for FY {2026 + year}."


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("needs_assessment.in_demand_alignment", None),
        ("needs_assessment.local_needs", None),
        ("needs_assessment.updated", "federal.needs_assessment/two-years"),
        ("submission.state_plan_years", "federal.local_application/period"),
        ("consultation.tribes_in_state", None),
        ("budget.administration", "federal.local_funds/administration-cap"),
    ],
)
def test_other_parts_removed(path: str, rule: str | None) -> None:
    found = set(troubled_rules(application({path: None})))
    assert found - {"federal.local_funds/uses-add-up"} == ({rule} if rule else set())


def test_the_sound_application_is_sound() -> None:
    assert read_example("local-application.yaml").problems == ()
    whole = report(application())
    assert whole.verdict == Verdict.NEEDS_REVIEW
    assert whole.date == "2026-07-01"
    assert troubles(application()) == []


PLANTED = {
    "federal.needs_assessment/two-years",
    "federal.needs_assessment/labor-alignment",
    "federal.needs_assessment/parts/needs_assessment.educators/placeholder",
    "federal.local_consultation/tribes",
    "federal.local_consultation/both-parts",
    "federal.local_consultation/parents-and-students-members",
    "federal.local_application/period",
    "federal.local_application/one-program-of-study",
    "federal.local_application/new-programs/offerings.new_programs",
    "federal.local_application/descriptions/guidance.counseling",
    "federal.local_application/work-based-learning/work_based_learning.employers",
    "federal.local_performance/every-year",
    "federal.local_performance/secondary-indicators",
    "federal.local_performance/codes-known",
    "federal.local_recipient/members-add-up",
    "federal.local_funds/secondary-minimum",
    "federal.local_funds/administration-cap",
}


def test_the_flawed_application_has_its_planted_errors_and_no_other() -> None:
    flawed: Any = read_yaml(EXAMPLES / "local-application-with-errors.yaml")
    found = troubled_rules(flawed)
    assert sorted(found) == sorted(PLANTED)
    text = (EXAMPLES / "local-application-with-errors.yaml").read_text(encoding="utf-8")
    marks = text.count("# planted: ") - text.count("# planted: see the line above")
    assert marks == len(PLANTED)
