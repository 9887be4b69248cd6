"""Names that people write for a value of a field, and the value that each means.

A schema lists them with the field (`x-also`). Letter case, blanks, underscores and other marks
do not count, so `English-Learners` needs no line of its own; an abbreviation may follow it in
parentheses.
"""

from __future__ import annotations

import re
from typing import Any

OtherNames = tuple[tuple[str, str], ...]
"""Pairs of a name in plain form and its value."""


def other_names(also: dict[str, list[str]], choices: tuple[str, ...]) -> OtherNames:
    """The names of each value, its own among them. Raises ValueError where one has two values."""
    found: dict[str, str] = {}
    for value in (*also, *(c for c in choices if c not in also)):
        for name in (value, *also.get(value, ())):
            if found.setdefault(plain(name), value) != value:
                raise ValueError(f"`{name}` stands for `{found[plain(name)]}` and for `{value}`")
    return tuple(found.items())


def value_meant(written: str, names: OtherNames) -> str | None:
    """The value that a name means; None where it is none of the names.

    `English learners (EL)` is one where both parts name the same value, and only there.
    """
    known = dict(names)
    if (value := known.get(plain(written))) is not None:
        return value
    parts = re.fullmatch(r"([^()]+)\(([^()]+)\)\s*", written)
    meant: set[Any] = {known.get(plain(part)) for part in parts.groups()} if parts else set()
    return meant.pop() if len(meant) == 1 else None


def plain(name: str) -> str:
    """A name without what does not count in it."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold().replace("'", "").replace("\u2019", "")))
