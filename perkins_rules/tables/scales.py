"""Amounts that are printed in thousands or millions, by the words of a head, a title or a note."""

from __future__ import annotations

import re

from perkins_rules.tables.cell_text import tidy

_BILLIONS = re.compile(
    r"\bbillions?\b|\$\s?bn?\b|(?<![0-9a-z,.])000,000,000['\u2019]?s?(?![0-9a-z])", re.IGNORECASE
)
_MILLIONS = re.compile(
    r"\bmillions?\b|\bmio\b|\$\s?mm?\b|\bmm?\s?\$|\(mm?\)|\busd\s?mm?\b"
    r"|(?<![0-9a-z,.])000,000['\u2019]?s?(?![0-9a-z,])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(
    r"\bthousands?\b|\$\s?k\b|\bk\s?\$|\(k\)|\busd\s?k\b"
    r"|(?<![0-9a-z,.])(?:1,)?000['\u2019]?s\b|(?<![0-9a-z,.])000(?![0-9a-z,])",
    re.IGNORECASE,
)
# A figure with its own unit, a number that is rounded, or many of something else.
_OF_A_FIGURE = re.compile(
    r"(?<![0-9.,])[.,]*[0-9](?:[0-9,.]*[0-9])?\s*(?:thousand|million|billion)s?\b"
    r"|(?<![0-9.,])[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?![0-9,'\u2019s])"  # 5 200 000
    r"|\bnearest (?:whole )?(?:\$1,000|thousand|million)s?\b"
    r"|\b(?:thousands|millions|billions) of (?!(?:us |u\.s\. )?(?:dollars|\$))",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\b(?:whole|actual|full|exact) dollars\b", re.IGNORECASE)
_ALONE = re.compile(r"\W*(?:1,)?000['\u2019]?s?\W*")
# Words of a note that speaks of nothing but the unit of all amounts.
_NOTE_WORDS = re.compile(
    r"(?:\W|[0-9]|\b(?:all|the|units?|scale|amounts?|dollars?|figures?|values?|funds?|budget|are|is|be"
    r"|shown|stated|expressed|reported|presented|given|listed|in|of|us|usd|u|s|and|rounded|omitted"
    r"|perkins|v|table|above|below|numbers?|notes?|on|this|page|form|every|thousands?|millions?"
    r"|billions?|to|a|multiply|by|k|mm?|for|as|these|federal|fiscal|year|fy|state)\b)*",
    re.IGNORECASE,
)
_IN_UNITS = re.compile(
    r"\bin (?:us |u\.s\. )?(?:\$|dollars? |\$ )?(?:thousands|millions|billions)\b"
    r"|\b(?:thousands|millions|billions) of (?:us |u\.s\. )?(?:dollars|\$)"
    r"|\$\s?\(?(?:000|k\b|mm?\b)|\bin (?:\$\s?)?(?:1,)?000",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|unless|but|other than|only|otherwise|both|some|not)\b"
    r"|\b(?:line|column|row|item)s?\s*#?\s*(?:[0-9]|[a-z]\b)",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\b(?:students?|enrol\w*|concentrators?|participants?|learners?|persons?|people|headcounts?"
    r"|jobs?|workers?)\b",
    re.IGNORECASE,
)
_LONGEST = 160


def scale_in(text: str) -> int:
    """What the figures below a text are to be taken times: 1000 for `in thousands` or `($000)`."""
    plain = _OF_A_FIGURE.sub(" ", text)
    for words, scale in ((_BILLIONS, 10**9), (_MILLIONS, 10**6), (_THOUSANDS, 1000)):
        if words.search(plain):
            return scale
    return 1


def says_dollars(text: str) -> bool:
    """Whether a head says that its amounts are dollars, whatever stands elsewhere."""
    return _DOLLARS.search(text) is not None


def is_unit_alone(text: str) -> bool:
    """Whether a text is `$000` or the like, which is a unit and no figure."""
    return _ALONE.fullmatch(text) is not None and text.strip() not in ("000", "1,000", "$1,000")


def is_unit_note(text: str) -> bool:
    """Whether a text may speak of the unit of amounts that stand elsewhere."""
    text = tidy(text)
    if scale_in(text) == 1 or (_OF_PEOPLE.search(text) and "$" not in text):
        return False
    return len(text) <= _LONGEST or _IN_UNITS.search(text) is not None


def speaks_of_thousands(text: str) -> bool:
    """Whether a text says that figures are in thousands or the like, of whatever they are."""
    return len(text) <= _LONGEST and scale_in(tidy(text)) > 1


def speaks_of_all(text: str) -> bool:
    """Whether such a text speaks of nothing but the unit, and so of all amounts."""
    text = tidy(text)
    if _EXCEPT.search(text) or len(text) > _LONGEST:
        return False
    return _IN_UNITS.search(text) is not None or _NOTE_WORDS.fullmatch(text) is not None
