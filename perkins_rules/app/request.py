"""Request: what `check` was asked to do; and the short way to one, for plain command lines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.batch.names import format_of_name, is_many

FOR_PROGRAMS = ("sarif", "junit", "github", "gitlab")
FORMATS = ("text", "json", *FOR_PROGRAMS)
FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
PROFILES = ("guide", "statute", "strict")


class Request(NamedTuple):
    """All that `check` can be told. Without `outputs` the report goes to standard output; a file
    `-` is standard input. `jobs` 0 is as many as there are cores.

    `select` and `ignore` hold rule ids (or patterns), sections or requirement ids. `max_size` is
    in MiB. `determinations` None are those beside each document.

    `today` is the day by which waivers are judged, `state` that of documents that say none.
    `include` and `exclude` are patterns of names in folders, from the folder `files_of` on.
    `given` names what the command line says, whatever its value; `origins` where a configuration
    says what it does not.

    `baseline` holds the findings that fail no run, `receipt` is the file for a receipt and
    `sign_key` that of the key which signs it.
    """

    files: tuple[str, ...]
    as_of: str | None = None
    edition: str | None = None
    profile: str | None = None
    format: str = "text"
    outputs: tuple[str, ...] = ()
    show: str = "open"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    draft: bool = False
    fail_on: str = "error"
    rules: tuple[str, ...] = ()
    color: str = "auto"
    quiet: bool = False
    max_size: int = 64
    jobs: int = 0
    resume: str | None = None
    determinations: str | None = None
    only_documents: bool = False
    waivers: str | None = None
    today: str | None = None
    state: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    files_of: str = ""
    config: str | None = None
    no_config: bool = False
    given: tuple[str, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    receipt: str | None = None
    sign_key: str | None = None

    def said_in(self, field: str) -> str:
        """Where a configuration says a field; empty for what it does not say."""
        return dict(self.origins).get(field, "")


def is_batch(request: Request) -> bool:
    """Whether a request is for a run over many documents, or for what only such a run writes."""
    return bool(
        request.resume
        or request.jobs
        or len(request.outputs) > 1
        or len(request.files) > MOST_IN_FULL
        or request.format in FOR_PROGRAMS
        or any(map(_says_its_format, request.outputs))
        or any(map(is_many, request.files))
    )


def format_of(request: Request) -> str:
    """The format of a report on few documents: as the name of its file says, if it says one."""
    ending = _ending(request.outputs[0]) if request.outputs else ""
    return {".json": "json", ".txt": "text"}.get(ending, request.format)


def unknown_ending(request: Request) -> str | None:
    """The ending of an output that says no format, where the command line says none either."""
    if "format" in request.given:
        return None
    endings = (_ending(name) for name in request.outputs)
    return next((e for e in endings if e not in KNOWN_ENDINGS), None)


_DERIVED = (".json", ".ndjson", ".jsonl", ".html")


def derives_reviews(request: Request) -> bool:
    """Whether what is written shows why a person is asked; what is kept may be written later."""
    written = any(name.lower().endswith(_DERIVED) for name in request.outputs)
    return request.format == "json" or written or request.resume is not None


class Formats(NamedTuple):
    """Of a report for other programs: which files have the format, and whether it goes to standard
    output.
    """

    files: dict[str, str]
    to_screen: bool


def formats_for_programs(request: Request) -> Formats:
    """--format is for the files whose name leaves it open; when no file has it, for standard
    output.
    """
    if request.format not in FOR_PROGRAMS:
        return Formats({}, to_screen=False)
    named = [name for name in request.outputs if name != "-"]
    files = {name: request.format for name in named if not _says_its_format(name)}
    has_one = bool(files) or any(format_of_name(name) == request.format for name in named)
    return Formats(files, to_screen=not has_one or "-" in request.outputs)


def _says_its_format(name: str) -> bool:
    ending = _ending(name)
    return ending in ENDINGS_OF_BATCHES or format_of_name(name) is not None


MOST_IN_FULL = 100
"""Of more documents than these, what is named is a batch: nobody reads so many on a screen."""
ENDINGS_OF_BATCHES = (".ndjson", ".jsonl", ".csv", ".xlsx", ".parquet", ".html")
KNOWN_ENDINGS = ("", ".txt", ".json", *ENDINGS_OF_BATCHES, ".sarif", ".xml")


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122  # every check asks


_FLAGS = {"--draft": "draft", "--quiet": "quiet", "-q": "quiet"}
_FLAGS["--only-documents"] = "only_documents"
_CHOICES = {"--format": FORMATS, "--fail-on": FAIL_ON, "--color": COLORS, "--profile": PROFILES}
_VALUES = ("--as-of", "--edition")


def simple_request(words: Sequence[str]) -> Request | None:
    """The request of a plain `check`; None for all that click should read, mistakes included."""
    if words[:1] != ["check"]:
        return None
    files: list[str] = []
    told: dict[str, object] = {}
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            told[_FLAGS[word]] = True
        elif name in _CHOICES or name in _VALUES:
            value = value if equals else next(rest, "")
            if not value or value not in _CHOICES.get(name, (value,)):
                return None
            told[name.strip("-").replace("-", "_")] = value
        elif word.startswith("-") and word != "-":
            return None
        else:
            files.append(word)
    if not files:
        return None
    return Request(files=tuple(files), **told, given=tuple(told))  # type: ignore[arg-type]  # by name
