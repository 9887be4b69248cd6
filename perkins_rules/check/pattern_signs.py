r"""The characters of a pattern: read one after the other, with what a backslash makes of them.

Texts are held against a pattern in their common form (see same_text.py); so its characters are
brought into it, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from perkins_rules.same_text import common_form

_KINDS: dict[str, Callable[[str], bool]] = {
    "d": lambda sign: "0" <= sign <= "9",
    "w": lambda sign: sign.isalnum() or sign == "_",
    "s": str.isspace,
}
_KNOWN = ", ".join(f"`\\\\{one}`" for kind in _KINDS for one in (kind, kind.upper()))
_SHOWN = 20


class PatternFault(Exception):
    """A pattern that means nothing: why and where, and what would be right."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class Chars(NamedTuple):
    """The characters that may stand in one place: those named here or, negated, all others.

    `kinds` are letters of escapes, such as `d` or `W`. `ranges` are as they were written: a letter
    is in one if its small form or its capital is.
    """

    signs: frozenset[str] = frozenset()
    ranges: tuple[tuple[str, str], ...] = ()
    kinds: str = ""
    negated: bool = False

    def takes(self, sign: str) -> bool:
        """Whether a character of a text in its common form may stand here."""
        named = (
            sign in self.signs
            or any(low <= one <= high for low, high in self.ranges for one in _cases(sign))
            or any(_KINDS[kind.lower()](sign) is kind.islower() for kind in self.kinds)
        )
        return named is not self.negated


def _cases(sign: str) -> Iterator[str]:
    yield sign
    if len(capital := sign.upper()) == 1:
        yield capital


class Signs:
    """A pattern and how far it is read. Spaces count as in texts; what has no width is left out."""

    def __init__(self, pattern: str) -> None:
        text = unicodedata.normalize("NFC", " ".join(re.split(r"\s+", pattern)))
        self.text = "".join(sign for sign in text if folded(sign))
        self.at = 0

    def peek(self) -> str:
        """The next character; empty at the end."""
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        """The next character, which is read thereby."""
        sign = self.peek()
        self.at += 1
        return sign

    def escaped(self) -> tuple[str, bool]:
        """What a backslash that was just read makes of the next character: it, and whether that is
        a kind of characters.
        """
        start, sign = self.at - 1, self.take()
        if not sign:
            raise self.fault(start, "a `\\\\` at the end means nothing", for_itself("\\"))
        if sign.lower() in _KINDS:
            return sign, True
        if sign.isalnum():
            raise self.fault(start, f"`\\\\{sign}` means nothing", f"known are {_KNOWN}")
        return sign, False

    def fault(self, at: int, message: str, remedy: str = "") -> PatternFault:
        """A fault, with what stands at its place."""
        rest = self.text[at:]
        shown = _in_quotes(rest[:_SHOWN]) + ("…" if len(rest) > _SHOWN else "")
        return PatternFault(f"{message}, at `{shown}`", remedy)


def folded(sign: str) -> str:
    """A character as it stands in texts, where `ß` is two; empty if it has no width."""
    return " " if sign.isspace() else common_form(sign)


def for_itself(sign: str) -> str:
    """How to write a sign that would mean something, in the text of a rule file."""
    return f"write `{_in_quotes(chr(92) + sign)}` for the sign itself"


def _in_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
