"""Record: one waiver as it was written down, in a file or beside a value."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.name_patterns import is_pattern
from perkins_rules.source import Citation

REQUIRED = ("rule", "authority", "reason", "expires")
FIELDS = (
    "rule",
    "path",
    "file",
    "finding",
    "authority",
    "reason",
    "date",
    "expires",
    "cite",
)
WHOLE = "."
"""How a path says the whole document."""


class Record(NamedTuple):
    """A waiver of one finding of a rule.

    `path` is the place in words or as a JSON pointer, `file` a pattern of document names or empty
    for all; `finding` its id, needed only where several findings of the rule are at one place.
    Empty texts are what is not given. `line` is where it stands, and `place` that in words.
    """

    rule: str
    path: str
    file: str
    finding: str
    authority: str
    reason: str
    date: str
    expires: str
    cite: str
    citation: Citation | None
    line: int
    place: str

    @property
    def names_a_file(self) -> bool:
        """Whether it is for one document, which it names."""
        return bool(self.file) and not is_pattern(self.file)

    @property
    def about(self) -> str:
        """What it waives, in words."""
        return self.rule if self.path in ("", WHOLE) else f"{self.rule} at {self.path}"


class Fault(NamedTuple):
    """What is wrong with a waiver, where (a line, from 1), and what would be right."""

    line: int
    message: str
    remedy: str = ""


class Recorded(NamedTuple):
    """The waivers that can be used, and what is wrong with the others."""

    records: tuple[Record, ...] = ()
    faults: tuple[Fault, ...] = ()
