"""Spool: what must wait until all documents are done: few things in memory, more in a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

_FEW = 100


class Spool:
    """Plain values, written one after the other and read back in that order."""

    def __init__(self) -> None:
        self._first: list[Any] = []
        self._file: IO[bytes] | None = None
        self.count = 0

    def add(self, value: Any) -> None:
        """Keeps a value: lists, dicts, texts and the like."""
        self.count += 1
        if self.count <= _FEW:
            self._first.append(value)
            return
        if self._file is None:
            import tempfile

            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # held until it is closed
        self._file.write(json.dumps(value).encode("ascii") + b"\n")

    def __iter__(self) -> Iterator[Any]:
        yield from self._first
        if self._file is None:
            return
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)
        self._file.seek(0, 2)

    def close(self) -> None:
        """Gives up all that was kept."""
        self._first.clear()
        if self._file is not None:
            self._file.close()
