"""Where the section that a rule cites is easily mistaken, or misprinted in the guide."""

from __future__ import annotations

import pytest

from tests.rules.declarations import cited_for
from tests.rules.filings import cited

SENT = "cover_page.governor.sent"
LETTER = "cover_page.governor.letter_provided"
FUNDS = "assurances.use_of_funds"
REVISION = "certifications.same_procedures"


@pytest.mark.parametrize(
    ("pack", "slug", "section"),
    [
        ("budget", "total-positive", "111"),
        ("cover", "delegated-agency-named", "121(b)"),
        ("comment", "hearings-held", "122(a)(3)"),
        ("comment", "thirty-days-for-comment", "122(a)(4)"),
        ("submission", "through-the-portal", "76.720(c)"),  # which the guide misprints
    ],
)
def test_a_rule_cites_its_section(pack: str, slug: str, section: str) -> None:
    assert section in cited(pack, slug)


@pytest.mark.parametrize(
    ("table", "path", "section"),
    [("governor", SENT, "I.H"), ("governor", LETTER, "I.H")],
)
def test_an_item_of_the_cover_page_cites_its_place(table: str, path: str, section: str) -> None:
    assert section in cited_for("cover", table, path)


def test_a_delegation_is_not_under_section_131() -> None:
    assert "131(b)" not in cited("cover", "delegated-agency-named")


def test_the_120_days_of_a_new_plan_are_not_the_clock_for_approval() -> None:
    assert cited("submission", "new-plan-before-period-ends") == ["122(a)(5)", "Option 1"]


def test_the_use_of_funds_is_assured_by_the_law_and_by_the_guide() -> None:
    assert cited_for("assurances", "statutory-assurances", FUNDS) == ["122(d)(13)(C)", "III.A.2"]


def test_a_revision_is_certified_under_the_section_that_the_guide_misprints() -> None:
    assert "76.140(c)" in cited_for("assurances", "revision-certified", REVISION)
