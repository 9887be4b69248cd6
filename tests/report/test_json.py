"""The JSON report is the one that its schema describes."""

from __future__ import annotations

import json

from perkins_rules.findings import Step, Verdict
from tests.schemas.dialect import validator

from .making import LAW, as_json, document, finding, report, review, undetermined

STEP = Step("cap", "1.00", "money", "/budget/x", 3, (LAW,))


def test_every_part_of_a_report_is_as_the_schema_says() -> None:
    found = [
        finding(derivation=(STEP,), distance="1.00", distance_unit="money", exception="ceiling"),
        undetermined("u", "/a/b", because_of="a1"),
        review("r", "Is it?"),
    ]
    refused = finding(rule="document/syntax", verdict=Verdict.UNREADABLE, path="")
    unread = {"document": None, "state": None, "date": None, "edition": None, "profile": None}
    unread |= {"edition_reason": None, "edition_change": None}
    run = report(
        document(*found),
        document(refused, verdict=Verdict.UNREADABLE, rules_sha256="", **unread),
    )
    validator("report").validate(json.loads(as_json(run)))


def test_a_finding_has_the_fields_of_the_report_in_their_order() -> None:
    told = json.loads(as_json(report(document(finding()))))
    assert list(told) == ["tool", "asked", "documents"]
    assert list(told["documents"][0]["findings"][0]) == [
        "id", "rule", "requirements", "verdict", "severity", "message", "remedy", "path",
        "line", "column", "end_line", "end_column", "citations", "needs", "because_of",
        "exception", "replaced_by", "distance", "distance_unit", "distance_exact", "tolerance",
        "derivation",
    ]  # fmt: skip


def test_the_same_report_is_the_same_bytes() -> None:
    def made() -> str:
        return as_json(report(document(finding(), undetermined("u", "/x"))))

    assert made() == made()
    assert made().isascii()
