"""Texts that mean the same: one form for all ways to write a text, for keys and for rules.

Capitals, the spaces around and between words, and the way an accent is stored make no difference.
The lowest layer, since documents, rules and records beside documents compare by it alike.
"""

from __future__ import annotations

import unicodedata
from typing import Any

# Characters without a width: a text looks the same with and without them.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def common_form(text: str) -> str:
    """The text without its capitals, with one space between words and none around it.

    Every space of Unicode counts as one, such as the no-break space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    seen = unicodedata.normalize("NFD", text.translate(_UNSEEN)).casefold()
    return " ".join(unicodedata.normalize("NFC", seen).split())


def key_form(key: Any) -> Any:
    """A key as keys are compared: two that only differ in case or spacing are one.

    In capitals, as codes stand in the form, so that `1S1` is itself. What is no text stays.
    """
    return common_form(key).upper() if isinstance(key, str) else key
