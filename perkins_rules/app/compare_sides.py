"""OLD or NEW on the command line -> the documents on that side, and what was found about each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from perkins_rules.app.faults import Stop
from perkins_rules.app.inputs import Unreadable, read_input
from perkins_rules.batch.making import result_of
from perkins_rules.batch.members import Member, faulty, looks_like_a_document
from perkins_rules.determinations.place import is_determinations
from perkins_rules.documents import Document, read_document
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.pipeline import Options

_DOCUMENTS = (".yaml", ".yml", ".json")
_SQLITE = b"SQLite format 3\0"


class Checked(NamedTuple):
    """What was found about a document, and the document itself where it is at hand."""

    report: DocumentReport
    document: Document | None


class Side:
    """Documents by name, each checked when it is asked for."""

    def __init__(self, names: list[str], rules: ReadyRules, options: Options) -> None:
        self.names = names
        self._rules, self._options = rules, options

    def checked(self, name: str) -> Checked:
        """One of the documents, checked; with the determinations beside it."""
        limit = self._options.limit_bytes
        try:
            data = read_input(name, limit).data
        except Unreadable as fault:
            unread = faulty(name, fault.message, fault.remedy)
            return Checked(result_of(unread, self._rules, self._options).report, None)
        report = result_of(Member(name, data), self._rules, self._options).report
        if report.verdict == Verdict.UNREADABLE:
            return Checked(report, None)
        return Checked(report, read_document(name, data, self._rules.shapes, limit))


class Stored(Side):
    """The results that a run with `--resume` kept; the documents are not asked for."""

    def __init__(self, path: str) -> None:
        from perkins_rules.app.compare_store import stored_reports

        self._reports = stored_reports(path)
        self.names = list(self._reports)

    def checked(self, name: str) -> Checked:
        """What the store holds of a document."""
        return Checked(self._reports[name], None)


def side_of(name: str, rules: ReadyRules, options: Options) -> Side:
    """The documents that one side names. Raises Stop when there are none."""
    path = Path(name)
    if path.is_dir():
        names = [str(p) for p in sorted(path.rglob("*")) if _is_document(p, path)]
        if not names:
            raise Stop(f"there is no document in the folder {name}.")
        return Side(names, rules, options)
    if _is_store(path):
        return Stored(name)
    return Side([name], rules, options)


def _is_document(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder)
    hidden = any(part.startswith(".") for part in inner.parts)
    named = path.suffix.lower() in _DOCUMENTS and not is_determinations(path.name)
    return named and not hidden and path.is_file() and _has_a_type(path)


def _has_a_type(path: Path) -> bool:
    """A folder holds other files, too: a document says in its beginning what it is."""
    try:
        return looks_like_a_document(path.read_bytes())
    except OSError:
        return True  # it is told that it cannot be read


def _is_store(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
