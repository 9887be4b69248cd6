"""Many documents that are dropped at once: the report of them all, and what changed between two
such heaps.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from perkins_rules.app.changes.compare_sides import Side, compared, side_with
from perkins_rules.app.faults import Stop
from perkins_rules.app.page.handing_on import written
from perkins_rules.batch.containers import archive_members, line_members
from perkins_rules.batch.drawn import draw
from perkins_rules.batch.making import result_of
from perkins_rules.batch.members import MissingLibrary, inner_member
from perkins_rules.batch.names import is_archive, is_lines
from perkins_rules.batch.result import Result
from perkins_rules.batch.wanted import is_wanted
from perkins_rules.checker import Checker, Records
from perkins_rules.determinations.place import is_determinations, place_beside
from perkins_rules.engine.askable import AskableRules
from perkins_rules.extras import how_to_get
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.record_file import RecordFile
from perkins_rules.report.changes.compare_text import compare_text
from perkins_rules.report.clean import clean
from perkins_rules.report.html.plain_document import CODES, counts_of, title_of_document
from perkins_rules.report.outputs import About, Rules
from perkins_rules.report.style import Style
from perkins_rules.report.tally import standing
from perkins_rules.version import __version__

_OTHER_KIND = "it is no YAML or JSON file"
Files = Iterable[Mapping[str, Any]]
"""Each a name, with the folders it lies in, and `data`."""


class Heap:
    """Documents that are checked as they come, with the determinations that lie beside them."""

    def __init__(self, rules: AskableRules) -> None:
        self._beside: dict[str, RecordFile] = {}
        self.checker = Checker(rules, Options(), Records(self._determined))
        self.results: list[Result] = []
        self.data: dict[str, bytes] = {}
        self.left_out: list[dict[str, str]] = []
        self.passed_over: list[dict[str, str]] = []
        """What may be no document by its name, of which a report says nothing."""

    def _determined(self, name: str) -> RecordFile | None:
        return self._beside.get(place_beside(name) or "")

    @property
    def about(self) -> About:
        """What the report tells beside the results."""
        rules = self.checker.rules
        return About(__version__, rules=Rules(lambda: rules.rules), shapes=rules.shapes)

    def add(self, files: Files) -> list[dict[str, Any]]:
        """Takes files in, determinations before the documents they are on; the rows of the
        documents among them.
        """
        given = [(str(one["name"]), bytes(one["data"])) for one in files]
        self._beside |= {n: RecordFile(n, data) for n, data in given if is_determinations(n)}
        return [self._added(member) for n, d in given for member in self._members(n, d) if member]

    def _members(self, name: str, data: bytes) -> Iterator[Member | None]:
        """The documents in a file; what holds none is left out, and told."""
        limit = self.checker.options.limit_bytes
        try:
            if not is_wanted(name):
                if not is_determinations(name):
                    self.passed_over.append({"name": clean(name), "why": _OTHER_KIND})
            elif is_archive(name):
                yield from map(self._left, archive_members(name, io.BytesIO(data), limit))
            elif is_lines(name):
                yield from map(self._left, line_members(name, io.BytesIO(data), limit))
            else:
                yield self._left(inner_member(name, data))
        except MissingLibrary as missing:
            message = f"{missing.what} needs a library that is not there."
            raise Stop(message, how_to_get(missing.extra)) from missing

    def _left(self, member: Member) -> Member | None:
        if not member.left_out:
            return member
        self.left_out.append({"name": clean(member.name), "why": clean(member.left_out)})
        return None

    def _added(self, member: Member) -> dict[str, Any]:
        result = result_of(member, self.checker, draw)
        self.results.append(result)
        if member.data is not None:
            self.data[member.name] = member.data
        report = result.report
        return {
            "name": clean(report.path),
            "title": title_of_document(report, self.about),
            "verdict": report.verdict.value,
            "standing": clean(standing(report).text),
            "counts": dict(zip(CODES, counts_of(report), strict=True)),
        }

    def html(self) -> bytes:
        """The HTML report of all. Raises Stop, OutputFault."""
        left_out = [(one["name"], one["why"]) for one in self.left_out]
        return written(self._some(), self.about, "html", left_out)

    def _some(self) -> list[Result]:
        if not self.results:
            raise Stop("there is no document in what was given.")
        return self.results

    def as_side(self) -> Side:
        """One side of a comparison. Raises Stop."""
        return side_with([one.report for one in self._some()], self.data, self.checker)


def compared_text(before: Heap, after: Heap) -> str:
    """What changed from one heap to the other, as `compare` tells it. Raises Stop."""
    return compare_text(compared(before.as_side(), after.as_side()), Style())
