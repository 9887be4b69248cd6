"""Assurances, certifications and forms: the readings that go wrong most easily, and a failing
filing for each of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import findings, plan, verdicts
from tests.rules.declarations import cited_for, severity
from tests.rules.filings import (
    AMENDMENT,
    BUDGET_ONLY,
    FAIL,
    INSIDE_PLAN,
    LEVELS_ONLY,
    NARRATIVE,
    NOT_APPLICABLE,
    PASS,
    failed_for,
)

PACK = "federal.assurances"
ASSURANCES = {
    "assurance-public-comment": ("public-comment-assured", "assurances.public_comment"),
    "assurance-use-of-funds": ("statutory-assurances", "assurances.use_of_funds"),
    "assurance-technical-assistance": ("statutory-assurances", "assurances.technical_assistance"),
    "assurance-comply-audit": ("statutory-assurances", "assurances.compliance_and_audit"),
    "assurance-equipment": ("statutory-assurances", "assurances.equipment"),
    "assurance-corrections": ("statutory-assurances", "assurances.correctional_institutions"),
}
CERTIFICATIONS = {
    f"edgar-cert-{number}": ("certifications", f"certifications.{field}")
    for number, field in enumerate(
        (
            "eligible_to_submit",
            "authority_to_perform",
            "may_carry_out",
            "consistent_with_state_law",
            "officer_may_hold_funds",
            "officer_may_submit",
            "plan_adopted",
            "plan_is_basis",
        ),
        start=1,
    )
}
FORMS = {
    "form-sf424b": ("other-forms", "forms.sf_424b"),
    "form-sflll": ("other-forms", "forms.sf_lll"),
    "form-ed80-0013": ("other-forms", "forms.ed_80_0013"),
    "form-gepa427": ("other-forms", "forms.gepa_427"),
}
OF_A_PLAN = ASSURANCES | CERTIFICATIONS


@pytest.mark.parametrize("answer", [False, None])
@pytest.mark.parametrize(("requirement", "place"), (OF_A_PLAN | FORMS).items())
def test_each_must_be_given(requirement: str, place: tuple[str, str], answer: bool | None) -> None:
    table, path = place
    (found,) = findings(plan({path: answer}), f"{PACK}/{table}/{path}")
    assert found.verdict == "fail"
    assert found.severity == "error"
    assert requirement in found.requirements
    assert verdicts(plan(), f"{PACK}/{table}/{path}") == PASS


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        (NARRATIVE, FAIL),
        ({**INSIDE_PLAN, "submission.revises": ["fiscal_responsibility"]}, FAIL),
        ({**INSIDE_PLAN, "submission.revises": ["accountability.gap_actions"]}, FAIL),
        ({**INSIDE_PLAN, "submission.revises": ["assurances"]}, FAIL),
        (LEVELS_ONLY, NOT_APPLICABLE),
        (BUDGET_ONLY, NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("place", OF_A_PLAN.values())
def test_contents_assurances_forms_what_was_certified_stands(
    place: tuple[str, str], filing: dict[str, Any], expected: list[str]
) -> None:
    table, path = place
    assert verdicts(plan({**filing, path: None}), f"{PACK}/{table}/{path}") == expected


@pytest.mark.parametrize("filing", [NARRATIVE, LEVELS_ONLY, BUDGET_ONLY])
@pytest.mark.parametrize("place", FORMS.values())
def test_forms_come_with_every_filing(place: tuple[str, str], filing: dict[str, Any]) -> None:
    table, path = place
    assert verdicts(plan({**filing, path: None}), f"{PACK}/{table}/{path}") == FAIL


# ------------------------------------------------------------------ III.A


@pytest.mark.parametrize(("day", "expected"), [("2020-06-30", []), ("2020-07-01", FAIL)])
def test_assurance_public_comment_transition_plans_of_2019_were_exempt(
    day: str, expected: list[str]
) -> None:
    document = plan({"assurances.public_comment": None})
    rule = f"{PACK}/public-comment-assured/assurances.public_comment"
    assert verdicts(document, rule, date=day) == expected


def test_assurance_public_comment_comments_that_were_not_considered() -> None:
    rule = f"{PACK}/comments-considered"
    assert verdicts(plan(), rule) == PASS
    assert verdicts(plan({"public_comment.considered": False}), rule) == FAIL
    assert verdicts(plan({"public_comment.considered": None}), rule) == NOT_APPLICABLE


def test_assurance_use_of_funds_in_the_words_of_the_guide_or_of_the_law() -> None:
    path = "assurances.use_of_funds"
    assert cited_for("assurances", "statutory-assurances", path) == ["122(d)(13)(C)", "III.A.2"]
    assert verdicts(plan({path: True}), f"{PACK}/statutory-assurances/{path}") == PASS


def test_assurance_corrections_is_held_against_lines_4a_and_4b() -> None:
    lines = {"correctional": 0, "juvenile_justice": 0}
    nothing = plan({f"budget.state_institutions.{line}": 0 for line in lines})
    assert failed_for(nothing)["budget-corrections-served"]
    assert not failed_for(plan())["budget-corrections-served"]


# ------------------------------------------------------------------ III.B


@pytest.mark.parametrize("number", [5, 6])
def test_edgar_cert_officer_is_named_by_title(number: int) -> None:
    title = "cover_page.authorized_representative.title"
    table, path = CERTIFICATIONS[f"edgar-cert-{number}"]
    document = plan({title: None})
    assert verdicts(document, f"federal.cover/agencies/{title}") == FAIL
    assert verdicts(document, f"{PACK}/{table}/{path}") == PASS


SAME = "certifications.same_procedures"
REVISION = f"{PACK}/revision-certified/{SAME}"
OF_LEVELS = f"{PACK}/levels-revision-certified/{SAME}"


@pytest.mark.parametrize(
    ("filing", "revision", "of_levels"),
    [
        (NARRATIVE, FAIL, NOT_APPLICABLE),
        (AMENDMENT, FAIL, NOT_APPLICABLE),
        (
            {**AMENDMENT, "submission.secretary_prescribed_procedure": True},
            NOT_APPLICABLE,
            NOT_APPLICABLE,
        ),
        (LEVELS_ONLY, NOT_APPLICABLE, FAIL),
        (BUDGET_ONLY, NOT_APPLICABLE, NOT_APPLICABLE),
        ({}, NOT_APPLICABLE, NOT_APPLICABLE),
    ],
)
def test_edgar_cert_revision_warns_where_only_levels_change(
    filing: dict[str, Any], revision: list[str], of_levels: list[str]
) -> None:
    document = plan({**filing, SAME: None})
    assert verdicts(document, REVISION) == revision
    assert verdicts(document, OF_LEVELS) == of_levels
    assert severity("assurances", "levels-revision-certified") == "warning"


def test_edgar_cert_revision_cites_the_section_that_the_guide_misprints() -> None:
    assert "76.140(c)" in cited_for("assurances", "revision-certified", SAME)


# ------------------------------------------------------------------ III.C


def test_form_sflll_is_certified_also_without_lobbying() -> None:
    document = plan({"forms.sf_lll": False, "forms.ed_80_0013": True})
    assert verdicts(document, f"{PACK}/other-forms/forms.sf_lll") == FAIL
    assert verdicts(document, f"{PACK}/other-forms/forms.ed_80_0013") == PASS
