"""Local applications: the sections that are cited, and money as a State plan lists it."""

from __future__ import annotations

import pytest

from tests.rules.applications import application
from tests.rules.conftest import findings, plan, verdicts
from tests.rules.declarations import declaration, question, severity
from tests.rules.filings import FAIL, PASS, REVIEW

APPLICATION = "federal.local_application"
LISTED = "federal.local_allocations"


def test_local_app_one_program_of_study_the_approval_power_is_124_b_2() -> None:
    rule = declaration("local_application", "one-program-of-study")
    assert "124(b)(2)" in [cite.section for cite in rule.heading.cites]


def test_local_app_non_discrimination_has_its_place_in_text_box_4() -> None:
    item = f"{APPLICATION}/descriptions/special_populations.non_discrimination"
    (found,) = findings(application(), item)
    assert [c.section for c in found.citations] == ["134(b)(5)(D)", "Text Box 4(5)(D)"]


@pytest.mark.parametrize(
    ("amount", "expected"), [("15000.01", PASS), ("15000.00", FAIL), ("14999.99", FAIL)]
)
def test_local_secondary_minimum_is_strict(amount: str, expected: list[str]) -> None:
    entry = {"recipient": "Union", "level": "secondary", "amount": amount, "waived": "no"}
    listed = plan({"budget.local_allocations": [entry]})
    assert verdicts(listed, f"{LISTED}/listed-secondary-minimum") == expected


@pytest.mark.parametrize(("amount", "expected"), [("50000.00", PASS), ("49999.99", FAIL)])
def test_local_postsecondary_minimum_lets_equality_stand(amount: str, expected: list[str]) -> None:
    entry = {"recipient": "Union College", "level": "postsecondary", "amount": amount}
    listed = plan({"budget.local_allocations": [entry]})
    assert verdicts(listed, f"{LISTED}/listed-postsecondary-minimum") == expected


def test_career_pathway_definition_asks_for_the_fourth_element_as_appropriate() -> None:
    asked = question("narrative_programs", "career-pathway-elements")
    elements = asked.partition("elements:")[2].split(";")
    assert len(elements) == 7
    assert [n for n, element in enumerate(elements) if "as appropriate" in element] == [3]
    assert severity("narrative_programs", "career-pathway-elements") == "warning"
    assert verdicts(plan(), "federal.narrative_programs/career-pathway-elements") == REVIEW
