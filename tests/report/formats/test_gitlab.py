"""GitLab's code quality report, held against what its documentation asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.outputs import About
from tests.report.making import review, undetermined
from tests.report.outputs.making import ABOUT, hostile, over, result, some

from .making import about, checked, example, waived, written

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "integer", "minimum": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": LINE, "end": LINE},
                    },
                },
            },
        },
    },
}


def entries(folder: Path, *results: Any, about: About = ABOUT) -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = json.loads(written(folder, "gitlab", results, about=about))
    Draft202012Validator(SCHEMA).validate(plain)
    return plain


def test_every_entry_is_one_of_its_own(tmp_path: Path) -> None:
    renamed = example()._replace(report=example().report._replace(path="./plans/b.yaml"))
    found = entries(tmp_path, example(), renamed, about=about())
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints)
    assert {one["location"]["path"] for one in found} == {
        "sample-plan-with-errors.yaml",
        "plans/b.yaml",
    }


def test_an_entry_stays_the_same_when_lines_move(tmp_path: Path) -> None:
    text = b"document: state_plan\nstate: {code: VT, nam: Vermont}\n"
    before = entries(tmp_path, checked(text), about=about())
    after = entries(tmp_path, checked(b"# moved\n\n" + text), about=about())
    assert [e["fingerprint"] for e in before] == [e["fingerprint"] for e in after]
    assert before != after


def test_severities(tmp_path: Path) -> None:
    given = result(
        over("a", verdict=Verdict.UNREADABLE),
        over("b"),
        undetermined("c", "/x"),
        over("d", severity=Severity.WARNING),
        over("e", severity=Severity.INFO),
        waived(over("f")),
        review("g", "Is it?"),
    )
    said = [one["severity"] for one in entries(tmp_path, given)]
    assert said == ["blocker", "critical", "major", "minor", "info", "info"]


def test_nothing_and_harm(tmp_path: Path) -> None:
    assert entries(tmp_path) == []
    found = entries(tmp_path, hostile(), *some())
    assert "\x1b" not in json.dumps([e["description"] for e in found], ensure_ascii=False)
