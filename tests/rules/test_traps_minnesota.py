"""Minnesota: the readings that go wrong most easily."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import failed_rules, findings, verdicts
from tests.rules.filings import FAIL, NOT_APPLICABLE, OPEN, PASS, REVIEW
from tests.rules.minnesota import cites, consortium, minnesota_plan, only, state_report

LEVELS = "mn.local_levels/"
MEASURES = "mn.local_definitions/"
PLAN = "mn.state_plan/"
REPORT = "mn.performance_report/"
SECONDARY = "definitions.concentrator.secondary."
POSTSECONDARY = "definitions.concentrator.postsecondary."
FREEZE = "federal.local_levels/local-levels-stand-in-improvement-plan"
STATE_PLAN = LEVELS + "state-plan-blocks-change"
READ_BY_INDICATOR = LEVELS + "freeze-read-by-indicator"
COMMENT = "federal.accountability/levels-comment-window"
RATIONALE = LEVELS + "change-rationale"
MOVED = LEVELS + "moved-state-level-comment"
MOVED_LENGTH = LEVELS + "moved-state-level-comment-length"


def request(**fields: Any) -> dict[str, Any]:
    """The consortium of the example with this one request."""
    full = {"indicator": "1S1", "fiscal_year": 2027, "rationale": "A merger.", **fields}
    return consortium({"change_requests": [full]})


# ------------------------------------------------------------------ definitions


def test_mn_concentrator_secondary_departs_from_the_statute() -> None:
    assert verdicts(consortium(), MEASURES + "concentrator-hours") == PASS
    (departs,) = findings(consortium(), "federal.local_levels/local-secondary-concentrator")
    assert departs.verdict.value == "fail"
    assert departs.severity == "warning"
    assert "concentrator-secondary" in departs.requirements
    assert "two courses" in only(consortium(), MEASURES + "concentrator-secondary-departs")


def test_mn_concentrator_secondary_in_the_state_plan() -> None:
    hours = {"accountability.concentrator.secondary": {"hours": 150, "single_program": "no"}}
    assert verdicts(minnesota_plan(hours), "federal.accountability/secondary-concentrator") == FAIL


@pytest.mark.parametrize(("hours", "verdict"), [("149", FAIL), ("150", PASS), ("151", PASS)])
def test_mn_concentrator_secondary_hours(hours: str, verdict: list[str]) -> None:
    document = consortium({SECONDARY + "hours": hours})
    assert verdicts(document, MEASURES + "concentrator-hours") == verdict


def test_mn_concentrator_postsecondary_cumulative_credits() -> None:
    rule = MEASURES + "concentrator-credits"
    assert verdicts(consortium(), rule) == PASS
    within = consortium({POSTSECONDARY + "credits_within_program": "yes"})
    assert "all college credits" in only(within, rule)
    assert "credits within the program" in only(
        consortium(), MEASURES + "concentrator-postsecondary-departs"
    )


def test_mn_concentrator_postsecondary_other_award_falls_back_to_participant() -> None:
    document = consortium({POSTSECONDARY + "only_other_award_is_participant": "no"})
    assert "participant" in only(document, MEASURES + "concentrator-credits")


def test_mn_1s1_denominator_has_four_outcomes() -> None:
    rule = MEASURES + "cohort-outcomes"
    assert verdicts(consortium(), rule) == PASS
    short = consortium({"indicators.1S1.cohort.denominator": 1182})
    assert "1140 + 42 + 48 + 20 = 1250" in only(short, rule)


@pytest.mark.parametrize(
    ("review", "words"),
    [
        ("graduation-cohort", "still enrolled"),
        ("reading-in-grade-10", "federal guide of January 2025"),
        ("mathematics-in-grade-11", "one grade later than for reading"),
        ("placement-of-graduates", "all who leave secondary education"),
        ("nontraditional-completers", "completed or not"),
        ("work-based-learning", "narrower than taking part"),
        ("placement-of-completers", "second quarter"),
        ("credentials-in-cohort-time", "within one year of completion"),
        ("nontraditional-enrollment", "enrollment alone makes no concentrator"),
    ],
)
def test_mn_indicator_is_put_to_a_person_with_its_trap(review: str, words: str) -> None:
    assert verdicts(consortium(), MEASURES + review) == REVIEW
    assert words in only(consortium(), MEASURES + review)


def test_mn_2s2_is_tested_in_another_grade_than_2s1() -> None:
    document = consortium({"indicators.2S2.grade_tested": 10, "indicators.2S1.grade_tested": 11})
    assert verdicts(document, MEASURES + "mathematics-grade") == FAIL
    assert verdicts(document, MEASURES + "reading-grade") == FAIL


def test_mn_completer_award_is_no_term_of_the_act() -> None:
    document = consortium({"definitions.completer.awards": ["AAS", "AA"]})
    found = findings(document, MEASURES + "completer-awards")
    assert [f.verdict.value for f in found] == ["pass", "fail"]
    assert found[1].severity == "info"
    assert "the Act does not define it" in found[1].message


# ------------------------------------------------------------------ the State plan


def test_mn_no_2s3_still_fails_under_federal_rules_with_a_note_for_the_reviewer() -> None:
    rows = [i for i in minnesota_plan()["performance"]["indicators"] if i["code"] != "2S3"]
    document = minnesota_plan({"performance.indicators": rows})
    assert verdicts(document, "federal.levels/science-proficiency") == FAIL
    assert verdicts(document, PLAN + "science-left-out") == REVIEW
    assert verdicts(minnesota_plan(), PLAN + "science-left-out") == NOT_APPLICABLE


def test_mn_no_2s3_asks_for_a_definition_of_what_the_page_leaves_out() -> None:
    found = findings(minnesota_plan(), PLAN + "defined-on-the-page")
    failed = [f for f in found if f.verdict.value == "fail"]
    assert {f.severity for f in failed} == {"warning"}
    assert any("2S3" in f.message for f in failed)


@pytest.mark.parametrize(
    ("opened", "closed", "window", "length"),
    [
        ("2025-12-29", "2026-02-26", PASS, FAIL),  # 60 days before submission, open for 59
        ("2025-12-29", "2026-02-27", PASS, PASS),
        ("2025-12-30", "2026-02-28", FAIL, PASS),  # 59 days before submission, open for 60
    ],
)
def test_mn_levels_comment_60_both_readings(
    opened: str, closed: str, window: list[str], length: list[str]
) -> None:
    period = {
        "submission.date": "2026-02-27",
        "performance.comment_period.opened": opened,
        "performance.comment_period.closed": closed,
    }
    document = minnesota_plan(period)
    assert verdicts(document, COMMENT) == window
    assert verdicts(document, PLAN + "comment-process-length") == length


def test_minnesota_asks_nothing_of_another_state() -> None:
    for document in (consortium({"state.code": "WI"}), minnesota_plan({"state.code": "WI"})):
        assert not [r for r in failed_rules(document) if r.startswith("mn.")]
        assert findings(document, RATIONALE) == []


# ------------------------------------------------------------------ requests to change a level


def test_mn_local_change_rationale_needs_no_number() -> None:
    assert verdicts(request(level=None), RATIONALE) == PASS
    assert verdicts(request(level="80%", rationale=None), RATIONALE) == FAIL
    assert verdicts(request(rationale="TBD"), RATIONALE) == FAIL


def test_mn_local_change_rationale_cites_the_clause_as_the_code_numbers_it() -> None:
    assert "113(b)(4)(A)(v)" in cites(request(), RATIONALE)


def test_mn_local_no_negotiation_though_the_statute_lets_a_recipient_negotiate() -> None:
    rule = LEVELS + "negotiation-stays-open"
    document = consortium({"agreement.basis": "negotiated"})
    (found,) = findings(document, rule)
    assert found.severity == "info"
    assert "the Act lets a recipient" in found.message
    assert rule not in failed_rules(document)


@pytest.mark.parametrize(
    ("ours", "states", "federal", "page"),
    [
        (["1S1"], [], FAIL, PASS),
        ([], ["1S1"], PASS, FAIL),
        (["3S1"], ["4S1"], FAIL, PASS),
        ([], [], PASS, PASS),
        (None, [], OPEN, PASS),
        ([], None, PASS, OPEN),
        (["3S1"], None, FAIL, OPEN),
        (None, ["1S1"], OPEN, FAIL),
    ],
)
def test_mn_local_change_blocked_by_the_act_and_further_by_the_page(
    ours: list[str] | None, states: list[str] | None, federal: list[str], page: list[str]
) -> None:
    document = request()
    document["improvement_plans"] = {"consortium": ours, "state": states}
    assert verdicts(document, FREEZE) == federal
    assert verdicts(document, STATE_PLAN) == page


def test_mn_local_change_blocked_is_no_narrower_than_in_the_act() -> None:
    document = request()
    document["improvement_plans"] = {"consortium": ["3S1"], "state": []}
    (found,) = findings(document, FREEZE)
    assert (found.verdict.value, found.severity) == ("fail", "error")
    (note,) = findings(document, READ_BY_INDICATOR)
    assert (note.verdict.value, note.severity) == ("fail", "info")
    elsewhere = {**document, "state": {"code": "WI"}}
    assert verdicts(elsewhere, FREEZE) == FAIL


def moved(opened: str | None, closed: str, submitted: str) -> dict[str, Any]:
    period = {"opened": opened, "closed": closed}
    state_level = {"level": "90", "comment_period": period, "submission_date": submitted}
    return request(moves_state_level="yes", state_level=state_level)


def test_mn_state_level_recomment() -> None:
    assert verdicts(moved("2027-02-14", "2027-04-15", "2027-04-15"), MOVED) == PASS
    assert verdicts(moved("2027-02-15", "2027-04-15", "2027-04-15"), MOVED) == FAIL
    assert verdicts(moved("2027-02-15", "2027-04-15", "2027-04-15"), MOVED_LENGTH) == FAIL
    assert verdicts(moved(None, "2027-04-15", "2027-04-15"), MOVED) == OPEN
    assert verdicts(request(moves_state_level="no"), MOVED) == NOT_APPLICABLE


# ------------------------------------------------------------------ growth and years


def test_mn_local_growth_shows_its_arithmetic_and_is_no_error() -> None:
    rule = LEVELS + "growth-at-the-state-rate"
    figures = {
        "indicators.1S1.levels.2025.level": "70.00%",
        "indicators.1S1.levels.2026.level": "72.00%",
        "indicators.1S1.state_levels.2025.level": "80.00%",
        "indicators.1S1.state_levels.2026.level": "82.00%",
    }
    document = consortium(figures)
    told = [f for f in findings(document, rule) if f.verdict.value == "fail"]
    message = next(f.message for f in told if "for FY 2026 is" in f.message)
    assert "102.5%" in message
    assert "71.75%" in message
    assert {f.severity for f in told} == {"info"}
    assert set(verdicts(consortium(), rule)) == {"pass"}


@pytest.mark.parametrize(
    ("day", "verdict"), [("2021-03-15", PASS), ("2020-04-15", FAIL), ("2022-04-15", FAIL)]
)
def test_mn_local_evaluated_spring_2020_is_judged_in_2021(day: str, verdict: list[str]) -> None:
    document = consortium({"evaluation": {"reporting_year": 2020, "date": day}})
    assert verdicts(document, LEVELS + "judged-in-spring") == verdict


def test_mn_local_annual_review_covers_every_indicator() -> None:
    document = consortium({"annual_review.indicators": ["1S1"]})
    found = verdicts(document, LEVELS + "yearly-review-of-each-indicator")
    assert found.count("fail") == len(document["indicators"]) - 1


# ------------------------------------------------------------------ reports


def test_mn_car_january() -> None:
    late, early = REPORT + "report-by-january", REPORT + "report-in-january"
    assert verdicts(state_report({"filed": "2028-01-31"}), late) == PASS
    assert verdicts(state_report({"filed": "2028-02-01"}), late) == FAIL
    assert verdicts(state_report({"filed": "2027-12-31"}), early) == FAIL
    assert findings(state_report(), early)[0].severity == "info"


def test_mn_car_counts_may_be_suppressed() -> None:
    rule = REPORT + "counts-by-cluster"
    hidden = {"name": "Agriculture", "suppressed": "yes"}
    assert verdicts(state_report({"enrolments": [hidden]}), rule) == PASS
    assert verdicts(state_report({"enrolments": [{"name": "Agriculture"}]}), rule) == FAIL
    assert verdicts(state_report(), rule) == PASS


def test_mn_state_gaps_always_also_where_the_level_is_met() -> None:
    met = {"indicators.1S1.groups.female.actual": {"value": "95"}}
    for part, rule in (("gap", "gap-given"), ("progress", "group-progress")):
        document = state_report({**met, f"indicators.1S1.groups.female.{part}": None})
        found = findings(document, "federal.disaggregation/" + rule)
        assert [f.verdict.value for f in found] == ["fail"]
        assert found[0].replaced_by == "mn.performance_report"
        assert "mn-state-gaps-always" in found[0].requirements


def test_mn_what_the_act_asks_for_too_is_told_once() -> None:
    figures = {"indicators.1S1.groups.female.actual": {"value": "95"}}
    for part in ("gap", "progress"):
        document = state_report({**figures, f"indicators.1S1.groups.female.{part}": None})
        told = [f for f in failed_rules(document) if "gap" in f or "progress" in f]
        assert len(told) == 1
    told = failed_rules(state_report({"indicators.1S1.programs": None}))
    assert [rule for rule in told if "program" in rule] == ["federal.disaggregation/by-program"]


def test_mn_recipients_report_by_program_too() -> None:
    for level in ("state", "local"):
        bare = state_report({"reporting_level": level, "indicators.1S1.programs": None})
        assert verdicts(bare, "federal.disaggregation/by-program") == FAIL
        programs = [{"name": "Nursing", "kind": "program", "actual": {"value": "93"}}]
        by_program = state_report({"reporting_level": level, "indicators.1S1.programs": programs})
        assert verdicts(by_program, "federal.disaggregation/by-program") == PASS
        wanted = FAIL if level == "state" else NOT_APPLICABLE
        assert verdicts(by_program, REPORT + "by-cluster") == wanted


@pytest.mark.parametrize(
    ("level", "rule"),
    [
        ("state", "federal.improvement/state-ninety-percent"),
        ("local", "federal.improvement/local-ninety-percent"),
    ],
)
def test_mn_improvement_exactly_90_percent_of_the_level_meets_it(level: str, rule: str) -> None:
    figures = {"reporting_level": level, "indicators.1S1.actual": {"value": "81"}}
    assert verdicts(state_report(figures), rule) == PASS
    figures["indicators.1S1.actual"] = {"value": "80.99"}
    assert verdicts(state_report(figures), rule) == FAIL
    figures["indicators.1S1.improvement_plan"] = {"gap_analysis": "Of each group."}
    assert verdicts(state_report(figures), rule) == PASS
    assert verdicts(state_report(figures), REPORT + "gap-analysis-of-all-groups") == REVIEW


def test_mn_publish_online_and_in_another_format() -> None:
    for formats in (["online"], ["print", "press"]):
        told = failed_rules(state_report({"publication.formats": formats}))
        assert [r for r in told if r.startswith("federal.performance_report/published-")]


def changed(**indicator: Any) -> dict[str, Any]:
    """A consortium's report with a level of 1S1 that was changed, and a plan that runs for 3S1."""
    change = {"fiscal_year": 2028, "made": "2027-09-01"}
    report = state_report({"reporting_level": "local", "recipient": "Prairie Rivers"})
    report["indicators"][0].update({"level_changes": [change], **indicator})
    report["indicators"].append({"code": "3S1", "improvement_plan": {"started": "2027-07-01"}})
    return report


