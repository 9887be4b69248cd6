"""Signs that look like others: blanks that are none, quotation marks of a word processor."""

from __future__ import annotations

# No-break, figure, narrow no-break, ideographic and the other blanks of Unicode, and signs that
# nobody sees.
BLANKS = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u202f\u205f\u2060\u3000\ufeff"
)
CURLY_QUOTES = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u2039\u203a"

_OPENING, _CLOSING = "\u201c\u2018\u201e\u201a\u00ab\u2039", "\u201d\u2019\u201c\u2018\u00bb\u203a"

_NAMES = {
    "\xa0": "A no-break space",
    "\u2007": "A figure space",
    "\u202f": "A narrow no-break space",
    "\u3000": "A wide (ideographic) space",
    "\u200b": "An invisible sign",
    "\u200c": "An invisible sign",
    "\u200d": "An invisible sign",
    "\u2060": "An invisible sign",
    "\ufeff": "An invisible sign (a byte-order mark)",
}


def sign_name(sign: str) -> str:
    """A special blank in words, at the start of a sentence: `A no-break space (U+00A0)`."""
    return f"{_NAMES.get(sign, 'A special space')} (U+{ord(sign):04X})"


def special_blank(text: str) -> str | None:
    """The first special blank in a text."""
    return next((sign for sign in text if sign in BLANKS), None)


def without_blanks(text: str) -> str:
    """A text without the special blanks around it; those inside are plain ones."""
    return "".join(" " if sign in BLANKS else sign for sign in text).strip()


def in_plain_quotes(text: str) -> str | None:
    """A text that stands wholly between typographic quotation marks, as YAML writes it between
    plain ones; None for any other text.
    """
    inner = text[1:-1]
    if len(text) < 3 or text[0] not in _OPENING or text[-1] not in _CLOSING:
        return None
    if any(sign in inner for sign in (text[0], text[-1]) if sign != "\u2019"):
        return None
    return '"' + inner.replace("\\", "\\\\").replace('"', '\\"') + '"'
