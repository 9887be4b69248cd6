"""DocumentReport <-> the plain parts that `schemas/report.schema.json` describes.

What is written as JSON, kept in a store and sent between processes has this one form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perkins_rules.findings import (
    Determination,
    DocumentReport,
    Finding,
    Later,
    Severity,
    Step,
    Verdict,
    Waiver,
)
from perkins_rules.source import Citation, Span


def document_to_plain(document: DocumentReport) -> dict[str, Any]:
    """The parts of a document's report, in the order of the schema."""
    plain = head_to_plain(document)
    plain["findings"] = [*map(finding_to_plain, document.findings)]
    return plain


def head_to_plain(document: DocumentReport) -> dict[str, Any]:
    """The same without what is in the list of findings."""
    plain = document._asdict()
    if document.today is None:  # only with waivers does a report hang on the day
        del plain["today"]
    plain["packs"] = list(document.packs)
    plain["verdict"] = document.verdict.value
    plain["counts"] = dict(document.counts)
    plain["findings"] = []
    return plain


def document_from_plain(plain: Mapping[str, Any], findings: Later | None = None) -> DocumentReport:
    """The inverse of `document_to_plain`; of a head, with findings that are told later."""
    parts = dict(plain)
    parts["packs"] = tuple(plain["packs"])
    parts["verdict"] = Verdict(plain["verdict"])
    parts["counts"] = dict(plain["counts"])
    parts["findings"] = findings or tuple(map(_finding_from_plain, plain["findings"]))
    return DocumentReport(**parts)


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """The parts of a finding, in the order of the schema."""
    parts = finding_parts(finding)
    parts["citations"] = [citation._asdict() for citation in finding.citations]
    parts["derivation"] = [_step_to_plain(step) for step in finding.derivation]
    return parts


def finding_parts(finding: Finding) -> dict[str, Any]:
    """The same, its citations and steps as they are."""
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
        "citations": finding.citations,
        "needs": list(finding.needs),
        "because_of": finding.because_of,
        "exception": finding.exception,
        "replaced_by": finding.replaced_by,
        "distance": finding.distance,
        "distance_unit": finding.distance_unit,
        "distance_exact": finding.distance_exact,
        "tolerance": finding.tolerance,
        "derivation": finding.derivation,
    } | _rare_to_plain(finding)


def _finding_from_plain(plain: Mapping[str, Any]) -> Finding:
    parts = dict(plain)
    span = Span(*(parts.pop(name) for name in ("line", "column", "end_line", "end_column")))
    parts["requirements"] = tuple(plain["requirements"])
    parts["verdict"] = Verdict(plain["verdict"])
    parts["severity"] = Severity(plain["severity"])
    parts["citations"] = _citations(plain["citations"])
    parts["needs"] = tuple(plain["needs"])
    parts["derivation"] = tuple(map(_step_from_plain, plain["derivation"]))
    if "determination" in plain:
        parts["determination"] = Determination(**plain["determination"])
    if "waiver" in plain:
        cited = plain["waiver"]["citation"]
        citation = Citation(**cited) if cited is not None else None
        parts["waiver"] = Waiver(**{**plain["waiver"], "citation": citation})
    return Finding(span=span, **parts)


def _rare_to_plain(finding: Finding) -> dict[str, Any]:
    """Only where there is one: without it a report is what it was."""
    plain: dict[str, Any] = {}
    if finding.determination is not None:
        plain["determination"] = finding.determination._asdict()
    if finding.waiver is not None:
        cited = finding.waiver.citation
        citation = cited._asdict() if cited is not None else None
        plain["waiver"] = finding.waiver._asdict() | {"citation": citation}
    if finding.baseline:
        plain["baseline"] = True
    if finding.further:
        plain["further"] = finding.further
    return plain


def _step_to_plain(step: Step) -> dict[str, Any]:
    return step._asdict() | {"citations": [citation._asdict() for citation in step.citations]}


def _step_from_plain(plain: Mapping[str, Any]) -> Step:
    return Step(**{**plain, "citations": _citations(plain["citations"])})


def _citations(plain: list[Mapping[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**citation) for citation in plain)
