"""A word of a rule file as an editor colors it. Imports next to nothing: every start asks."""

from __future__ import annotations

from typing import NamedTuple

TYPES = ("keyword", "number", "string", "variable", "function", "type", "comment", "enumMember")


class Colored(NamedTuple):
    """A word on one line: line and column from 0, its length in characters, what it is."""

    line: int
    column: int
    length: int
    type: str
