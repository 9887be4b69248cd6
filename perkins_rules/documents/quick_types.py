"""Plain values + shape -> typed values, where nothing departs from the shape; or Unsure.

What `conformance` gives for the same, sooner: a reader is made for each shape once, and none of
them knows a path or a place. They never say what is wrong; that one does.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from perkins_rules.documents import values
from perkins_rules.documents.limits import MOST_DIGITS
from perkins_rules.documents.other_names import value_meant
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.quick_json import Unsure
from perkins_rules.documents.shape import Shape, shape_at
from perkins_rules.documents.special_signs import CURLY_QUOTES
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.written import Written
from perkins_rules.same_text import key_form

# How a JSON document tells an editor where its schema is; it says nothing of the document.
OF_EDITORS = "$schema"
NO_NAMES = frozenset(("", "~", "null", "Null", "NULL", "<<"))
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
# A whole number below this is not too long, whatever its sign.
_MOST = 10 ** (MOST_DIGITS - 2)
_PLACES_OF_CENTS = 2


class Indicator:
    """What the levels of one indicator say together."""

    __slots__ = ("has_level", "in_numbers", "not_used")

    def __init__(self, in_numbers: bool = False) -> None:
        self.in_numbers = in_numbers
        self.not_used = False
        self.has_level = False


Typer = Callable[[Any, Indicator], Any]
"""A plain value and the indicator it stands in -> its typed value; None where it is not given."""


def settled(fields: dict[str, Any], root: Shape) -> dict[str, Any]:
    """The typed values of those fields of a document that fit, None for one not given.

    A field that is not among them may fit as well.
    """
    if "used" in root.fields:  # then each field depends on all others
        return {}
    typers, found = _typers_of(root), {}
    for name, value in fields.items():
        try:
            found[name] = typers[name](value, Indicator())
        except (Unsure, Unfit):
            if name == OF_EDITORS and name not in root.fields and type(value) is str:
                found[name] = None
    return found


class _Typers(dict[str, Typer]):
    """Those of a record's fields by name, each made when the first document has the field."""

    def __init__(self, shape: Shape, root: Shape) -> None:
        super().__init__()
        self._fields, self._root = shape.fields, root

    def __missing__(self, name: str) -> Typer:
        # `misread` looks for marks before a value; some names are none in YAML.
        if name not in self._fields or "&" in name or name in NO_NAMES:
            raise Unsure
        self[name] = _typer(self._fields[name], self._root)
        return self[name]


@lru_cache(maxsize=64)
def _typers_of(root: Shape) -> _Typers:
    return _Typers(root, root)


def _typer(shape: Shape, root: Shape) -> Typer:
    maker = _MAKERS.get(shape.kind, _rest)
    typer = maker(shape, root)
    has_names = shape.also and shape.kind in values.READERS and shape.kind != "level"
    return _named(shape, typer) if has_names else typer


# ------------------------------------------------------------------ groups and lists


def _record(shape: Shape, root: Shape) -> Typer:
    made: dict[str, Typer] = {}  # not `_Typers` itself: Python is quicker with a plain dict
    missing = _Typers(shape, root)

    def record(value: Any, indicator: Indicator) -> Any:
        if type(value) is not dict:
            return _not_given(value)
        data = {}
        for name, given in value.items():
            try:
                typer = made[name]
            except KeyError:
                typer = made[name] = missing[name]
            typed = typer(given, indicator)
            if typed is not None:
                data[name] = typed
        return data

    def indicator_record(value: Any, outer: Indicator) -> Any:
        if type(value) is not dict:
            return _not_given(value)
        unit = value.get("unit")
        own = Indicator(type(unit) is str and unit.strip() == "number")
        data = record(value, own)
        if own.not_used and not own.has_level:
            data.setdefault("used", False)
        return data

    return indicator_record if "used" in shape.fields else record


def _list(shape: Shape, root: Shape) -> Typer:
    assert shape.entry is not None  # a list's shape always has the shape of its entries
    entry, key = _typer(shape.entry, root), shape.key
    of_records, most = shape.entry.kind == "record", shape.most

    def items(value: Any, indicator: Indicator) -> Any:
        if type(value) is not list:
            return _not_given(value)
        if most is not None and len(value) > most:
            raise Unsure
        typed = [entry(item, indicator) for item in value]
        if of_records:
            typed = [{} if one is None else one for one in typed]
            if key is not None and _is_repeated(typed, key):
                raise Unsure
        return typed

    return items


def _is_repeated(entries: list[dict[str, Any]], key: str) -> bool:
    keys = [key_form(entry[key]) for entry in entries if key in entry]
    return len(set(keys)) < len(keys)


def _not_given(value: Any) -> None:
    if value is None or (type(value) is str and not value.strip()):
        return
    raise Unsure


# ------------------------------------------------------------------ single values


def _rest(shape: Shape, root: Shape) -> Typer:
    """A text is read as the exact way reads it; what is no text is left to it."""
    read = values.READERS.get(shape.kind)

    def rest(value: Any, indicator: Indicator) -> Any:
        if type(value) is not str or read is None or not value.strip():
            return _not_given(value)
        return read(Scalar(value, "quoted", 0, 0), shape)

    return rest


