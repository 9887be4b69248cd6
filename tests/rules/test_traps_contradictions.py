"""One word answers nothing: each answer of a plan is put to a person, however short."""

from __future__ import annotations

from typing import Any

from perkins_rules.findings import Verdict
from tests.rules.conftest import plan, report


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
