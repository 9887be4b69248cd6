"""JSON text -> plain values, by the C scanner of the standard library; or Unsure.

It never says what is wrong: what might be read otherwise than `json_reader` reads it is left to
that one, which keeps every digit and every place and has the words for every fault.
"""

from __future__ import annotations

import re
from typing import Any

from perkins_rules.documents.limits import MOST_DIGITS, MOST_VALUES
from perkins_rules.documents.written import Written

try:  # what `json` itself scans with; the rest of that package is not for a short check
    import _json
except ImportError:  # a Python without it: the exact reader reads all
    _json = None  # type: ignore[assignment]

_BLANKS = re.compile(r"[ \t\n\r]*")
# Escapes of NUL and of halves of a pair: the exact reader tells which of them make a character.
_DOUBTFUL = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class Unsure(Exception):  # no error: the exact way decides
    """This may need another reading, or words: what reads quickly has no answer."""


def quick_json(text: str) -> dict[str, Any]:
    """The fields of a JSON text: dict, list, str, int, bool, None; Written for what has decimals.

    Raises Unsure for what the exact reader refuses, and for much that it does not.
    """
    many = len(text) > MOST_VALUES and text.count(",") > MOST_VALUES
    if _scan is None or many or ("\\" in text and _DOUBTFUL.search(text)):
        raise Unsure
    try:
        value, end = _scan(text, start_of(text))
    except (ValueError, StopIteration, RecursionError):
        raise Unsure from None
    if type(value) is not dict or text[end:].strip(" \t\n\r"):
        raise Unsure
    return value


def start_of(text: str) -> int:
    """The offset of the first value."""
    blanks = _BLANKS.match(text)
    return blanks.end() if blanks else 0


def end_of(text: str, start: int) -> int:
    """The offset behind the value at `start`, in a text that was read."""
    return int(_pass_over(text, start)[1])


def _group(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(fields)
    if len(group) != len(fields):  # a name stands twice
        raise Unsure
    return group


def _figure(digits: str) -> Written:
    """A number with a point. One with an exponent may be past what an amount can be."""
    whole, _, places = digits.partition(".")
    if len(digits) > MOST_DIGITS or "e" in digits or "E" in digits:
        raise Unsure
    return Written.of(int(whole + places), 10 ** len(places), len(places))


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:  # an int of very many would take its time
        raise Unsure
    return int(digits)


def _constant(name: str) -> None:
    raise Unsure  # NaN, Infinity


class _Reading:
    """What the scanner asks for."""

    strict = True
    object_hook = None
    object_pairs_hook = staticmethod(_group)
    parse_float = staticmethod(_figure)
    parse_int = staticmethod(_whole)
    parse_constant = staticmethod(_constant)


class _Passing(_Reading):
    object_pairs_hook = None  # type: ignore[assignment]
    parse_float, parse_int = float, int  # type: ignore[assignment]  # the quickest


def _scanner(hooks: Any) -> Any:
    return None if _json is None else _json.make_scanner(hooks)


_scan, _pass_over = _scanner(_Reading), _scanner(_Passing)
