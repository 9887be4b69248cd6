"""Places: offsets in a text, as lines and columns when somebody asks."""

from __future__ import annotations

from bisect import bisect_right

from perkins_rules.source import Span


class Places:
    """Turns offsets (in characters, from 0) of one text into spans; finds the lines once."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The span from offset `start` to `end`, the end exclusive."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end))
        return Span(line, column, end_line, end_column)

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, in which an offset lies."""
        return self._place(offset)[0]

    def said(self, offset: int) -> str:
        """Where an offset lies, in words: in a text of one line, which may be a line of a larger
        file, only the column tells.
        """
        line, column = self._place(offset)
        return f"on line {line}" if "\n" in self.text.strip() else f"at column {column}"

    def _place(self, offset: int) -> tuple[int, int]:
        if self._starts is None:
            self._starts = _line_starts(self.text)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
