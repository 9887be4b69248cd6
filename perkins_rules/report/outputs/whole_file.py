"""A file that is there whole or not at all: written beside its place and then put there."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import IO, Any

from perkins_rules.report.outputs.faults import OutputFault


class _StandardOutput(io.BytesIO):
    """Written through at once; closing it leaves standard output open."""

    def write(self, content: Any) -> int:
        return sys.stdout.buffer.write(content)

    def close(self) -> None:
        if not self.closed:
            sys.stdout.flush()
        super().close()


class WholeFile:
    """The file of one output, `-` for standard output. A device or a pipe is written straight, for
    it cannot be replaced.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.handle: IO[bytes] | None = None
        self._beside: str | None = None
        self._real = Path(os.path.realpath(path))

    def open(self) -> IO[bytes]:
        """A handle to write to. Raises OSError, or OutputFault for a folder."""
        if self.path == "-":
            self.handle = _StandardOutput()
            return self.handle
        target = Path(self.path)
        if target.is_dir():
            raise OutputFault(f"{self.path} is a folder; --output takes the name of a file.")
        if target.exists() and not target.is_file():
            self.handle = target.open("wb")
            return self.handle
        import tempfile

        prefix, folder = f".{self._real.name}.", self._real.parent
        number, self._beside = tempfile.mkstemp(prefix=prefix, dir=folder)
        self.handle = os.fdopen(number, "wb")
        return self.handle

    def place(self) -> None:
        """Puts what was written under its name."""
        assert self.handle is not None
        self.handle.close()
        if self._beside is not None:
            beside = Path(self._beside)
            beside.chmod(_mode(self._real))
            beside.replace(self._real)
            self._beside = None

    def discard(self) -> None:
        """Leaves nothing of what was written; does nothing once it was put in its place."""
        if self.handle is not None:
            with contextlib.suppress(OSError, ValueError):
                self.handle.close()
        if self._beside is not None:
            Path(self._beside).unlink(missing_ok=True)
            self._beside = None


def _mode(target: Path) -> int:
    """The permissions that the file has, or would have if it were made plainly."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
