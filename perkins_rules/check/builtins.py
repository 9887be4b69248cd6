"""The built-in functions: one table, each a signature and a few lines.

A function is given determined values only. It raises Undetermined, with the reason in words,
where it has no answer. To add one, add one entry to FUNCTIONS.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple


class Undetermined(Exception):
    """No answer on these values; the text is the reason, for people."""


class Function(NamedTuple):
    """`takes` and `gives` are names of types (`any` fits all, `same` is the type of a list's
    entries); `run` the function on determined values.
    """

    takes: tuple[str, ...]
    gives: str
    run: Callable[..., Any]
    says: str


def _year(number: int) -> int:
    if not MINYEAR < number < MAXYEAR:
        raise Undetermined(f"there is no fiscal year {number} in the calendar")
    return number


def start_of(fiscal_year: int) -> date:
    """1 July of the year (guide, footnote 1)."""
    return date(_year(fiscal_year), 7, 1)


def end_of(fiscal_year: int) -> date:
    """30 June of the next year (guide, footnote 1)."""
    return date(_year(fiscal_year) + 1, 6, 30)


def fiscal_year_of(day: date) -> int:
    """The fiscal year that a day falls in."""
    return day.year if day.month >= 7 else day.year - 1


def program_year(fiscal_year: int) -> str:
    """`2026-27` for fiscal year 2026."""
    return f"{fiscal_year}-{(fiscal_year + 1) % 100:02d}"


MOST_YEARS = 100


def years_from(first_year: int, last_year: int) -> tuple[int, ...]:
    """Each year from the first to the last, both included; none where the last comes before."""
    if last_year - first_year >= MOST_YEARS:
        raise Undetermined(f"more than {MOST_YEARS} years lie from {first_year} to {last_year}")
    return tuple(range(first_year, last_year + 1))


def told_of(year: int, those: Sequence[int], others: Sequence[int]) -> bool:
    """Whether something was so in a year: those years in which it was, others in which it was not.

    Of a year in neither list nothing is told.
    """
    if (year in those) == (year in others):
        raise Undetermined(f"nothing is told of {year}")
    return year in those


def first(entries: tuple[Any, ...] | list[Any]) -> Any:
    """The first entry, in the order of the file."""
    if not entries or entries[0] is None:
        raise Undetermined("the list has no first entry")
    return entries[0]


def last(entries: tuple[Any, ...] | list[Any]) -> Any:
    """The last entry, in the order of the file."""
    if not entries or entries[-1] is None:
        raise Undetermined("the list has no last entry")
    return entries[-1]


_STYLES = {"the", "state", "commonwealth", "territory", "of"}
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd", "edd", "esq", "md", "dr", "mr", "mrs", "ms"}


def same_name(one: str, other: str) -> bool:
    """Leniently: case, accents, punctuation, titles, suffixes and middle initials do not count.

    Nor do `State of` and `Commonwealth of` before a State's name; a first name may be an initial.
    """
    if one == other:
        return True
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return first == second
    initial = 1 in (len(first[0]), len(second[0])) and len(first) > 1
    same_start = first[0][0] == second[0][0] if initial else first[0] == second[0]
    return same_start and first[1:] == second[1:]


def _name_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = [w for w in re.findall(r"\w+", plain.replace(".", "")) if w not in _SUFFIXES]
    found = [w for w in found if w not in _STYLES] or found
    inner = [w for w in found[1:-1] if len(w) > 1]
    return [found[0], *inner, found[-1]] if len(found) > 1 else found


def places_of(value: Any) -> int:
    """How many decimal places the document writes; a computed value has none to tell."""
    places = getattr(value, "places", None)
    if places is None:
        raise Undetermined("only a figure that is written in the document has decimal places")
    return int(places)


def half_unit_of(value: Any) -> Fraction:
    """Half a unit of the last place written: 0.5 for 5%, 0.005 for 9.25%."""
    return Fraction(1, 2 * 10 ** places_of(value))


MORE_WORDS = 4
_FIRST_WORD = re.compile(r"\W*(\w+)", re.ASCII)
_HEAD = 40


def is_placeholder(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text only holds a place: one of the phrases, with a few words after it at most,
    or no word at all. `lorem ipsum` holds a place at any length.
    """
    if _begins_otherwise(text, _first_words(tuple(phrases))):
        return False
    words = _words(text)
    for start in map(_words, phrases):
        long = start == ["lorem", "ipsum"]
        if words[: len(start)] == start and (long or len(words) <= len(start) + MORE_WORDS):
            return True
    return not words


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _begins_otherwise(text: str, words: frozenset[str]) -> bool:
    """Whether a text begins with a word that is none of those; seen without reading all of it."""
    head = text[:_HEAD]
    first = _FIRST_WORD.match(head) if head.isascii() and "" not in words else None
    return first is not None and first.end() < _HEAD and first[1].lower() not in words


@cache
def _first_words(phrases: tuple[str, ...]) -> frozenset[str]:
    """The words that phrases begin with; empty for a phrase without one, with which all begins."""
    return frozenset((_words(phrase) or [""])[0] for phrase in phrases)


def lower(text: str) -> str:
    """The text in small letters, for comparing."""
    return text.casefold()


