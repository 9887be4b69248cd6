"""Every report that shows for which figures a person is asked has them, however it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perkins_rules.app.asking.chosen_outputs import chosen_outputs
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking import run
from perkins_rules.app.main import main

PLAN = str(Path(__file__).parents[2] / "examples" / "sample-plan.json")


def derived(report: str) -> bool:
    findings = json.loads(report)["documents"][0]["findings"]
    return any(f["derivation"] for f in findings if f["verdict"] == "needs_review")


def test_json_has_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named, left_open = tmp_path / "a.json", tmp_path / "report"
    assert main(["check", PLAN, "--format", "json"]) == 0
    assert derived(capsys.readouterr().out)
    assert main(["check", PLAN, "--output", str(named)]) == 0
    assert derived(named.read_text())
    assert main(["check", PLAN, "--format", "json", "--output", str(left_open)]) == 0
    assert derived(left_open.read_text())
    assert main(["check", PLAN, "--output", str(named), "--output", f"{tmp_path}/a.csv"]) == 0
    assert derived(named.read_text())


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        (Request((PLAN,), format="json"), True),
        (Request((PLAN,), outputs=("a.csv", "A.HTML")), True),
        (Request((PLAN,), outputs=("a.ndjson",)), True),
        (Request((PLAN,), outputs=("a.csv",), resume="store"), True),
        (Request((PLAN,), receipt="receipt.json"), True),
        (Request((PLAN,), outputs=("a.csv", "a.sarif")), False),
        (Request((PLAN,), format="junit"), False),
        (Request((PLAN,)), False),
    ],
)
def test_they_are_made_for_what_shows_or_keeps_them(request_: Request, wanted: bool) -> None:
    assert run._making(request_, chosen_outputs(request_)).derive_reviews is wanted
