"""What is waived -> the words in which it is told: the same in every output."""

from __future__ import annotations

from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.report.figures import number_of


def told(finding: Finding) -> str:
    """Until when, by whom, why, and where it is recorded; empty for what is not waived."""
    made = finding.waiver
    if made is None:
        return ""
    since = f", since {made.date}" if made.date else ""
    cited = f" ({made.citation.text})" if made.citation is not None else ""
    reason = made.reason if made.reason[-1:] in ".!?" else f"{made.reason}."
    return f"Until {made.expires}, by {made.authority}{cited}{since}: {reason} See {made.place}."


def waived_count(report: DocumentReport) -> int:
    """How many findings of a document are waived."""
    return sum(finding.waiver is not None for finding in report.findings)


def in_all(report: DocumentReport) -> str:
    """`2 findings waived`, with the day by which that is so; empty without any."""
    count = waived_count(report)
    if not count:
        return ""
    day = f", as of {report.today}" if report.today else ""
    return f"{number_of(count, 'finding')} waived{day}"
