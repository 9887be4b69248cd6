"""HtmlOutput: results -> the HTML report. Holds sums and counts; documents wait in a spool."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import Any, NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.findings import Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.html.overview import Overview
from perkins_rules.report.html.page import (
    as_json,
    data_block,
    list_block,
    packed_block,
    page_end,
    page_start,
)
from perkins_rules.report.html.plain_document import page_of, row_of
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.spool import Spool

CHUNK = 8
"""So many documents are packed together: they share much, and one is quick to unpack."""
MOST_NAMES_LEFT_OUT = 50
_FAILING = (Verdict.FAIL, Verdict.UNREADABLE)


class Limits(NamedTuple):
    """Up to `documents` the report holds all of them; of more only those that failed or could not
    be read, up to `failing`.
    """

    documents: int = 5_000
    failing: int = 1_000


class HtmlOutput(FileOutput):
    """One file with everything in it: data, style and script."""

    def __init__(self, path: str, about: About, limits: Limits = Limits()) -> None:  # noqa: B008
        super().__init__(path, about)
        self.limits = limits
        self.tables = Tables(about)
        self.overview = Overview(about, self.tables)
        self._failing = 0
        self._left_out: list[tuple[str, str]] = []
        self._left_out_count = 0

    def leave_out(self, name: str, why: str) -> None:
        """Notes a file that was not checked: the report says so."""
        self._left_out_count += 1
        if len(self._left_out) < MOST_NAMES_LEFT_OUT:
            self._left_out.append((clean(name), clean(why)))

    def _begin(self) -> None:
        self._pages, self._rows = Spool(), Spool()

    def _add(self, result: Result) -> None:
        self.overview.add(result)
        failing = result.report.verdict in _FAILING
        self._failing += failing
        enough = self._failing > self.limits.failing if failing else True
        if self.overview.count > self.limits.documents and enough:
            return
        self._pages.add([failing, as_json(page_of(result, self.about, self.tables))])
        self._rows.add([failing, as_json(row_of(result, self.about, self.tables))])

    def _finish(self) -> None:
        self._write(page_start(self.about, self.overview))
        pages = self._kept(self._pages)
        for number in count():
            chunk = list(islice(pages, CHUNK))
            if not chunk:
                break
            self._write(packed_block(f"documents-{number}", chunk))
        for piece in list_block("rows", self._kept(self._rows)):
            self._write(piece)
        self._write(data_block("report", self._report()))
        self._write(page_end())
        self._close()

    def _abandon(self) -> None:
        if hasattr(self, "_pages"):
            self._close()

    def _close(self) -> None:
        self._pages.close()
        self._rows.close()

    def _kept(self, spool: Spool) -> Iterator[str]:
        """Of what was kept, that of the documents that the report holds, in their order."""
        if self.overview.count <= self.limits.documents:
            yield from (told for _, told in spool)
            return
        yield from islice((told for failed, told in spool if failed), self.limits.failing)

    def _report(self) -> dict[str, Any]:
        asked = self.about.asked
        return {
            "version": self.about.version,
            "asked": {k: clean(v) for k, v in asked._asdict().items() if v is not None},
            "draft": self.about.draft,
            "chunk": CHUNK,
            "failing": self._failing,
            "limits": list(self.limits),
            "left_out": {"count": self._left_out_count, "some": self._left_out},
            "overview": self.overview.plain(),
            "rules": self.tables.rules,
            "laws": self.tables.laws,
        }

    def _write(self, text: str) -> None:
        self.file.write(text.encode("utf-8"))
