"""Massachusetts: the Voluntary Compliance Plan after a Letter of Finding."""

from __future__ import annotations

from tests.rules.conftest import report
from tests.rules.massachusetts import Document, failed, plan

PLAN = "ma.voluntary_compliance/"

# ------------------------------------------------------------------ the Voluntary Compliance Plan

CONTENTS = {
    "corrective_actions": "corrective-actions",
    "anticipated_results": "anticipated-results",
    "evidence_of_completion": "evidence-of-completion",
    "responsible_persons": "responsible-persons",
    "internal_evaluation": "internal-evaluation",
}


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


def test_ma_vcp_one_word_for_every_point_leaves_each_to_a_person() -> None:
    document = plan()
    for finding in document["findings"][:2]:
        finding.update(dict.fromkeys(CONTENTS, "Yes."))
        finding["corrective_actions"] = [{"action": "Yes.", "completion_date": "2026-10-01"}]
        finding["responsible_persons"] = ["Yes."]
    assert report(document).verdict.value == "needs_review"


# ------------------------------------------------------------------ the examples


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
