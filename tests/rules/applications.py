"""Local applications for tests: the sound example, changed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from perkins_rules.findings import Finding, Verdict
from tests.rules.conftest import EXAMPLES, put, report
from tests.schemas.dialect import read_yaml

OPEN_OR_FAILED = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)


@cache
def _sound() -> Any:
    return read_yaml(EXAMPLES / "local-application.yaml")


def application(changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A deep copy of the sound application with changes by dotted path; None deletes."""
    data: dict[str, Any] = copy.deepcopy(_sound())
    for path, value in (changes or {}).items():
        put(data, path, value)
    return data


def without_entry(path: str, key: str, value: str) -> dict[str, Any]:
    """The sound application without the entry of a list that has this key."""
    data = application()
    *above, last = path.split(".")
    place: Any = data
    for part in above:
        place = place[part]
    place[last] = [entry for entry in place[last] if entry[key] != value]
    return data


def troubles(document: Mapping[str, Any], **asked: str) -> list[Finding]:
    """What failed or is open, but for what only waits for another of these."""
    found = report(document, **asked).findings
    return [f for f in found if f.verdict in OPEN_OR_FAILED and f.because_of is None]


def troubled_rules(document: Mapping[str, Any], **asked: str) -> list[str]:
    """The rules of these findings, with the note on the date left out."""
    return [f.rule for f in troubles(document, **asked) if not f.rule.startswith("document/")]
