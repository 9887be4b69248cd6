"""Text -> typed value: one small function for each kind of value, in the table `READERS`.

Each takes a scalar and its shape and gives the exact value, or raises Unfit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from perkins_rules.documents.limits import MOST_DIGITS, past_magnitude
from perkins_rules.documents.misfits import (
    EXAMPLES,
    NOUNS,
    REST_AS_COMMENT,
    may_be_thousands,
    why_not_a_number,
    why_not_to_the_cent,
    year_meant,
    year_of_two_digits,
)
from perkins_rules.documents.other_names import plain
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import listed
from perkins_rules.documents.special_signs import CURLY_QUOTES
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.written import Written
from perkins_rules.nearest import nearest

Value = Fraction | int | bool | str | date

# What only a value out of order is held against stays text: compiling costs start-up time.
_DIGITS = r"(?:0|[1-9][0-9]*)"
_NUMBER = re.compile(rf"-?{_DIGITS}(?:\.[0-9]+)?")
_MONEY = re.compile(rf"-?\$?(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|{_DIGITS})(?:\.[0-9]+)?")
_PERCENT = re.compile(rf"(-?{_DIGITS}(?:\.[0-9]+)?)\s*(%*)")
_SCIENTIFIC = r"-?[0-9]+(?:\.[0-9]+)?[eE]([-+]?[0-9]+)"
_NOT_A_NUMBER = r"(?i)[-+]?\.?(?:nan|inf(?:inity)?)"
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_HEAD = "[(,;:\u2013\u2014]|\\s-\\s"  # what ends the first part of a text
_MOST_CHOICES = 20  # that are named one by one
_FIRST_YEAR = 1000  # whole numbers that are at least this are years
_DATE_WITH_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ].*"
_NOT_USED = r"(?i)n/a|not\s+using"
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_LIKE_YES_NO = {
    **dict.fromkeys(("y", "on", "1", "checked"), "yes"),
    **dict.fromkeys(("n", "off", "0", "unchecked"), "no"),
}
_TICKS = ("x", "\u2713", "\u2714", "\u2611", "\u2612", "\u2717")
_YES_NO_FIRST = r"(?s)(yes|no)\b(?!.*\b(?:yes|no)\b)[,;:.( -].*"
_YES_NO_IN_QUOTES = {f"\u201c{word}\u201d": word for word in ("yes", "no")}


def says_not_used(scalar: Scalar) -> bool:
    """Whether a level says that its indicator is not used."""
    return re.fullmatch(_NOT_USED, scalar.text.strip()) is not None


def percent_signs(scalar: Scalar) -> int:
    """How many percent signs stand behind a number."""
    match = _PERCENT.fullmatch(scalar.text.strip())
    return len(match[2]) if match else 0


def may_be_fraction(value: Fraction, shape: Shape) -> bool:
    """Whether a percent without a sign was probably meant as a fraction: 0.6 for 60 percent.

    A level of 1 is taken for 100 percent; a percent of 1 is what a line of the budget may be.
    """
    above, below = value.numerator, value.denominator
    is_one = above == below and shape.kind == "level"
    return not shape.small and (0 < above < below or is_one)


def money(scalar: Scalar, shape: Shape) -> Fraction:
    """Dollars, exact to the cent."""
    value = _numeric(scalar, shape, _MONEY)
    written = scalar.text.strip()
    if not is_to_the_cent(value) or (written[-4:-3] == "." and may_be_thousands(written)):
        raise Unfit(*why_not_to_the_cent(written))
    return value


def is_to_the_cent(value: Fraction) -> bool:
    """Whether an amount has no parts of a cent."""
    return 100 % value.denominator == 0


def number(scalar: Scalar, shape: Shape) -> Fraction:
    """A plain number, exact."""
    return _numeric(scalar, shape, _NUMBER)


def percent(scalar: Scalar, shape: Shape) -> Fraction:
    """A percent, exact: 5 for five percent."""
    return _numeric(scalar, shape, _PERCENT)


def level_in_numbers(scalar: Scalar, shape: Shape) -> Fraction:
    """A level of an indicator whose unit is `number`, exact."""
    if percent_signs(scalar):
        raise Unfit("which is a percent; its indicator's unit is `number`", "Take the sign out.")
    return number(scalar, shape)


def integer(scalar: Scalar, shape: Shape) -> int:
    """A whole number; `2026.0` is one."""
    written = scalar.text.strip()
    year = year_meant(written)
    if year is None and shape.minimum is not None and shape.minimum > _FIRST_YEAR:
        year = year_of_two_digits(written)
    if year is not None:
        raise Unfit(*year)
    value = _numeric(scalar, shape, _NUMBER)
    if value.denominator != 1:
        raise Unfit(*why_not_a_number(written, "integer"))
    return value.numerator


def day(scalar: Scalar, shape: Shape) -> date:
    """A day of the calendar."""
    match = _DATE.fullmatch(scalar.text.strip())
    if match is None or scalar.style == "number":
        raise _not_a_date(scalar.text.strip())
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise Unfit("which is not a day of the calendar", EXAMPLES["date"]) from None


def time(scalar: Scalar, shape: Shape) -> int:
    """A time of day, in minutes after midnight in the zone of the shape."""
    match = _TIME.fullmatch(scalar.text.strip())
    if match is None or scalar.style == "number":
        raise _not_a_time(scalar.text.strip())
    return int(match[1]) * 60 + int(match[2])


def text(scalar: Scalar, shape: Shape) -> str:
    """A text without the white space around it. A JSON number is its digits."""
    if scalar.style in ("true", "false"):
        raise Unfit("which is an answer (true or false), not a text", EXAMPLES["text"])
    return scalar.text.strip()


def yes_no(scalar: Scalar, shape: Shape) -> bool:
    """An answer."""
    word = scalar.text.strip().lower()
    if word not in _YES_NO or scalar.style == "number":
        meant = _LIKE_YES_NO.get(word) or _YES_NO_IN_QUOTES.get(word)
        remedy = f"Write `{meant}`." if meant else EXAMPLES["yes_no"]
        if word in _TICKS:
            remedy = "Write `yes` if the box is ticked, else `no`."
        if said := re.fullmatch(_YES_NO_FIRST, word):
            remedy = f"Write `{said[1]}`{REST_AS_COMMENT}."
        raise Unfit("which is neither yes nor no", remedy)
    return _YES_NO[word]


def choice(scalar: Scalar, shape: Shape) -> str:
    """One of the words that the shape lists."""
    word = scalar.text.strip()
    if word in shape.choices and scalar.style in ("plain", "quoted"):
        return word
    meant = nearest(word, list(shape.choices)) or _choice_named(word, shape)
    if meant is None and (head := re.split(_HEAD, word)[0].rstrip()) not in ("", word):
        meant = nearest(head, list(shape.choices), 0.9) or _choice_named(head, shape)
    count = len(shape.choices)
    if count > _MOST_CHOICES:
        known, reason = listed(list(shape.choices), 4), f"which is none of its {count} choices"
        remedy = f"Write one of {known}. {shape.description}".rstrip()
    else:
        reason = f"which is not {_one_of(shape.choices)}"
        remedy = f"Write {_one_of(shape.choices)}."
    raise Unfit(reason, f"Did you mean `{meant}`?" if meant else remedy, "choice")


def _choice_named(word: str, shape: Shape) -> str | None:
    """The choice one of whose other names is near a word; near numbers mean other choices."""
    named = {name: value for name, value in shape.also if name.replace(" ", "").isalpha()}
    near = nearest(plain(word), list(named), 0.85) if named else None
    return named[near] if near else None


READERS: dict[str, Callable[[Scalar, Shape], Value]] = {
    "money": money,
    "percent": percent,
    "level": percent,
    "number": number,
    "integer": integer,
    "date": day,
    "time": time,
    "text": text,
    "path": text,
    "yes_no": yes_no,
    "choice": choice,
}


def _numeric(scalar: Scalar, shape: Shape, form: re.Pattern[str]) -> Fraction:
    """The exact value of a scalar in one of the forms, inside the bounds of its shape."""
    if scalar.style in ("true", "false"):
        raise Unfit(f"which is an answer, not {NOUNS[shape.kind]}", EXAMPLES[shape.kind])
    written = scalar.text.strip()
    _refuse_monsters(scalar, written)
    if scalar.style != "number" or not re.fullmatch(_SCIENTIFIC, written):
        if form.fullmatch(written) is None:
            raise Unfit(*why_not_a_number(written, shape.kind))
        written = written.rstrip("% ").translate(_DROPPED)
    return _within_bounds(exactly(written), shape)


_DROPPED = {ord("$"): None, ord(","): None}


def _refuse_monsters(scalar: Scalar, written: str) -> None:
    """Raise what JSON's reader refuses by itself, where YAML writes it as plain text."""
    if scalar.style != "plain":
        return
    if re.fullmatch(_NOT_A_NUMBER, written):
        raise Unfit("which is no number at all", "Leave an unknown figure out.", "not-a-number")
    scientific = re.fullmatch(_SCIENTIFIC, written)
    if scientific and past_magnitude(scientific[1]):
        raise Unfit("which is past anything an amount can be", "Write its digits.", "magnitude")


