"""What changed between two reports of one document: findings by their identity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from perkins_rules.analysis.changes.compare_figures import Moved
from perkins_rules.findings import DocumentReport, Finding, Severity, Verdict

OPEN = (Verdict.FAIL, Verdict.CANNOT_DETERMINE, Verdict.NEEDS_REVIEW, Verdict.UNREADABLE)


class Changed(NamedTuple):
    """A finding that is still there, with another verdict or severity, or waived since."""

    old: Finding
    new: Finding


class Comparison(NamedTuple):
    """One document before and after.

    `old` or `new` is None where the document is on one side only. `fixed` are the findings that
    are open in the old report alone, `new_ones` those in the new alone; `carried` stand in both as
    they were. `figures` are the values of the document that moved, None where the documents
    themselves are not at hand.
    """

    name: str
    old: DocumentReport | None
    new: DocumentReport | None
    fixed: tuple[Finding, ...] = ()
    new_ones: tuple[Finding, ...] = ()
    changed: tuple[Changed, ...] = ()
    carried: tuple[Finding, ...] = ()
    figures: tuple[Moved, ...] | None = None

    @property
    def is_lost(self) -> bool:
        """Whether the document cannot be read any more, so that nothing else can be said."""
        return self.new is not None and self.new.verdict == Verdict.UNREADABLE

    @property
    def is_same(self) -> bool:
        """Whether nothing at all came, went or moved."""
        sides = self.old is not None and self.new is not None
        return sides and not (self.fixed or self.new_ones or self.changed or self.figures)


def compare(
    name: str,
    old: DocumentReport | None,
    new: DocumentReport | None,
    figures: Iterable[Moved] | None = None,
) -> Comparison:
    """Compares two reports of a document, either of which may be lacking. Of one that cannot be
    read any more, nothing is known to be fixed.
    """
    is_lost = new is not None and new.verdict == Verdict.UNREADABLE
    before = {f.id: f for f in _open(None if is_lost else old)}
    after = {f.id: f for f in _open(new)}
    both = [(before[f.id], f) for f in after.values() if f.id in before]
    return Comparison(
        name=name,
        old=old,
        new=new,
        fixed=tuple(f for f in before.values() if f.id not in after),
        new_ones=tuple(f for f in after.values() if f.id not in before),
        changed=tuple(Changed(was, now) for was, now in both if not _same(was, now)),
        carried=tuple(now for was, now in both if _same(was, now)),
        figures=None if figures is None else tuple(figures),
    )


def _open(report: DocumentReport | None) -> list[Finding]:
    return [] if report is None else [f for f in report.told_once if f.verdict in OPEN]


def _same(was: Finding, now: Finding) -> bool:
    return _weight(was) == _weight(now)


def _weight(finding: Finding) -> tuple[Verdict, Severity, bool]:
    return finding.verdict, finding.severity, finding.waiver is not None
