"""Performance reports for tests: the complete examples with changes, and one indicator alone."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from tests.rules.conftest import EXAMPLES, put
from tests.schemas.dialect import read_yaml

LEVELS_OF_REPORT = ("state", "local")


@cache
def _example(name: str) -> Mapping[str, Any]:
    example: Mapping[str, Any] = read_yaml(EXAMPLES / name)
    return example


def report_of(level: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A copy of the State's or the recipient's example, changed by dotted path; None deletes."""
    name = "performance-report.yaml" if level == "state" else "local-performance-report.yaml"
    data = copy.deepcopy(dict(_example(name)))
    for path, value in (changes or {}).items():
        put(data, path, value)
    return data


def one_indicator(of: str, code: str = "1S1", /, **fields: Any) -> dict[str, Any]:
    """A report for FY 2026 with one indicator alone."""
    return {
        "document": "performance_report",
        "state": {"code": "VT", "name": "Vermont"},
        "reporting_level": of,
        "fiscal_year": 2026,
        "indicators": [{"code": code, **fields}],
    }
