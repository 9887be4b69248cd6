"""Results -> the full text report of each document, and last how each of them stands."""

from __future__ import annotations

from collections.abc import Iterable

from perkins_rules.batch.result import Result
from perkins_rules.report.closing_text import standing_lines
from perkins_rules.report.outputs.about import around_result
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.spool import Spool
from perkins_rules.report.style import Style
from perkins_rules.report.text import closing_heading, document_lines

_PLAIN = Style()


class TextOutput(FileOutput):
    """The bytes are those of `text_report` over the same documents."""

    def _begin(self) -> None:
        self._standings = Spool()

    def _add(self, result: Result) -> None:
        report, about = result.report, self.about
        if self._standings.count:
            self._write(["", ""])
        around = around_result(result, about)
        self._write(document_lines(report, _PLAIN, around, about.draft, about.in_full))
        self._standings.add(list(standing_lines(report, _PLAIN, about.draft)))

    def _finish(self) -> None:
        count = self._standings.count
        if not count:
            self._write([""])
        if count > 1:
            self._write(["", closing_heading(count, _PLAIN), ""])
            for lines in self._standings:
                self._write(lines)
        self._standings.close()

    def _abandon(self) -> None:
        if hasattr(self, "_standings"):
            self._standings.close()

    def _write(self, lines: Iterable[str]) -> None:
        text = "".join(f"{line.rstrip()}\n" for line in lines)
        self.file.write(text.encode("utf-8", "replace"))
