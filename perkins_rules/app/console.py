"""Where output goes: the style of a stream, and files that are whole or not there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from perkins_rules.app.faults import Stop
from perkins_rules.report.style import Style, known_encoding

_WIDEST = 100
PLAIN = Style()


def console_style(color: str = "auto") -> Style:
    """How standard output takes text; `color` is auto, always or never."""
    stream = sys.stdout
    if stream is None:
        return PLAIN
    is_terminal = stream.isatty()
    wanted = color == "always" or (color == "auto" and is_terminal and _color_is_welcome())
    encoding = known_encoding(stream.encoding)
    return Style(wanted, encoding, _width(is_terminal))


def _color_is_welcome() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(is_terminal: bool) -> int:
    """Columns: those of the terminal within reason, else 80."""
    if not is_terminal:
        return 80
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 80
    return min(max(columns or 80, 40), _WIDEST)


def write_out(text: str, stream: IO[str] | None = None) -> None:
    """Text to standard output (or another stream), whatever its encoding: it never fails on a
    character. Raises Stop when it is closed.
    """
    stream = sys.stdout if stream is None else stream
    if stream is None:
        raise Stop("standard output is closed.", "Name a file: --output report.txt")
    encoding = known_encoding(getattr(stream, "encoding", None))
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text)
        return
    stream.flush()
    raw.write(text.encode(encoding, errors="replace"))
    raw.flush()


def write_file(path: str, text: str) -> None:
    """A whole file in UTF-8, written beside its place and then put there. Raises Stop."""
    target = Path(path)
    if not path:
        raise Stop("--output takes the name of a file.")
    if target.is_dir():
        raise Stop(f"{path} is a folder; --output takes the name of a file.")
    try:
        _replace(target, text.encode("utf-8"))
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}.") from error


def _replace(target: Path, data: bytes) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe is not replaced
        return
    import tempfile  # only a run with --output pays for it

    real = Path(os.path.realpath(target))
    handle, beside = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(_mode(real))
        Path(beside).replace(real)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions that the file has, or would have if it were made plainly."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
