"""Results kept in SQLite as they come, so that a run that was killed goes on where it stopped.

One row a document. A row serves again when the bytes of the document, the rules and what is asked
are the same; otherwise the document is checked again and its row replaced.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from perkins_rules.batch.result import Result, result_from_bytes, result_to_bytes
from perkins_rules.findings import Finding, Later
from perkins_rules.findings_plain import document_from_plain, head_to_plain
from perkins_rules.member import Member

VERSION = 5
_TABLE = """
create table if not exists results (
  name text primary key,
  sha256 text not null,
  rules_sha256 text not null,
  asked text not null,
  verdict text not null,
  brief text not null,
  content blob not null
) without rowid
"""


class StoreFault(Exception):
    """The store cannot be used: why, and what would be right."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class Store:
    """An open store. `asked_of` tells apart what is asked of the document of a name: date, edition,
    profile, choice of rules, and what reviewers determined.

    Raises StoreFault for a file that is no store, or that cannot be written.
    """

    def __init__(self, path: Path | str, rules_sha256: str, asked_of: Callable[[str], str]) -> None:
        self.path, self.rules_sha256, self.asked_of = str(path), rules_sha256, asked_of
        try:
            self.database = sqlite3.connect(path, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _prepare(self) -> None:
        (version,) = self.database.execute("pragma user_version").fetchone()
        tables = self.database.execute("select count(*) from sqlite_master").fetchone()[0]
        if version != VERSION and (version or tables):
            message = f"{self.path} is not a store of this version of perkins-rules."
            raise StoreFault(message, "Name another file; the store is made when it is not there.")
        # With a write-ahead log a killed run leaves either the whole row or none.
        self.database.execute("pragma journal_mode=wal")
        self.database.execute("pragma synchronous=normal")
        self.database.execute(_TABLE)
        self.database.execute(f"pragma user_version={VERSION}")

    def known(self, member: Member) -> Result | None:
        """The result of an earlier run, if nothing that it hangs on has changed."""
        content = self._kept("content", member)
        try:
            return None if content is None else _result_in(content)
        except _Damaged:
            return None  # it is checked again, and its row replaced

    def known_in_brief(self, member: Member) -> Result | None:
        """The same for who only says how a document stands: its findings are read where somebody
        asks for them after all, and what is shown beside them is left out.
        """
        brief = self._kept("brief", member)
        try:
            return (
                None if brief is None else _brief_in(brief, Later(lambda: self._findings(member)))
            )
        except _Damaged:
            return self.known(member)

    def _findings(self, member: Member) -> tuple[Finding, ...]:
        whole = self.known(member)
        if whole is None:
            raise self._damaged()
        return whole.report.findings

    def _kept(self, column: str, member: Member) -> Any:
        """What a column holds of a member, if nothing that this hangs on has changed."""
        if member.data is None:
            return None
        row = self._next(
            self._ask(
                f"select {column} from results where"  # noqa: S608  # a name of our own
                " name = ? and sha256 = ? and rules_sha256 = ? and asked = ?",
                (*_key(member.name, member.data), self.rules_sha256, self.asked_of(member.name)),
            )
        )
        return None if row is None else row[0]

    def keep(self, result: Result) -> None:
        """Keeps a result. What could not be read at all is tried again by the next run."""
        report = result.report
        if report.sha256 == _NOTHING:
            return
        content = zlib.compress(result_to_bytes(result), 1)
        self._ask(
            "insert or replace into results values (?, ?, ?, ?, ?, ?, ?)",
            (
                _text(report.path),
                report.sha256,
                report.rules_sha256,
                self.asked_of(report.path),
                report.verdict.value,
                _brief_of(result),
                content,
            ),
        )

    def results(self) -> Iterator[Result]:
        """All that is kept, in the order of the names."""
        rows = self._ask("select content from results order by name", ())
        while (row := self._next(rows)) is not None:
            try:
                yield _result_in(row[0])
            except _Damaged as damaged:
                raise self._damaged() from damaged

    def _ask(self, text: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self.database.execute(text, values)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _next(self, rows: sqlite3.Cursor) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = rows.fetchone()
        except sqlite3.Error as error:
            raise self._fault(error) from error
        return row

    def _damaged(self) -> StoreFault:
        message = f"The store {self.path} is damaged: a result in it cannot be read."
        return StoreFault(message, "Check the documents with --resume again.")

    def _fault(self, error: sqlite3.Error) -> StoreFault:
        return StoreFault(f"The store {self.path} cannot be used: {error}.")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *failure: object) -> None:
        self.database.close()


class _Damaged(Exception):
    """A row holds no result."""


def _result_in(content: Any) -> Result:
    """Raises _Damaged."""
    try:
        return result_from_bytes(zlib.decompress(content))
    except Exception as error:  # whatever stands there instead
        raise _Damaged from error


def _brief_of(result: Result) -> str:
    """What is known in brief, as JSON."""
    return json.dumps([head_to_plain(result.report), result.determinations, result.weighed])


def _brief_in(brief: Any, findings: Later) -> Result:
    """Raises _Damaged."""
    try:
        head, determinations, weighed = json.loads(brief)
        report = document_from_plain(head, findings)
    except Exception as error:  # whatever stands there instead
        raise _Damaged from error
    return Result(report, {}, {}, {}, determinations, weighed=weighed)


_NOTHING = sha256(b"").hexdigest()


def _key(name: str, data: bytes) -> tuple[str, str]:
    return _text(name), sha256(data).hexdigest()


def _text(name: str) -> str:
    """A file name in characters that SQLite takes; a name may hold bytes that are no text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
