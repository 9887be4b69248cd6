"""What is wrong with a JSON text at the place where reading stopped, in words.

Each function looks at what stands there and says what most likely happened: people write JSON by
hand, or take it from spreadsheets, and a bare "syntax error" does not help them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar


class _Slip(NamedTuple):
    """A way of writing that JSON does not have: how it is recognised and what to say of it.

    `right` gives what to write in its place. Patterns stay text until a document has a fault,
    since compiling them costs start-up time.
    """

    pattern: str
    message: str
    right: Callable[[str], str]
    kind: str = "syntax"


def _nothing(_: str) -> str:
    return ""


def _plain_blank(_: str) -> str:
    return " "


def _in_quotes(written: str) -> str:
    """A text between straight double quotes, whatever marks it had."""
    inner = written.strip().strip("'\u2018\u2019\u201a\u201c\u201d\u201e\xab\xbb")
    return '"' + inner.replace("\\'", "'").replace('"', '\\"') + '"'


def _quoted(written: str) -> str:
    return '"' + re.sub(r"\s+(?=%)", "", written.strip()) + '"'


def _without(pattern: str) -> Callable[[str], str]:
    return lambda written: re.sub(pattern, "", written)


def _decimal(written: str) -> str:
    return str(int(written, 0))


def _said(word: str) -> Callable[[str], str]:
    return lambda _: word


_ANYWHERE = (
    _Slip(r"//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|#[^\n]*", "JSON has no comments.", _nothing),
    _Slip(r"'(?:[^'\\\n]|\\.)*'?", "JSON has no single quotes.", _in_quotes),
    _Slip(
        '[\u2018-\u201f\xab\xbb][^\u2018-\u201f\xab\xbb"\n]*[\u2018-\u201f\xab\xbb]?',
        "This is a typographic quotation mark.",
        _in_quotes,
    ),
    _Slip(r"[\xa0\u2000-\u200b\u202f\u3000\ufeff]", "This is a special blank.", _plain_blank),
)
_FOR_VALUE = (
    _Slip(
        r"[-+]?(?:NaN|nan|Infinity|Inf|inf)\b",
        "This is not a number that a document can hold.",
        _said("null"),
        "not-a-number",
    ),
    _Slip(r"(?:True|TRUE|yes|Yes|YES)\b(?! ?\w)", "JSON writes `true` for this.", _said("true")),
    _Slip(r"(?:False|FALSE|no|No|NO)\b(?! ?\w)", "JSON writes `false` for this.", _said("false")),
    _Slip(r"(?:None|undefined|NULL|Null)\b", "JSON writes `null` for this.", _said("null")),
    _Slip(
        r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])(?= *[,}\]\n])",
        "A number has no commas between its digits.",
        _without(","),
    ),
    _Slip(r"-?[0-9][0-9_]*_[0-9_]*(?:\.[0-9]+)?", "A number has no underscores.", _without("_")),
    _Slip(r"-?0(?:[xX][0-9A-Fa-f]+|[oO][0-7]+|[bB][01]+)", "Numbers are decimal here.", _decimal),
    _Slip(
        r"-?0[0-9]+(?:\.[0-9]+)?(?![0-9./-])",
        "A number does not start with a zero.",
        _without(r"(?<![0-9.])0+(?=[0-9])"),
    ),
    _Slip(r"\+[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z.,])", "A number has no plus sign.", _without(r"\+")),
    _Slip(
        r"-?\.[0-9]+(?![0-9.%])",
        "A number does not start with a point.",
        lambda written: written.replace(".", "0.", 1),
    ),
    _Slip(r"-?[0-9]+\.(?![0-9.])", "A number does not end with a point.", _without(r"\.")),
    _Slip(
        r"[-+]?\$ ?[-0-9.,]*[0-9]|-?[0-9.]+ *%",
        "An amount with a sign ($ or %) is a text in JSON.",
        _quoted,
    ),
    _Slip(
        r"\([^()\n\"]*, [^()\n\"]*\)",
        "A list stands between square brackets.",
        lambda written: f"[{written[1:-1]}]",
    ),
    _Slip(r"= *-?[0-9][0-9.]*(?= *[,}\]\n])", "A value is no formula.", _without("[= ]")),
    _Slip(r"[-+(<>]?[0-9][0-9A-Za-z.+/:\x27-]*\)?", "This is not a number.", _quoted),
    _Slip(r"[^\W\d][^,\]}\n\"]*", "Text stands between double quotes in JSON.", _in_quotes),
)
_FOR_NAME = (
    _Slip(r"[^\W\d][\w.-]*", "The name of a field stands between double quotes.", _in_quotes),
)
# What may stand behind a number, which ends before it.
_AFTER_NUMBER = (
    _Slip(
        r"-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?(?![0-9])",
        "A number has no blanks between its digits.",
        _without(" "),
    ),
    _Slip(r"-?[0-9.]+ *%", "An amount with a sign ($ or %) is a text in JSON.", _quoted),
    _Slip(
        "-?[0-9.]+ *[$\u20ac\xa3\xa2]",
        "An amount of dollars is written without a sign behind it.",
        _without("[^-0-9.]"),
    ),
    _Slip(
        r"-?[0-9.]+(?:[':](?=[0-9])|/(?=[0-9])| *[^\W\d_])[^,\]}\n\"]*",
        "This is a text and no number.",
        _quoted,
    ),
)
_GROUPED = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])"
_JOINED = r'"((?:[^"\\\n]|\\.)*)"\s*\+\s*"((?:[^"\\\n]|\\.)*)"'
_LONGEST = 2000  # of what stands before a fault, what is looked at
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
    if text[at] == ",":
        return _comma_too_many(text, at)
    slip = _grouped(text, at) or _first_slip(text, at, _ANYWHERE + _FOR_VALUE)
    return slip or _at(text, at, f"{shown(text[at])} cannot stand here.", "Write a value.")


def name(text: str, at: int, opened: int) -> Refusal:
    """The name of a field should stand at `at`."""
    if at >= len(text):
        return _unclosed(text, opened)
    if text[at] == "}" and _before(text, at) == ",":
        return _missing_value(text, at)
    if text[at] == ",":
        return _comma_too_many(text, at)
    slip = _grouped(text, at) or _with_comma_for_point(text, at)
    slip = slip or _first_slip(text, at, _ANYWHERE + _FOR_NAME)
    message = f"{shown(text[at])} stands where the name of a field should."
    return slip or _at(text, at, message, "Write a name between straight double quotes.")


def colon(text: str, at: int, name: Scalar) -> Refusal:
    """No colon follows the name of a field."""
    here = _skip(text, at)
    message = f"A colon belongs after {shown(name.text)}"
    if text[here : here + 1] == "=":
        return _at(text, here, f"{message}; `=` stands there.", "Write `:`.")
    return _at(text, min(at, len(text)), f"{message}; none stands there.", "Put `:` here.")


def separator(text: str, at: int, opened: int) -> Refusal:
    """Neither a comma nor the closing bracket follows a value that ends at `at`."""
    here = _skip(text, at)
    if here >= len(text):
        return _unclosed(text, opened)
    found, closer = text[here], _CLOSERS[text[opened]]
    if found in "}]":
        place = Places(text).said(opened)
        message = f"`{found}` cannot close the `{text[opened]}` {place}."
        is_within = bool(text[:opened].strip())
        remedy = f"Put `{closer}` before it." if is_within else f"Write `{closer}`."
        return _at(text, here, message, remedy)
    if found == ";":
        ends = text[_skip(text, here + 1) : _skip(text, here + 1) + 1] in ("}", "]", "")
        remedy = "Take it out." if ends else "Write `,`."
        return _at(text, here, "JSON has no semicolons.", remedy)
    slip = _behind(text, at) or _first_slip(text, here, _ANYWHERE)
    if slip:
        return slip
    return _at(text, at, "A comma is missing here.", "Put `,` here.")


def _comma_too_many(text: str, at: int) -> Refusal:
    message = "Two commas stand here." if _before(text, at) == "," else "`,` cannot stand here."
    return _at(text, at, message, "Take it out.")


def _behind(text: str, at: int) -> Refusal | None:
    """What goes on behind a value that ends at `at`: a number's sign, the next part of a text."""
    before = text[max(0, at - _LONGEST) : at]
    if before.endswith('"'):
        start = re.search(r'"(?:[^"\\\n]|\\.)*"\Z', before)
        match = re.compile(_JOINED).match(text, at - len(before) + start.start()) if start else None
        if match is None:
            return None
        span = Places(text).span(*match.span())
        right = f'Write `"{match[1]}{match[2]}"`.'
        return Refusal("syntax", "JSON does not join texts with `+`.", span, right)
    number = re.search(r"-?[0-9.]+\Z", before)
    return _first_slip(text, at - len(number[0]), _AFTER_NUMBER) if number else None


