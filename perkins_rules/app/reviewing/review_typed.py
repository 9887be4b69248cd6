"""What a reviewer types: an answer or a command, with words or without."""

from __future__ import annotations

import contextlib
from typing import NamedTuple

from perkins_rules.app.console import write_out
from perkins_rules.report.clean import clean

KEYS = {
    "y": "met",
    "n": "not met",
    "a": "does not apply",
    "s": "skip",
    "b": "back",
    "e": "edit the note",
    "t": "whole text",
    "q": "save and quit",
}
ANSWERS = {"y": "met", "n": "not_met", "a": "not_applicable"}
_WORDS = {
    "not met": "n",
    "not_met": "n",
    "does not apply": "a",
    "not applicable": "a",
    "not_applicable": "a",
    "n/a": "a",
    "na": "a",
    "yes": "y",
    "met": "y",
    "no": "n",
    "skip": "s",
    "back": "b",
    "edit": "e",
    "note": "e",
    "text": "t",
    "quit": "q",
    "exit": "q",
}
LONGEST_NOTE = 20_000


class Said(NamedTuple):
    """What the reviewer typed: a key of `KEYS` (empty: nothing that is known), and words."""

    key: str
    words: str


def typed(prompt: str) -> str | None:
    """A line from the keyboard, without what no text can hold; None at its end."""
    with contextlib.suppress(ImportError):  # there is none on Windows
        # With it a line can be edited and be longer than 4,095 characters; and of lines that are
        # pasted together, the second does not answer the next question.
        import readline  # noqa: F401
    try:
        line = input(prompt)
    except EOFError:
        write_out("\n")
        return None
    harmless = "".join(c if c.isprintable() else " " for c in line)
    return clean(" ".join(harmless.split()))[:LONGEST_NOTE]


def understood(line: str) -> Said:
    """`y`, `not met`, or a key and words: `n it names no sectors`."""
    whole = line.strip()
    folded = whole.lower()
    if folded in _WORDS:
        return Said(_WORDS[folded], "")
    first, _, words = whole.partition(" ")
    key = first.lower().rstrip(":,")
    key = key if key in KEYS else _WORDS.get(key, "")
    if words and key not in ANSWERS:
        return Said("", "")
    return Said(key, words.strip())
