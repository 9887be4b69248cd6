"""Amounts that are printed in thousands or millions, by the words of a head or a title."""

from __future__ import annotations

import re

_MILLIONS = re.compile(
    r"\bin millions\b|\bmillions of dollars|\(millions\)|\$\s?millions\b|\$mm?\b"
    r"|(?<![0-9,.])000,000s?(?![0-9])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(
    r"\bin thousands\b|\bthousands of dollars|\(thousands\)|\$\s?thousands\b|\$k\b"
    r"|(?<![0-9,.])000(?:['\u2019]?s)?(?![0-9,])",
    re.IGNORECASE,
)


def scale_in(text: str) -> int:
    """What the figures below a text are to be taken times: 1000 for `in thousands` or `($000)`."""
    if _MILLIONS.search(text):
        return 1_000_000
    return 1000 if _THOUSANDS.search(text) else 1
