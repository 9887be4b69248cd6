"""A result -> what the browser needs of the document: its page, and its row of the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.documents import form_place
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.determined import determined_counts
from perkins_rules.report.html.plain_finding import Plain
from perkins_rules.report.html.plain_lawful import lawful_parts_of
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.outputs.about import About
from perkins_rules.report.surroundings import called, dotted
from perkins_rules.report.tally import standing
from perkins_rules.report.text.block_text import kind_of
from perkins_rules.report.text.edition_text import about_the_edition
from perkins_rules.report.text.outline import Outline, Section, outline
from perkins_rules.report.unfinished import is_check
from perkins_rules.source import Citation

MOST_FACTS = 8
_PICTURES = ("budget", "levels", "dates", "windows")
CODES = ("error", "missing", "warning", "info", "open", "review", "waived")
"""What is counted of a document, the gravest first: a finding is one of these, or passed. `waived`
is also what the baseline knows."""
NOT_READ, NONE_GIVEN = "not read", "none given"


def page_of(result: Result, about: About, tables: Tables) -> dict[str, Any]:
    """All that is shown of one document."""
    report = result.report
    arranged = outline(report, about.shapes.get(report.document or ""), about.draft)
    plain = Plain(result, tables)
    told, people = standing(report, about.draft), determined_counts(report)
    return {
        "name": clean(called(report.path)),
        "title": title_of_document(report, about),
        "verdict": report.verdict.value,
        "standing": clean(told.text),
        "asked": [clean(part) for part in _asked(report)],
        "edition": clean(" ".join(about_the_edition(report))),
        "sha256": report.sha256,
        "counts": counts_of(report),
        "passed": report.counts["pass"] - people.met,
        "skipped": report.counts["not_applicable"] - people.not_applicable,
        "judged": clean(people.said()),
        "sections": [
            *(_section(s, plain) for s in arranged.sections),
            *_known(arranged, plain),
        ],
        "to_fill": [_section(s, plain) for s in arranged.to_fill],
        "reviews": [plain.question(finding) for finding in arranged.reviews],
        "settle": _settling(result, arranged),
        "drawn": drawn_of(result, tables),
        **lawful_parts_of(result, about),
    }


def drawn_of(result: Result, tables: Tables) -> Any:
    """The figures of its pictures."""
    return _figures({k: result.drawn[k] for k in _PICTURES if k in result.drawn}, tables)


def row_of(result: Result, about: About, tables: Tables) -> dict[str, Any]:
    """A document's row of the matrix; `cells` are rule, code and count, three and three: of each
    rule the gravest code first.
    """
    report = result.report
    return {
        "name": clean(called(report.path)),
        "type": type_of(report, about),
        "state": state_of(report),
        "verdict": report.verdict.value,
        "counts": counts_of(report),
        "cells": _cells(report.told_once, tables, report.state),
    }


def counts_of(report: DocumentReport) -> list[int]:
    """How many findings of each code a document has: what every page of the report says of it. One
    that could not be read has none: it was not checked.
    """
    told = (f for f in report.told_once if f.verdict != Verdict.UNREADABLE)
    found = Counter(map(code_of, told))
    return [found[code] for code in range(len(CODES))]


def code_of(finding: Finding) -> int | None:
    """The number of the word by which a finding counts; None for what passed, and for a remark of
    the program's own that something is open: no check waits for it.
    """
    code = _shown_as(finding)
    return None if code == CODES.index("open") and not is_check(finding) else code


def _shown_as(finding: Finding) -> int | None:
    """The number of the word of a finding among the codes; None for what passed."""
    if finding.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE):
        return None
    kind = "review" if finding.verdict == Verdict.NEEDS_REVIEW else kind_of(finding)
    return CODES.index("waived" if kind == "known" else kind)


def _cells(findings: Iterable[Finding], tables: Tables, state: str | None) -> list[int]:
    cells: dict[int, Counter[int]] = {}
    for finding in findings:
        code = _shown_as(finding)
        if code is not None:
            cells.setdefault(tables.rule(finding, state), Counter())[code] += 1
    return [
        number
        for rule, codes in cells.items()
        for code, count in sorted(codes.items())
        for number in (rule, code, count)
    ]


# ------------------------------------------------------------------ words


def type_of(report: DocumentReport, about: About) -> str:
    """What its type is called, by which documents are told apart."""
    return clean(about.title_of_type(report.document)) or NOT_READ


def state_of(report: DocumentReport) -> str:
    """The State of a document, by which documents are told apart. Of one that could not be read
    nobody knows whether it names one.
    """
    if report.state:
        return clean(report.state)
    return NOT_READ if report.verdict == Verdict.UNREADABLE else NONE_GIVEN


def title_of_document(report: DocumentReport, about: About) -> str:
    """Its type and its State; empty where neither is known."""
    title = clean(about.title_of_type(report.document))
    return title + (f" of {clean(report.state)}" if title and report.state else "")


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
        return {
            name: clean(part)
            if part.__class__ is str
            else part
            if not part or part is True
            else tables.law(Citation("", "", part[1], part[0]))
            if name == "law"
            else _figures(part, tables)
            for name, part in value.items()
        }
    return [_figures(part, tables) for part in value] if isinstance(value, list) else value
