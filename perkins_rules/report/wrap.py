"""Words -> lines of a width. Colors are put on afterwards, so that they count for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_GLUE = "\x00"


def glued(text: str) -> str:
    """Text that `wrapped` does not break. It must be clean: the glue is a control character."""
    return text.replace(" ", _GLUE)


def wrapped(text: str, width: int) -> list[str]:
    """The words of `text` in lines of at most `width` columns; a longer word is left whole."""
    return filled((word.replace(_GLUE, " ") for word in text.split()), width)


def filled(chunks: Iterable[str], width: int) -> list[str]:
    """Chunks that stay whole, in lines of at most `width` columns where that can be."""
    return list(_lines(chunks, max(width, 20))) or [""]


def hanging(lead: str, text: str, width: int) -> list[str]:
    """`lead` before the first line, as much space before the others."""
    first, *rest = wrapped(text, width - len(lead))
    return [lead + first, *(" " * len(lead) + line for line in rest)]


def _lines(chunks: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for chunk in chunks:
        if line and len(line) + 1 + len(chunk) > width:
            yield line
            line = chunk
        else:
            line = f"{line} {chunk}" if line else chunk
    if line:
        yield line
