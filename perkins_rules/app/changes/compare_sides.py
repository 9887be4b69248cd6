"""OLD or NEW on the command line -> the documents on that side, and what was found about each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from perkins_rules.analysis.changes.compare import Comparison, compare
from perkins_rules.analysis.changes.compare_figures import moved
from perkins_rules.analysis.changes.compare_pairs import Pair, Placed, Whose, paired, whose
from perkins_rules.app.asking.documents_in import documents_in
from perkins_rules.app.asking.left_out import LeftOut
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import Making
from perkins_rules.app.checking.results import results_of
from perkins_rules.app.faults import Stop
from perkins_rules.batch.names import is_a_line
from perkins_rules.checker import Checker
from perkins_rules.documents import Document, Refusal, read_document
from perkins_rules.findings import DocumentReport
from perkins_rules.member import Member
from perkins_rules.record_file import read_within

_SQLITE = b"SQLite format 3\0"


class Side:
    """The documents of a side with what was found about them, and their bytes: those of a store
    are not at hand. `asked` are digests of what was asked, known of a store alone.
    """

    def __init__(
        self,
        documents: list[Placed],
        data: Mapping[str, bytes],
        checker: Checker,
        asked: frozenset[str] = frozenset(),
    ) -> None:
        self.documents, self._data, self._checker = documents, data, checker
        self.asked = asked

    def document(self, name: str) -> Document | None:
        """One of the documents itself; None where it is not at hand, or cannot be read."""
        return read_again(name, self._data.get(name), self._checker)


def side_of(name: str, request: Request, making: Making, checker: Checker) -> Side:
    """What one side names, checked. Raises Stop when there is no document."""
    if _is_store(Path(name)):
        from perkins_rules.app.changes.compare_store import stored_reports

        stored = stored_reports(name)
        placed = [_stored(path, report) for path, report in stored.reports.items()]
        return Side(placed, {}, checker, stored.asked)
    data: dict[str, bytes] = {}
    work = _kept(request._replace(files=(name,)), data)
    reports = [checker.known(result.report) for result in results_of(work, making, checker)]
    if not reports:
        raise Stop(f"there is no document in {name}.")
    return side_with(reports, data, checker)


def side_with(
    reports: Sequence[DocumentReport], data: Mapping[str, bytes], checker: Checker
) -> Side:
    """A side of which these reports tell; `data` are the bytes of its documents by name."""
    alone = len(reports) == 1
    return Side([_placed(report, alone, data, checker) for report in reports], data, checker)


def compared(old: Side, new: Side) -> list[Comparison]:
    """Each document of the two sides, before and after."""
    return [_compared(pair, old, new) for pair in paired(old.documents, new.documents)]


def _compared(pair: Pair, old: Side, new: Side) -> Comparison:
    figures = None
    if pair.old is not None and pair.new is not None:
        before, after = old.document(pair.old.name), new.document(pair.new.name)
        if before is not None and after is not None:
            figures = moved(before, after)
    return compare(
        pair.name,
        pair.old.report if pair.old is not None else None,
        pair.new.report if pair.new is not None else None,
        figures,
    )


def _kept(request: Request, data: dict[str, bytes]) -> Iterator[Member]:
    """The documents of a side, their bytes kept; what is left out is told."""
    left_out = LeftOut()
    for member in left_out.sifted(documents_in(request)):
        if member.data is not None:
            data[member.name] = member.data
        yield member
    left_out.complain()


def _stored(name: str, report: DocumentReport) -> Placed:
    known = None if report.document is None else Whose(report.document, report.state or "")
    return Placed(name, report, known)


def _placed(
    report: DocumentReport, alone: bool, data: Mapping[str, bytes], checker: Checker
) -> Placed:
    """Only the lines of a file are known by what is in them, and what may be one of them."""
    name = report.path
    if report.document is None or not (alone or is_a_line(name)):
        return Placed(name, report)
    document = read_again(name, data.get(name), checker)
    return Placed(name, report, whose(document) if document is not None else None)


def read_again(name: str, data: bytes | None, checker: Checker) -> Document | None:
    """A document from its bytes."""
    if data is None:
        return None
    try:
        return read_document(name, data, checker.rules.shapes, checker.options.limit_bytes)
    except Refusal:
        return None


def _is_store(path: Path) -> bool:
    try:
        return read_within(path, len(_SQLITE)).startswith(_SQLITE)
    except (OSError, ValueError):
        return False
