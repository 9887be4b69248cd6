"""Days as people write them otherwise than year-month-day, and the day that each means."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
_FORMS = (
    rf"(?P<first>[0-9]{{1,2}})[-/.](?P<second>[0-9]{{1,2}})[-/.]{_YEAR}",
    r"(?P<year>[0-9]{4})[-/.](?P<first>[0-9]{1,2})[-/.](?P<second>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<first>[0-9]{2})(?P<second>[0-9]{2})",
    rf"{_WORD}\s+(?P<second>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    rf"(?P<second>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+{_WORD},?[\s-]+{_YEAR}",
)


def day_meant(written: str) -> date | None:
    """The day that a text names, month first where that is possible; None where it names none."""
    for form in _FORMS:
        match = re.fullmatch(form, written, re.IGNORECASE | re.ASCII)
        if match is not None:
            return _day(match.groupdict())
    return None


def _day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"].lstrip("'"))
    year += 2000 if year < 100 else 0
    second = int(parts["second"])
    if "word" in parts:
        word = parts["word"].lower()[:3]
        return _existing(year, _MONTHS.index(word) + 1, second) if word in _MONTHS else None
    first = int(parts["first"])
    return _existing(year, first, second) or _existing(year, second, first)


def _existing(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None
