"""Where a thing is written: in a file (SourceText, Span) and in the law (Citation).

Plain tuples, not attrs classes: the pre-commit hook imports this module on every commit, and
attrs alone would cost it half of its start-up time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def through(self, last: Span) -> Span:
        """The stretch from the start of this span to the end of another."""
        return Span(self.line, self.column, last.end_line, last.end_column)

    def within(self, other: Span) -> bool:
        """Whether all of it lies in another stretch."""
        return other[:2] <= self[:2] and self[2:] <= other[2:]


NOWHERE = Span(1, 1, 1, 1)


class SourceText(NamedTuple):
    """A named text. `name` is what the user called it: a path, or `-` for standard input."""

    name: str
    text: str

    def line(self, number: int) -> str:
        """Line `number`, counted from 1, without its end; empty past the last line."""
        lines = _lines(self.text)
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    """The lines of a text; kept, since a report shows many lines of one document."""
    return text.split("\n")


class Citation(NamedTuple):
    """One place in the law or the guide, as a report prints it.

    `source` is the name under which the rule pack declares the source (`perkins`, `guide`),
    `section` the place in it (`112(a)(3)`), `codified` its place in the Code or None.
    """

    source: str
    section: str
    codified: str | None
    text: str
