"""A member + rules -> its Result: the report, and beside it what outputs show of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from perkins_rules.batch.members import Member
from perkins_rules.batch.result import Result
from perkins_rules.determinations.applying import with_determinations
from perkins_rules.determinations.place import found_beside
from perkins_rules.documents import Document, Refusal, read_document
from perkins_rules.documents.decoding import decode_loosely
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.reporting import refused_report, unread_report
from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.pipeline import Options, check_read
from perkins_rules.source import SourceText
from perkins_rules.waivers.place import Applied

LONGEST_LINE = 400
"""Characters of a line that are kept on each side of where a finding starts."""

Draw = Callable[[Any, Document, Options], Mapping[str, Any]]


def result_of(
    member: Member,
    rules: AskableRules,
    options: Options,
    draw: Draw | None = None,
    determinations: str | None = None,
    waivers: Applied | None = None,
) -> Result:
    """Checks one member. Never raises on what it holds; `draw` makes the figures of pictures.
    Without a place of `determinations`, those beside the document count.
    """
    if member.data is None:
        fault = member.fault
        message, remedy = fault if fault is not None else (f"`{member.name}` was left out.", "")
        report = unread_report(member.name, message, remedy, rules.sha256)
        return Result(report, {}, {}, {})
    try:
        read = read_document(member.name, member.data, rules.shapes, options.limit_bytes)
    except Refusal as refusal:
        report = refused_report(refusal, member.name, rules.sha256)
        return Result(report, _lines(member, report.findings), {}, {})
    report = check_read(rules, read, options)._replace(path=member.name)
    place = determinations or found_beside(member.name)
    if place is not None:
        report = with_determinations(report, read, rules, place, options.keep is None)
    if waivers is not None and waivers.concern(member.data):
        report = waivers.on(report, read, options.keep is None)
    drawn = draw(rules, read, options) if draw is not None else {}
    return Result(report, _lines(member, report.findings), _names(read, report), drawn)


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