def _grouped(text: str, at: int) -> Refusal | None:
    """A number with commas between its digits, one of which was read as the end of the number."""
    return _split(text, at, _GROUPED, "A number has no commas between its digits.", "")


def _with_comma_for_point(text: str, at: int) -> Refusal | None:
    """A number whose decimals stand behind a comma."""
    message = "The decimals of a number stand behind a point."
    return _split(text, at, r"-?[0-9]+,[0-9]{1,2}(?![0-9])", message, ".")


def _split(text: str, at: int, pattern: str, message: str, right: str) -> Refusal | None:
    """A number that a comma before `at` cut in two; `right` stands in the place of each comma."""
    start = at
    while start > max(0, at - _LONGEST) and text[start - 1] in "-0123456789,":
        start -= 1
    match = re.compile(pattern).match(text, start)
    if match is None or match.end() <= at or text[at - 1 : at] != ",":
        return None
    span = Places(text).span(*match.span())
    return Refusal("syntax", message, span, f"Write `{match[0].replace(',', right)}`.")


def text(whole: str, at: int) -> Refusal:
    """The text whose opening quote stands at `at` cannot be read to its end."""
    body = re.compile(r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+').match(whole, at)
    stop = body.end() if body else at + 1
    found = whole[stop : stop + 1]
    if found == "\\":
        message = f"{shown(whole[stop : stop + 2])} is not an escape that JSON knows."
        right = f"Write `\\{whole[stop : stop + 2]}`: a backslash stands twice."
        return _at(whole, stop, message, right, 2)
    if found == "\t":
        return _at(whole, stop, "A tab stands inside a text.", "Write `\\t`.")
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
    if text[at] == "{":
        return _at(text, at, "A second document starts here; a file holds one.", "Split the file.")
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
            written = match.group().rstrip() or match.group()
            right = slip.right(written)
            remedy = f"Write `{right}`." if right.strip() else _REMEDIES[right]
            span = Places(text).span(at, at + len(written))
            return Refusal(slip.kind, slip.message, span, remedy)
    return None


_REMEDIES = {"": "Take it out.", " ": "Put a plain blank there."}


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
