"""A slip of the pen in a text: where it is, what is said of it, what would be right there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.documents.yaml_lines import Line, Lines


class Slip(NamedTuple):
    """What is wrong between two offsets. `mend` is what would be there instead of the text between
    two offsets, if that is certain enough to read on.
    """

    start: int
    end: int
    message: str
    remedy: str
    mend: tuple[int, int, str] | None = None
    aligns: bool = False
    """Whether it is where a line starts that is wrong; what follows may be wrong for that alone."""


class Stop(NamedTuple):
    """Where and with what words the parser stopped; `opening` is where it says that began."""

    at: int
    opening: int | None
    complaint: str
    quotes: list[tuple[int, int]]
    """Where the quotations over several lines stand that were read so far."""
    brackets: list[int]
    """Where the brackets stand that are open there."""


Finder = Callable[[Lines, Stop], Slip | None]


def blanks(count: int) -> str:
    """A count of blanks in words."""
    return {0: "no blanks", 1: "1 blank"}.get(count, f"{count} blanks")


def code(text: str) -> str:
    """A piece of YAML between backticks, or in quotes where it holds one itself."""
    return f"“{text[:100]}”" if "`" in text else shown(text, 100)


def piece(line: Line) -> str:
    """What a line says, its dash too, short and between backticks."""
    return shown(line.text.strip(), 40)
