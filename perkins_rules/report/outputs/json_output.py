"""Results -> the JSON report, one document after the other."""

from __future__ import annotations

from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.findings_plain import head_to_plain
from perkins_rules.report.json_text import harmless
from perkins_rules.report.lawful.parts import lawful_parts
from perkins_rules.report.outputs.file_output import PartsOutput
from perkins_rules.report.outputs.indented import indented

_NONE = "[]\n}"


class JsonOutput(PartsOutput[bytes]):
    """JSON as `schemas/report.schema.json` describes it, in ASCII: what stands in a document can
    neither act on a terminal nor fail on a console. The same results, the same bytes.
    """

    def _begin(self) -> None:
        self._any = False
        head = {
            "tool": {"name": "perkins-rules", "version": self.about.version},
            "asked": self.about.asked._asdict(),
            "documents": [],
        }
        self._write(_text(head).removesuffix(_NONE))

    def part(self, result: Result) -> bytes:
        """The document's report, as it stands in the list."""
        plain = head_to_plain(result.report) | {"findings": result.report.findings}
        plain |= lawful_parts(result)
        return _text(plain, "\n    ").encode("ascii")

    def _join(self, part: bytes) -> None:
        self._write(",\n    " if self._any else "[\n    ")
        self.file.write(part)
        self._any = True

    def _finish(self) -> None:
        self._write(("\n  ]\n}" if self._any else _NONE) + "\n")

    def _write(self, text: str) -> None:
        self.file.write(text.encode("ascii"))


def _text(plain: Any, lead: str = "\n") -> str:
    return harmless(indented(plain, lead))
