"""One word switches nothing off: an answer beside facts that say the opposite is told, and the
rules go by the facts."""

from __future__ import annotations

from typing import Any

import pytest

from perkins_rules.findings import Verdict
from tests.rules.conftest import EXAMPLES, failed_rules, plan, report, verdicts
from tests.rules.filings import FAIL, PASS
from tests.rules.reports import report_of
from tests.schemas.dialect import read_yaml

PACK = "federal.contradictions"
CODE_AGREES = "federal.state_code/state-code-agrees"


@pytest.mark.parametrize("level", ["secondary", "postsecondary"])
def test_a_filing_of_one_level_contradicts_itself(level: str) -> None:
    other = "P" if level == "secondary" else "S"
    rows = [i for i in plan()["performance"]["indicators"] if other not in i["code"]]
    document = plan({"scope": level, "performance.indicators": rows})
    failed = failed_rules(document)
    assert f"{PACK}/filing-covers-both-levels" in failed
    assert [r for r in failed if r.startswith("federal.levels/")]


def test_the_rules_go_by_the_comments_and_not_by_the_answer() -> None:
    changes: dict[str, Any] = {
        "performance.comments_received": False,
        "performance.changes_from_comments": None,
    }
    assert verdicts(plan(changes), "federal.accountability/changes-from-comments") == FAIL


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
