"""A result -> what the browser needs of the document: its page, and its row of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.documents import form_place
from perkins_rules.findings import DocumentReport, Finding, Severity, Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.closing_text import called
from perkins_rules.report.edition_text import about_the_edition
from perkins_rules.report.html.plain_finding import Plain
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.outline import Outline, Section, outline
from perkins_rules.report.outputs.about import About
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.tally import standing, tally
from perkins_rules.source import Citation

MOST_FACTS = 8
CODES = ("error", "warning", "info", "open", "review")
"""What a cell of the matrix says, the gravest first."""


def page_of(result: Result, about: About, tables: Tables) -> dict[str, Any]:
    """All that is shown of one document."""
    report = result.report
    arranged = outline(report, about.shapes.get(report.document or ""), about.draft)
    plain = Plain(result, tables)
    told = standing(report, about.draft)
    return {
        "name": clean(called(report.path)),
        "title": _title(report, about),
        "verdict": report.verdict.value,
        "standing": clean(told.text),
        "asked": [clean(part) for part in _asked(report)],
        "edition": clean(" ".join(about_the_edition(report))),
        "sha256": report.sha256,
        "counts": report.counts,
        "sections": [
            *(_section(s, plain) for s in arranged.sections),
            *_known(arranged, plain),
        ],
        "to_fill": [_section(s, plain) for s in arranged.to_fill],
        "reviews": [plain.question(finding) for finding in arranged.reviews],
        "settle": _settling(result, arranged),
        "drawn": _figures({k: v for k, v in result.drawn.items() if k != "rules"}, tables),
    }


def row_of(result: Result, about: About, tables: Tables) -> dict[str, Any]:
    """A document's row of the matrix; `cells` are rule, code and count, three and three."""
    report = result.report
    counts = tally(report, about.draft)
    return {
        "name": clean(called(report.path)),
        "type": _type(report, about),
        "state": clean(report.state or ""),
        "verdict": report.verdict.value,
        "counts": [
            counts.errors + counts.missing,
            counts.warnings,
            counts.notes,
            counts.open,
            counts.reviews,
        ],
        "cells": _cells(report.told_once, tables, report.state),
    }


def code_of(finding: Finding) -> int | None:
    """The number of the word of a finding in the matrix; None for what passed. What is waived
    or known from the baseline stands as a note.
    """
    is_excused = finding.waiver is not None or finding.baseline
    if is_excused and finding.verdict == Verdict.FAIL:
        return CODES.index("info")
    if finding.verdict in (Verdict.FAIL, Verdict.UNREADABLE):
        return list(Severity).index(finding.severity)
    words = {Verdict.CANNOT_DETERMINE: "open", Verdict.NEEDS_REVIEW: "review"}
    word = words.get(finding.verdict)
    return CODES.index(word) if word is not None else None


def _cells(findings: Iterable[Finding], tables: Tables, state: str | None) -> list[int]:
    cells: dict[int, list[int]] = {}
    for finding in findings:
        code = code_of(finding)
        if code is not None:
            cells.setdefault(tables.rule(finding, state), []).append(code)
    return [n for rule, codes in cells.items() for n in (rule, min(codes), len(codes))]


# ------------------------------------------------------------------ words


def _type(report: DocumentReport, about: About) -> str:
    return clean(about.title_of_type(report.document)) or "Not read"


def _title(report: DocumentReport, about: About) -> str:
    return _type(report, about) + (f" of {clean(report.state)}" if report.state else "")


def _asked(report: DocumentReport) -> list[str]:
    if report.date is None:
        return []
    return [
        f"rules of {report.date}",
        *([f"guide edition {report.edition}"] if report.edition is not None else []),
        f"profile {report.profile}",
    ]


def _section(section: Section, plain: Plain) -> dict[str, Any]:
    guide = f" ({form_place(section.guide)})" if section.guide else ""
    return {
        "title": clean(section.title + guide),
        "findings": [plain.block(block) for block in section.blocks],
    }


def _known(arranged: Outline, plain: Plain) -> list[dict[str, Any]]:
    """What was there when the baseline was written, after all that is new."""
    findings = [plain.finding(finding) for finding in arranged.known]
    return [{"title": "Known from the baseline", "findings": findings}] if findings else []


def _settling(result: Result, arranged: Outline) -> list[list[Any]]:
    return [
        [clean(result.names.get(fact.pointer) or dotted(fact.pointer)), fact.waiting]
        for fact in arranged.open_facts[:MOST_FACTS]
    ]


def _figures(value: Any, tables: Tables) -> Any:
    """The figures of pictures, with their texts made harmless and the law by its number."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        law = value.get("law")
        told = {name: _figures(part, tables) for name, part in value.items()}
        return told | {"law": tables.law(Citation("", "", law[1], law[0]))} if law else told
    return [_figures(part, tables) for part in value] if isinstance(value, list) else value
