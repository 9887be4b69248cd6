"""What a run says of a document by itself, and counts of it: all that it needs of one of which
nothing else is shown.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.findings import DocumentReport, Severity, Verdict
from perkins_rules.report.tally import Standing, standing
from perkins_rules.report.unfinished import reaches

CLAIMED = "waivers/claimed"


class Weighed(NamedTuple):
    """`draft` and `fail_on` are what it was weighed by; it `counts` when a finding makes the run
    fail. Then how many findings it has, how many of them a baseline knows or are waivers that do
    not count; and the rules that it fails, errors and warnings.
    """

    draft: bool
    fail_on: str
    counts: bool
    standing: Standing
    findings: int
    known: int
    claims: int
    failed: tuple[tuple[str, Severity], ...]


def weigh(report: DocumentReport, draft: bool = False, fail_on: str = "error") -> Weighed:
    """What is said of a document."""
    told = report.told_once
    return Weighed(
        draft,
        fail_on,
        any(reaches(finding, fail_on, draft) for finding in report.findings),
        standing(report, draft),
        len(told),
        sum(finding.baseline for finding in told),
        sum(finding.rule == CLAIMED for finding in told),
        tuple(sorted(failed_rules(report, draft))),
    )


def weighed_of(result: Result, draft: bool = False, fail_on: str = "error") -> Weighed:
    """The same of a result, where it is not known already."""
    known: Weighed | None = result.weighed
    is_so = known is not None and (known.draft, known.fail_on) == (draft, fail_on)
    return known if known is not None and is_so else weigh(result.report, draft, fail_on)


def weighed_from_plain(plain: Any) -> Weighed:
    """What JSON makes of it, as it was. Raises ValueError, TypeError."""
    parts = Weighed._make(plain)
    failed = tuple((rule, Severity(severity)) for rule, severity in parts.failed)
    return parts._replace(standing=Standing(*parts.standing), failed=failed)


def failed_rules(report: DocumentReport, draft: bool) -> set[tuple[str, Severity]]:
    """The rules that a document fails, errors and warnings."""
    failed = (f for f in report.told_once if reaches(f, "warning", draft))
    return {(f.rule, f.severity) for f in failed if f.verdict == Verdict.FAIL}
