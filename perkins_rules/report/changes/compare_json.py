"""Comparisons -> JSON, as `schemas/comparison.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from perkins_rules.analysis.changes.compare import Comparison
from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.findings_plain import finding_to_plain
from perkins_rules.report.json_text import json_text


def compare_json(version: str, comparisons: Iterable[Comparison]) -> str:
    """The comparison as JSON text, in ASCII. The same comparison, the same bytes."""
    plain = {
        "tool": {"name": "perkins-rules", "version": version},
        "documents": [_document(one) for one in comparisons],
    }
    return json_text(plain, indent=2) + "\n"


def _document(one: Comparison) -> dict[str, Any]:
    return {
        "name": one.name,
        "old": _side(one.old),
        "new": _side(one.new),
        "new_findings": _findings(one.new_ones),
        "fixed": _findings(one.fixed),
        "changed": [
            {"old": finding_to_plain(was), "new": finding_to_plain(now)} for was, now in one.changed
        ],
        "carried": [finding.id for finding in one.carried],
        "figures": None if one.figures is None else [moved._asdict() for moved in one.figures],
    }


def _side(report: DocumentReport | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {
        "path": report.path,
        "sha256": report.sha256,
        "date": report.date,
        "edition": report.edition,
        "profile": report.profile,
        "rules_sha256": report.rules_sha256,
        "verdict": report.verdict.value,
        "counts": dict(report.counts),
    }


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [finding_to_plain(finding) for finding in findings]
