"""Where output goes: the style of a stream, and files that are whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import IO

from perkins_rules.app.faults import Stop
from perkins_rules.report.style import Style, known_encoding

_WIDEST = 100
PLAIN = Style()


def console_style(color: str = "auto", output: str | None = None) -> Style:
    """How standard output, or a file, takes text; `color` is auto, always or never."""
    stream = sys.stdout
    if stream is None or output not in (None, "-"):
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


def refuse_overwriting(outputs: Iterable[str], read: Iterable[str]) -> None:
    """Raises Stop where something would be written in the place of a file that is read."""
    there = {os.path.realpath(name) for name in read if name and name != "-"}
    for output in outputs:
        if output != "-" and os.path.realpath(output) in there:
            raise Stop(f"{output} is read by this run, and would be lost.", "Name another file.")


def write_to(output: str | None, text: str) -> None:
    """Text to a file; to standard output where none is named, or `-` is. Raises Stop."""
    if output is None or output == "-":
        write_out(text)
    else:
        write_file(output, text)


def write_file(path: str, content: str | bytes) -> None:
    """A whole file, texts in UTF-8, written beside its place and then put there. Raises Stop."""
    if not path:
        raise Stop("--output takes the name of a file.")
    # Only a run with --output pays for it.
    from perkins_rules.report.outputs.faults import OutputFault
    from perkins_rules.report.outputs.whole_file import WholeFile

    whole = WholeFile(path)
    try:
        whole.open().write(content.encode("utf-8") if isinstance(content, str) else content)
        whole.place()
    except OutputFault as fault:
        raise Stop(fault.message, fault.hint) from fault
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        whole.discard()
