"""What `make audit` says of what the tool found, and of what it could not ask."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
outcome_of = runpy.run_path(str(ROOT / ".ci" / "audit.py"))["outcome_of"]
GOOD = {"name": "lark", "version": "1.2.0", "vulns": []}
BAD = {**GOOD, "vulns": [{"id": "GHSA-1", "fix_versions": ["1.2.1"]}, {"id": "GHSA-2"}]}
UNASKED = {"name": "attrs", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("libraries", "code", "words"),
    [
        ([GOOD, GOOD], 0, ["Nothing is known against the 2 libraries."]),
        ([GOOD, BAD], 1, ["lark 1.2.0: GHSA-1; mended in 1.2.1", "GHSA-2; mended in no release"]),
        ([GOOD, UNASKED], 2, ["could not be asked: no answer for attrs of 2", "says nothing of"]),
        ([UNASKED] * 7, 2, ["attrs, attrs, attrs, attrs, attrs and 2 more of 7 libraries"]),
        ([BAD, UNASKED], 1, ["GHSA-1", "could not be asked: no answer for attrs"]),
        ([], 2, ["no answer for no library of 0 libraries"]),
    ],
)
def test_what_was_found_is_told(libraries: list[Any], code: int, words: list[str]) -> None:
    outcome = outcome_of(json.dumps({"dependencies": libraries}), "")
    assert outcome.code == code
    assert all(one in outcome.words for one in words)


@pytest.mark.parametrize("told", ["", "No known vulnerabilities found", "[]", "{}"])
def test_what_fails_says_why_and_that_it_says_nothing(told: str) -> None:
    outcome = outcome_of(told, "Traceback …\n  File …\nConnectionError: no such host.\n\n")
    assert outcome.code == 2
    assert "could not be asked: ConnectionError: no such host." in outcome.words
    assert "This says nothing of the libraries." in outcome.words


def test_nothing_depends_on_it() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8").replace(".PHONY: ", "")
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "audit" not in gate
    assert not [
        line for line in targets.split("\n") if ":" in line and "audit" in line.split(":")[1]
    ]
