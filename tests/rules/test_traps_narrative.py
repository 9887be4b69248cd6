"""Items II.B, II.D.4 and II.D.6, the narrative: the readings that go wrong most easily, and a
failing plan for each requirement."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import plan, verdicts
from tests.rules.declarations import cited_for, question, severity

NARRATIVE = "federal.narrative"
PROGRAMS = "federal.narrative_programs"
PEOPLE = "federal.narrative_people"
LEADERSHIP = f"{NARRATIVE}/leadership-uses"

PASS, FAIL = ["pass"], ["fail"]
NOT_APPLICABLE, OPEN, REVIEW = ["not_applicable"], ["cannot_determine"], ["needs_review"]

ANNUAL = {"submission.option": "annual_revisions", "submission.fiscal_years": [2027]}
LEVELS_ONLY = {**ANNUAL, "submission.revises": ["performance"]}

# ------------------------------------------------------------------ every required description

ITEMS = [
    (f"{NARRATIVE}/vision", "narrative.workforce_summary"),
    (f"{NARRATIVE}/vision", "narrative.vision_and_goals"),
    (f"{NARRATIVE}/vision", "narrative.joint_planning"),
    (f"{NARRATIVE}/vision", "narrative.leadership_funds.description"),
    (
        f"{NARRATIVE}/leadership-uses",
        "narrative.leadership_funds.nontraditional_and_special_populations",
    ),
    (LEADERSHIP, "narrative.leadership_funds.institutions"),
    (LEADERSHIP, "narrative.leadership_funds.educators"),
    (LEADERSHIP, "narrative.leadership_funds.technical_assistance"),
    (LEADERSHIP, "narrative.leadership_funds.effectiveness_report"),
    (f"{PROGRAMS}/programs", "narrative.state_programs"),
    (f"{PROGRAMS}/programs", "narrative.approval.process"),
    (f"{PROGRAMS}/programs", "narrative.approval.continuous_improvement"),
    (f"{PROGRAMS}/programs", "narrative.approval.access"),
    (f"{PROGRAMS}/programs", "narrative.approval.employability"),
    (f"{PROGRAMS}/programs", "narrative.information"),
    (f"{PROGRAMS}/programs", "narrative.collaboration"),
    (f"{PROGRAMS}/programs", "narrative.labor_market"),
    (f"{PROGRAMS}/programs", "narrative.equal_access"),
    (f"{PROGRAMS}/programs", "narrative.board_coordination"),
    (f"{PROGRAMS}/programs", "narrative.employer_collaboration"),
    (f"{PROGRAMS}/programs", "narrative.outcomes_and_gaps"),
    (f"{PROGRAMS}/programs", "narrative.stakeholder_involvement"),
    (f"{PROGRAMS}/dual-enrollment", "narrative.dual_enrollment.description"),
    (f"{PROGRAMS}/attachments", "narrative.local_application_template"),
    (f"{PROGRAMS}/attachments", "narrative.needs_assessment_template"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.strategy"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.equal_access"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.non_discrimination"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.meet_levels"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.accommodations"),
    (f"{PEOPLE}/special-populations", "narrative.special_populations.integrated_settings"),
    (f"{PEOPLE}/educators", "narrative.educators"),
    (f"{NARRATIVE}/gaps", "accountability.gap_actions"),
    (f"{NARRATIVE}/gaps", "accountability.additional_gap_actions"),
]


@pytest.mark.parametrize(("table", "path"), ITEMS)
def test_a_description_left_out_of_a_new_plan_fails(table: str, path: str) -> None:
    rule = f"{table}/{path}"
    assert verdicts(plan(), rule) == PASS
    assert verdicts(plan({path: None}), rule) == FAIL


@pytest.mark.parametrize(("table", "path"), ITEMS)
def test_an_annual_filing_describes_what_it_revises(table: str, path: str) -> None:
    rule = f"{table}/{path}"
    left_out = {**ANNUAL, path: None}
    section = path.split(".", maxsplit=1)[0]
    revised = plan({**left_out, "submission.revises": [section]})
    assert verdicts(plan({**left_out, "submission.revises": []}), rule) == NOT_APPLICABLE
    assert verdicts(plan({**left_out, "submission.revises": ["budget"]}), rule) == NOT_APPLICABLE
    assert verdicts(plan({**left_out, "submission.revises": [path]}), rule) == FAIL
    assert verdicts(revised, rule) == FAIL
    assert verdicts(plan({**left_out, "submission.revises": None}), rule) == OPEN


def test_a_reviewer_is_asked_only_about_what_an_annual_filing_revises() -> None:
    vision, educators = f"{NARRATIVE}/vision-answer", f"{PEOPLE}/educators-answer"
    document = plan({**ANNUAL, "submission.revises": ["narrative.vision_and_goals"]})
    assert verdicts(document, vision) == REVIEW
    assert verdicts(document, educators) == NOT_APPLICABLE
    assert verdicts(plan(), educators) == REVIEW


# ------------------------------------------------------------------ II.B.1


def test_narrative_joint_planning_has_two_limbs() -> None:
    assert verdicts(plan(), f"{NARRATIVE}/joint-planning-answer") == REVIEW
    asked = question("narrative", "joint-planning-answer")
    assert "WIOA core programs" in asked
    assert "other federal programs" in asked


USES = [path for table, path in ITEMS if table == LEADERSHIP]


@pytest.mark.parametrize("path", USES)
def test_narrative_leadership_funds_each_purpose_is_answered(path: str) -> None:
    document = plan({path: None})
    assert verdicts(document, f"{NARRATIVE}/leadership-uses/{path}") == FAIL
    whole = f"{NARRATIVE}/vision/narrative.leadership_funds.description"
    assert verdicts(document, whole) == PASS


@pytest.mark.parametrize("path", USES)
def test_narrative_leadership_funds_purposes_are_a_warning_by_statute(path: str) -> None:
    document = plan({path: None})
    by_statute = f"{NARRATIVE}/leadership-uses-by-statute/{path}"
    assert verdicts(document, by_statute, profile="statute") == FAIL
    assert verdicts(document, f"{NARRATIVE}/leadership-uses/{path}", profile="statute") == []
    assert verdicts(document, f"{NARRATIVE}/leadership-uses/{path}", profile="strict") == FAIL
    assert severity("narrative", "leadership-uses-by-statute") == "warning"


@pytest.mark.parametrize(
    ("state", "amount", "expected"),
    [("VT", "0.01", PASS), ("VT", "0", FAIL), ("VI", "0", FAIL), ("GU", "0", NOT_APPLICABLE)],
)
def test_leadership_use_institutions_is_held_against_line_4(
    state: str, amount: str, expected: list[str]
) -> None:
    document = plan({"state.code": state, "budget.state_institutions.amount": amount})
    assert verdicts(document, f"{NARRATIVE}/institutions-funded") == expected
    assert severity("narrative", "institutions-funded") == "warning"


def test_leadership_no_administration_is_for_review_where_money_is_budgeted() -> None:
    rule = f"{NARRATIVE}/leadership-pays-no-administration"
    assert verdicts(plan(), rule) == REVIEW
    assert verdicts(plan({"budget.state_leadership.amount": 0}), rule) == NOT_APPLICABLE
    assert severity("narrative", "leadership-pays-no-administration") == "warning"


# ------------------------------------------------------------------ II.B.2


def test_narrative_approval_criteria_local_application_is_section_134() -> None:
    cited = cited_for("narrative_programs", "programs", "narrative.approval.process")
    assert "134(b)" in cited
    assert not any(section.startswith("132") for section in cited)


def test_narrative_stakeholder_involvement_eight_groups_four_activities() -> None:
    asked = question("narrative_programs", "stakeholder-involvement-answer")
    groups = (
        "parents",
        "teachers",
        "administrators",
        "faculty",
        "counselors",
        "local business",
        "labor organizations",
        "as appropriate, Tribes",
    )
    activities = ("planning", "development", "implementation", "evaluation")
    assert all(word.casefold() in asked.casefold() for word in (*groups, *activities))


@pytest.mark.parametrize(
    ("offered", "expected"), [(True, FAIL), (False, NOT_APPLICABLE), (None, NOT_APPLICABLE)]
)
def test_narrative_dual_enrollment_absence_is_no_defect(
    offered: bool | None, expected: list[str]
) -> None:
    document = plan(
        {
            "narrative.dual_enrollment.offered": offered,
            "narrative.dual_enrollment.description": None,
        }
    )
    rule = f"{PROGRAMS}/dual-enrollment/narrative.dual_enrollment.description"
    assert verdicts(document, rule) == expected


@pytest.mark.parametrize(
    "path", ["narrative.local_application_template", "narrative.needs_assessment_template"]
)
def test_attach_local_application_and_attach_clna_are_asked_by_the_guide_alone(path: str) -> None:
    document = plan({path: None})
    noted = f"{PROGRAMS}/attachments-by-guide/{path}"
    assert verdicts(document, f"{PROGRAMS}/attachments/{path}", profile="strict") == FAIL
    assert verdicts(document, f"{PROGRAMS}/attachments/{path}", profile="statute") == []
    assert verdicts(document, noted, profile="statute") == FAIL
    assert verdicts(document, noted) == []
    assert severity("narrative_programs", "attachments-by-guide") == "info"


def test_attach_clna_guidelines_suffice() -> None:
    path = "narrative.needs_assessment_template"
    document = plan({path: "Guidelines for the local needs assessment, attached as a file."})
    assert verdicts(document, f"{PROGRAMS}/attachments/{path}") == PASS
    assert "either suffices" in question("narrative_programs", "needs-assessment-answer")


WORDS = {f"narrative.size_scope_quality.{word}": None for word in ("size", "scope", "quality")}
DEFINITION = "narrative.size_scope_quality.definition"


def test_narrative_size_scope_quality_undefined_fails() -> None:
    document = plan({"narrative.size_scope_quality": None})
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality") == FAIL
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality-each") == NOT_APPLICABLE


def test_narrative_size_scope_quality_is_asked_by_the_guide_alone() -> None:
    document = plan({"narrative.size_scope_quality": None})
    noted = f"{PROGRAMS}/size-scope-quality-by-guide"
    assert verdicts(document, noted, profile="statute") == FAIL
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality", profile="statute") == []
    assert severity("narrative_programs", "size-scope-quality-by-guide") == "info"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIZE: eight students.\nScope: two courses.\nQuality: good results.", PASS),
        ("Size is eight students and scope two courses.", FAIL),
    ],
)
def test_narrative_size_scope_quality_one_text_answers_it(text: str, expected: list[str]) -> None:
    document = plan({**WORDS, DEFINITION: text})
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality") == PASS
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality-each") == expected
    assert severity("narrative_programs", "size-scope-quality-each") == "warning"


@pytest.mark.parametrize("word", WORDS)
def test_narrative_size_scope_quality_a_word_not_covered_is_warned_about(word: str) -> None:
    assert verdicts(plan({word: None}), f"{PROGRAMS}/size-scope-quality") == PASS
    others = [path.rpartition(".")[2] for path in WORDS if path != word]
    document = plan({**WORDS, DEFINITION: f"This text is about {' and '.join(others)}."})
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality-each") == FAIL


# ------------------------------------------------------------------ II.B.3, II.D


def test_narrative_special_pops_nine_categories() -> None:
    asked = question("narrative_people", "special-populations-answer")
    categories = asked.partition(":")[2].split(";")
    assert len(categories) == 9
    assert "homeless" in asked
    assert "foster care" in asked
    assert "active duty" in asked


def test_narrative_sdpl_procedure_left_out_fails() -> None:
    rule = f"{NARRATIVE}/levels-procedure"
    left_out: dict[str, Any] = {"accountability.levels_procedure": None}
    assert verdicts(plan(), rule) == PASS
    assert verdicts(plan(left_out), rule) == FAIL
    assert verdicts(plan({**LEVELS_ONLY, **left_out}), rule) == NOT_APPLICABLE


@pytest.mark.parametrize("no_progress", [True, False, None])
def test_narrative_gap_third_year_is_asked_in_the_plan_now(no_progress: bool | None) -> None:
    document = plan(
        {
            "accountability.no_meaningful_progress": no_progress,
            "accountability.additional_gap_actions": None,
        }
    )
    rule = f"{NARRATIVE}/gaps/accountability.additional_gap_actions"
    assert verdicts(document, rule) == FAIL


def test_narrative_gap_third_year_must_be_concrete_without_progress() -> None:
    concrete, prospective = (
        f"{NARRATIVE}/gap-actions-concrete",
        f"{NARRATIVE}/gap-third-year-answer",
    )
    assert verdicts(plan(), concrete) == NOT_APPLICABLE
    assert verdicts(plan(), prospective) == REVIEW
    stalled = plan({"accountability.no_meaningful_progress": True})
    assert verdicts(stalled, concrete) == REVIEW
    assert verdicts(stalled, prospective) == NOT_APPLICABLE


def test_narrative_gap_help_report_is_never_a_fault() -> None:
    rule = f"{NARRATIVE}/gap-support-plan"
    assert verdicts(plan(), rule) == REVIEW
    assert verdicts(plan({"accountability.gap_support_plan": None}), rule) == NOT_APPLICABLE
