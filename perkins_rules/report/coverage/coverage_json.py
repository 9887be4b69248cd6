"""Coverage -> JSON. The same rules and registers, the same bytes."""

from __future__ import annotations

from typing import Any

from perkins_rules.analysis.coverage.coverage_model import (
    Carrier,
    Coverage,
    CoveredEntry,
    CoveredLine,
    CoveredSource,
    Status,
)
from perkins_rules.report.json_text import json_text


def coverage_json(coverage: Coverage, shown: Coverage, version: str) -> str:
    """The coverage as JSON text, in ASCII; `sources` holds the places of `shown`."""
    carriers = {c.id: c for entry in coverage.entries for c in entry.carriers}
    carriers |= {c.id: c for source in shown.sources for c in _citing(source)}
    carriers |= {c.id: c for several in coverage.extra.values() for c in several}
    plain = {
        "tool": {"name": "perkins-rules", "version": version},
        "complete": coverage.complete,
        "counts": {
            "requirements": _tally([entry.status for entry in coverage.entries]),
            "places": {s.outline.name: _counts(s) for s in coverage.sources},
        },
        "sources": [_source(source) for source in shown.sources],
        "requirements": [_entry(entry) for entry in coverage.entries],
        "rules": [_carrier(carriers[name]) for name in sorted(carriers)],
        "extra": {name: [c.id for c in several] for name, several in coverage.extra.items()},
        "faults": list(coverage.faults),
        "warnings": list(coverage.warnings),
    }
    return json_text(plain, indent=2) + "\n"


def _tally(told: list[Status]) -> dict[str, int]:
    return {status.value: told.count(status) for status in Status}


def _counts(source: CoveredSource) -> dict[str, int]:
    return {status.value: source.counts[status] for status in Status}


def _citing(source: CoveredSource) -> list[Carrier]:
    lines = [c for section in source.sections for line in section.lines for c in line.citing]
    return [*lines, *(c for section in source.sections for c in section.citing)]


def _source(source: CoveredSource) -> dict[str, Any]:
    sections = [
        {
            "place": section.section.place,
            "title": section.section.title,
            "cited_by": [c.id for c in section.citing],
            "places": [_line(line) for line in section.lines],
        }
        for section in source.sections
    ]
    return {"source": source.outline.name, "title": source.outline.title, "sections": sections}


def _line(line: CoveredLine) -> dict[str, Any]:
    return {
        "place": line.line.place,
        "title": line.line.title,
        "status": line.status.value if line.status else "heading",
        "owed_by": list(line.line.owed_by),
        "unasked": list(line.unasked),
        "requirements": [entry.entry.id for entry in line.entries],
        "cited_by": [c.id for c in line.citing],
        "background": line.line.background,
    }


def _entry(covered: CoveredEntry) -> dict[str, Any]:
    entry = covered.entry
    return {
        "id": entry.id,
        "register": entry.register,
        "place": entry.place,
        "citation": entry.citation,
        "usc": entry.usc,
        "requirement": entry.requirement,
        "status": covered.status.value,
        "rules": [c.id for c in covered.carriers],
        "background": entry.background,
    }


def _carrier(carrier: Carrier) -> dict[str, Any]:
    return {
        "id": carrier.id,
        "rule": carrier.rule,
        "kind": carrier.kind,
        "severity": carrier.severity,
        "title": carrier.title,
        "encodes": list(carrier.encodes),
        "citations": list(carrier.citations),
    }
