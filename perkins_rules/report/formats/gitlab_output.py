"""Results -> the code quality report that GitLab shows in a merge request."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.report.formats.annotations import Annotation, annotations_of
from perkins_rules.report.formats.paths import file_path
from perkins_rules.report.json_text import json_text
from perkins_rules.report.outputs.file_output import FileOutput

_SEVERITIES = {
    "unreadable": "blocker",
    "error": "critical",
    "open": "major",
    "warning": "minor",
    "info": "info",
}


class GitlabOutput(FileOutput):
    """One list of JSON, an entry on each line, in ASCII."""

    def _begin(self) -> None:
        self._any = False
        self.file.write(b"[")

    def _add(self, result: Result) -> None:
        for one in annotations_of(result, self.about):
            line = json_text(_entry(one, file_path(result.report.path)))
            self.file.write((",\n" if self._any else "\n").encode() + line.encode("ascii"))
            self._any = True

    def _finish(self) -> None:
        self.file.write(b"\n]\n" if self._any else b"]\n")


def _entry(one: Annotation, path: str) -> dict[str, Any]:
    """GitLab tells entries apart by the fingerprint alone, so that the path belongs to it."""
    named = f"{path}\n{one.finding.id}".encode("utf-8", "surrogateescape")
    span = one.finding.span
    return {
        "description": one.text.replace("\n", " "),
        "check_name": one.finding.rule,
        "fingerprint": sha256(named).hexdigest(),
        "severity": _SEVERITIES[one.weight],
        "location": {"path": path, "lines": {"begin": span.line, "end": span.end_line}},
    }
