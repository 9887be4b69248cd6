"""The cover page: the readings that go wrong most easily, and a failing page for each item."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, findings, plan, verdicts
from tests.rules.declarations import cited_for, severity
from tests.rules.filings import (
    AMENDMENT,
    BUDGET_ONLY,
    FAIL,
    INSIDE_PLAN,
    LEVELS_ONLY,
    NARRATIVE,
    NOT_APPLICABLE,
    OPEN,
    PASS,
    PERIOD_OVER,
    REVIEW,
    cited,
    message,
)

COVER = "federal.cover"
STATE = f"{COVER}/state-is-eligible"
BOTH_BOXES = f"{COVER}/one-box-fits"
SOME_BOX = f"{COVER}/some-box-fits"
OPTION = f"{COVER}/kind-of-submission/submission.option"
THIRTY_DAYS = f"{COVER}/thirty-days-with-governor"
SIGNER = f"{COVER}/signer-is-authorized"
SPEAKS_FOR = f"{COVER}/representative-speaks-for-agency"

REPRESENTATIVE = "cover_page.authorized_representative"
DIRECTOR = "cover_page.state_director"
ITEMS = {
    "cover-state-name": ("agencies", "state.name"),
    "cover-eligible-agency": ("agencies", "cover_page.eligible_agency"),
    **{
        f"cover-authorized-{field}": ("agencies", f"{REPRESENTATIVE}.{field}")
        for field in ("name", "title", "agency", "address", "telephone", "email")
    },
    **{
        f"cover-director-{field}": ("agencies", f"{DIRECTOR}.{field}")
        for field in ("name", "title", "agency", "telephone", "email")
    },
    "cover-submission-type-one": ("kind-of-submission", "submission.option"),
    "submission-option-declared": ("kind-of-submission", "submission.option"),
    "cover-submission-years": ("years-covered", "submission.fiscal_years"),
    "cover-wioa-choice": ("combined-plan", "submission.wioa_combined.included"),
    "cover-governor-sent-date": ("governor", "cover_page.governor.sent"),
    "cover-governor-choice": ("governor", "cover_page.governor.letter_provided"),
    "cover-governor-letter-attached": ("governor-letter", "cover_page.governor.letter_attached"),
    "cover-sign-name": ("signature", "cover_page.signature.name"),
    "cover-sign-telephone": ("signature", "cover_page.signature.telephone"),
    "cover-sign-date": ("signature", "cover_page.signature.date"),
    "cover-sign-signature": ("signed", "cover_page.signature.signed"),
    "cover-attest-assurances": ("signed", "cover_page.signature.agrees_to_assurances"),
    "cover-attest-true": ("signed", "cover_page.signature.attests_true"),
}


@pytest.mark.parametrize(("requirement", "place"), ITEMS.items())
def test_item_left_out_of_the_cover_page_fails(requirement: str, place: tuple[str, str]) -> None:
    table, path = place
    (found,) = findings(plan({path: None}), f"{COVER}/{table}/{path}")
    assert found.verdict == "fail"
    assert found.severity == "error"
    assert requirement in found.requirements
    assert verdicts(plan({path: "  "}), f"{COVER}/{table}/{path}") == FAIL


@pytest.mark.parametrize("filing", [INSIDE_PLAN, BUDGET_ONLY, PERIOD_OVER])
def test_contents_cover_page_comes_with_every_filing(filing: dict[str, Any]) -> None:
    document = plan({**filing, "cover_page": None})
    assert verdicts(document, "federal.submission/parts-of-every-filing/cover_page") == FAIL


# ------------------------------------------------------------------ the State and its agency


@pytest.mark.parametrize(
    "name",
    [
        "Vermont",
        "State of Vermont",
        "VERMONT",
        "Commonwealth of Massachusetts",
        "The Commonwealth of Puerto Rico",
        "District of Columbia",
        "Washington, D.C.",
        "Hawai'i",
        "U.S. Virgin Islands",
        "West Virginia",
    ],
)
def test_cover_state_name_short_or_long(name: str) -> None:
    assert verdicts(plan({"state.name": name}), STATE) == PASS


@pytest.mark.parametrize(
    "name", ["Vermond", "Virginia West", "Ontario", "Federated States of Micronesia"]
)
def test_cover_state_name_of_no_jurisdiction_fails(name: str) -> None:
    assert verdicts(plan({"state.name": name}), STATE) == FAIL


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GU", "Guam"),
        ("AS", "American Samoa"),
        ("MP", "Commonwealth of the Northern Mariana Islands"),
        ("VI", "Virgin Islands of the United States"),
        ("PW", "Republic of Palau"),
    ],
)
def test_cover_state_name_outlying_areas_file_too(code: str, name: str) -> None:
    assert verdicts(plan({"state.code": code, "state.name": name}), STATE) == PASS


def test_cover_state_name_palau_is_warned_about() -> None:
    rule = f"{COVER}/palau-still-eligible"
    assert verdicts(plan({"state.code": "PW"}), rule) == FAIL
    assert verdicts(plan({"state.code": "GU"}), rule) == PASS
    assert severity("cover", "palau-still-eligible") == "warning"


def test_cover_authorized_title_names_the_officer_of_the_certifications() -> None:
    title = f"{REPRESENTATIVE}.title"
    assert verdicts(plan({title: None}), f"{COVER}/agencies/{title}") == FAIL
    assert "edgar-cert-5" not in failed_rules(plan({title: None}))


def test_cover_representative_of_agency_is_a_warning_only() -> None:
    document = plan({f"{REPRESENTATIVE}.agency": "Vermont Agency of Education"})
    assert verdicts(document, SPEAKS_FOR) == FAIL
    assert SPEAKS_FOR not in failed_rules(document)
    assert SPEAKS_FOR in failed_rules(document, "warning")


@pytest.mark.parametrize(
    ("duties", "agency", "expected"),
    [
        (["monitoring of recipients"], None, FAIL),
        (["monitoring of recipients"], "Board of Regents", PASS),
        ([], None, NOT_APPLICABLE),
        (None, None, NOT_APPLICABLE),
    ],
)
def test_cover_delegated_agency_blank_means_none(
    duties: list[str] | None, agency: str | None, expected: list[str]
) -> None:
    document = plan({"cover_page.delegated_duties": duties, "cover_page.delegated_agency": agency})
    assert verdicts(document, f"{COVER}/delegated-agency-named") == expected


def test_cover_delegated_agency_is_under_121b_not_131b() -> None:
    assert "121(b)" in cited("cover", "delegated-agency-named")
    assert "131(b)" not in cited("cover", "delegated-agency-named")


@pytest.mark.parametrize("duty", ["coordination", "Consultation", "meetings", "procedures"])
def test_cover_delegation_limits_duties_that_stay(duty: str) -> None:
    document = plan(
        {"cover_page.delegated_agency": "Board of Regents", "cover_page.delegated_duties": [duty]}
    )
    assert verdicts(document, f"{COVER}/duties-that-stay") == FAIL
    assert verdicts(document, f"{COVER}/what-is-delegated") == REVIEW
    assert severity("cover", "duties-that-stay") == "warning"


# ------------------------------------------------------------------ what is filed


def test_cover_submission_type_one_both_boxes_of_the_revisions() -> None:
    document = plan(
        {**INSIDE_PLAN, "submission.revises": ["performance", "narrative.vision_and_goals"]}
    )
    assert verdicts(document, BOTH_BOXES) == FAIL
    assert severity("cover", "one-box-fits") == "warning"
    assert verdicts(document, OPTION) == PASS


@pytest.mark.parametrize("old", ["one_year_transition", "state_plan_2019_23"])
def test_cover_submission_type_one_boxes_of_older_forms(old: str) -> None:
    document = plan({"submission.option": old})
    assert verdicts(document, "schema/choice") == FAIL
    assert verdicts(document, OPTION) == FAIL


def test_cover_submission_type_one_no_box_for_a_budget_alone() -> None:
    assert verdicts(plan(BUDGET_ONLY), SOME_BOX) == FAIL
    assert severity("cover", "some-box-fits") == "warning"
    for filing in (LEVELS_ONLY, NARRATIVE):
        assert verdicts(plan(filing), SOME_BOX) == PASS
        assert verdicts(plan(filing), BOTH_BOXES) == PASS


def test_cover_submission_type_one_unsaid_revisions_are_warned_about() -> None:
    rule = f"{COVER}/revised-parts-named"
    assert verdicts(plan(INSIDE_PLAN), rule) == FAIL
    assert verdicts(plan(BUDGET_ONLY), rule) == PASS
    assert severity("cover", "revised-parts-named") == "warning"


@pytest.mark.parametrize(
    ("combined", "expected"),
    [
        ({"included": True}, FAIL),
        ({"included": True, "year": 2024}, PASS),
        ({"included": False}, NOT_APPLICABLE),
        ({}, OPEN),
    ],
)
def test_cover_wioa_year_of_a_combined_plan(combined: dict[str, Any], expected: list[str]) -> None:
    rule = f"{COVER}/combined-plan-year/submission.wioa_combined.year"
    assert verdicts(plan({"submission.wioa_combined": combined}), rule) == expected


# ------------------------------------------------------------------ the Governor


@pytest.mark.parametrize(
    ("sent", "expected"), [("2026-02-27", PASS), ("2026-02-28", FAIL), (None, OPEN)]
)
def test_cover_governor_sent_date_is_not_after_submission(
    sent: str | None, expected: list[str]
) -> None:
    document = plan({"cover_page.governor.sent": sent, "submission.date": "2026-02-27"})
    assert verdicts(document, f"{COVER}/sent-before-submission") == expected


def test_cover_governor_sent_date_belongs_to_item_h() -> None:
    assert "I.H" in cited_for("cover", "governor", "cover_page.governor.sent")


def test_cover_governor_choice_belongs_to_item_h() -> None:
    assert "I.H" in cited_for("cover", "governor", "cover_page.governor.letter_provided")


@pytest.mark.parametrize(
    ("provided", "attached", "expected"),
    [
        (True, True, PASS),
        (True, False, FAIL),
        (True, None, FAIL),
        (False, False, NOT_APPLICABLE),
        (None, False, OPEN),
    ],
)
def test_cover_governor_letter_attached_when_there_is_one(
    provided: bool | None, attached: bool | None, expected: list[str]
) -> None:
    letter = "cover_page.governor.letter_"
    document = plan({f"{letter}provided": provided, f"{letter}attached": attached})
    assert verdicts(document, f"{COVER}/governor-letter/{letter}attached") == expected


UNSIGNED = {
    "cover_page.governor.letter_provided": False,
    "cover_page.governor.letter_attached": None,
    "cover_page.governor.delivered": None,
    "submission.date": "2026-02-27",
}
LATE = {**UNSIGNED, "cover_page.governor.sent": "2026-01-29"}


def test_contents_governor_letter_may_be_missing_after_30_days() -> None:
    document = plan({**UNSIGNED, "cover_page.governor.sent": "2026-01-28"})
    assert verdicts(document, f"{COVER}/governor-signs-jointly") == FAIL
    assert severity("cover", "governor-signs-jointly") == "warning"
    assert failed_rules(document) == []


@pytest.mark.parametrize(
    ("sent", "expected"), [("2026-01-28", PASS), ("2026-01-29", FAIL), (None, OPEN)]
)
def test_cover_governor_30_days_which_the_guide_never_states(
    sent: str | None, expected: list[str]
) -> None:
    document = plan({**UNSIGNED, "cover_page.governor.sent": sent})
    assert verdicts(document, THIRTY_DAYS) == expected


def test_cover_governor_30_days_a_refusal_is_no_defect_after_them() -> None:
    document = plan({**UNSIGNED, "cover_page.governor.sent": "2025-11-03"})
    assert verdicts(document, THIRTY_DAYS) == PASS
    assert failed_rules(document) == []


@pytest.mark.parametrize(
    ("sent", "delivered", "expected"),
    [("2026-01-20", "2026-01-28", PASS), ("2026-01-20", "2026-01-29", FAIL)],
)
def test_cover_governor_30_days_count_from_delivery(
    sent: str, delivered: str, expected: list[str]
) -> None:
    dates = {"cover_page.governor.sent": sent, "cover_page.governor.delivered": delivered}
    assert verdicts(plan({**UNSIGNED, **dates}), THIRTY_DAYS) == expected


@pytest.mark.parametrize(
    ("filing", "expected"),
    [
        ({}, FAIL),
        (AMENDMENT, FAIL),
        (LEVELS_ONLY, FAIL),
        ({**PERIOD_OVER, "submission.revises": []}, FAIL),
        (BUDGET_ONLY, NOT_APPLICABLE),
    ],
)
def test_cover_governor_30_days_for_a_plan_or_an_amendment(
    filing: dict[str, Any], expected: list[str]
) -> None:
    assert verdicts(plan({**filing, **LATE}), THIRTY_DAYS) == expected


def test_cover_governor_30_days_not_once_signed() -> None:
    signed = {"cover_page.governor.letter_provided": True}
    assert verdicts(plan({**LATE, **signed}), THIRTY_DAYS) == NOT_APPLICABLE


# ------------------------------------------------------------------ the signature


@pytest.mark.parametrize("box", ["agrees_to_assurances", "attests_true", "signed"])
def test_cover_attest_answered_no_fails(box: str) -> None:
    path = f"cover_page.signature.{box}"
    assert verdicts(plan({path: False}), f"{COVER}/signed/{path}") == FAIL


def test_cover_attest_assurances_is_for_the_eligible_agency() -> None:
    told = message(
        plan({"cover_page.signature.agrees_to_assurances": False}),
        f"{COVER}/signed/cover_page.signature.agrees_to_assurances",
    )
    assert "eligible entity" not in told


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-02-27", PASS), ("2026-02-28", FAIL), (None, OPEN)]
)
def test_cover_sign_date_is_not_after_submission(day: str | None, expected: list[str]) -> None:
    document = plan({"cover_page.signature.date": day, "submission.date": "2026-02-27"})
    assert verdicts(document, f"{COVER}/signed-before-submission") == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("Ruth Lindqvist", PASS),
        ("RUTH A LINDQVIST, Jr.", PASS),
        ("Samuel Oduya", FAIL),
        (None, OPEN),
    ],
)
def test_cover_signer_is_authorized_initials_and_suffixes_differ(
    signed: str | None, expected: list[str]
) -> None:
    assert verdicts(plan({"cover_page.signature.name": signed}), SIGNER) == expected
