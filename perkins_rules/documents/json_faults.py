"""What is wrong with a JSON text at the place where reading stopped, in words.

Each function looks at what stands there and says what most likely happened: people write JSON by
hand, or take it from spreadsheets, and a bare "syntax error" does not help them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar


class _Slip(NamedTuple):
    """A way of writing that JSON does not have: how it is recognised and what to say of it.

    Patterns stay text until a document has a fault, since compiling them costs start-up time.
    """

    pattern: str
    message: str
    remedy: str
    kind: str = "syntax"


_STRAIGHT = "Write it between straight double quotes."
_ANYWHERE = (
    _Slip(r"//[^\n]*|/\*|#[^\n]*", "JSON has no comments.", "Take it out, or use a `note` field."),
    _Slip(r"'[^'\n]*'?", "JSON has no single quotes.", _STRAIGHT),
    _Slip(r"[\u2018-\u201f\xab\xbb]", "This is a typographic quotation mark.", _STRAIGHT),
    _Slip(r"[\xa0\u2000-\u200b\u202f\u3000\ufeff]", "This is a special blank.", "Use a space."),
)
_FOR_VALUE = (
    _Slip(
        r"[-+]?(?:NaN|nan|Infinity|Inf|inf)\b",
        "This is not a number that a document can hold.",
        "Leave the field out when the figure is not known.",
        "not-a-number",
    ),
    _Slip(r"True\b", "JSON writes `true` in small letters.", "Write `true`."),
    _Slip(r"False\b", "JSON writes `false` in small letters.", "Write `false`."),
    _Slip(r"(?:None|undefined|NULL|Null)\b", "JSON writes `null` for this.", "Write `null`."),
    _Slip(
        r"-?[0-9][0-9_]*_[0-9_]*",
        "A number has no underscores.",
        "Write its digits without underscores.",
    ),
    _Slip(
        r"-?0[xXoObB][0-9A-Fa-f]+",
        "Numbers are decimal here.",
        "Write the number with the digits 0 to 9.",
    ),
    _Slip(
        r"-?0[0-9]+(?:\.[0-9]+)?",
        "A number does not start with a zero, and has no commas between its digits.",
        'Write the number plainly (`612000`), or between double quotes ("$612,000").',
    ),
    _Slip(r"\+[0-9.]+", "A number has no plus sign.", "Write it without the sign."),
    _Slip(r"-?\.[0-9]+", "A number does not start with a point.", "Write `0` before the point."),
    _Slip(r"-?[0-9]+\.(?![0-9])", "A number does not end with a point.", "Take the point out."),
    _Slip(
        r"-?\$[-0-9.,]*|-?[0-9.]+%", "An amount with a sign ($ or %) is a text in JSON.", _STRAIGHT
    ),
    _Slip(r"-?[0-9][0-9A-Za-z.+-]*", "This is not a number.", _STRAIGHT),
    _Slip(r"[^\W\d]\w*", "Text stands between double quotes in JSON.", _STRAIGHT),
)
_FOR_NAME = (
    _Slip(r"[^\W\d][\w.-]*", "The name of a field stands between double quotes.", _STRAIGHT),
    _Slip(
        r"[0-9]+(?:\.[0-9]+)?",
        "A number has no commas between its digits, and the name of a field is a text.",
        'Write the amount before it plainly (`612000`), or between double quotes ("$612,000").',
    ),
)
_CLOSERS = {"{": "}", "[": "]"}


def empty(text: str) -> Refusal:
    """Nothing but white space."""
    return Refusal("empty", "The file is empty.", Places(text).span(0, 0), _START)


_START = 'Start with {"document": "state_plan"}.'


def value(text: str, at: int, opened: int | None) -> Refusal:
    """A value should stand at `at`; `opened` is the offset of the bracket around it."""
    if at >= len(text):
        return _unclosed(text, opened)
    if text[at] in "}]":
        return _missing_value(text, at)
    slip = _first_slip(text, at, _ANYWHERE + _FOR_VALUE)
    return slip or _at(text, at, f"{shown(text[at])} cannot stand here.", "Write a value.")


def name(text: str, at: int, opened: int) -> Refusal:
    """The name of a field should stand at `at`."""
    if at >= len(text):
        return _unclosed(text, opened)
    if text[at] == "}" and _before(text, at) == ",":
        return _missing_value(text, at)
    slip = _first_slip(text, at, _ANYWHERE + _FOR_NAME)
    return slip or _at(
        text, at, f"{shown(text[at])} stands where the name of a field should.", _STRAIGHT
    )


def colon(text: str, at: int, name: Scalar) -> Refusal:
    """No colon follows the name of a field."""
    here = _skip(text, at)
    found = "`=` stands" if text[here : here + 1] == "=" else "nothing stands"
    message = f"A colon belongs after {shown(name.text)}; {found} there."
    return _at(text, min(at, len(text)), message, f'Write "{name.text[:40]}": and the value.')


def separator(text: str, at: int, opened: int) -> Refusal:
    """Neither a comma nor the closing bracket follows a value that ends at `at`."""
    here = _skip(text, at)
    if here >= len(text):
        return _unclosed(text, opened)
    found, closer = text[here], _CLOSERS[text[opened]]
    if found in "}]":
        line = Places(text).line_of(opened)
        message = f"`{found}` cannot close the `{text[opened]}` of line {line}."
        return _at(text, here, message, f"Write `{closer}`.")
    slip = _first_slip(text, here, _ANYWHERE)
    if slip:
        return slip
    return _at(text, at, "A comma is missing here.", f"Write `,` or close with `{closer}`.")


def text(whole: str, at: int) -> Refusal:
    """The text whose opening quote stands at `at` cannot be read to its end."""
    body = re.compile(r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+').match(whole, at)
    stop = body.end() if body else at + 1
    found = whole[stop : stop + 1]
    if found == "\\":
        message = f"{shown(whole[stop : stop + 2])} is not an escape that JSON knows."
        return _at(whole, stop, message, "Write a backslash as two: `\\\\`.", 2)
    if found == "\t":
        return _at(whole, stop, "A tab stands inside a text.", "Write it as `\\t`.")
    if found in ("\n", "\r", ""):
        message = "The text that starts here is not closed on its line."
        remedy = "Close it with a double quote; write a line break inside it as `\\n`."
        return Refusal("syntax", message, Places(whole).span(at, stop), remedy)
    message = f"The control character U+{ord(found):04X} stands inside a text."
    return Refusal("control-character", message, Places(whole).span(stop, stop + 1), "Take it out.")


def leftover(text: str, at: int) -> Refusal:
    """More stands after the end of the document."""
    if text[at] in "}]":
        return _at(text, at, f"This `{text[at]}` closes nothing.", "Take it out.")
    slip = _first_slip(text, at, _ANYWHERE)
    if slip:
        return slip
    return _at(text, at, "The document ends before this.", "Keep one document in the file.")


def magnitude(text: str, start: int, end: int) -> Refusal:
    """A number whose exponent is past what an amount can be."""
    message = f"The number {shown(text[start:end])} is past anything an amount can be."
    return Refusal("magnitude", message, Places(text).span(start, end))


def _missing_value(text: str, at: int) -> Refusal:
    before = _last(text, at)
    if text[before] == ",":
        message = f"A comma stands before the closing `{text[at]}`."
        return _at(text, before, message, "Take the comma out.")
    return _at(text, at, "A value is missing here.", "Write one, or `null`.")


def _unclosed(text: str, opened: int | None) -> Refusal:
    if opened is None:
        return _at(text, len(text), "The file ends before its document does.", "")
    message = f"The `{text[opened]}` that is opened here is never closed."
    return _at(text, opened, message, f"Close it with `{_CLOSERS[text[opened]]}`.")


def _first_slip(text: str, at: int, slips: tuple[_Slip, ...]) -> Refusal | None:
    for slip in slips:
        match = re.compile(slip.pattern).match(text, at)
        if match:
            span = Places(text).span(at, match.end())
            return Refusal(slip.kind, slip.message, span, slip.remedy)
    return None


def _at(text: str, at: int, message: str, remedy: str, width: int = 1) -> Refusal:
    return Refusal("syntax", message, Places(text).span(at, min(at + width, len(text))), remedy)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n\r":
        at += 1
    return at


def _last(text: str, at: int) -> int:
    """The offset of the last character before `at` that is not white space."""
    at -= 1
    while at > 0 and text[at] in " \t\n\r":
        at -= 1
    return max(at, 0)


def _before(text: str, at: int) -> str:
    return text[_last(text, at)]
