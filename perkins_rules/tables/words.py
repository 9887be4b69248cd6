"""What the words of a head or a label say: which indicator, which year, and what of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from perkins_rules.tables.cell_text import tidy, without_marks
from perkins_rules.tables.form import CODE, code_of, is_title, names_several
from perkins_rules.tables.years import Year, one_of, years_in

Role = Literal["baseline", "level", "previous", "actual", "numerator", "denominator"]
ROLE_WORDS = "Baseline, Level or Target, Actual, Numerator, Denominator"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BASELINE = _set("baseline baselines")
_TARGET = _set("target targets goal goals")
_LEVEL = _TARGET | _set("level levels sdpl sdpls sdlp sdlps")
_ACTUAL = _set("actual actuals achieved reached result results outcome outcomes")
_PREVIOUS = _set("previous original former")
_COUNTS: dict[str, Role] = {
    **dict.fromkeys(("numerator", "numerators", "num", "numer"), "numerator"),
    **dict.fromkeys(("denominator", "denominators", "den", "denom"), "denominator"),
}
# They say that there is a figure, and not which: a level and an actual result are both of these.
_VAGUE = _set("performance percent percents percentage percentages pct rate rates value values %")
_NEUTRAL = _set(
    "of the for in on at by and to a an year years program fiscal school academic grant reporting"
    " state states statewide determined proposed approved negotiated adopted agreed upon final"
    " annual core indicator indicators perkins v secondary postsecondary column form updated new"
    " revised adjusted amended s cte accountability measure measures py fy sy gy ay covered"
)
_OF_LABELS = _set("indicator indicators measure measures")
_ACTUAL_LEVEL = re.compile(r"actual (?:performance )?levels?|levels? (?:achieved|reached)")
_COLUMN_NUMBER = re.compile(r"\b(?:column|year)\s*[0-9a-f]\b|^\(?[0-9]{1,2}\)?$", re.IGNORECASE)
# Of all, as every figure of the form is. A bare total may be one of other columns.
_OF_ALL = re.compile(
    r"\b(?:(?:of|for) )?(?:all (?:cte )?(?:students|concentrators|participants)|^all$|statewide$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+|%|[0-9][0-9,.]*")


class Meaning(NamedTuple):
    """What words say. `unknown` are words that are none of the form's; `is_vague` is a figure of
    which they do not say what it is.
    """

    code: str = ""
    year: Year | None = None
    role: Role | None = None
    of: Role | None = None
    """Of counts, whose they are, where the words say it."""
    is_vague: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether they name an indicator, a year or what a figure is."""
        return bool(self.code or self.year or self.role)


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    """What the text of one cell says."""
    plain = without_marks(tidy(text))[0]
    code = code_of(plain)
    if code and names_several(plain):
        return Meaning(unknown=("several indicators",))
    rest = CODE.sub(" ", plain, count=1) if code else plain
    if is_title(rest):
        return Meaning(code)
    years, rest = years_in(rest)
    rest = _OF_ALL.sub(" ", rest)
    words = _WORD.findall(_COLUMN_NUMBER.sub(" ", rest).lower())
    unknown = tuple(word for word in words if word not in _KNOWN)
    if code and unknown:  # a title in other words than the form's
        return Meaning(code, one_of(years))
    if not _PREVIOUS.isdisjoint(words) and "year" in words:
        unknown += ("previous year",)
    role, of = _role(set(words), rest.lower())
    is_vague = role is None and not (_VAGUE | _LEVEL | _ACTUAL).isdisjoint(words)
    if not _OF_LABELS.isdisjoint(words):
        is_vague = False
    return Meaning(code, one_of(years), role, of, is_vague, unknown)


_KNOWN = _BASELINE | _LEVEL | _ACTUAL | _PREVIOUS | set(_COUNTS) | _VAGUE | _NEUTRAL


def _role(words: set[str], text: str) -> tuple[Role | None, Role | None]:
    main: Role | None = None
    if words & _LEVEL and words & _ACTUAL and not _ACTUAL_LEVEL.search(text):
        main = None  # a head over both
    elif words & _BASELINE:
        main = "baseline"
    elif words & _ACTUAL:
        main = "actual"
    elif words & _LEVEL:
        main = "previous" if words & _PREVIOUS else "level"
    counts = {_COUNTS[word] for word in words if word in _COUNTS}
    if len(counts) == 1:
        return counts.pop(), main
    return (None if counts else main), None


def together(meanings: Iterable[Meaning]) -> Meaning:
    """What the words of several cells say of one column or row; the nearest to the figures last.

    The nearest that says what a figure is decides; counts are of what stands above them.
    """
    nearest = list(meanings)[::-1]
    roles = [one.role for one in nearest if one.role]
    counts = [role for role in roles if role in ("numerator", "denominator")]
    main = [one.of for one in nearest if one.of] + [r for r in roles if r not in counts]
    role = counts[0] if counts else (main[0] if main else None)
    years = [one.year for one in nearest if one.year]
    return Meaning(
        next((one.code for one in nearest if one.code), ""),
        one_of(years) if not any(y.problem for y in years) else _problem(years),
        role,
        main[0] if counts and main else None,
        role is None and any(one.is_vague for one in nearest),
        tuple(word for one in nearest[::-1] for word in one.unknown),
    )


def _problem(years: list[Year]) -> Year:
    return next(year for year in years if year.problem)
