"""The money of whole filings: no false errors, for a State, an outlying area, one level alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.budget_forms import (
    NOT_APPLICABLE,
    OPEN,
    failed,
    findings_of,
    form,
    results,
)
from tests.rules.conftest import EXAMPLES, plan, read_example
from tests.rules.filings import BUDGET_ONLY, PART

SPLIT = "fiscal_responsibility.distribution"


@pytest.mark.parametrize("code", ["GU", "AS", "MP", "PW"])
def test_outlying_area_profile_no_line_of_section_112_is_ever_an_error(code: str) -> None:
    broken = {"2": "5000000", "3": "5000000", "4": "1", "5": "1", "6": "0", "7": "1", "8": "9"}
    found = results(form({**broken, "11": "7", "14": "0"}, **{"state.code": code}))
    assert failed(form({**broken, "11": "7", "14": "0"}, **{"state.code": code})) == []
    assert found["administration-cap"] == found["balance"] == NOT_APPLICABLE


@pytest.mark.parametrize("name", ["annual-budget-only.yaml", "guam.yaml", "sample-plan.yaml"])
def test_a_sound_filing_has_nothing_to_correct_in_its_money(name: str) -> None:
    assert read_example(name).problems == ()
    for profile in ("guide", "statute", "strict"):
        found = {f.verdict.value for f in findings_of(EXAMPLES / name, profile=profile)}
        assert found <= {"pass", "not_applicable", "needs_review"}


def test_an_annual_filing_of_the_budget_alone_answers_no_item_of_ii_c() -> None:
    found = findings_of(plan(BUDGET_ONLY))
    asked = {f.rule for f in found if f.verdict.value != "not_applicable"}
    assert not {rule for rule in asked if rule.startswith("federal.fiscal/")}
    assert failed(plan(BUDGET_ONLY)) == []


@pytest.mark.parametrize(
    ("level", "lines"), [("secondary", ("10", "13")), ("postsecondary", ("9", "12"))]
)
def test_a_document_of_one_level_lacks_the_lines_of_the_other(
    level: str, lines: tuple[str, str]
) -> None:
    blank = {key: None for line in lines for key in (line, f"{line}%")}
    other = "postsecondary" if level == "secondary" else "secondary"
    changes: dict[str, Any] = {"scope": level, f"{SPLIT}.{other}_percent": None}
    document = form(blank, **changes, **PART)
    assert failed(document) == failed(document, "warning") == []
    assert OPEN not in results(document).values()
    assert "split-stated" in failed(form(blank, **changes))
