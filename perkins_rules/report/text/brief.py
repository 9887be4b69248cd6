"""Report -> one line for each finding that counts or is waived, as compilers print them, and one
for all checks that are open; none when clean.
"""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import DocumentReport, Finding, Report, Verdict
from perkins_rules.report.determined import is_not_met
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.unfinished import is_check, reaches
from perkins_rules.report.waived import told


def brief_report(report: Report, style: Style, fail_on: str = "error", draft: bool = False) -> str:
    """`plan.yaml:41:13: error: … [federal.budget/administration-cap]`"""
    level = "error" if fail_on == "never" else fail_on
    lines = [
        style.clean(line)
        for document in report.documents
        for line in _lines(document, [f for f in document.told_once if _counts(f, level, draft)])
    ]
    return "".join(line + "\n" for line in lines)


def _counts(finding: Finding, level: str, draft: bool) -> bool:
    if finding.verdict == Verdict.UNREADABLE or (is_not_met(finding) and not finding.baseline):
        return True
    return reaches(finding._replace(waiver=None), level, draft)


def _lines(document: DocumentReport, counted: list[Finding]) -> Iterator[str]:
    """A line for each, last one for all that is open: it would bury what is wrong."""
    waits = [_is_open(finding) and is_check(finding) for finding in counted]
    open_ = sum(waits)
    for finding, is_waiting in zip(counted, waits, strict=True):
        if not is_waiting or open_ == 1:
            yield _line(document.path, finding)
    if open_ > 1:
        checks = f"{number_of(open_, 'check')} that count cannot be made until more is given"
        yield f"{document.path}: open: {checks}; `--show all` in place of `-q` lists them"


def _is_open(finding: Finding) -> bool:
    return finding.verdict == Verdict.CANNOT_DETERMINE and finding.waiver is None


def _line(path: str, finding: Finding) -> str:
    if finding.waiver is not None:
        message = f"{finding.message} {told(finding)}"
        return f"{_place(path, finding)}: waived: {message} [{finding.rule}]"
    word = "open" if _is_open(finding) else finding.severity.value
    return f"{_place(path, finding)}: {word}: {finding.message} [{finding.rule}]"


def _place(path: str, finding: Finding) -> str:
    return f"{path}:{finding.span.line}:{finding.span.column}"
