"""Results -> one line of JSON for each document, as the report's schema describes a document."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.findings_plain import document_to_plain
from perkins_rules.report.json_text import json_text
from perkins_rules.report.lawful.parts import lawful_parts
from perkins_rules.report.outputs.file_output import PartsOutput


class NdjsonOutput(PartsOutput[bytes]):
    """In ASCII, as the JSON report is."""

    def part(self, result: Result) -> bytes:
        """A line."""
        plain = document_to_plain(result.report) | lawful_parts(result)
        line = json_text(plain, separators=(",", ":"))
        return line.encode("ascii") + b"\n"

    def _join(self, part: bytes) -> None:
        self.file.write(part)
