"""A file packed with Zstandard -> its bytes; one that was cut off is told as such."""

from __future__ import annotations

import io
from typing import IO, Any

from perkins_rules.batch.members import MissingLibrary

_PIECE = 1 << 10
"""Bytes unpacked at once: few, for a small piece can hold very many."""


def opened_zstd(file: IO[bytes]) -> io.RawIOBase:
    """The bytes in a file. Reading raises OSError where it is broken. Raises MissingLibrary."""
    try:
        import zstandard
    except ImportError as error:
        raise MissingLibrary("a .zst file", "zstd") from error
    return _Unpacked(file, zstandard)


class _Unpacked(io.RawIOBase):
    """The reader that the library has itself says nothing of a file that was cut off."""

    def __init__(self, file: IO[bytes], library: Any) -> None:
        self._file, self._library = file, library
        self._frame: Any = None
        self._given = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills what it can; 0 at the end."""
        while not self._ready:
            self._given = self._given or self._file.read(_PIECE)
            if not self._given:
                if self._frame is not None:
                    raise OSError("it was cut off")
                return 0
            self._unpack()
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack(self) -> None:
        frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = memoryview(frame.decompress(self._given))
        except self._library.ZstdError as error:
            raise OSError(str(error)) from error
        self._given = frame.unused_data if frame.eof else b""
        self._frame = None if frame.eof else frame
