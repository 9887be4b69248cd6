"""FileOutput: what the outputs have in common. Each is whole in its file, or leaves none.

PartsOutput is one that writes a part for each document, which hangs on no other document: a run in
several processes has each of them made where the document is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, Generic, TypeVar

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.faults import OutputFault
from perkins_rules.report.outputs.whole_file import WholeFile


class FileOutput:
    """An output in one file. A format says what is written: `_begin`, `_add`, `_finish`."""

    file: IO[bytes]

    def __init__(self, path: str, about: About) -> None:
        self.path, self.about = path, about
        self._whole = WholeFile(path)

    def begin(self) -> None:
        """Opens the file. Raises OutputFault, as do the others."""
        with self._guarded():
            self.file = self._whole.open()
            self._begin()

    def add(self, result: Result) -> None:
        """Writes what there is to say of one document."""
        with self._guarded():
            self._add(result)

    def finish(self) -> None:
        """Writes what comes last, and puts the file in its place."""
        with self._guarded():
            self._finish()
            self._whole.place()

    def abandon(self) -> None:
        """Leaves no file behind; that of an earlier run stays as it was."""
        self._abandon()
        self._whole.discard()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.abandon()
            reason = error.strerror or " ".join(str(error).split())
            raise OutputFault(f"{self.path} cannot be written: {reason}.") from error
        except BaseException:
            self.abandon()
            raise

    def _begin(self) -> None:
        """Writes what comes first."""

    def _add(self, result: Result) -> None:
        raise NotImplementedError

    def _finish(self) -> None:
        """Writes what comes last."""

    def _abandon(self) -> None:
        """Gives up what is held beside the file."""


Part = TypeVar("Part")


class PartsOutput(FileOutput, Generic[Part]):
    """A format says what is written of a document, `part`, and how parts are joined: `_join`."""

    def part(self, result: Result) -> Part:
        """What is written of a document, whatever others there are; it can be pickled."""
        raise NotImplementedError

    def _join(self, part: Part) -> None:
        raise NotImplementedError

    def _add(self, result: Result) -> None:
        made = (result.parts or {}).get(self.named)
        self._join(self.part(result) if made is None else made)

    @property
    def named(self) -> str:
        """The name of its parts in a result."""
        return type(self).__name__


def parts_of(result: Result, outputs: Iterable[Any]) -> dict[str, Any]:
    """The parts of a result for those of the outputs that are made of parts."""
    return {o.named: o.part(result) for o in outputs if isinstance(o, PartsOutput)}
