"""Results -> a file with the full text report."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.file_output import PartsOutput
from perkins_rules.report.outputs.full_text import FullText, Told
from perkins_rules.report.style import Style


class TextOutput(PartsOutput[Told]):
    """The text that a terminal shows, without its colors, and with every question."""

    def __init__(self, path: str, about: About) -> None:
        super().__init__(path, about)
        self._full = FullText(Style(), about, lists_questions=True)

    def part(self, result: Result) -> Told:
        """The report of a document."""
        return self._full.told(result)

    def _join(self, part: Told) -> None:
        self._write(self._full.after_others(part))

    def _finish(self) -> None:
        for text in self._full.closing():
            self._write(text)

    def _abandon(self) -> None:
        self._full.close()

    def _write(self, text: str) -> None:
        self.file.write(text.encode("utf-8", "replace"))
