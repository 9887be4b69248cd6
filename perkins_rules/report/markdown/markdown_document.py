"""One result -> what the Markdown summary says of the document, errors first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Verdict
from perkins_rules.report.citations import short_law
from perkins_rules.report.figures import number_of
from perkins_rules.report.lines import line_of
from perkins_rules.report.markdown.escape import cell, text
from perkins_rules.report.outputs.about import About
from perkins_rules.report.surroundings import called, dotted
from perkins_rules.report.tally import counted, standing
from perkins_rules.report.text.block_text import kind_of, sentence

MOST_FINDINGS = 25
"""Of one document so many errors and warnings are told; the others are counted."""
MARKS = {  # the gravest first
    Verdict.UNREADABLE: "❌ not readable",
    Verdict.FAIL: "❌ fails",
    Verdict.CANNOT_DETERMINE: "❓ cannot be determined",
    Verdict.NEEDS_REVIEW: "📝 needs review",
    Verdict.PASS: "✅ passes",
}
_WORDS = {"error": "Error", "warning": "Warning"}


class Line(NamedTuple):
    """A document's row of the table of verdicts."""

    verdict: Verdict
    row: str


HEAD = (
    "| Document | Verdict | Errors | Missing | Warnings | Open | Questions |\n"
    "|---|---|--:|--:|--:|--:|--:|\n"
)


def line_for(result: Result) -> Line:
    """Its name, its verdict and its counts."""
    report = result.report
    is_read = report.verdict != Verdict.UNREADABLE
    shown = " | ".join(f"{number:,}" if is_read else "-" for number in counted(report))
    name = cell(called(report.path))
    return Line(report.verdict, f"| {name} | {MARKS[report.verdict]} | {shown} |\n")


class Part(NamedTuple):
    """What is wrong in a document; a part without errors waits for those that have some."""

    has_errors: bool
    text: str


def part_for(result: Result, about: About) -> Part | None:
    """How it stands, and what is wrong: where, what to do, under which section. None for a
    document of which there is no more to say than its row does.
    """
    told, report = _told(result), result.report
    has_errors = report.verdict in (Verdict.FAIL, Verdict.UNREADABLE)
    if not told and not has_errors:
        return None
    left = len(told) - MOST_FINDINGS
    more = f"- and {number_of(left, 'further finding')} of this document\n" if left > 0 else ""
    head = f"\n### {cell(called(report.path))}\n\n{text(standing(report, about.draft).text)}\n"
    entries = "".join(_entry(result, finding) for finding in told[:MOST_FINDINGS])
    return Part(has_errors, head + (f"\n{entries}{more}" if entries else ""))


def erring_rules(result: Result) -> set[str]:
    """The rules by which a document has an error."""
    return {finding.rule for finding in _told(result) if kind_of(finding) == "error"}


def _told(result: Result) -> list[Finding]:
    """Errors, then warnings; missing items are counted, and questions too."""
    by_kind: dict[str, list[Finding]] = {"error": [], "warning": []}
    for finding in result.report.told_once:
        kind = kind_of(finding)
        if finding.verdict in (Verdict.FAIL, Verdict.UNREADABLE) and kind in by_kind:
            by_kind[kind].append(finding)
    return [finding for found in by_kind.values() for finding in found]


def _entry(result: Result, finding: Finding) -> str:
    return "".join(f"{lead}{line}\n" for lead, line in _lines(result, finding))


def _lines(result: Result, finding: Finding) -> Iterator[tuple[str, str]]:
    where = ", ".join(_where(result, finding))
    word = _WORDS[kind_of(finding)]
    yield "- ", f"**{word}**{f' ({where})' if where else ''}: {text(sentence(finding.message))}"
    if finding.remedy:
        yield "  - ", f"To do: {text(sentence(finding.remedy))}"
    if law := "; ".join(short_law(finding)):
        yield "  - ", f"Law: {text(law)}"


def _where(result: Result, finding: Finding) -> Iterator[str]:
    line = line_of(result, finding)
    if line is not None:
        yield f"line {line:,}"
    if finding.path:
        name = result.names.get(finding.path) or dotted(finding.path)
        yield text(f"`{name.replace('`', chr(39))}`")
