"""What the words above a column of a budget say: percents or amounts, and whose."""

from __future__ import annotations

import re
from typing import Literal

from perkins_rules.tables.scales import scale_in
from perkins_rules.tables.years import years_in

Kind = Literal["percent", "amount"]
LONGEST = 60
# Figures of a budget that are not those of the form.
_OF_OTHERS = re.compile(
    r"\b(?:change|difference|variance|increase|decrease|max(?:imum)?|min(?:imum)?|limit|cap|allowed"
    r"|allowable|required|cumulative|expended|expenditures?|spent|remaining|balance|matching"
    r"|non-?federal|local share|in-?kind)\b"
    r"|\bstate(?: share| match| funds?| contribution)?(?: \(?\$\)?)?$",
    re.IGNORECASE,
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that may head the amounts where no others do, or that go with those.
_NOUNS = _set(
    "total totals allocation allocations allocated funding funds fund budget budgeted grant award"
    " awards federal cost costs"
)
_WITH_NOUNS = _set(
    "of the perkins v grant state plan fiscal year program proposed planned approved estimated"
    " projected annual final revised amended share"
)


# Words that may stand in a head of amounts, and say no more of them than it does.
_KNOWN = (
    _NOUNS
    | _WITH_NOUNS
    | _set(
        "amount amounts dollar dollars usd us in for to by and on or line item items column cte"
        " requested allotted planned fy ffy sfy py sy gy ay act secretary form ii carl basic est"
        " thousand thousands million millions billion billions whole actual full exact this current"
        " next upcoming coming new title part section prop appr all"
    )
)


def kind_in(text: str) -> Kind | None:
    """Whether words head percents or amounts."""
    text = text.lower()
    if len(text) > LONGEST or is_of_others(text):
        return None
    is_amount = any(word in text for word in ("amount", "dollars", "$"))
    if ("percent" in text or "%" in text) and not (is_amount and not _PERCENT_FIRST.match(text)):
        return "percent"
    return "amount" if is_amount or text in ("funds", "budget") else None


_PERCENT_FIRST = re.compile(r"\W*(?:percent|%|pct)", re.IGNORECASE)


def may_head_amounts(text: str) -> bool:
    """Whether words may head amounts, though they do not say it: `Total`, `Federal Share`."""
    if len(text) > LONGEST or is_of_others(text):
        return False
    return not _NOUNS.isdisjoint(_words(text)) and goes_with_years(text)


def goes_with_years(text: str) -> bool:
    """Whether words may stand beside the year of amounts, and say nothing else of the figures."""
    return _NOUNS.union(_WITH_NOUNS).issuperset(_words(text))


def words_of_none(text: str) -> list[str]:
    """The words of a head of amounts that are none of the form's: `Prior Year Amount`."""
    return [word for word in _words(text) if len(word) > 1 and word not in _KNOWN]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", years_in(text)[1].lower())


def is_of_others(text: str) -> bool:
    """Whether words head figures that are not those of the form: `State Share`, `Balance`."""
    return _OF_OTHERS.search(text) is not None


def names_year(text: str) -> bool:
    """Whether a short text names a year, and does not ask for one."""
    return len(text) <= LONGEST and bool(years_in(text)[0]) and not text.endswith(":")


def says_of_figures(text: str) -> bool:
    """Whether words say what kind of figures stand below, of which year or in which unit."""
    return bool(kind_in(text)) or names_year(text) or scale_in(text) > 1
