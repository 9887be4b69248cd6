"""How a program for tables shows a number: what its format makes of it."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_SHOWN = re.compile(r'"[^"]*"|\\.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
# [$\u20ac-407] is a mark and a language; [$-409] a language alone.
_CURRENCY = re.compile(r"\[\$([^\]\-]+)(?:-[^\]]*)?\]")
_SIGNS = re.compile(r"[$\u20ac\u00a3\u00a5]")
_DOLLARS = ("$", "US$", "USD", "US $")
_DOLLAR_WORDS = ("USD", "US$", "US $", "DOLLARS", "DOLLAR")
_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
_DIGITS = re.compile(r"[0#?]")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")


class Look(NamedTuple):
    """What a number format does: decimal places (None: as many as there are), and its unit."""

    places: int | None = None
    is_percent: bool = False
    """The number is shown times one hundred."""
    says_percent: bool = False
    """A percent sign stands behind the number as it is."""
    says_dollars: bool = False
    other_currency: str = ""
    """The mark of one that is not the dollar of the United States."""
    is_date: bool = False
    is_scaled: bool = False
    """It is shown in thousands or millions."""
    words: str = ""
    """What is shown beside the number, as `M` or ` (000)`; no signs and no word for dollars."""


def look_of(code: str) -> Look:
    """The look of a format code, by its first section."""
    first = _first(code)
    if not code or first.lower() == "general" or first == "@":
        return Look()
    literal = "".join(_QUOTED.findall(first))
    bare = _BRACKETS.sub("", _QUOTED.sub("", first))
    if _DAYS.search(bare):
        return Look(is_date=True)
    marks = _CURRENCY.findall(first) + _SIGNS.findall(_BRACKETS.sub("", first))
    others = [mark.strip() for mark in marks if mark.strip().upper() not in _DOLLARS]
    if not _DIGITS.search(bare) or "/" in bare or "e" in bare.lower():
        return Look(says_percent="%" in literal, is_percent="%" in bare)
    return Look(
        places=len(_DIGITS.findall(bare.partition(".")[2])),
        is_percent="%" in bare,
        says_percent="%" in literal and "%" not in bare,
        says_dollars=len(marks) > len(others),
        other_currency=others[0] if others else "",
        is_scaled=_THOUSANDS.search(bare) is not None,
        words=_words(first),
    )


def _words(first: str) -> str:
    pieces = (one[1:-1] if one[0] == '"' else one[1:] for one in _SHOWN.findall(first))
    words = "".join(pieces).strip()
    is_plain = words.upper().rstrip(".") in _DOLLAR_WORDS
    return "" if is_plain or not any(map(str.isalnum, words)) else words


def _first(code: str) -> str:
    """The section for positive numbers; a semicolon between quotes ends none."""
    ends = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code)
    return ends.group() if ends else code