def exactly(written: str) -> Fraction:
    """The value of a decimal number, with an exponent of at most two digits or none.

    Raises Unfit for more digits than an amount can have.
    """
    significand, _, exponent = written.lower().partition("e")
    whole, _, places = significand.partition(".")
    if len(whole) + len(places) > MOST_DIGITS:
        raise Unfit(f"which has more than {MOST_DIGITS} digits", "Write fewer digits.", "range")
    power = int(exponent or "0") - len(places)
    digits = int(whole + places)
    if power >= 0:
        return Written.of(digits * 10**power, 1, 0)
    return Written.of(digits, 10**-power, -power)


def _within_bounds(value: Fraction, shape: Shape) -> Fraction:
    if shape.minimum is not None and value < shape.minimum:
        least = shape.minimum
        raise Unfit(f"which is less than {least}", f"Write {least} or more.", "range")
    if shape.maximum is not None and value > shape.maximum:
        most = shape.maximum
        raise Unfit(f"which is more than {most}", f"Write {most} or less.", "range")
    return value


def _not_a_date(written: str) -> Unfit:
    # Imported here: only a document with a fault pays for it.
    from perkins_rules.documents.other_dates import day_meant

    meant = day_meant(re.sub("[\u2010-\u2015\u2212]", "-", written.strip(CURLY_QUOTES + "\"'")))
    if meant is not None:
        return Unfit("which is not a date here", f"Write `{meant}` (year-month-day).")
    timed = re.fullmatch(_DATE_WITH_TIME, written)
    if timed:
        return Unfit("which is a date with a time", f"Write `{timed[1]}` alone.")
    return Unfit("which is not a date", EXAMPLES["date"])


def _not_a_time(written: str) -> Unfit:
    # Imported here: only a document with a fault pays for it.
    from perkins_rules.documents.other_dates import time_meant

    meant = time_meant(written.strip(CURLY_QUOTES + "\"'"))
    return Unfit(
        "which is not a time of day here", f'Write `"{meant}"`.' if meant else EXAMPLES["time"]
    )


def _one_of(choices: tuple[str, ...]) -> str:
    return listed(list(choices)) if len(choices) == 1 else f"one of {listed(list(choices))}"
