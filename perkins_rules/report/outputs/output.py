"""The outputs of a run: one for each `--output`, chosen by the name of the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType, TracebackType
from typing import Protocol

from perkins_rules.batch.names import FORMAT_ENDINGS, format_of_name
from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.faults import OutputFault


class Output(Protocol):
    """Takes results one after the other; holds none of them. Each may raise OutputFault.

    `begin` opens the file, `finish` puts it in its place whole; `abandon` leaves none.
    """

    path: str

    def begin(self) -> None: ...  # noqa: D102
    def add(self, result: Result) -> None: ...  # noqa: D102
    def finish(self) -> None: ...  # noqa: D102
    def abandon(self) -> None: ...  # noqa: D102


_HERE = "perkins_rules.report.outputs"
_FORMATS = {
    ".txt": (f"{_HERE}.text_output", "TextOutput"),
    ".json": (f"{_HERE}.json_output", "JsonOutput"),
    ".ndjson": (f"{_HERE}.ndjson_output", "NdjsonOutput"),
    ".jsonl": (f"{_HERE}.ndjson_output", "NdjsonOutput"),
    ".csv": (f"{_HERE}.csv_output", "CsvOutput"),
    ".xlsx": (f"{_HERE}.xlsx_output", "XlsxOutput"),
    ".parquet": (f"{_HERE}.parquet_output", "ParquetOutput"),
    ".html": ("perkins_rules.report.html", "HtmlOutput"),
}
_OTHERS = "perkins_rules.report.formats"
_NAMED = {
    "json": _FORMATS[".json"],
    "sarif": (f"{_OTHERS}.sarif_output", "SarifOutput"),
    "junit": (f"{_OTHERS}.junit_output", "JunitOutput"),
    "github": (f"{_OTHERS}.github_output", "GithubOutput"),
    "gitlab": (f"{_OTHERS}.gitlab_output", "GitlabOutput"),
}
_FORMATS |= {ending: _NAMED[name] for ending, name in FORMAT_ENDINGS.items()}
ENDINGS = tuple(_FORMATS)
_EXTRAS = {"openpyxl": "tables", "pyarrow": "tables"}


def output_for(path: str, about: About, format_: str | None = None) -> Output:
    """The output that a format asks for, or else the name of a file. Raises OutputFault."""
    named = format_ or format_of_name(path)
    if named is not None:
        return _maker(_NAMED[named])(path, about)
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122  # "a/.csv" has a name and no ending
    if not path or ending not in _FORMATS:
        known = ", ".join(ENDINGS)
        named = f"`{ending}`" if ending else "no ending"
        raise OutputFault(
            f"{path or '--output'}: the ending of a file says its format, and this has {named}.",
            f"Known: {known}.",
        )
    return _maker(_FORMATS[ending])(path, about)


def outputs_for(
    paths: Iterable[str], about: About, formats: Mapping[str, str] = MappingProxyType({})
) -> list[Output]:
    """An output for each name; `formats` are those that names leave open, by path.

    Raises OutputFault, also for one file named twice.
    """
    found: dict[str, Output] = {}
    for path in paths:
        real = os.path.realpath(path)
        if real in found:
            raise OutputFault(f"{path} is named twice as --output.")
        found[real] = output_for(path, about, formats.get(path))
    return list(found.values())


class Outputs:
    """Several outputs that share one pass: all are finished, or none is left half written."""

    def __init__(self, outputs: Sequence[Output]) -> None:
        self._outputs = outputs

    def __enter__(self) -> Outputs:
        try:
            for output in self._outputs:
                output.begin()
        except BaseException:
            self._abandon()
            raise
        return self

    def add(self, result: Result) -> None:
        """Hands a result to each."""
        for output in self._outputs:
            output.add(result)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            for output in self._outputs if kind is None else ():
                output.finish()
        finally:
            self._abandon()

    def _abandon(self) -> None:
        """Of outputs that are finished, nothing; of all others, no file."""
        for output in self._outputs:
            output.abandon()


def _ending_of(place: tuple[str, str]) -> str:
    return next(ending for ending, known in _FORMATS.items() if known == place)


def _maker(place: tuple[str, str]) -> Callable[[str, About], Output]:
    module, name = place
    try:
        maker: Callable[[str, About], Output] = getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        needed = (error.name or "").partition(".")[0]
        if needed not in _EXTRAS:
            raise
        raise OutputFault(
            f"an output that ends in {_ending_of(place)} needs {needed}:"
            f' pip install "perkins-rules[{_EXTRAS[needed]}]"'
        ) from error
    return maker