def test_mn_local_change_blocked_in_the_report_as_in_the_act() -> None:
    federal, page = "federal.improvement_plans/local-freeze", REPORT + "frozen-by-the-page"
    by_indicator = REPORT + "freeze-read-by-indicator"
    assert verdicts(changed(), federal) == FAIL
    assert findings(changed(), federal)[0].severity == "error"
    assert verdicts(changed(), page) == PASS
    assert verdicts(changed(), by_indicator) == FAIL
    assert findings(changed(), by_indicator)[0].severity == "info"
    assert verdicts(changed(improvement_plan={"started": "2027-07-01"}), by_indicator) == PASS
    assert verdicts(changed(state_improvement_plan="yes"), page) == FAIL
    elsewhere = {**changed(), "state": {"code": "WI"}}
    assert verdicts(elsewhere, federal) == FAIL


@pytest.mark.parametrize(
    ("day", "verdict"), [("2027-12-01", PASS), ("2027-11-30", FAIL), ("2028-01-01", FAIL)]
)
def test_mn_state_evaluated_december(day: str, verdict: list[str]) -> None:
    document = state_report({"evaluated": day})
    assert verdicts(document, REPORT + "judged-in-december") == verdict
    assert verdicts(document, REPORT + "judged-at-all") == NOT_APPLICABLE
