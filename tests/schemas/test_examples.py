"""The examples are what they say they are: sound or flawed as named, the same in both formats."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from .dialect import ROOT, fields, read_yaml, validator
from .dialect import SCHEMAS as ALL

EXAMPLES = ROOT / "examples"
SOUND = ["sample-plan", "annual-budget-only", "guam", "new-york-levels"]
SAMPLE = read_yaml(EXAMPLES / "sample-plan.yaml")
FLAWED_TEXT = (EXAMPLES / "sample-plan-with-errors.yaml").read_text(encoding="utf-8")
NEW_YORK = read_yaml(EXAMPLES / "new-york-levels.yaml")
PUBLISHED = {
    "1S1": ["81.80%", "82.30%", "84.40%", "89.70%", "92.50%"],
    "2S1": ["85.00%", "87.16%", "89.37%", "91.64%", "93.97%"],
    "2S2": ["83.00%", "85.11%", "87.27%", "89.49%", "91.76%"],
    "2S3": ["83.00%", "85.11", "87.27%", "89.49%", "91.76%"],
    "3S1": ["97.35%", "97.54%", "97.74%", "97.93%", "98.12%"],
    "4S1": ["25.95%", "26.09%", "26.22%", "26.36%", "26.49%"],
    "5S3": ["62.50%", "64.09%%", "65.72%", "67.38%", "69.10%"],
}


def as_texts(value: Any) -> Any:
    """A document from JSON as the YAML loader gives it: numbers as written, yes and no as words."""
    if isinstance(value, dict):
        return {k: as_texts(v) for k, v in value.items()}
    if isinstance(value, list):
        return [as_texts(v) for v in value]
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


@pytest.mark.parametrize("name", SOUND)
def test_sound_example_is_valid(name: str) -> None:
    errors = validator("state_plan").iter_errors(read_yaml(EXAMPLES / f"{name}.yaml"))
    assert [error.message for error in errors] == []


def test_sample_is_the_same_in_json() -> None:
    text = (EXAMPLES / "sample-plan.json").read_text(encoding="utf-8")
    assert validator("state_plan").is_valid(json.loads(text))
    assert as_texts(json.loads(text, parse_float=str, parse_int=str)) == SAMPLE


def test_flawed_sample_marks_twelve_errors() -> None:
    assert FLAWED_TEXT.count("# planted: ") == 12
    flawed = read_yaml(EXAMPLES / "sample-plan-with-errors.yaml")
    found = {error.validator for error in validator("state_plan").iter_errors(flawed)}
    assert found == {"additionalProperties", "enum"}


def test_flawed_sample_differs_from_the_sample_only_at_its_marks() -> None:
    sound = (EXAMPLES / "sample-plan.yaml").read_text(encoding="utf-8").splitlines()
    changed = [line for line in FLAWED_TEXT.splitlines() if line not in sound]
    unmarked = [line.strip() for line in changed if "# planted: " not in line]
    # The title of the file, and the two answers about the letter that go with the planted date.
    assert unmarked[2:] == ["letter_provided: no", "letter_attached: no"]
    assert all(line.startswith("#") for line in unmarked[:2])


def test_new_york_keeps_the_published_figures() -> None:
    rows = {i["code"]: i for i in NEW_YORK["performance"]["indicators"] if "levels" in i}
    kept = {c: [i["baseline"], *(row["level"] for row in i["levels"])] for c, i in rows.items()}
    assert kept == PUBLISHED
    for row in rows.values():
        assert [step["fiscal_year"] for step in row["levels"]] == ["2020", "2021", "2022", "2023"]


def test_sample_answers_every_field_that_a_new_plan_has() -> None:
    shapes = dict(fields(ALL["state_plan"]))
    given = set(paths(SAMPLE))
    missing = {n for n in shapes if not n.endswith("note") and n not in given}
    assert missing == NOT_FOR_A_NEW_PLAN


def paths(value: Any, at: str = "") -> list[str]:
    """The dotted names of everything given in a document, list entries without an index."""
    if isinstance(value, list):
        return [at, *(p for entry in value for p in paths(entry, at))]
    if isinstance(value, dict):
        return [at, *(p for k, v in value.items() for p in paths(v, f"{at}.{k}".lstrip(".")))]
    return [at]


WAIVERS = ("secondary_waiver", "postsecondary_waiver")
NOT_FOR_A_NEW_PLAN = {
    "scope",
    "submission.revises",
    "submission.approved",
    "submission.plan_in_force",
    "submission.running_plan_years",
    "submission.wioa_combined.year",
    "submission.significant_change",
    "submission.secretary_prescribed_procedure",
    "submission.two_year_review_date",
    "cover_page.delegated_agency",
    "cover_page.delegated_duties",
    "consultation.objections.agency",
    "consultation.objections.objection",
    "consultation.objections.response",
    "narrative.size_scope_quality.definition",
    "fiscal_responsibility.distribution.minimal_amount",
    "fiscal_responsibility.distribution.minimal_amount.level",
    "fiscal_responsibility.distribution.minimal_amount.method",
    *(f"fiscal_responsibility.{w}.formula" for w in WAIVERS),
    *(f"fiscal_responsibility.{w}.approved_under_perkins_iv" for w in WAIVERS),
    "fiscal_responsibility.secondary_waiver.poverty",
    "fiscal_responsibility.postsecondary_waiver.shortfall",
    "fiscal_responsibility.postsecondary_waiver.improvement",
    "certifications.same_procedures",
    "performance.revision",
    "performance.revision.basis",
    "performance.revision.date",
    "performance.revision.evidence",
    "performance.revision.compared_with_states",
    "performance.indicators.levels.previous",
}


def dollars(*path: str) -> Decimal:
    here = SAMPLE["budget"]
    for name in path:
        here = here[name]
    return Decimal(here)


def test_sample_budget_adds_up_to_the_cent() -> None:
    total = dollars("total_allocation", "amount")
    shares = ("state_administration", "state_leadership", "local_formula_distribution")
    assert sum(dollars(line, "amount") for line in shares) == total
    for line in ("reserve", "allocation_to_eligible_recipients"):
        halves = (dollars(line, half, "amount") for half in ("secondary", "postsecondary"))
        assert sum(halves) == dollars(line, "amount")
    for half in ("secondary", "postsecondary"):
        listed = [r for r in SAMPLE["budget"]["local_allocations"] if r["level"] == half]
        formula = dollars("allocation_to_eligible_recipients", half, "amount")
        assert sum(Decimal(r["amount"]) for r in listed) == formula


def test_sample_actuals_are_their_quotients() -> None:
    indicators = SAMPLE["performance"]["indicators"]
    years = [year for indicator in indicators for year in indicator.get("actuals", [])]
    assert years
    for year in years:
        counted = Decimal(year["numerator"]) * 100 / Decimal(year["denominator"])
        assert counted == Decimal(year["value"])
