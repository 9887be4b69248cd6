"""Report -> one line for each finding that counts, as compilers print them; none when clean."""

from __future__ import annotations

from perkins_rules.findings import Finding, Report, Verdict
from perkins_rules.report.style import Style
from perkins_rules.report.unfinished import reaches


def brief_report(report: Report, style: Style, fail_on: str = "error", draft: bool = False) -> str:
    """`plan.yaml:41:13: error: … [federal.budget/administration-cap]`"""
    level = "error" if fail_on == "never" else fail_on
    lines = [
        style.clean(_line(document.path, finding))
        for document in report.documents
        for finding in document.findings
        if finding.verdict == Verdict.UNREADABLE or reaches(finding, level, draft)
    ]
    return "".join(line + "\n" for line in lines)


def _line(path: str, finding: Finding) -> str:
    word = "open" if finding.verdict == Verdict.CANNOT_DETERMINE else finding.severity.value
    place = f"{path}:{finding.span.line}:{finding.span.column}"
    return f"{place}: {word}: {finding.message} [{finding.rule}]"
