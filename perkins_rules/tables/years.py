"""The year of a column: FY 2026, PY 2026-27 and 2026-27 are one, from 1 July 2026 on."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMES = (
    r"FFY|SFY|FY|PY|SY|AY|GY|(?:federal |state )?fiscal year|program year|school year"
    r"|academic year|grant year|reporting year|perkins year"
)
# 26-27, in the words of a head: two years of two digits, the second behind the first.
_SHORT = "|".join(rf"{y}(?=\s?[-\u2013]\s?{y + 1}(?![0-9%.]))" for y in range(20, 40))
_YEAR = re.compile(
    # Of a grant year, its number: GY6 (2026), PY7 2026-27.
    rf"(?<![0-9A-Za-z.,$/])(?:(?P<kind>{_NAMES})(?:\s?1?[0-9](?=\s*\(|[\s:,]+20[0-9]{{2}}))?"
    r"(?:\s*\([FPSAG]Y\))?[\s.:]*(?:\(\s*)?['\u2019\u2018]?)?"
    r"(?P<first>20[0-9]{2}|(?(kind)[0-9]{2}|" + rf"(?:{_SHORT})))"
    r"(?:\s*[-\u2013\u2014/]\s*['\u2019]?(?P<last>(?:20)?[0-9]{2}))?"
    r"(?:(?(kind)\s*\)))?"
    r"(?:\s+(?P<after>PY|SY|program year|school year|academic year))?"
    r"(?![0-9A-Za-z%]|[.,][0-9])",
    re.IGNORECASE,
)
_JULY_TO_JUNE = re.compile(
    r"(?:july\s*(?:1,?\s*)?|0?7/0?1/)(20[0-9]{2})\s*(?:-|\u2013|\u2014|to|through)\s*"
    r"(?:june\s*(?:30,?\s*)?|0?6/30/)(20[0-9]{2})",
    re.IGNORECASE,
)
_TO_JUNE = re.compile(
    r"(?:(?:fiscal |program |school )?year |FY ?)end(?:ing|ed)\s*(?:on\s*)?"
    r"(?:june\s*(?:30,?\s*)?|0?6/30/)(20[0-9]{2})",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[\s()]*(?:levels?|targets?)?[\s()]*", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:(?:program|school|academic|grant|reporting) years?|[PSAG]Y)\b", re.IGNORECASE
)
_FISCAL = re.compile(r"\b(?:fiscal years?|FY)\b", re.IGNORECASE)
_SURE = ("fy", "ffy", "fiscal year", "federal fiscal year")


class Year(NamedTuple):
    """A fiscal year; or what is wrong with what is written. `is_bare` is a year and no more;
    `may_end` one that some name by its end, others by its start: PY 2026; `is_short` 26-27.
    """

    year: int
    problem: str = ""
    is_bare: bool = False
    may_end: bool = False
    is_short: bool = False

    @property
    def may_be_figure(self) -> bool:
        """Whether what is written may as well be a number or a range."""
        return self.is_bare or self.is_short


def year_of(text: str) -> Year | None:
    """The fiscal year that a text names, with no other words; None when it names none."""
    years, rest = years_in(text.strip())
    return years[0] if len(years) == 1 and _SUFFIX.fullmatch(rest) else None


def years_in(text: str) -> tuple[list[Year], str]:
    """The years that a text names, and the text without them."""
    if not any(map(str.isdigit, text)):
        return [], text
    text = _JULY_TO_JUNE.sub(r"\1-\2", text)
    text = _TO_JUNE.sub(lambda match: f"{int(match[1]) - 1}-{match[1]}", text)
    return [_year(match) for match in _YEAR.finditer(text)], _YEAR.sub(" ", text)


def _year(match: re.Match[str]) -> Year:
    first, last = match["first"], match["last"]
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if last:
        ends = int(last[-2:]) == (year + 1) % 100
        is_short = len(first) == 2 and not match["kind"]
        return Year(year, "" if ends else "a span of other than one year", is_short=is_short)
    kind = (match["kind"] or match["after"] or "").lower()
    return Year(year, is_bare=not kind, may_end=bool(kind) and kind not in _SURE)


def in_context(year: Year, words: str) -> Year:
    """A year that is no more than its number, by the words around it: School Year, 2026."""
    if not year.is_bare:
        return year
    if _UNSURE.search(words):
        return year._replace(is_bare=False, may_end=True)
    return year._replace(is_bare=not _FISCAL.search(words))


def one_of(years: list[Year]) -> Year | None:
    """The year that all words on a column name; a problem where they name several."""
    spans = [one for one in years if not one.is_bare and not one.may_end]
    unsure = [one for one in years if one not in spans]
    if len({one.year for one in spans or unsure}) > 1:
        return Year(years[0].year, "more than one year")
    if not spans:
        return next((one for one in unsure if one.may_end), unsure[0] if unsure else None)
    if any(one.year - spans[0].year not in (0, 1) for one in unsure):
        return Year(spans[0].year, "more than one year")
    return spans[0]
