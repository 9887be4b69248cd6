"""Where expressions stand in rule files: a clause as one line of text, and lines of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.source import SourceText, Span


class Stretch(NamedTuple):
    """A part of a clause: `text` on one line, from `first` to `last` of it what is meant.

    `lines` has the line of the file for each character.
    """

    source: SourceText
    text: str
    lines: Sequence[int]
    first: int
    last: int

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.lines[self.first] if self.lines else 1

    def part(self, words: str, after: int) -> Stretch | None:
        """Where words stand in it, behind a place; None if they do not."""
        pattern = rf"(?<![\w.$]){re.escape(words)}(?!\w|\.\w)"
        found = re.compile(pattern).search(self.text, max(after, self.first), self.last)
        return self._replace(first=found.start(), last=found.end()) if found else None


def stretch(source: SourceText, span: Span) -> Stretch:
    """What stands at a span, with single spaces and without comments."""
    letters: list[str] = []
    lines: list[int] = []
    for number in range(span.line, span.end_line + 1):
        for letter in " " + _words(source, span, number):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                lines.append(number)
    text = "".join(letters).rstrip()
    return Stretch(source, text, lines[: len(text)], 0, len(text))


def _words(source: SourceText, span: Span, number: int) -> str:
    line = source.line(number)
    if number == span.end_line:
        line = line[: span.end_column - 1]
    if number == span.line:
        line = line[span.column - 1 :]
    if span.end_line > span.line:
        line = line.split("#")[0]
    return " ".join(line.split())
