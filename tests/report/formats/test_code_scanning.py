"""SARIF for code scanning: an alert for what is wrong, and for nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.formats import code_scanning_output as code_scanning
from tests.report.making import missing, review, undetermined
from tests.report.outputs.making import ABOUT, over, result, some

from .making import about, example, waived, written
from .sarif_schema import SCHEMA


def log(folder: Path, *results: Any, **parts: Any) -> dict[str, Any]:
    """The one run of a log, which is valid."""
    plain = json.loads(written(folder, "code-scanning", results, **parts))
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(plain)
    run: dict[str, Any] = plain["runs"][0]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        index = one["locations"][0]["physicalLocation"]["artifactLocation"]["index"]
        assert index < len(run["artifacts"])
    return run


def rules(run: dict[str, Any]) -> list[str]:
    return [one["partialFingerprints"]["perkinsRulesFinding/v1"] for one in run["results"]]


@pytest.mark.parametrize("name", ["sample-plan.yaml", "sample-plan.json"])
def test_a_plan_in_which_nothing_is_wrong_gives_no_alert(name: str, tmp_path: Path) -> None:
    run = log(tmp_path, example(name), about=about())
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert len(run["artifacts"]) == 1


def test_it_holds_what_failed_and_counts_the_weightiest_first(tmp_path: Path) -> None:
    document = result(
        over("note", severity=Severity.INFO),
        undetermined("open", "/x"),
        review("asked", "Is it?"),
        over("good", verdict=Verdict.PASS),
        waived(over("waived")),
        over("known")._replace(baseline=True),
        over("warning", severity=Severity.WARNING),
        over("error"),
        missing("/budget/reserve/amount", "missing"),
    )
    run = log(tmp_path, document, some()[2])
    assert rules(run)[0] == "error"
    assert set(rules(run)) - {some()[2].report.findings[0].id} == {
        "error", "missing", "warning", "note",
    }  # fmt: skip
    assert [one["level"] for one in run["results"]] == ["error"] * 3 + ["warning", "note"]
    draft = log(tmp_path, document, about=ABOUT._replace(draft=True))
    assert rules(draft) == ["error", "warning", "note"]


def test_what_is_wrong_is_told_as_the_whole_log_tells_it(tmp_path: Path) -> None:
    cut = log(tmp_path, example(), about=about())["results"]
    whole = json.loads(written(tmp_path, "sarif", [example()], about=about()))["runs"][0]["results"]

    def told(one: dict[str, Any]) -> str:
        return json.dumps({**one, "ruleIndex": 0})

    failed = {told(one) for one in whole if one["kind"] == "fail" and not one["suppressions"]}
    assert {told(one) for one in cut} == failed
    assert len(cut) == len(failed) > 0


def test_it_says_when_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_scanning, "MOST_RESULTS", 3)
    many = [over(f"w{n}", severity=Severity.WARNING) for n in range(3)]
    whole = log(tmp_path, result(*many))
    assert whole["invocations"] == [{"executionSuccessful": True}]
    run = log(tmp_path, result(*many, over("e1")), result(over("e2"), path="plans/b.yaml"))
    assert rules(run) == ["e1", "e2", "w0"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert re.search(r"holds 3 of 5 results, the weightiest", note["message"]["text"])


def test_of_a_rule_no_more_is_told_than_is_taken(tmp_path: Path) -> None:
    run = log(tmp_path, example(), about=about())
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["properties"]["tags"]) <= 10
        assert len(rule["shortDescription"]["text"]) <= 1024
    long = {"text": "Long text. " * 200}
    cut = code_scanning._shortened({"shortDescription": {"text": "A"}, "fullDescription": long})
    assert len(cut["fullDescription"]["text"]) <= 1024
    assert cut["fullDescription"]["text"].endswith(" \u2026")
    assert cut["shortDescription"] == {"text": "A"}


@pytest.mark.parametrize(("version", "semantic"), [("0.6.0", "0.6.0"), ("1.0rc1", None)])
def test_the_version_is_told(version: str, semantic: str | None, tmp_path: Path) -> None:
    driver = log(tmp_path, about=ABOUT._replace(version=version))["tool"]["driver"]
    assert (driver["version"], driver.get("semanticVersion")) == (version, semantic)
