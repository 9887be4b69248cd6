"""Style: how text looks on the console it goes to: its colors, its characters, its width.

A small table of our own, because the check of one document must not wait for a terminal library.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from perkins_rules.report.clean import clean, without_commands

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
# Shown where the console can, and otherwise the plain one.
_MARKS = {
    "fail": ("✗", "x"),
    "pass": ("✓", "+"),
    "warning": ("!", "!"),
    "info": ("i", "i"),
    "open": ("?", "?"),
    "skip": ("\N{EN DASH}", "-"),
    "bullet": ("•", "*"),
    "dot": ("·", "|"),
    "bar": ("│", "|"),
    "rule": ("─", "-"),
    "box": ("☐", "[ ]"),
    "arrow": ("→", "->"),
    "dash": ("—", "--"),
}


class Style(NamedTuple):
    """Where text goes: whether colors are wanted, the encoding, the width in columns."""

    color: bool = False
    encoding: str = "utf-8"
    width: int = 80

    def clean(self, text: str) -> str:
        """Harmless text on one line that the console can show."""
        return without_commands(clean(text, self.encoding))

    def mark(self, name: str) -> str:
        """A sign such as the tick of a pass."""
        fine, plain = _MARKS[name]
        return fine if self._shows(fine) else plain

    def paint(self, looks: str, text: str) -> str:
        """Text in a color or weight, such as "bold red"; as it is where colors are not wanted."""
        if not (self.color and looks and text):
            return text
        return f"\x1b[{';'.join(_CODES[look] for look in looks.split())}m{text}\x1b[0m"

    def _shows(self, mark: str) -> bool:
        if self.encoding == "utf-8":
            return True
        try:
            mark.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def known_encoding(name: str | None) -> str:
    """The codec's usual name; ASCII for a console that does not say, or says nonsense."""
    try:
        return codecs.lookup(name or "ascii").name
    except LookupError:
        return "ascii"
