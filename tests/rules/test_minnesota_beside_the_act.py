"""What the federal rules make of Minnesota's documents, beside what the State's own page asks.

What the State's packs say of these documents stands in their examples.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, findings, verdicts
from tests.rules.filings import FAIL, OPEN, PASS
from tests.rules.minnesota import cites, consortium, minnesota_plan, state_report

FREEZE = "federal.local_levels/local-levels-stand-in-improvement-plan"
RATIONALE = "mn.local_levels/change-rationale"


def request() -> dict[str, Any]:
    """The consortium of the example with one request."""
    one = {"indicator": "1S1", "fiscal_year": 2027, "rationale": "A merger."}
    return consortium({"change_requests": [one]})


# ------------------------------------------------------------------ definitions and levels


def test_hours_for_courses_depart_from_the_act() -> None:
    (departs,) = findings(consortium(), "federal.local_levels/local-secondary-concentrator")
    assert (departs.verdict.value, departs.severity) == ("fail", "warning")
    assert "concentrator-secondary" in departs.requirements
    hours = {"accountability.concentrator.secondary": {"hours": 150, "single_program": "no"}}
    assert verdicts(minnesota_plan(hours), "federal.accountability/secondary-concentrator") == FAIL


def test_a_plan_without_2s3_fails_by_the_act() -> None:
    rows = [i for i in minnesota_plan()["performance"]["indicators"] if i["code"] != "2S3"]
    document = minnesota_plan({"performance.indicators": rows})
    assert verdicts(document, "federal.levels/science-proficiency") == FAIL


def test_minnesota_asks_nothing_of_another_state() -> None:
    for document in (consortium({"state.code": "WI"}), minnesota_plan({"state.code": "WI"})):
        assert not [r for r in failed_rules(document) if r.startswith("mn.")]
        assert findings(document, RATIONALE) == []


# ------------------------------------------------------------------ requests to change a level


def test_the_rationale_cites_the_clause_as_the_code_numbers_it() -> None:
    assert "113(b)(4)(A)(v)" in cites(request(), RATIONALE)


@pytest.mark.parametrize(
    ("ours", "verdict"), [(["1S1"], FAIL), (["3S1"], FAIL), ([], PASS), (None, OPEN)]
)
def test_a_change_is_blocked_by_the_act_whatever_the_page_says(
    ours: list[str] | None, verdict: list[str]
) -> None:
    document = request()
    document["improvement_plans"] = {"consortium": ours, "state": []}
    elsewhere = {**document, "state": {"code": "WI"}}
    assert verdicts(document, FREEZE) == verdicts(elsewhere, FREEZE) == verdict
    assert findings(document, FREEZE)[0].severity == "error"


# ------------------------------------------------------------------ reports


def test_what_the_page_and_the_act_both_ask_for_is_told_once() -> None:
    figures = {"indicators.1S1.groups.female.actual": {"value": "95"}}
    for part, rule in (("gap", "gap-given"), ("progress", "group-progress")):
        document = state_report({**figures, f"indicators.1S1.groups.female.{part}": None})
        (found,) = findings(document, "federal.disaggregation/" + rule)
        assert found.replaced_by == "mn.performance_report"
        assert "mn-state-gaps-always" in found.requirements
        assert len([f for f in failed_rules(document) if "gap" in f or "progress" in f]) == 1
    told = failed_rules(state_report({"indicators.1S1.programs": None}))
    assert [rule for rule in told if "program" in rule] == ["federal.disaggregation/by-program"]


@pytest.mark.parametrize("level", ["state", "local"])
def test_programs_are_asked_for_at_both_levels(level: str) -> None:
    rule = "federal.disaggregation/by-program"
    bare = state_report({"reporting_level": level, "indicators.1S1.programs": None})
    assert verdicts(bare, rule) == FAIL
    programs = [{"name": "Nursing", "kind": "program", "actual": {"value": "93"}}]
    by_program = state_report({"reporting_level": level, "indicators.1S1.programs": programs})
    assert verdicts(by_program, rule) == PASS


@pytest.mark.parametrize("level", ["state", "local"])
def test_exactly_90_percent_of_the_level_meets_it(level: str) -> None:
    rule = f"federal.improvement/{level}-ninety-percent"
    figures = {"reporting_level": level, "indicators.1S1.actual": {"value": "81"}}
    assert verdicts(state_report(figures), rule) == PASS
    figures["indicators.1S1.actual"] = {"value": "80.99"}
    assert verdicts(state_report(figures), rule) == FAIL
    figures["indicators.1S1.improvement_plan"] = {"gap_analysis": "Of each group."}
    assert verdicts(state_report(figures), rule) == PASS


def test_a_changed_level_is_blocked_by_the_act_in_the_report_too() -> None:
    change = {"fiscal_year": 2028, "made": "2027-09-01"}
    document = state_report({"reporting_level": "local", "recipient": "Prairie Rivers"})
    document["indicators"][0]["level_changes"] = [change]
    plan = {"code": "3S1", "improvement_plan": {"started": "2027-07-01"}}
    document["indicators"].append(plan)
    for place in ("MN", "WI"):
        (found, *_) = findings(
            {**document, "state": {"code": place}}, "federal.improvement_plans/local-freeze"
        )
        assert (found.verdict.value, found.severity) == ("fail", "error")
