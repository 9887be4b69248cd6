"""Request -> which format goes where: by --format, by the names of files, to standard output."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.app.asking.request import Request
from perkins_rules.app.faults import Stop
from perkins_rules.batch.names import is_many
from perkins_rules.report.output_formats import (
    ENDINGS,
    PROGRAMS,
    OutputFormat,
    ending_of,
    format_of_file,
    named,
)

MOST_IN_FULL = 100
"""Of more documents than these nobody reads each in full on a screen."""
_IN_FULL = ("text", "json")
_LEFT_OPEN = {"code-scanning": (*_IN_FULL, "sarif")}


class Chosen(NamedTuple):
    """The files of a run with their formats, and what goes to standard output, if anything."""

    files: dict[str, OutputFormat]
    screen: OutputFormat | None


def chosen_outputs(request: Request) -> Chosen:
    """Raises Stop for a file whose name says no format that there is.

    A name that says text or JSON leaves it to --format, where that is a format for programs, and
    one that says SARIF leaves open for whom. When no file has the format that is asked for, it is
    for standard output.
    """
    wanted = named(request.format)
    files = {name: _format_of(name, wanted, request) for name in request.outputs if name != "-"}
    is_asked_for = wanted.reader == PROGRAMS or "format" in request.given
    is_left = wanted not in files.values() if is_asked_for else not files
    return Chosen(files, wanted if is_left or "-" in request.outputs else None)


def is_told_in_lines(request: Request) -> bool:
    """Whether each document gets a line, and all of them a summary; else each is told in full."""
    chosen = chosen_outputs(request)
    formats = [*chosen.files.values(), named(request.format)]
    return bool(
        request.resume
        or request.jobs
        or len(request.outputs) > 1
        or len(request.files) > MOST_IN_FULL
        or any(one.name not in _IN_FULL for one in formats)
        or any(map(is_many, request.files))
    )


def _format_of(name: str, wanted: OutputFormat, request: Request) -> OutputFormat:
    said = format_of_file(name)
    is_left_open = said is not None and said.name in _LEFT_OPEN.get(wanted.name, _IN_FULL)
    if said is not None and not (wanted.reader == PROGRAMS and is_left_open):
        return said
    ending = ending_of(name)
    if said is None and ending and "format" not in request.given:
        known = ", ".join(ENDINGS)
        raise Stop(f"--output: no format ends in {ending}.", f"Known: {known}; or give --format.")
    return wanted
