"""The report has exactly the fields that other programs read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from .dialect import validator

CITATION = {
    "source": "perkins",
    "section": "112(a)(3)",
    "codified": "20 U.S.C. 2322(a)(3)",
    "text": "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)",
}
STEP = {"text": "cap", "value": "$1.00", "unit": "money", "path": None, "line": None}
FINDING = {
    "id": "4f1c",
    "rule": "federal.budget/administration-cap",
    "requirements": ["budget-administration-cap"],
    "verdict": "fail",
    "severity": "error",
    "message": "over",
    "remedy": "",
    "path": "/budget/state_administration/amount",
    "line": 41,
    "column": 13,
    "end_line": 41,
    "end_column": 19,
    "citations": [CITATION],
    "needs": [],
    "because_of": None,
    "exception": None,
    "replaced_by": None,
    "distance": "41200.00",
    "distance_unit": "money",
    "distance_exact": True,
    "tolerance": None,
    "derivation": [{**STEP, "citations": [CITATION]}],
}
REPORT: dict[str, Any] = {
    "tool": {"name": "perkins-rules", "version": "0.1.0"},
    "asked": {"date": None, "edition": None, "profile": None},
    "documents": [
        {
            "path": "plan.yaml",
            "sha256": "0" * 64,
            "document": "state_plan",
            "state": "NY",
            "date": "2026-07-01",
            "edition": "2025-01",
            "edition_reason": "in force until 16 November 2025, as asked for",
            "edition_change": None,
            "profile": "guide",
            "packs": ["federal.budget"],
            "rules_sha256": "0" * 64,
            "verdict": "fail",
            "counts": dict.fromkeys(
                ("pass", "fail", "not_applicable", "cannot_determine", "needs_review"), 1
            ),
            "findings": [FINDING],
        }
    ],
}


def test_a_report_has_its_fields() -> None:
    assert validator("report").is_valid(REPORT)


@pytest.mark.parametrize("field", FINDING)
def test_a_finding_has_all_its_fields(field: str) -> None:
    report = copy.deepcopy(REPORT)
    del report["documents"][0]["findings"][0][field]
    assert not validator("report").is_valid(report)


def test_a_report_has_no_field_besides_and_no_number_for_an_exact_value() -> None:
    for change in ({"extra": 1}, {"distance": 41200.0}, {"verdict": "maybe"}, {"path": "budget"}):
        report = copy.deepcopy(REPORT)
        report["documents"][0]["findings"][0].update(change)
        assert not validator("report").is_valid(report)
