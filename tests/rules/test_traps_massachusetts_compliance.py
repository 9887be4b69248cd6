"""Massachusetts: the Voluntary Compliance Plan after a Letter of Finding."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, put, report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS, REVIEW
from tests.rules.massachusetts import Document, failed, message, plan

PLAN = "ma.voluntary_compliance/"
DEVELOPMENT = "ma.compliance_development/"

# ------------------------------------------------------------------ the Voluntary Compliance Plan

CONTENTS = {
    "corrective_actions": "corrective-actions",
    "anticipated_results": "anticipated-results",
    "evidence_of_completion": "evidence-of-completion",
    "responsible_persons": "responsible-persons",
    "internal_evaluation": "internal-evaluation",
}


@pytest.mark.parametrize(("field", "rule"), CONTENTS.items())
def test_ma_vcp_contents_are_asked_of_each_finding(field: str, rule: str) -> None:
    document = plan()
    assert verdicts(document, PLAN + rule) == [*PASS, *PASS]
    del document["findings"][1][field]
    assert verdicts(document, PLAN + rule) == [*PASS, *FAIL]


def test_ma_vcp_dates_are_asked_of_each_action() -> None:
    document = plan()
    assert verdicts(document, PLAN + "completion-dates") == PASS * 3
    del document["findings"][0]["corrective_actions"][1]["completion_date"]
    assert verdicts(document, PLAN + "completion-dates") == [*PASS, *FAIL, *PASS]


def test_ma_vcp_dates_are_proposals() -> None:
    document = plan()
    document["findings"][0]["corrective_actions"][0]["completion_date"] = "2031-10-01"
    assert verdicts(document, PLAN + "completion-dates") == PASS * 3
    assert "proposal" in message(
        findings(
            plan(findings__0__corrective_actions=[{"action": "Translate."}]),
            PLAN + "completion-dates",
        )
    )


def without_plan(requires_action: str) -> Document:
    document = plan(superintendent=None, department_review=None, state_program=None)
    fields = {"number": "1", "finding": "A finding.", "requires_action": requires_action}
    document["findings"] = [fields]
    return document


def test_ma_vcp_filed_findings_without_required_action_do_not_call_for_a_plan() -> None:
    assert report(without_plan("no")).verdict.value == "needs_review"
    failed = {f.rule for f in report(without_plan("yes")).findings if f.verdict.value == "fail"}
    filed = PLAN + "plan-filed/superintendent.forwarding.forwarded"
    assert filed in failed
    assert {PLAN + rule for rule in CONTENTS.values()} < failed


@pytest.mark.parametrize(
    ("content", "held_by"),
    [
        ("corrective_actions", [{"action": "TBD", "completion_date": "2026-09-01"}]),
        ("responsible_persons", ["TBD"]),
        ("anticipated_results", "TBD"),
        ("evidence_of_completion", "See attached"),
        ("internal_evaluation", "To be determined"),
    ],
)
def test_ma_vcp_a_text_that_holds_a_place_counts_as_not_given(
    content: str, held_by: object
) -> None:
    document = plan()
    document["findings"][1][content] = held_by
    assert verdicts(document, PLAN + CONTENTS[content]) == [*PASS, *FAIL]


def test_ma_vcp_one_word_for_every_point_leaves_each_to_a_person() -> None:
    document = plan()
    for finding in document["findings"][:2]:
        finding.update(dict.fromkeys(CONTENTS, "Yes."))
        finding["corrective_actions"] = [{"action": "Yes.", "completion_date": "2026-10-01"}]
        finding["responsible_persons"] = ["Yes."]
    assert report(document).verdict.value == "needs_review"
    for question in ("actions-answer-the-finding", "completion-can-be-shown"):
        assert verdicts(document, PLAN + question) == [*REVIEW, *REVIEW]


STEPS = {
    "planning-group-at-work": "planning_group",
    "key-staff-member": "staff_member",
    "committee-understands": "school_committee",
    "steps-toward-the-plan": "preliminary_steps",
}


@pytest.mark.parametrize("question", STEPS)
def test_ma_vcp_each_step_of_the_superintendent_is_put_to_a_person(question: str) -> None:
    assert verdicts(plan(), DEVELOPMENT + question) == REVIEW
    assert verdicts(without_plan("no"), DEVELOPMENT + question) == NOT_APPLICABLE


def test_ma_vcp_that_no_finding_requires_action_does_not_go_unasked() -> None:
    document = plan()
    for finding in document["findings"]:
        finding["requires_action"] = "no"
    assert verdicts(document, PLAN + "no-plan-without-action") == FAIL
    assert verdicts(document, PLAN + "no-action-no-contents") == [*FAIL, *FAIL, *PASS]
    assert verdicts(document, PLAN + "letter-requires-no-action") == REVIEW * 3
    assert verdicts(plan(findings=[]), PLAN + "letter-without-findings") == REVIEW


@pytest.mark.parametrize(
    ("addressee", "verdict"),
    [
        ("Associate Commissioner Elizabeth Bennett", PASS),
        ("The Office of College, Career and Technical Education", PASS),
        ("The School Committee", FAIL),
        ("Yes.", FAIL),
        ("Office for Civil Rights", FAIL),
    ],
)
def test_ma_vcp_step_4_names_the_addressee(addressee: str, verdict: list[str]) -> None:
    document = plan(superintendent__forwarding__forwarded_to=addressee)
    assert verdicts(document, DEVELOPMENT + "forwarded-to-the-office") == verdict


@pytest.mark.parametrize(
    ("path", "day", "rule"),
    [
        ("superintendent.planning_group.convened", "2026-04-16", "group-after-the-letter"),
        ("superintendent.staff_member.assigned", "2026-04-16", "reviewed-after-the-letter"),
        ("superintendent.school_committee.reviewed", "2026-04-16", "reviewed-after-the-letter"),
        ("superintendent.forwarding.forwarded", "2026-04-16", "forwarded-after-review"),
        ("superintendent.forwarding.agreed_date", "2026-04-16", "forwarded-after-review"),
        (
            "superintendent.staff_member.reviewed_by_superintendent",
            "2026-06-13",
            "forwarded-after-review",
        ),
        (
            "superintendent.staff_member.reviewed_by_planning_group",
            "2026-06-13",
            "forwarded-after-review",
        ),
        ("superintendent.preliminary_steps.begun", "2026-04-16", "begun-after-the-letter"),
        ("department_review.date", "2026-06-11", "begun-after-the-letter"),
        ("department_review.date", "2026-08-04", "told-when-done"),
    ],
)
def test_ma_vcp_days_that_cannot_be_are_told(path: str, day: str, rule: str) -> None:
    document = plan()
    assert verdicts(document, DEVELOPMENT + rule) == PASS
    put(document, path, day)
    assert verdicts(document, DEVELOPMENT + rule) == FAIL


def test_ma_vcp_no_action_is_complete_before_the_letter() -> None:
    document = plan()
    document["findings"][0]["corrective_actions"][0]["completion_date"] = "2026-04-16"
    rule = DEVELOPMENT + "completed-after-the-letter"
    assert verdicts(document, rule) == [*FAIL, *PASS, *PASS]
    put(document, "letter_of_finding.date", None)
    assert verdicts(document, rule) == OPEN * 3


@pytest.mark.parametrize(
    ("forwarded", "verdict"), [("2026-06-12", PASS), ("2026-06-13", FAIL), ("2026-06-11", PASS)]
)
def test_ma_vcp_step_4_by_the_agreed_date(forwarded: str, verdict: list[str]) -> None:
    document = plan(superintendent__forwarding__forwarded=forwarded)
    assert verdicts(document, PLAN + "forwarded-in-time") == verdict


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("planning_group.convened", "superintendents-steps"),
        ("planning_group.analyzed_all_findings", "superintendents-answers"),
        ("staff_member.name", "superintendents-steps"),
        ("staff_member.position", "superintendents-steps"),
        ("staff_member.reviewed_by_superintendent", "superintendents-steps"),
        ("staff_member.reviewed_by_planning_group", "superintendents-steps"),
        ("school_committee.reviewed", "superintendents-steps"),
        ("school_committee.understanding", "superintendents-answers"),
        ("school_committee.commitment", "superintendents-answers"),
        ("forwarding.agreed_date", "superintendents-steps"),
        ("preliminary_steps.begun", "superintendents-steps"),
        ("preliminary_steps.description", "superintendents-steps"),
    ],
)
def test_ma_vcp_every_step_of_the_superintendent_is_asked(path: str, rule: str) -> None:
    document = plan()
    put(document, f"superintendent.{path}", None)
    assert verdicts(document, f"{PLAN}{rule}/superintendent.{path}") == FAIL


def test_ma_vcp_progress_where_it_cannot_approve_the_state_writes_the_plan() -> None:
    rule = PLAN + "plan-of-the-department"
    assert verdicts(plan(), rule) == NOT_APPLICABLE
    document = plan(department_review__approved="no", department_review__reasons="It is vague.")
    assert verdicts(document, rule) == FAIL
    assert "the district need not write another" in message(findings(document, rule))
    document["department_review"]["plan_of_the_department"] = "Translate the application."
    assert verdicts(document, rule) == PASS
    assert report(document).verdict.value == "needs_review"


# ------------------------------------------------------------------ the examples


def test_sound_plan_has_nothing_to_correct() -> None:
    found = report(plan())
    assert found.verdict.value in ("pass", "needs_review")
    assert {f.verdict.value for f in found.findings} <= {"pass", "not_applicable", "needs_review"}


def test_plan_with_errors_has_the_planted_ones() -> None:
    steps, program = "superintendents-steps/superintendent.", "state-compliance-program/"
    assert failed("voluntary-compliance-plan-with-errors") == sorted(
        [
            "completion-dates",
            "evidence-of-completion",
            "corrective-actions",
            "responsible-persons",
            "internal-evaluation",
            "superintendents-answers/superintendent.planning_group.analyzed_all_findings",
            "committee-before-forwarding",
            "forwarded-in-time",
            f"{steps}preliminary_steps.begun",
            "review-tells-of-progress-reports",
            "plan-of-the-department",
            f"{program}state_program.reports_to_ocr",
        ]
    )
