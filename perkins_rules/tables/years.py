"""The year of a column: FY 2026, PY 2026-27 and 2026-27 are one, from 1 July 2026 on."""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = re.compile(
    r"(?P<kind>FY|PY|SY|fiscal year|program year|school year)?\s*"
    r"(?P<first>20[0-9]{2})(?:\s*[-\u2013\u2014/]\s*(?P<last>(?:20)?[0-9]{2}))?"
    r"(?:\s*(?:level|levels|target|targets))?",
    re.IGNORECASE,
)


class Year(NamedTuple):
    """A fiscal year; or what is wrong with what is written. `is_bare` is a year and no more."""

    year: int
    problem: str = ""
    is_bare: bool = False


def year_of(text: str) -> Year | None:
    """The fiscal year that a text names; None when it names none."""
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match["first"]), match["last"]
    if last and int(last[-2:]) != (first + 1) % 100:
        return Year(first, "a span of other than one year")
    return Year(first, is_bare=not last and not match["kind"])
