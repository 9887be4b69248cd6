"""Massachusetts' examples, checked whole: the sound ones, and those with planted errors."""

from __future__ import annotations

import pytest

from tests.rules.conftest import failed_rules, report
from tests.rules.massachusetts import example

PLANTED: dict[str, dict[str, list[str]]] = {
    "improvement-plan": {
        "error": [
            "federal.improvement_plan/gaps-and-actions",
            "federal.improvement_plan/gaps-and-actions",
            "federal.improvement_plan/local-programs",
            "federal.improvement_plan/starts-in-time",
            "ma.improvement/consulted-in-time",
            "ma.improvement/fund-code",
            "ma.improvement/indicators-of-the-state",
            "ma.improvement/postsecondary-programs",
            "ma.improvement/special-populations",
            "ma.improvement/tribes",
        ],
        "warning": ["ma.quality_support/action-plan"],
        "info": ["federal.improvement_plan/plan-is-due", "ma.quality_support/teaching-metrics"],
    },
    "alignment-review": {
        "error": [
            "ma.alignment/aligned-in-time",
            "ma.alignment/both-frameworks",
            "ma.alignment/updated-frameworks",
        ],
        "warning": [
            "ma.alignment/aligned-before-june",
            "ma.alignment/career-connection",
            "ma.alignment/equitable-access",
            "ma.alignment/learning",
            "ma.alignment/partnerships",
            "ma.alignment/student-support",
        ],
        "info": [],
    },
}
SOUND_NOTES = {
    # Its third indicator fell short of the State level alone.
    "improvement-plan": ["federal.improvement_plan/plan-is-due"],
}
SOUND_WAITING = {
    # Its culinary club, which the State did not designate, names no day of alignment.
    "alignment-review": ["ma.alignment/every-program-in-time"],
}


def told(name: str) -> dict[str, list[str]]:
    """Severity -> the rules that fail for an example, each as often as it fails."""
    document = example(name, {})
    return {s: sorted(failed_rules(document, s)) for s in ("error", "warning", "info")}


@pytest.mark.parametrize(
    "name",
    ["improvement-plan", "alignment-review", "admissions-review", "voluntary-compliance-plan"],
)
def test_a_sound_example_waits_for_a_person_only(name: str) -> None:
    found = report(example(name, {}))
    assert found.verdict.value == "needs_review"
    waiting = [f.rule for f in found.findings if f.verdict.value == "cannot_determine"]
    assert waiting == SOUND_WAITING.get(name, [])
    assert told(name) == {"error": [], "warning": [], "info": SOUND_NOTES.get(name, [])}


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_errors_are_found_and_nothing_else(name: str) -> None:
    assert told(f"{name}-with-errors") == PLANTED[name]


def test_another_state_asks_only_for_the_parties_of_the_act() -> None:
    document = example("improvement-plan", {"state": {"code": "VT", "name": "Vermont"}})
    groups = {"local_programs", "eligible_agency", "youth_agencies"}
    parties = document["consultation"]["parties"]
    document["consultation"]["parties"] = [p for p in parties if p["group"] in groups]
    found = report(document).findings
    assert not [f.rule for f in found if f.rule.startswith("ma.")]
    assert failed_rules(document) == []
