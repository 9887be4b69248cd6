"""Massachusetts: the Voluntary Compliance Plan after a Letter of Finding."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, put, report, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, PASS
from tests.rules.massachusetts import Document, failed, message, plan

PLAN = "ma.voluntary_compliance/"

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
    assert report(without_plan("no")).verdict.value == "pass"
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
        ("evidence_of_completion", "TBD"),
        ("internal_evaluation", "To be determined"),
    ],
)
def test_ma_vcp_a_text_that_holds_a_place_is_noticed_in_each_content(
    content: str, held_by: object
) -> None:
    document = plan()
    document["findings"][1][content] = held_by
    assert "fail" in verdicts(document, PLAN + "contents-written-out")


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
        ("school_committee.reviewed", "superintendents-steps"),
        ("school_committee.commitment", "superintendents-answers"),
        ("forwarding.agreed_date", "superintendents-steps"),
        ("preliminary_steps.begun", "superintendents-steps"),
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
    assert report(document).verdict.value == "pass"


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
            "contents-written-out",
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
