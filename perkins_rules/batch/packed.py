"""Files that are packed, line by line or whole: unpacked within bounds that their size sets."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from perkins_rules.batch.zstd import opened_zstd

MOST_TIMES = 20_000
"""What is unpacked of a file is at most so many times the bytes of it: documents that are alike
pack to a ten-thousandth; what is packed twice, to nothing.
"""
FREE_BYTES = 64 << 20
"""So much is unpacked of any file."""
MOST_WITHOUT = 256 << 20
"""Bytes one after the other, blank or one line, that make no document."""
_PIECE = 1 << 20


class Counted(IO[bytes] if TYPE_CHECKING else object):  # type: ignore[misc]  # all else is the file's
    """An open file that counts the bytes that are read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.taken = file, 0

    def read(self, size: int = -1) -> bytes:
        """As that of the file."""
        return self._counted(self._file.read(size))

    def readline(self, limit: int = -1) -> bytes:
        """As that of the file."""
        return self._counted(self._file.readline(limit))

    def _counted(self, data: bytes) -> bytes:
        self.taken += len(data)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def unpacked(name: str, file: IO[bytes]) -> IO[bytes]:
    """The bytes of a file that may be packed, by its name. Raises MissingLibrary."""
    low = name.lower()
    if low.endswith(".gz"):
        return gzip.open(file)  # type: ignore[return-value]  # it reads as a binary file does
    if low.endswith(".zst"):
        return io.BufferedReader(opened_zstd(file))
    return file


def lines(file: IO[bytes], limit_bytes: int, outermost: Counted) -> Iterator[bytes]:
    """Each line, of one that is too long no more than shows it. `outermost` is the file on the
    disk, in whose bytes all these are packed. Raises OSError where that cannot be.
    """
    total = without = 0
    while line := file.readline(limit_bytes + 2):
        whole, read = line, len(line)
        while not line.endswith(b"\n") and (line := file.readline(_PIECE)):
            read += len(line)
            _demand(total + read, without + read, outermost)
        total += read
        without = 0 if whole.strip() else without + read
        _demand(total, without, outermost)
        yield whole.removesuffix(b"\n").removesuffix(b"\r")


def _demand(total: int, without: int, outermost: Counted) -> None:
    if without > MOST_WITHOUT:
        raise OSError(f"{MOST_WITHOUT:,} bytes one after the other hold no document")
    if total > FREE_BYTES + MOST_TIMES * outermost.taken:
        raise OSError(f"it unpacks to more than {MOST_TIMES:,} times its size")
