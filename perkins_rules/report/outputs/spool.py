"""Spool: what must wait until all documents are done, in a temporary file and not in memory."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import Any


class Spool:
    """Plain values, written one after the other and read back in that order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # held until it is closed
        self.count = 0

    def add(self, value: Any) -> None:
        """Keeps a value: lists, dicts, texts and the like."""
        self._file.write(json.dumps(value).encode("ascii") + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)
        self._file.seek(0, 2)

    def close(self) -> None:
        """Gives up all that was kept."""
        self._file.close()
