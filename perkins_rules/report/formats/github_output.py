"""Results -> workflow commands of GitHub, which sets them beside the lines of a pull request."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.report.clean import clean
from perkins_rules.report.figures import number_of
from perkins_rules.report.formats.annotations import Annotation, annotations_of
from perkins_rules.report.formats.paths import file_path
from perkins_rules.report.outputs.file_output import FileOutput

_COMMANDS = {
    "unreadable": "error",
    "error": "error",
    "open": "error",
    "warning": "warning",
    "info": "notice",
}


class GithubOutput(FileOutput):
    """A line for each annotation; GitHub shows the first ten of each kind, the log has all.

    Each line starts with the command itself, and what stands in documents is escaped as GitHub's
    runner reads it: no text of a document is taken for a command.
    """

    def _begin(self) -> None:
        self._documents = self._failed = 0

    def _add(self, result: Result) -> None:
        self._documents += 1
        self._failed += result.report.verdict in _NOT_GOOD
        for one in annotations_of(result, self.about):
            self._write(_command(one, result.report.path))

    def _finish(self) -> None:
        # Numbers alone: a name from a repository has no place on a line that is no command.
        said = f"perkins-rules: {number_of(self._documents, 'document')} checked"
        self._write(f"{said}, {self._failed} with something to correct or to fill in.")

    def _write(self, line: str) -> None:
        self.file.write(line.encode("utf-8", "replace") + b"\n")


_NOT_GOOD = ("fail", "cannot_determine", "unreadable")


def _command(one: Annotation, name: str) -> str:
    span = one.finding.span
    properties = {"file": "" if name == "-" else file_path(name)}
    properties |= {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # GitHub takes columns for one line alone
        properties["col"] = str(span.column)
    properties["title"] = one.title
    told = ",".join(f"{key}={_property(text)}" for key, text in properties.items() if text)
    return f"::{_COMMANDS[one.weight]} {told}::{_data(one.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
