"""Definitions of a State: asked of each document that carries them, under both editions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, findings, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, PASS
from tests.rules.minnesota import consortium, minnesota_plan, state_report

EDITIONS = ("2025-01", "2025-11")
PACKS = {
    "mn.local_definitions/": consortium,
    "mn.plan_definitions/": minnesota_plan,
    "mn.report_definitions/": state_report,
}
OWN = {
    "definition": "150 hours within one career field.",
    "hours": 150,
    "single_career_field": "yes",
}
POSTSECONDARY = {
    "credits": 12,
    "program_credits": 12,
    "only_other_award_is_participant": "yes",
}


def in_plan(**changes: Any) -> dict[str, Any]:
    """Minnesota's State plan with its own concentrators."""
    post = {**POSTSECONDARY, "single_program": "no", "short_program_completed": "yes"}
    held = {"secondary": OWN, "postsecondary": post}
    return minnesota_plan({"accountability.concentrator": held, **changes})


def in_report(**changes: Any) -> dict[str, Any]:
    """Minnesota's report with its own concentrators."""
    post = {**POSTSECONDARY, "credits_within_program": "no", "short_award_completed": "yes"}
    held = {"secondary": OWN, "postsecondary": post}
    return state_report({"definitions": {"concentrator": held}, **changes})


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("pack", PACKS)
def test_each_document_is_asked_how_1s1_is_measured(pack: str, edition: str) -> None:
    (asked,) = findings(PACKS[pack](), pack + "graduation-cohort", edition=edition)
    assert asked.verdict.value == "needs_review"
    assert "reporting year" in asked.message


@pytest.mark.parametrize(
    "review", ["reading-in-grade-10", "mathematics-in-grade-11"], ids=["2S1", "2S2"]
)
def test_proficiency_is_asked_by_the_essa_computation(review: str) -> None:
    for pack, document in (
        ("mn.local_definitions/", consortium()),
        ("mn.plan_definitions/", minnesota_plan()),
    ):
        (asked,) = findings(document, pack + review)
        assert "ESSA computation" in asked.message


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("secondary.hours", 149, "concentrator-hours"),
        ("secondary.single_career_field", "no", "concentrator-hours"),
        ("postsecondary.credits", 11, "concentrator-credits"),
        ("postsecondary.program_credits", 11, "concentrator-credits"),
        ("postsecondary.only_other_award_is_participant", "no", "concentrator-credits"),
    ],
)
def test_the_states_concentrator_is_its_own_in_plan_and_report(
    field: str, value: object, rule: str, edition: str
) -> None:
    plan, report = "mn.plan_definitions/" + rule, "mn.report_definitions/" + rule
    assert verdicts(in_plan(), plan, edition=edition) == PASS
    assert verdicts(in_report(), report, edition=edition) == PASS
    changed = in_plan(**{f"accountability.concentrator.{field}": value})
    assert verdicts(changed, plan, edition=edition) == FAIL
    changed = in_report(**{f"definitions.concentrator.{field}": value})
    assert verdicts(changed, report, edition=edition) == FAIL


def test_another_state_is_not_asked_for_minnesotas_definitions() -> None:
    other = in_plan(**{"state.code": "VT"})
    assert verdicts(other, "mn.plan_definitions/concentrator-hours") == []


# ------------------------------------------------------------------ a document of one level


def told(document: dict[str, Any]) -> list[str]:
    return [r for s in ("error", "warning", "info") for r in failed_rules(document, s)]


@pytest.mark.parametrize(
    ("level", "other"), [("secondary", "postsecondary"), ("postsecondary", "secondary")]
)
def test_a_document_of_one_level_is_asked_for_the_definitions_of_that_level_alone(
    level: str, other: str
) -> None:
    letter = "S" if level == "secondary" else "P"
    document = consortium({"scope": level, f"definitions.participant.{other}": None})
    document["definitions"]["concentrator"].pop(other)
    if level == "secondary":
        document["definitions"].pop("completer")
    rows = [row for row in document["indicators"] if row["code"][1] == letter]
    document["indicators"] = rows
    document["change_requests"] = []
    document["consortium"].pop(f"{other}_members")
    pack = "mn.local_definitions/"
    paths = {
        "secondary": ("participant.secondary", "concentrator.secondary.definition"),
        "postsecondary": ("participant.postsecondary", "concentrator.postsecondary.definition"),
    }
    for path in paths[other]:
        assert (
            verdicts(document, f"{pack}definitions-on-record/definitions.{path}") == NOT_APPLICABLE
        )
    for path in paths[level]:
        assert verdicts(document, f"{pack}definitions-on-record/definitions.{path}") == PASS
    assert not [r for r in told(document) if r.startswith("mn.local_definitions/")]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("indicators.1S1.numerator_definition", "measures-on-record"),
        ("indicators.1S1.denominator_definition", "measures-on-record"),
        (
            "definitions.participant.secondary",
            "definitions-on-record/definitions.participant.secondary/placeholder",
        ),
    ],
)
def test_a_definition_that_holds_a_place_counts_as_not_given(path: str, rule: str) -> None:
    assert FAIL[0] in verdicts(consortium({path: "See attached"}), "mn.local_definitions/" + rule)


# ------------------------------------------------------------------ levels by grant year


def test_levels_of_fewer_years_than_four_are_no_error() -> None:
    rule = "mn.local_levels/four-grant-years"
    two = consortium({"submission.fiscal_years": [2026, 2027]})
    (note,) = findings(two, rule)
    assert (note.verdict.value, note.severity.value) == ("fail", "info")
    assert "2020" in note.message
    assert failed_rules(two) == failed_rules(consortium())


def test_a_year_covered_without_levels_is_an_error() -> None:
    rows = consortium()["indicators"]
    rows[0]["levels"] = rows[0]["levels"][:3]
    document = consortium({"indicators": rows})
    assert "federal.local_levels/local-level-for-each-year" in failed_rules(document)


def test_a_state_plan_of_fewer_years_has_a_note_alone() -> None:
    document = minnesota_plan({"submission.fiscal_years": [2026]})
    (note,) = findings(document, "mn.state_plan/four-years-of-levels")
    assert (note.verdict.value, note.severity.value) == ("fail", "info")


def test_one_level_of_a_consortium_that_has_both_is_told() -> None:
    document = consortium({"scope": "secondary"})
    assert verdicts(document, "mn.local_levels/scope-fits-the-members") == FAIL


# ------------------------------------------------------------------ New York


def new_york(document: str) -> dict[str, Any]:
    row = {"code": "2S1", "unit": "percent", "numerator_definition": "Level 3 or above."}
    return {"document": document, "state": {"code": "NY"}, "indicators": [row]}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("document", "pack"),
    [("performance_report", "ny.report_definitions/"), ("local_levels", "ny.local_definitions/")],
)
def test_new_yorks_definitions_are_asked_of_reports_and_local_levels(
    document: str, pack: str, edition: str
) -> None:
    (asked,) = findings(new_york(document), pack + "reading-definition", edition=edition)
    assert "WHOLE four-year cohort" in asked.message
    held = new_york(document)
    held["indicators"][0]["numerator_definition"] = "TBD"
    assert verdicts(held, pack + "measures-written-out") == FAIL
