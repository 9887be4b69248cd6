"""Places of an editor in a text: lines and columns from 0, in the units that it counts in.

A line ends at LF, CR LF or CR and nowhere else, as the Language Server Protocol has it (3.17, Text
Documents); the spans of a document end lines at LF alone, or at CR where it has no LF.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from perkins_rules.source import Span

Units = Literal["utf-8", "utf-16", "utf-32"]
"""What columns count: bytes, halves of pairs, or characters."""
_END = re.compile(r"\r\n|\n|\r")
_BYTE_ORDER_MARK = "\ufeff"


class Place(NamedTuple):
    """A line and a column of an editor, from 0."""

    line: int
    column: int


class Stretch(NamedTuple):
    """From a place to another, which is the first that does not belong to it."""

    start: Place
    end: Place


class TextPlaces:
    """The places of one text. Offsets count characters from 0, a byte-order mark apart, as those of
    the tree of a document do; what lies outside is the nearest place inside.
    """

    def __init__(self, text: str, units: Units = "utf-16") -> None:
        self.text, self.units = text.lstrip(_BYTE_ORDER_MARK), units
        self._mark = self._size(text[: len(text) - len(self.text)])

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _END.finditer(self.text))]

    @cached_property
    def _spans_start(self) -> list[int]:
        """Where the lines of spans start."""
        sign = "\n" if "\n" in self.text or "\r" not in self.text else "\r"
        return [0, *(end.end() for end in re.finditer(sign, self.text))]

    def place(self, offset: int) -> Place:
        """Where an offset is."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        column = self._size(self.text[self._starts[line] : offset])
        return Place(line, column if line else column + self._mark)

    def offset(self, place: Place) -> int:
        """The offset of a place; in the middle of a character, where that begins."""
        if place.line >= len(self._starts):
            return len(self.text)
        column = place.column if place.line else place.column - self._mark
        start = self._starts[max(place.line, 0)]
        last = self._starts[place.line + 1] if place.line + 1 < len(self._starts) else None
        line = self.text[start:last].rstrip("\r\n")
        if self.units == "utf-32" or line.isascii():
            return start + max(0, min(column, len(line)))
        size = 0
        for at, sign in enumerate(line):
            size += self._size(sign)
            if size > column:
                return start + at
        return start + len(line)

    def stretch(self, span: Span) -> Stretch:
        """Where a span of a document is."""
        start = self.offset_of(span.line, span.column)
        end = max(start, self.offset_of(span.end_line, span.end_column))
        return Stretch(self.place(start), self.place(end))

    def offset_of(self, line: int, column: int) -> int:
        """The offset of a line and column of spans, which count from 1."""
        starts = self._spans_start
        return starts[max(0, min(line, len(starts)) - 1)] + column - 1

    def span_place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset as spans count them, from 1."""
        line = bisect_right(self._spans_start, offset)
        return line, offset - self._spans_start[line - 1] + 1

    def line_around(self, offset: int) -> tuple[int, int]:
        """The offsets between which the line of an offset stands, without its end."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def _size(self, text: str) -> int:
        if self.units == "utf-32" or text.isascii():
            return len(text)
        if self.units == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(sign > "\uffff" for sign in text)
