"""Results -> a file with the full text report."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.file_output import FileOutput
from perkins_rules.report.outputs.full_text import FullText
from perkins_rules.report.style import Style


class TextOutput(FileOutput):
    """The text that a terminal shows, without its colors, and with every question."""

    def _begin(self) -> None:
        self._full = FullText(Style(), self.about, lists_questions=True)

    def _add(self, result: Result) -> None:
        self._write(self._full.of(result))

    def _finish(self) -> None:
        for text in self._full.closing():
            self._write(text)

    def _abandon(self) -> None:
        if hasattr(self, "_full"):
            self._full.close()

    def _write(self, text: str) -> None:
        self.file.write(text.encode("utf-8", "replace"))
