"""How much one rule tells of one document, so that no document makes a report without bounds.

A rule on a list of thousands says the same of each entry. The first findings say it with their
derivation, all others without, up to a number that grows with the document; what is beyond that
is one finding, with their count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from perkins_rules.documents import Document
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.findings import Finding, Verdict

DERIVED = 20
"""So many findings of one rule come with their derivation."""

_ALWAYS, _CHARACTERS = 1000, 20
_WORST = (Verdict.FAIL, Verdict.CANNOT_DETERMINE, Verdict.NEEDS_REVIEW)


def most_told(document: Document) -> int:
    """How many findings of one rule are told: a thousand, and one more for each 20 characters of
    the document. An entry that says anything is longer than that.
    """
    return _ALWAYS + len(document.text.text) // _CHARACTERS


def bounded(
    findings: Iterable[Finding], verdicts: Sequence[Verdict], document: Document
) -> Iterator[Finding]:
    """The findings of one rule, one for each verdict, in bounds; of the others none is made."""
    most = most_told(document)
    if len(verdicts) <= most:
        yield from findings
        return
    last = None
    for last in islice(findings, most):
        yield last
    if last is not None:
        yield _beyond(last, verdicts[most:], document)


def _beyond(last: Finding, verdicts: Sequence[Verdict], document: Document) -> Finding:
    """That the rule finds more than it tells: in the place of the last that is told."""
    count = len(verdicts)
    return Finding(
        id=finding_id(last.rule, document, "=more"),
        rule=last.rule,
        requirements=last.requirements,
        verdict=min(verdicts, key=_rank),
        severity=last.severity,
        message=f"The same rule finds {count:,} more in this list; they are not told one by one.",
        remedy="Correct those that are told, and check again.",
        path=last.path,
        span=last.span,
        citations=last.citations,
        replaced_by=last.replaced_by,
        further=count,
    )


def _rank(verdict: Verdict) -> int:
    return _WORST.index(verdict) if verdict in _WORST else len(_WORST)
