"""For each requirement on the budget and on item II.C a plan that fails it; and plans that lack a
figure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.budget_forms import LINES, PERCENTS, findings_of, form
from tests.rules.conftest import plan

FISCAL = "fiscal_responsibility"
SPLIT = f"{FISCAL}.distribution"
EFFORT = f"{FISCAL}.maintenance_of_effort"
WAIVER = f"{FISCAL}.secondary_waiver"
OTHER_WAIVER = f"{FISCAL}.postsecondary_waiver"

# Requirement, its severity, the lines of the form that break it.
LINES_THAT_FAIL: list[tuple[str, str, dict[str, Any]]] = [
    ("budget-total-positive", "error", {"1": "0"}),
    ("budget-total-matches-memo", "warning", {"1": "5200001"}),
    ("budget-administration-cap", "error", {"2": "260000.01"}),
    ("budget-leadership-cap", "error", {"3": "520000.01"}),
    ("budget-institutions-cap", "error", {"4": "104000.01"}),
    ("budget-institutions-within-leadership", "error", {"3": "103999.99"}),
    ("budget-institutions-positive", "warning", {"4": "0"}),
    ("budget-institutions-sum", "error", {"4a": "60001"}),
    ("budget-line-4a", "error", {"4a": None}),
    ("budget-line-4b", "error", {"4b": None}),
    ("budget-line-4c", "error", {"4c": None}),
    ("budget-line-4d", "warning", {"4d": None}),
    ("budget-corrections-served", "warning", {"4a": "0", "4b": "0"}),
    ("budget-nontraditional-floor", "error", {"5": "59999.99"}),
    ("budget-nontraditional-ceiling", "error", {"5": "150000.01"}),
    ("budget-recruitment-floor", "error", {"6": "519.99"}),
    ("budget-recruitment-alternative-base", "info", {"6": "5199.99"}),
    ("budget-setasides-fit-leadership", "error", {"3": "169199.99"}),
    ("budget-local-floor", "error", {"7": "4419999.99"}),
    ("budget-reserve-cap", "error", {"8": "663000.01"}),
    ("budget-reserve-cap-strict", "warning", {"7": "4420000.01", "8": "663000.01"}),
    ("budget-reserve-split", "error", {"9": "397801"}),
    ("budget-line-9", "error", {"9": None}),
    ("budget-line-10", "error", {"10": None}),
    ("budget-formula-remainder", "error", {"11": "3757001"}),
    ("budget-formula-split", "error", {"12": "2254201"}),
    ("budget-line-12", "error", {"12": None}),
    ("budget-line-13", "error", {"13": None}),
    ("budget-match", "error", {"14": "259999.99"}),
    ("budget-match-surplus", "info", {"14": "260000.01"}),
    ("budget-balance", "error", {"7": "4420001"}),
    ("budget-cents", "error", {"2": "260000.01"}),
    ("budget-percent-agrees", "warning", {"2%": "6"}),
    ("budget-percent-columns", "warning", {"2%": None}),
    ("budget-feasible", "warning", {"1": "600600.69"}),
    ("budget-administration-tight", "info", {"1": "4999999.99", "3": "490000.01"}),
    ("budget-minimal-amount", "info", {"13": "663000"}),
    *(
        ("budget-non-negative", "error", {line: "-0.01"})
        for line in (*map(str, range(1, 15)), "4a", "4b", "4c", "4d")
    ),
    *(("budget-percent-columns", "warning", {f"{line}%": None}) for line in PERCENTS),
    *(
        ("budget-present", "error", {line: None})
        for line in ("1", "2", "3", "4", "5", "6", "7", "11", "14")
    ),
]

FIELDS_THAT_FAIL: list[tuple[str, str, dict[str, Any]]] = [
    ("budget-present", "error", {"budget": None}),
    ("contents-budget", "error", {"budget": None}),
    ("budget-header", "error", {"budget.state_name": None}),
    ("budget-header", "error", {"budget.fiscal_year": None}),
    ("budget-header", "error", {"budget.state_name": "New Hampshire"}),
    ("budget-match-nonfederal", "error", {"budget.state_match.nonfederal": False}),
    (
        "budget-non-negative",
        "error",
        {"budget.local_allocations": [{"recipient": "Union School", "amount": "-0.01"}]},
    ),
    (
        "budget-state-admin-effort",
        "error",
        {f"{FISCAL}.administration_effort.nonfederal": "254999.99"},
    ),
    (
        "outlying-area-profile",
        "info",
        {"state.code": "GU", "budget.total_allocation.amount": "660000.01"},
    ),
    ("fiscal-approval-criteria", "error", {f"{FISCAL}.approval.process": None}),
    ("fiscal-approval-a", "error", {f"{FISCAL}.approval.academic_achievement": None}),
    ("fiscal-approval-b", "error", {f"{FISCAL}.approval.skill_attainment": None}),
    ("fiscal-approval-c", "error", {f"{FISCAL}.approval.local_needs": None}),
    ("fiscal-distribution", "error", {f"{SPLIT}.description": None}),
    ("fiscal-distribution-levels", "error", {f"{SPLIT}.rationale": None}),
    ("fiscal-distribution-levels", "error", {f"{SPLIT}.secondary_percent": None}),
    ("fiscal-distribution-consortia", "error", {f"{SPLIT}.consortia": None}),
    (
        "fiscal-distribution-matches-budget",
        "warning",
        {f"{SPLIT}.secondary_percent": 61, f"{SPLIT}.postsecondary_percent": 39},
    ),
    ("fiscal-data-adjustment", "error", {f"{FISCAL}.data_adjustment": None}),
    ("fiscal-secondary-waiver", "error", {f"{WAIVER}.requested": True}),
    ("fiscal-secondary-waiver-formula", "error", {f"{WAIVER}.requested": True}),
    ("fiscal-secondary-waiver-poverty", "error", {f"{WAIVER}.requested": True}),
    ("fiscal-secondary-waiver-prior", "warning", {f"{WAIVER}.requested": True}),
    ("fiscal-postsecondary-waiver", "error", {f"{OTHER_WAIVER}.requested": True}),
    ("fiscal-postsecondary-waiver-formula", "error", {f"{OTHER_WAIVER}.requested": True}),
    ("fiscal-postsecondary-waiver-need", "error", {f"{OTHER_WAIVER}.requested": True}),
    ("fiscal-postsecondary-waiver-prior", "warning", {f"{OTHER_WAIVER}.requested": True}),
    ("fiscal-reserve-process", "error", {f"{FISCAL}.reserve_process": None}),
    ("fiscal-reserve-areas", "warning", {f"{FISCAL}.reserve_areas": None}),
    ("fiscal-reserve-areas", "error", {f"{FISCAL}.reserve_purposes": ["equipment"]}),
    ("moe-baseline", "error", {f"{EFFORT}.amount": None}),
    ("moe-baseline", "error", {f"{EFFORT}.amount": 0}),
    ("moe-baseline", "error", {f"{EFFORT}.basis": None}),
    ("moe-baseline-kind", "error", {f"{EFFORT}.baseline_kind": None}),
    (
        "moe-prior-year",
        "error",
        {f"{EFFORT}.baseline_kind": "new", f"{EFFORT}.preceding_amount": None},
    ),
    ("moe-95-percent", "error", {f"{EFFORT}.baseline_kind": "new", f"{EFFORT}.amount": "8549.99"}),
    (
        "moe-maintained",
        "warning",
        {
            f"{EFFORT}.preceding_amount": "8899.99",
            f"{EFFORT}.other_measure.preceding_amount": "46099999.99",
        },
    ),
]


def _severities(document: dict[str, Any], requirement: str) -> set[str]:
    return {
        f.severity.value
        for f in findings_of(document)
        if requirement in f.requirements and f.verdict.value == "fail"
    }


@pytest.mark.parametrize(("requirement", "severity", "lines"), LINES_THAT_FAIL)
def test_a_budget_that_fails(requirement: str, severity: str, lines: dict[str, Any]) -> None:
    assert severity not in _severities(plan(), requirement)
    assert severity in _severities(form(lines), requirement)


@pytest.mark.parametrize(("requirement", "severity", "fields"), FIELDS_THAT_FAIL)
def test_a_plan_that_fails(requirement: str, severity: str, fields: dict[str, Any]) -> None:
    assert severity not in _severities(plan(), requirement)
    assert severity in _severities(plan(fields), requirement)


# A missing line 4d is zero.
FIGURES = [*(path for line, path in LINES.items() if line != "4d"), *PERCENTS.values()]


@pytest.mark.parametrize("path", [*FIGURES, "budget.state_match.nonfederal"])
def test_a_missing_figure_fails_only_where_it_is_required(path: str) -> None:
    """What is computed from a missing figure cannot be determined; only its own item fails."""
    found = findings_of(plan({path: None}))
    failing = {f.rule.split("/")[-1] for f in found if f.verdict.value == "fail"}
    assert failing <= {path}
