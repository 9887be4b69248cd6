"""Documents of Minnesota: the example consortium, a State report, the sample plan as its own."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from tests.rules.conftest import EXAMPLES, findings, plan, put
from tests.schemas.dialect import read_yaml


@cache
def _example() -> dict[str, Any]:
    held: dict[str, Any] = read_yaml(EXAMPLES / "minnesota-local-levels.yaml")
    return held


def consortium(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The consortium of the example with changes by dotted path; None deletes."""
    data = copy.deepcopy(_example())
    for path, value in (changes or {}).items():
        put(data, path, value)
    return data


def minnesota_plan(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The sample plan as if Minnesota had filed it."""
    return plan({"state.code": "MN", "state.name": "Minnesota", **(changes or {})})


def state_report(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Minnesota's report on FY 2026, of one indicator and one cluster."""
    groups = [
        {"name": "female", "kind": "subgroup", "gap": "-1.2", "progress": "Up by 0.4 points."},
        {"name": "single_parents", "kind": "special_population", "actual": {"suppressed": "yes"}},
    ]
    counts = {"participants": 900, "concentrators": 400}
    data: dict[str, Any] = {
        "document": "performance_report",
        "state": {"code": "MN", "name": "Minnesota"},
        "reporting_level": "state",
        "fiscal_year": 2026,
        "filed": "2028-01-20",
        "publication": {"formats": ["online", "print"]},
        "enrolments": [
            {"name": "Health Science", **counts, "groups": [{"name": "female", **counts}]}
        ],
        "indicators": [
            {
                "code": "1S1",
                "unit": "percent",
                "level": "90",
                "actual": {"value": "92", "numerator": 920, "denominator": 1000},
                "groups": groups,
                "programs": [
                    {"name": "Health Science", "kind": "cluster", "actual": {"value": "93"}}
                ],
            }
        ],
    }
    for path, value in (changes or {}).items():
        put(data, path, value)
    return data


def cites(document: dict[str, Any], rule: str) -> list[str]:
    """The sections that a rule cites for a document."""
    return [citation.section for citation in findings(document, rule)[0].citations]
