"""Report -> JSON, as `schemas/report.schema.json` describes it. The same report, the same bytes."""

from __future__ import annotations

import json
from typing import Any

from perkins_rules.findings import DocumentReport, Finding, Report, Step
from perkins_rules.source import Citation


def json_report(report: Report) -> str:
    """The report as JSON text, in ASCII: what stands in a document can neither act on a terminal
    nor fail on a console.
    """
    plain = {
        "tool": {"name": "perkins-rules", "version": report.version},
        "asked": report.asked._asdict(),
        "documents": [_document(document) for document in report.documents],
    }
    return json.dumps(plain, indent=2).replace("\x7f", "\\u007f") + "\n"


def _document(document: DocumentReport) -> dict[str, Any]:
    plain = document._asdict()
    plain["packs"] = list(document.packs)
    plain["verdict"] = document.verdict.value
    plain["counts"] = dict(document.counts)
    plain["findings"] = [_finding(finding) for finding in document.findings]
    return plain


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "requirements": list(finding.requirements),
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "remedy": finding.remedy,
        "path": finding.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_line": finding.span.end_line,
        "end_column": finding.span.end_column,
        "citations": [_citation(citation) for citation in finding.citations],
        "needs": list(finding.needs),
        "because_of": finding.because_of,
        "exception": finding.exception,
        "distance": finding.distance,
        "distance_unit": finding.distance_unit,
        "derivation": [_step(step) for step in finding.derivation],
    }


def _step(step: Step) -> dict[str, Any]:
    return step._asdict() | {"citations": [_citation(citation) for citation in step.citations]}


def _citation(citation: Citation) -> dict[str, Any]:
    return citation._asdict()
