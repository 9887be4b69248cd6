"""Where expressions stand in rule files: a clause as one line of text, and lines of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.lang.nodes import FromRow
from perkins_rules.lang.words import lines_at
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


def stretch(source: SourceText, span: Span, row: FromRow | None = None) -> Stretch:
    """What stands at a span, with single spaces and without comments; of a rule in a table, with
    the words of its row.
    """
    letters: list[str] = []
    lines: list[int] = []
    for number, words in lines_at(source, span, row):
        for letter in " " + words:
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                lines.append(number)
    text = "".join(letters).rstrip()
    return Stretch(source, text, lines[: len(text)], 0, len(text))
