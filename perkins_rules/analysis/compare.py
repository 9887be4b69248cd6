"""What changed between two reports of one document: findings by their identity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from perkins_rules.analysis.compare_figures import Moved
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
    """Compares two reports of a document, either of which may be lacking."""
    before = {f.id: f for f in _open(old)}
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


def by_name(old: Iterable[str], new: Iterable[str]) -> list[tuple[str, str | None, str | None]]:
    """The documents of two sides, paired by their names below the folder that all of a side share.

    Gives the shared name and the full name on each side, in the order of the shared names.
    """
    before, after = _relative(old), _relative(new)
    names = sorted(before.keys() | after.keys(), key=lambda name: name.split("/"))
    return [(name, before.get(name), after.get(name)) for name in names]


def _relative(names: Iterable[str]) -> dict[str, str]:
    parts = {name: name.replace("\\", "/").replace("!", "/").split("/") for name in names}
    shared = _shared([split[:-1] for split in parts.values()])
    return {"/".join(split[shared:]): name for name, split in parts.items()}


def _shared(folders: list[list[str]]) -> int:
    """How many folders all names begin with."""
    count = 0
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return count
