"""Report -> one line for each finding that counts or is waived, as compilers print them; none when
clean.
"""

from __future__ import annotations

from perkins_rules.findings import Finding, Report, Verdict
from perkins_rules.report.style import Style
from perkins_rules.report.unfinished import reaches
from perkins_rules.report.waived import told


def brief_report(report: Report, style: Style, fail_on: str = "error", draft: bool = False) -> str:
    """`plan.yaml:41:13: error: … [federal.budget/administration-cap]`"""
    level = "error" if fail_on == "never" else fail_on
    lines = [
        style.clean(_line(document.path, finding))
        for document in report.documents
        for finding in document.told_once
        if finding.verdict == Verdict.UNREADABLE
        or reaches(finding._replace(waiver=None), level, draft)
    ]
    return "".join(line + "\n" for line in lines)


def _line(path: str, finding: Finding) -> str:
    if finding.waiver is not None:
        message = f"{finding.message} {told(finding)}"
        return f"{_place(path, finding)}: waived: {message} [{finding.rule}]"
    word = "open" if finding.verdict == Verdict.CANNOT_DETERMINE else finding.severity.value
    return f"{_place(path, finding)}: {word}: {finding.message} [{finding.rule}]"


def _place(path: str, finding: Finding) -> str:
    return f"{path}:{finding.span.line}:{finding.span.column}"
