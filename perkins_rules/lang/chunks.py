"""The text of a rule file -> the texts of its declarations, and its comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from perkins_rules.lang.nodes import Comment

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|#[^\n]*', re.DOTALL)


def declaration_texts(text: str) -> Iterator[tuple[int, str]]:
    """(first line, text) of each declaration: from one line that starts in column 1 to the next."""
    chunk: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        is_comment = line.lstrip().startswith("#")
        if chunk and (is_comment or not line[:1].strip()):
            chunk.append(line)
        elif line.strip() and not is_comment:
            if chunk:
                yield first, "\n".join(chunk)
            # Also an indented line, if there is no declaration above it to belong to.
            chunk, first = [line], number
    if chunk:
        yield first, "\n".join(chunk)


def comments_of(text: str) -> Iterator[Comment]:
    """The comments of a file; a `#` in a quoted text is none."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for match in _TOKEN.finditer(text):
        if not match[0].startswith("#"):
            continue
        line = bisect_right(starts, match.start())
        start = starts[line - 1]
        yield Comment(
            line=line,
            column=match.start() - start + 1,
            text=match[0].rstrip(),
            own_line=not text[start : match.start()].strip(),
        )
