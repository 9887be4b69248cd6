"""The outputs of a run: one for each `--output`, chosen by the name of the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from perkins_rules.batch.result import Result
from perkins_rules.extras import how_to_get
from perkins_rules.report.output_formats import (
    ENDINGS,
    OutputFormat,
    ending_of,
    format_of_file,
    maker_of,
)
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


def output_for(path: str, about: About, format_: OutputFormat | None = None) -> Output:
    """The output of a format, or else of that which the name of a file says. Raises OutputFault."""
    wanted = format_ or format_of_file(path)
    if wanted is None:
        ending = ending_of(path)
        raise OutputFault(
            f"{path or '--output'}: the ending of a file says its format, and this has "
            f"{f'`{ending}`' if ending else 'no ending'}.",
            f"Known: {', '.join(ENDINGS)}.",
        )
    try:
        maker: Callable[[str, About], Output] = maker_of(wanted)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != (wanted.module or wanted.needs):
            raise
        raise OutputFault(
            f"an output that ends in {wanted.endings[0]} needs {wanted.needs}.",
            how_to_get(wanted.extra),
        ) from error
    return maker(path, about)


def outputs_for(
    paths: Iterable[str], about: About, formats: Mapping[str, OutputFormat] = MappingProxyType({})
) -> list[Output]:
    """An output for each name; `formats` are those that are known, by path.

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

    def __exit__(self, kind: object, *failure: object) -> None:
        try:
            for output in self._outputs if kind is None else ():
                output.finish()
        finally:
            self._abandon()

    def _abandon(self) -> None:
        """Of outputs that are finished, nothing; of all others, no file."""
        for output in self._outputs:
            output.abandon()