def grown(level: Fraction, rate: Fraction, years: int) -> Fraction:
    """A level after so many whole years at a yearly rate of growth, not rounded in between."""
    if not 0 <= years <= MOST_YEARS:
        raise Undetermined(f"growth is counted over 0 to {MOST_YEARS} years, not over {years}")
    return level * (1 + Fraction(rate) / 100) ** years


_DIGITS = Context(prec=50)


def wilson_lower(count: int, total: int, confidence: Fraction) -> Fraction:
    """The limit of `wilson_lower_of` for a count out of the sample itself."""
    if total <= 0:
        raise Undetermined(f"a share of {total} is none: the total must be above zero")
    if not 0 <= count <= total:
        raise Undetermined(f"a count out of {total} lies between 0 and {total}, not at {count}")
    return wilson_lower_of(Fraction(100 * count, total), total, confidence)


def wilson_lower_of(share: Fraction, size: int, confidence: Fraction) -> Fraction:
    """The lower limit, in percent, of the one-sided Wilson score interval (Wilson 1927).

    With p the share, n the size of the sample and z the normal quantile of the confidence:
    (p + z²/2n - z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), without continuity correction, computed as
    p² / (p + z²/2n + z √…), which is the same and subtracts nothing. z and the root have 50 digits.
    """
    if not 0 <= share <= 100:
        raise Undetermined("a share lies between 0 and 100 percent")
    if size <= 0:
        raise Undetermined("the size of a sample must be above zero")
    if not 50 < confidence < 100:
        raise Undetermined("a one-sided confidence lies between 50 and 100 percent")
    p, z = Fraction(share) / 100, _z_of(confidence)
    spread = _root(p * (1 - p) / size + z * z / (4 * size * size))
    return 100 * p * p / (p + z * z / (2 * size) + z * spread)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


@cache
def _z_of(confidence: Fraction) -> Fraction:
    """The normal quantile of a confidence in percent."""
    with localcontext(_DIGITS):
        return Fraction(normal_quantile(_decimal(confidence) / 100))


def _root(value: Fraction) -> Fraction:
    with localcontext(_DIGITS):
        return Fraction(_decimal(value).sqrt())


def normal_quantile(chance: Decimal) -> Decimal:
    """z with Φ(z) = chance, for a chance from 1/2 up to below 1, to the context's digits.

    Newton's method from 0: Φ is concave above 0, so the steps rise to z and cannot overshoot.
    """
    z = Decimal(0)
    density_at_zero = 1 / (2 * _pi()).sqrt()
    for _ in range(200):
        density = density_at_zero * (-z * z / 2).exp()
        step = (chance - _half_plus_area(z, density)) / density
        z += step
        if abs(step) < Decimal("1e-40"):
            break
    return z


def _half_plus_area(z: Decimal, density: Decimal) -> Decimal:
    """Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/15 + z⁷/105 + …) (Abramowitz and Stegun 26.2.11)."""
    term, total, odd = z, z, 1
    while abs(term) > Decimal("1e-48"):
        odd += 2
        term = term * z * z / odd
        total += term
    return Decimal("0.5") + density * total


def _pi() -> Decimal:
    """π by Machin's formula: 16 arctan(1/5) - 4 arctan(1/239)."""
    return 16 * _arctan_of_inverse(5) - 4 * _arctan_of_inverse(239)


def _arctan_of_inverse(x: int) -> Decimal:
    power, total, k = Decimal(1) / x, Decimal(0), 0
    while power > Decimal("1e-52"):
        total += (-power if k % 2 else power) / (2 * k + 1)
        power, k = power / (x * x), k + 1
    return total


FUNCTIONS: dict[str, Function] = {
    "start_of": Function(("integer",), "date", start_of, "1 July of a fiscal year"),
    "end_of": Function(("integer",), "date", end_of, "30 June at the end of a fiscal year"),
    "fiscal_year_of": Function(("date",), "integer", fiscal_year_of, "the fiscal year of a day"),
    "program_year": Function(("integer",), "text", program_year, "`2026-27` for fiscal year 2026"),
    "years_from": Function(
        ("integer", "integer"), "whole numbers", years_from, "each year from one to another"
    ),
    "told_of": Function(
        ("integer", "whole numbers", "whole numbers"),
        "yes_no",
        told_of,
        "whether it is in the one list, where it is in one of the two",
    ),
    "first": Function(("list",), "same", first, "the first entry of a list"),
    "last": Function(("list",), "same", last, "the last entry of a list"),
    "same_name": Function(("text", "text"), "yes_no", same_name, "whether two names agree"),
    "places_of": Function(("any",), "integer", places_of, "decimal places as written"),
    "half_unit_of": Function(
        ("any",), "points", half_unit_of, "half a unit of the last decimal place written"
    ),
    "is_placeholder": Function(
        ("text", "list"), "yes_no", is_placeholder, "whether a text only holds a place"
    ),
    "lower": Function(("text",), "text", lower, "the text in small letters"),
    "grown": Function(
        ("level", "percent", "integer"), "level", grown, "a level after so many years of growth"
    ),
    "wilson_lower": Function(
        ("integer", "integer", "percent"), "percent", wilson_lower, "one-sided Wilson lower limit"
    ),
    "wilson_lower_of": Function(
        ("percent", "integer", "percent"),
        "percent",
        wilson_lower_of,
        "the same for a share, and the size of the sample",
    ),
}
