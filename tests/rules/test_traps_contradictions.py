"""One word switches nothing off: an answer beside facts that say the opposite is told, and the
rules go by the facts."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import EXAMPLES, failed_rules, plan, report, verdicts
from tests.rules.filings import AMENDMENT, FAIL, NARRATIVE, NOT_APPLICABLE, PASS, REVIEW
from tests.rules.reports import report_of
from tests.schemas.dialect import read_yaml

PACK = "federal.contradictions"
CODE_AGREES = "federal.state_code/state-code-agrees"
CONSORTIA = "fiscal_responsibility.distribution.consortia_formed"
WAIVER = "fiscal_responsibility.secondary_waiver"


@pytest.mark.parametrize("level", ["secondary", "postsecondary"])
def test_a_filing_of_one_level_contradicts_itself(level: str) -> None:
    other = "P" if level == "secondary" else "S"
    rows = [i for i in plan()["performance"]["indicators"] if other not in i["code"]]
    document = plan({"scope": level, "performance.indicators": rows})
    failed = failed_rules(document)
    assert f"{PACK}/filing-covers-both-levels" in failed
    assert [r for r in failed if r.startswith("federal.levels/")]


@pytest.mark.parametrize(
    ("slug", "changes"),
    [
        ("letter-not-provided", {"cover_page.governor.letter_provided": False}),
        ("tribes-not-in-state", {"consultation.tribes_in_state": False}),
        ("dual-enrollment-not-offered", {"narrative.dual_enrollment.offered": False}),
        ("consortia-not-formed", {CONSORTIA: False}),
        ("comments-said-not-received", {"performance.comments_received": False}),
        ("unused-row-without-levels", {"performance.indicators.2S1.used": False}),
        ("indicators-in-percent", {"performance.indicators.1S1.unit": "number"}),
        (
            "secondary-waiver-not-requested",
            {WAIVER: {"requested": False, "formula": "By poverty alone."}},
        ),
    ],
)
def test_an_answer_beside_its_opposite_is_told(slug: str, changes: dict[str, Any]) -> None:
    assert Verdict.FAIL.value in verdicts(plan(changes), f"{PACK}/{slug}")
    assert Verdict.FAIL.value not in verdicts(plan(), f"{PACK}/{slug}")


def test_the_rules_go_by_the_comments_and_not_by_the_answer() -> None:
    changes: dict[str, Any] = {
        "performance.comments_received": False,
        "performance.changes_from_comments": None,
    }
    assert verdicts(plan(changes), "federal.accountability/changes-from-comments") == FAIL


def test_the_rules_go_by_the_formula_and_not_by_the_answer() -> None:
    changes = {WAIVER: {"requested": False, "formula": "By poverty alone."}}
    item = f"federal.fiscal/secondary-waiver/{WAIVER}.poverty"
    assert verdicts(plan(changes), item) == FAIL


def test_a_change_that_is_said_not_to_be_significant_is_put_to_a_person() -> None:
    rule = f"{PACK}/change-is-not-significant"
    assert verdicts(plan(NARRATIVE), rule) == REVIEW
    assert verdicts(plan(AMENDMENT), rule) == NOT_APPLICABLE
    other = {**AMENDMENT, "submission.secretary_prescribed_procedure": True}
    assert verdicts(plan(other), f"{PACK}/other-procedure") == REVIEW


def test_a_significant_change_names_what_changes() -> None:
    nothing = {**AMENDMENT, "submission.revises": ["performance"]}
    assert verdicts(plan(nothing), f"{PACK}/change-names-its-parts") == FAIL
    assert verdicts(plan(AMENDMENT), f"{PACK}/change-names-its-parts") == PASS


def yes_throughout(value: Any) -> Any:
    """The same document with "Yes." for every text that is longer than a name."""
    if isinstance(value, dict):
        return {key: yes_throughout(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [yes_throughout(inner) for inner in value]
    return "Yes." if isinstance(value, str) and " " in value and len(value) > MOST_NAME else value


MOST_NAME = 60


def test_yes_throughout_is_put_to_a_person() -> None:
    document = plan()
    for section in ("consultation", "public_comment", "narrative", "fiscal_responsibility"):
        document[section] = yes_throughout(document[section])
    document["accountability"] = yes_throughout(document["accountability"])
    document["performance"]["response"] = "Yes."
    found = report(document).findings
    asked = {f.rule for f in found if f.verdict is Verdict.NEEDS_REVIEW}
    for rule in (
        "federal.comment/hearings-answer",
        "federal.fiscal/data-adjustment-answer",
        "federal.narrative/comments-answered",
        "federal.narrative/levels-procedure-answer",
        "federal.narrative/baseline-answer",
        "federal.narrative/input-of-recipients",
        "federal.accountability/six-points",
    ):
        assert rule in asked


@pytest.mark.parametrize(
    ("example", "rule"),
    [
        ("local-application.yaml", "federal.local_recipient/state-code-agrees"),
        ("local-performance-report.yaml", "federal.performance_report/state-code-agrees"),
        ("minnesota-local-levels.yaml", "federal.local_levels/state-code-agrees"),
        ("massachusetts-improvement-plan.yaml", "federal.improvement_plan/state-code-agrees"),
        ("sample-plan.yaml", CODE_AGREES),
    ],
)
def test_the_code_of_another_state_is_told(example: str, rule: str) -> None:
    document: Any = read_yaml(EXAMPLES / example)
    assert verdicts(document, rule) == PASS
    document["state"]["code"] = "OH"
    assert verdicts(document, rule) == FAIL


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("VA", "Commonwealth of Virginia"),
        ("WV", "West Virginia"),
        ("KS", "Kansas"),
        ("AR", "the State of Arkansas"),
        ("DC", "District of Columbia"),
        ("DC", "Washington, D.C."),
        ("WA", "Washington State"),
        ("VI", "U.S. Virgin Islands"),
        ("MP", "CNMI"),
        ("PW", "Republic of Palau"),
        ("HI", "Hawai'i"),
    ],
)
def test_each_code_goes_with_its_own_name_alone(code: str, name: str) -> None:
    assert verdicts(plan({"state.code": code, "state.name": name}), CODE_AGREES) == PASS
    assert verdicts(plan({"state.code": "VT", "state.name": name}), CODE_AGREES) == FAIL


@pytest.mark.parametrize("level", ["secondary", "postsecondary"])
def test_a_states_report_of_one_level_contradicts_itself(level: str) -> None:
    other = "P" if level == "secondary" else "S"
    rows = [i for i in report_of("state")["indicators"] if other not in i["code"]]
    document = report_of("state", {"scope": level, "indicators": rows})
    failed = failed_rules(document)
    assert "federal.performance_report/state-covers-both-levels" in failed
    missing = "postsecondary" if level == "secondary" else "secondary"
    assert f"federal.performance_report/{missing}-indicators" in failed


def test_figures_of_an_indicator_that_is_not_used_are_told() -> None:
    rule = "federal.performance_report/unused-without-figures"
    for level in ("state", "local"):
        assert verdicts(report_of(level, {"indicators.1S1.used": False}), rule) == FAIL
