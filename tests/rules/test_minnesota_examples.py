"""Minnesota's examples: the sound one, and the one with errors, each found where it stands."""

from __future__ import annotations

from collections import Counter

from perkins_rules.checker import check_document
from perkins_rules.findings import DocumentReport, Verdict
from tests.loaded import built_in
from tests.rules.conftest import EXAMPLES, failed_rules, report
from tests.rules.minnesota import consortium, minnesota_plan, state_report

FLAWED = "minnesota-local-levels-with-errors.yaml"
BY_DEFINITION = {
    "federal.local_levels/local-secondary-concentrator": 1,
    "federal.local_levels/local-postsecondary-concentrator": 1,
    "mn.local_levels/core-indicators-off-the-page": 1,
}
"""Where Minnesota's page and the Act differ: warnings that a sound document has as well."""
ERRORS = {
    "federal.local_levels/local-levels-never-fall": 1,
    "federal.local_levels/local-level-for-each-year": 1,
    "federal.local_levels/local-levels-stand-in-improvement-plan": 4,  # one for each request
    "mn.local_levels/state-plan-blocks-change": 1,
    "mn.local_levels/change-rationale": 1,
    "mn.local_levels/moved-state-level-comment": 1,
    "mn.local_levels/yearly-review-of-each-indicator": 1,
}
WARNINGS = {
    **BY_DEFINITION,
    "mn.local_levels/moved-state-level-comment-length": 1,
    "mn.local_definitions/concentrator-hours": 1,
    "mn.local_definitions/cohort-outcomes": 1,
    "mn.local_definitions/mathematics-grade": 1,
}
NOTES = {
    "mn.local_definitions/completer-awards": 1,
    "mn.local_levels/freeze-read-by-indicator": 3,  # the requests for other indicators
    "mn.local_levels/growth-at-the-state-rate": 2,  # into the year that falls, and out of it
    "mn.local_levels/changes-in-the-annual-report": 1,
    "mn.local_levels/judged-in-spring": 1,
}


def checked(name: str) -> DocumentReport:
    return check_document(built_in(), EXAMPLES / name)


def failed(name: str, severity: str) -> Counter[str]:
    """How often each rule of a severity failed."""
    found = checked(name).findings
    return Counter(f.rule for f in found if (f.verdict, f.severity) == (Verdict.FAIL, severity))


def test_sound_example_waits_for_a_person_only() -> None:
    found = checked("minnesota-local-levels.yaml")
    assert found.verdict == Verdict.NEEDS_REVIEW
    assert not [f for f in found.findings if f.verdict == Verdict.CANNOT_DETERMINE]
    assert failed("minnesota-local-levels.yaml", "warning") == BY_DEFINITION
    assert not failed("minnesota-local-levels.yaml", "info")


def test_flawed_example_has_exactly_its_planted_errors() -> None:
    assert failed(FLAWED, "error") == ERRORS
    assert failed(FLAWED, "warning") == WARNINGS
    assert failed(FLAWED, "info") == NOTES


def test_each_planted_error_is_found_at_its_line() -> None:
    text = (EXAMPLES / FLAWED).read_text(encoding="utf-8").splitlines()
    planted = {number for number, line in enumerate(text, 1) if "# planted: " in line}
    found = [f for f in checked(FLAWED).findings if f.verdict == Verdict.FAIL]
    lines = {f.span.line for f in found if f.span}
    missed = {n for n in planted if not {n, n + 1} & lines}  # a list is shown at its first entry
    assert planted
    assert missed == set()


def test_levels_of_fewer_years_than_four_are_no_error() -> None:
    assert failed_rules(consortium({"submission.fiscal_years": [2026, 2027]})) == []


def test_another_state_is_not_asked_for_minnesotas_rules() -> None:
    other = {"state.code": "VT", "state.name": "Vermont"}
    for document in (consortium(other), minnesota_plan(other), state_report(other)):
        assert not [f.rule for f in report(document).findings if f.rule.startswith("mn.")]
