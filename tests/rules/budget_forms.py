"""Budgets as changes to the sample plan, by the numbers of the form's lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from pathlib import Path
from typing import Any

from perkins_rules.checker import check_document
from perkins_rules.findings import Asked, Finding
from perkins_rules.pipeline import Options
from tests.loaded import built_in
from tests.rules.conftest import plan

PASS, FAIL = ["pass"], ["fail"]
NOT_APPLICABLE, OPEN, REVIEW = ["not_applicable"], ["cannot_determine"], ["needs_review"]

RECORDS = {
    "1": "budget.total_allocation",
    "2": "budget.state_administration",
    "3": "budget.state_leadership",
    "4": "budget.state_institutions",
    "5": "budget.nontraditional",
    "6": "budget.special_populations_recruitment",
    "7": "budget.local_formula_distribution",
    "8": "budget.reserve",
    "9": "budget.reserve.secondary",
    "10": "budget.reserve.postsecondary",
    "11": "budget.allocation_to_eligible_recipients",
    "12": "budget.allocation_to_eligible_recipients.secondary",
    "13": "budget.allocation_to_eligible_recipients.postsecondary",
    "14": "budget.state_match",
}
LINES = {line: f"{record}.amount" for line, record in RECORDS.items()} | {
    "4a": "budget.state_institutions.correctional",
    "4b": "budget.state_institutions.juvenile_justice",
    "4c": "budget.state_institutions.disabilities",
    "4d": "budget.state_institutions.other_institutions",
}
PERCENTS = {
    line: f"{record}.percent" for line, record in RECORDS.items() if line not in ("1", "5", "14")
}
CENT = Decimal("0.01")


def form(lines: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The sample plan with some lines changed; `"9%"` changes the percent of line 9."""
    changes = {
        (PERCENTS[line[:-1]] if line.endswith("%") else LINES[line]): str(value)
        if value is not None
        else None
        for line, value in lines.items()
    }
    return plan({**more, **changes})


def whole_form(allotment: Decimal | str) -> dict[str, str]:
    """A lawful budget in cents for an allotment, with caps used up."""
    total = Decimal(allotment)
    administration = _down(total * 5 / 100)
    leadership = _down(total / 10)
    local = total - administration - leadership
    reserve = _down(local * 15 / 100)
    recruitment = _up(leadership / 1000)
    institutions = max(min(_down(total / 50), leadership - 60000 - recruitment), Decimal(0))
    formula = local - reserve
    state = {
        "1": total,
        "2": administration,
        "3": leadership,
        "4": institutions,
        "14": administration,
    }
    parts = {"4a": institutions, "4b": 0, "4c": 0, "4d": 0, "5": 60000, "6": recruitment}
    shares = {
        "7": local,
        "8": reserve,
        "9": reserve,
        "10": 0,
        "11": formula,
        "12": formula,
        "13": 0,
    }
    amounts = {**state, **parts, **shares}
    return {line: str(amount) for line, amount in amounts.items()}


# The sample's percents and estimate belong to its own allotment; `whole_form` gives all local money
# to the secondary level.
UNSTATED: dict[str, Any] = {
    **dict.fromkeys(PERCENTS.values()),
    "allotment_estimate": None,
    "fiscal_responsibility.distribution.secondary_percent": 100,
    "fiscal_responsibility.distribution.postsecondary_percent": 0,
}


def budget_of(allotment: Decimal | str, lines: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The sample plan with the lawful budget of an allotment, some of its lines changed."""
    return form({**whole_form(allotment), **(lines or {})}, **UNSTATED)


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_DOWN)


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_UP)


def findings_of(document: Mapping[str, Any] | Path, **asked: str) -> list[Finding]:
    """What the budget and fiscal packs find, passes included."""
    options = Options(asked=Asked(**asked), show_all=True, keep=lambda rule: _of_these(rule.id))
    found = check_document(built_in(), document, options).findings
    return [f for f in found if _of_these(f.rule)]


def _of_these(rule: str) -> bool:
    return rule.startswith(("federal.budget", "federal.fiscal"))


def results(document: Mapping[str, Any], **asked: str) -> dict[str, list[str]]:
    """Slug of each rule -> its verdicts; an items line goes by its path."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in findings_of(document, **asked):
        found[finding.rule.split("/")[-1]].append(finding.verdict.value)
    return found


def failed(document: Mapping[str, Any], severity: str = "error", **asked: str) -> list[str]:
    """Slugs of what failed with a severity."""
    return [
        f.rule.split("/")[-1]
        for f in findings_of(document, **asked)
        if f.verdict.value == "fail" and f.severity.value == severity
    ]
