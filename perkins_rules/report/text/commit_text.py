"""Report -> what someone is told whose commit is stopped: what fails, and what to do.

Documents with nothing to stop for are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import DocumentReport, Finding, Report, Verdict
from perkins_rules.report.citations import short_law
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.unfinished import reaches
from perkins_rules.report.waived import in_all
from perkins_rules.report.wrap import hanging

_MOST = 20
_LEAD = "    "


def commit_report(report: Report, style: Style, fail_on: str = "error", draft: bool = False) -> str:
    """Empty when nothing stands in the way."""
    lines: list[str] = []
    for document in report.documents:
        counted = [f for f in document.told_once if _counts(f, fail_on, draft)]
        if counted:
            lines += ["", *_document(document, counted, style)]
    return "".join(f"{line.rstrip()}\n" for line in lines[1:])


def _counts(finding: Finding, fail_on: str, draft: bool) -> bool:
    return finding.verdict == Verdict.UNREADABLE or reaches(finding, fail_on, draft)


def _document(document: DocumentReport, counted: list[Finding], style: Style) -> Iterator[str]:
    """What is open only because of another finding is settled with that one."""
    ids = {finding.id for finding in counted}
    own = [finding for finding in counted if finding.because_of not in ids]
    own.sort(key=lambda finding: finding.span)
    name = called(document.path)
    yield style.paint("bold", style.clean(f"{name}: {number_of(len(own), 'thing')} to settle"))
    for finding in own[:_MOST]:
        yield ""
        yield from _lines(finding, style)
    if len(own) > _MOST:
        yield ""
        yield f"{_LEAD}and {number_of(len(own) - _MOST, 'more thing')}"
    waived = in_all(document)
    if waived:
        yield ""
        yield from hanging("  ", style.clean(f"{waived}."), style.width)
    yield ""
    see = f"To see all of it, with the figures: perkins-rules check {name}"
    yield style.paint("dim", style.clean(see))


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    message = sentence(finding.message)
    yield from hanging(f"  line {finding.span.line}: ", style.clean(message), style.width)
    if finding.remedy:
        yield from _under("To do: ", sentence(finding.remedy), style)
    if finding.citations:
        yield from _under("Law: ", "; ".join(short_law(finding)), style)


def _under(label: str, text: str, style: Style) -> Iterator[str]:
    yield from hanging(f"{_LEAD}{label}", style.clean(text), style.width)
