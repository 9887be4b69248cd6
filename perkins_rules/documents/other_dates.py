"""Days and times as people write them otherwise than is read, and what each means."""

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


_CLOCK = r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-5][0-9]))?(?::[0-5][0-9])?"
_EASTERN = r"(?:E[SD]?T|(?:US )?Eastern(?:\s+(?:standard\s+|daylight\s+)?time)?)"
_HALF = r"\s*(?P<half>[ap])\.?\s?m\.?"


def time_meant(written: str) -> str | None:
    """The hour and minute, on a 24-hour clock, that a text names; None where it names none."""
    match = re.match(rf"{_CLOCK}(?:{_HALF})?(?:\s*{_EASTERN})?$", written, re.IGNORECASE | re.ASCII)
    if match is None or (match["half"] is None and match["minute"] is None):
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if hour > (12 if half else 23) or (half and not hour):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02}:{match['minute'] or '00'}"