def _named(shape: Shape, typer: Typer) -> Typer:
    """A value that is written by its own name needs no word; by another one it does."""
    own = {value for _, value in shape.also if value_meant(value, shape.also) == value}

    def named(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and value.strip():
            word = value.strip()
            if word in own:
                return word
            if value_meant(value, shape.also) is None:
                return typer(value, indicator)
        return _not_given(value)

    return named


def _text(shape: Shape, root: Shape) -> Typer:
    def text(value: Any, indicator: Indicator) -> Any:
        if type(value) is not str or not (word := value.strip()):
            return _not_given(value)
        if word[0] in CURLY_QUOTES:  # of which something is said where no others stand around it
            raise Unsure
        return word

    return text


def _path(shape: Shape, root: Shape) -> Typer:
    def path(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and shape_at(root, value.strip().split(".")) is not None:
            return value.strip()
        return _not_given(value)

    return path


def _choice(shape: Shape, root: Shape) -> Typer:
    choices = frozenset(shape.choices)

    def choice(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and (word := value.strip()) in choices:
            return word or None
        return _not_given(value)

    return choice


def _yes_no(shape: Shape, root: Shape) -> Typer:
    rest = _rest(shape, root)

    def yes_no(value: Any, indicator: Indicator) -> Any:
        if type(value) is bool:
            return value
        answer = _ANSWERS.get(value) if type(value) is str else None
        return rest(value, indicator) if answer is None else answer

    return yes_no


def _integer(shape: Shape, root: Shape) -> Typer:
    rest, fits = _rest(shape, root), _within(shape)

    def integer(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and _is_whole(value):
            value = int(value)
        return value if type(value) is int and fits(value, 1) else rest(value, indicator)

    return integer


def _figure(shape: Shape, root: Shape) -> Typer:
    """An amount or a number."""
    rest, fits = _rest(shape, root), _within(shape)

    def figure(value: Any, indicator: Indicator) -> Any:
        kind = type(value)
        if kind is str and (read := _plain_figure(value)) is not None:
            value, kind = read, Written
        if kind is Written and fits(*value.as_integer_ratio()):
            return value
        if kind is int and fits(value, 1):
            return Written.of(value, 1, 0)
        return rest(value, indicator)

    return figure


def _money(shape: Shape, root: Shape) -> Typer:
    """An amount; of one with more than two decimals the exact way says what it may be."""
    figure = _figure(shape, root)

    def money(value: Any, indicator: Indicator) -> Any:
        typed = figure(value, indicator)
        if typed is not None and typed.places > _PLACES_OF_CENTS:
            raise Unsure
        return typed

    return money


def _plain_figure(text: str) -> Written | None:
    """`612000` or `5.50`, as nearly all figures are written where they are texts."""
    if _is_whole(text):
        return Written.of(int(text), 1, 0)
    whole, _, places = text.partition(".")
    is_plain = places.isdecimal() and places.isascii() and _is_whole(whole)
    if not is_plain or len(text) > MOST_DIGITS - 2:
        return None
    return Written.of(int(whole + places), 10 ** len(places), len(places))


def _is_whole(text: str) -> bool:
    """Whether a text is a short whole number that begins with no needless zero."""
    if not text.isdecimal() or not text.isascii() or len(text) > MOST_DIGITS - 2:
        return False
    return text[0] != "0" or text == "0"


def _percent(shape: Shape, root: Shape) -> Typer:
    """A percent, where no note is due: of several signs, or of what looks like a fraction."""
    figure, is_small = _figure(shape, root), shape.small

    def percent(value: Any, indicator: Indicator) -> Any:
        typed = figure(value, indicator)
        if typed is None:
            return None
        signs = value.count("%") if type(value) is str else 0
        if signs > 1 or (not signs and not is_small and values.may_be_fraction(typed, shape)):
            raise Unsure
        return typed

    return percent


def _level(shape: Shape, root: Shape) -> Typer:
    percent, number = _percent(shape, root), _number_level(shape, root)
    counts = shape.name in ("level", "baseline")

    def level(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and _says_not_used(value):
            indicator.not_used |= counts
            return None
        typed = (number if indicator.in_numbers else percent)(value, indicator)
        if typed is not None and shape.name == "level":
            indicator.has_level = True
        return typed

    return level


def _says_not_used(text: str) -> bool:
    is_likely = not text[:1].isdecimal()
    return is_likely and values.says_not_used(Scalar(text, "quoted", 0, 0))


def _number_level(shape: Shape, root: Shape) -> Typer:
    figure = _figure(shape, root)

    def number(value: Any, indicator: Indicator) -> Any:
        if type(value) is str and value.strip():
            return values.level_in_numbers(Scalar(value, "quoted", 0, 0), shape)
        return figure(value, indicator)

    return number


def _within(shape: Shape) -> Callable[[int, int], bool]:
    """Whether numerator / denominator is inside the bounds, and not too long."""
    least = -_MOST if shape.minimum is None else max(shape.minimum, Fraction(-_MOST))
    most = _MOST if shape.maximum is None else min(shape.maximum, Fraction(_MOST))
    (a, b), (c, d) = least.as_integer_ratio(), most.as_integer_ratio()
    return lambda above, below: a * below <= above * b and above * d <= c * below


_MAKERS: dict[str, Callable[[Shape, Shape], Typer]] = {
    "record": _record,
    "list": _list,
    "text": _text,
    "path": _path,
    "choice": _choice,
    "yes_no": _yes_no,
    "integer": _integer,
    "money": _money,
    "number": _figure,
    "percent": _percent,
    "level": _level,
}
