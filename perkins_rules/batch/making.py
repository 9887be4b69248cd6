"""A member + a checker -> its Result: the report, and what outputs show of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.checker import Checked, Checker
from perkins_rules.documents import Document
from perkins_rules.documents.decoding import decode_loosely
from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.source import SourceText

LONGEST_LINE = 400
"""Characters of a line that are kept on each side of where a finding starts."""

Draw = Callable[[Any, Document, Options], Mapping[str, Any]]


def result_of(member: Member, checker: Checker, draw: Draw | None = None) -> Result:
    """Checks one member, whatever a baseline knows of it. Never raises on what it holds; `draw`
    makes the figures of pictures.
    """
    checked = checker.judged(member)
    result, read = shown_of(member, checked), checked.document
    if draw is None or read is None:
        return result
    return result._replace(drawn=draw(checker.rules, read, checker.options))


def shown_of(member: Member, checked: Checked) -> Result:
    """What was found, and what is shown beside it, without pictures."""
    report, read, determinations = checked
    return Result(
        report=report,
        lines=_lines(member, report.findings),
        names=_names(read, report) if read is not None else {},
        drawn={},
        determinations=determinations.sha256 if determinations is not None else None,
    )


def _lines(member: Member, findings: Iterable[Finding]) -> dict[int, str]:
    """The lines that findings start in: what a report shows of a document's text."""
    found = list(findings)
    if not found or member.data is None:
        return {}
    text = SourceText(member.name, decode_loosely(member.data))
    starts: dict[int, int] = {}
    for finding in found:
        at = finding.span
        starts[at.line] = max(starts.get(at.line, 0), at.column)
    kept = {number: text.line(number)[: start + LONGEST_LINE] for number, start in starts.items()}
    return {number: kept[number] for number in sorted(kept) if kept[number].strip()}


def _names(document: Document, report: DocumentReport) -> dict[str, str]:
    """The places that findings speak of, in words; entries of lists by their keys."""
    pointers = {p for f in report.findings for p in (f.path, *f.needs)}
    return {pointer: document.name_of(pointer) for pointer in sorted(pointers)}
