"""A document's bytes with other texts in some places, all else to the byte as it was."""

from __future__ import annotations

from collections.abc import Iterable

from perkins_rules.source import Span


def edited(data: bytes, edits: Iterable[tuple[Span, str]]) -> bytes:
    """Each text is put in the place of one line's stretch; none of them overlap. UTF-8, with a byte
    order mark or without.
    """
    marked = data.decode("utf-8")
    text = marked.lstrip("\ufeff")
    end = "\n" if "\n" in text else "\r"  # as of an old Mac
    lines = text.split(end)
    for at, now in sorted(edits, reverse=True):
        line = lines[at.line - 1]
        lines[at.line - 1] = line[: at.column - 1] + now + line[at.end_column - 1 :]
    return (marked[: len(marked) - len(text)] + end.join(lines)).encode("utf-8")
