"""Waivers that match nothing in all of a run, told on standard error.

Of a waiver that is for one document, the report on that document tells it; of others it can only
be told when all documents are checked.
"""

from __future__ import annotations

from typing import Any

from perkins_rules.app.asking.request import Request
from perkins_rules.app.faults import complain
from perkins_rules.engine.askable import AskableRules
from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.waivers.place import Kept


class StrayWaivers:
    """Takes the reports of a run as they come, and keeps no more than which waivers are left."""

    def __init__(self, kept: Kept, rules: AskableRules, request: Request) -> None:
        self._fails = request.fail_on in ("warning", "info")
        self._left = dict[str, Any]()
        asked_all = not request.select and not request.ignore
        if kept.file is None or kept.alone or not asked_all:
            return
        from perkins_rules.waivers.matching import ByFile
        from perkins_rules.waivers.reader import read_waivers

        self._by_file = ByFile(kept.file.path, read_waivers(kept.file, rules).records)
        self._left = {r.place: r for _, r in self._by_file.others}
        self._met: set[str] = set()

    @property
    def are_left(self) -> bool:
        """Whether there are any to take off: only then are findings looked at."""
        return bool(self._left)

    def add(self, report: DocumentReport) -> None:
        """Takes off what a report waives, or tells of."""
        if not self._left or report.verdict == Verdict.UNREADABLE:
            return
        from perkins_rules.waivers.told import KINDS, note_id

        self._met |= {r.place for r in self._by_file.of(report.path) if r.place in self._left}
        ids = {f.id.partition("-")[0] for f in report.findings if f.rule.startswith("waivers/")}
        used = {f.waiver.place for f in report.findings if f.waiver is not None}
        for place, record in list(self._left.items()):
            if place in used or (ids and ids & {note_id(kind, record) for kind in KINDS}):
                del self._left[place]

    def tell(self) -> int:
        """Tells of those that are left and were for a document of the run, and of those whose
        document is not there; 1 when that fails the run, else 0.
        """
        if not hasattr(self, "_by_file"):
            return 0
        told = [
            f"{place}: the waiver of {record.about} matches nothing in the documents checked."
            for place, record in self._left.items()
            if place in self._met
        ]
        told += [
            f"{record.place}: the waiver of {record.about} is for {record.file}, and there is no"
            " such file."
            for record in self._by_file.gone()
        ]
        for line in told:
            complain(f"{line} [waivers/stray]")
        return int(bool(told) and self._fails)
