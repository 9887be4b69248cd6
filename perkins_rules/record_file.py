"""A file of determinations, of waivers or of a baseline, read once: what comes of it, what a
receipt names and what a store keeps hang on the same bytes. Imports next to nothing: every check
asks.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

MOST_BYTES = 64 << 20
_MOST_TOLD = 3


def misread(path: str, faults: Sequence[tuple[int, str, str]]) -> str:
    """What is wrong in a file (line, message, remedy), each with its place there; of many the first
    and their number.
    """
    first = faults[:_MOST_TOLD]
    told = " ".join(f"{path}:{line}: {said} {remedy}".rstrip() for line, said, remedy in first)
    more = len(faults) - len(first)
    if not more:
        return told
    return (
        f"{told} There {'is 1' if more == 1 else f'are {more}'} more such fault{'s' * (more > 1)}."
    )


class RecordFile(NamedTuple):
    """The bytes of a file; `fault` says why there are none."""

    path: str
    content: bytes = b""
    fault: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the bytes; of a file that could not be read, its fault."""
        return self.fault or sha256(self.content).hexdigest()


def read_within(path: str | os.PathLike[str], most_bytes: int) -> bytes:
    """The bytes of a file; of a larger one, one more than `most_bytes`. Raises OSError, for a pipe,
    too: it would be waited for without end.
    """
    with open(path, "rb", opener=_at_once) as file:  # every check pays for imports
        return file.read(most_bytes + 1)


def _at_once(path: str, flags: int) -> int:
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is a pipe, not a file", path)
    return descriptor


def read_record(path: str) -> RecordFile:
    """A file as it is now; never raises."""
    try:
        content = read_within(path, MOST_BYTES)
    except FileNotFoundError:
        return RecordFile(path, fault="there is no such file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return RecordFile(path, fault=f"it cannot be read: {reason}")
    if len(content) > MOST_BYTES:
        return RecordFile(path, fault="it is too large to be read")
    return RecordFile(path, content)
