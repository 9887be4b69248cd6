"""Local applications and programs of study: what is cited, and what a question lists."""

from __future__ import annotations

from tests.rules.applications import application
from tests.rules.conftest import findings, plan, verdicts
from tests.rules.declarations import declaration, question, severity
from tests.rules.filings import REVIEW

APPLICATION = "federal.local_application"


def test_local_app_one_program_of_study_the_approval_power_is_124_b_2() -> None:
    rule = declaration("local_application", "one-program-of-study")
    assert "124(b)(2)" in [cite.section for cite in rule.heading.cites]


def test_local_app_non_discrimination_has_its_place_in_text_box_4() -> None:
    item = f"{APPLICATION}/descriptions/special_populations.non_discrimination"
    (found,) = findings(application(), item)
    assert [c.section for c in found.citations] == ["134(b)(5)(D)", "Text Box 4(5)(D)"]


def test_career_pathway_definition_asks_for_the_fourth_element_as_appropriate() -> None:
    asked = question("narrative_programs", "career-pathway-elements")
    elements = asked.partition("elements:")[2].split(";")
    assert len(elements) == 7
    assert [n for n, element in enumerate(elements) if "as appropriate" in element] == [3]
    assert severity("narrative_programs", "career-pathway-elements") == "warning"
    assert verdicts(plan(), "federal.narrative_programs/career-pathway-elements") == REVIEW
