"""What is wrong with a YAML text, in words for people who are not programmers.

The two parsers (libyaml and PyYAML's own) word their errors differently; a table recognises both.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal


class _Fault(NamedTuple):
    """A parser's complaint and what to say in its place; `at_opening` marks where it began."""

    pattern: re.Pattern[str]
    message: str
    remedy: str
    kind: str = "syntax"
    at_opening: bool = False


def _fault(
    pattern: str, message: str, remedy: str, kind: str = "syntax", at_opening: bool = False
) -> _Fault:
    return _Fault(re.compile(pattern), message, remedy, kind, at_opening)


_QUOTE = "Write the text between double quotes."
_ALIGN = "Give it as many blanks as the lines that belong with it."

_FAULTS = (
    _fault(
        r"tag|while scanning a directive", "YAML tags and directives are not read.", _QUOTE, "tag"
    ),
    _fault(r"invalid Unicode", "This escape is not a character.", "", "lone-surrogate"),
    _fault(
        r"mapping (values|keys) are not allowed|unexpected ':'",
        "A colon stands where no field can start: an unquoted text holds it, or the line is"
        " indented further than the one above.",
        "Write a text that holds a colon between double quotes, or align the line.",
    ),
    _fault(
        r"sequence entries are not allowed",
        "A list cannot start on the line of its field's name.",
        "Start each entry with `- ` on a line of its own.",
    ),
    _fault(
        r"could not find expected ':'",
        "This line has no colon after a name, and does not continue the text above.",
        "Write `name: value`, or indent the line further than the name it belongs to.",
        at_opening=True,
    ),
    _fault(
        r"quoted scalar.*(end of stream|document)",
        "The quotation that starts here is not closed.",
        "Close it with the same quotation mark.",
        at_opening=True,
    ),
    _fault(
        r"unknown escape|escape sequence|hexdecimal",
        "This backslash starts no escape that YAML knows.",
        "Write a backslash as two, or put the text between single quotes.",
    ),
    _fault(
        r"flow sequence.*',' or '\]'",
        "After this `[`, a comma or the closing `]` is missing.",
        "Put commas between the entries and close with `]`.",
        at_opening=True,
    ),
    _fault(
        r"flow mapping.*',' or '\}'",
        "After this `{`, a comma or the closing `}` is missing.",
        "Put commas between the fields and close with `}`.",
        at_opening=True,
    ),
    _fault(
        r"scanning an? (alias|anchor)",
        "A text cannot start with `*` or `&` here.",
        _QUOTE,
    ),
    _fault(
        r"block scalar",
        "Nothing but a line break may follow `|` or `>`.",
        "Start the text on the next line, or put it between double quotes.",
    ),
    _fault(
        r"block mapping.*(expected key|block end)|block collection|expected '-' indicator",
        "This line does not align with the lines it belongs with.",
        _ALIGN,
    ),
    _fault(r"node content", "A value is missing here.", "Write a value, or quote the text."),
    _fault(
        r"document start|document indicator",
        "The document has ended before this line.",
        "Keep one document in the file; take out the line `...` or `---`.",
    ),
    _fault(r"incompatible YAML|%YAML", "The file asks for a version of YAML not known here.", ""),
)
_TAB = _fault("", "A tab stands here; YAML is indented with blanks.", "Replace the tab by blanks.")
_NAMELESS = _fault("", "The name of a field is missing before this colon.", "Write the name.")
_LEFTOVER = _fault("", "More stands here, behind a value that has ended.", _QUOTE)
_PERCENT = _fault("", "A text cannot start with `%`.", _QUOTE)
_RESERVED = _fault("", "A text cannot start with `@` or a backtick.", _QUOTE)


def syntax_refusal(text: str, error: Any) -> Refusal:
    """The refusal for an error of the parser, with or without a mark of its place."""
    mark, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = mark.index if mark is not None else len(text)
    complaint = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    fault = _recognised(text, at, complaint)
    if fault.at_opening and opening is not None:
        at = opening.index
    at = min(at, len(text))
    span = Places(text).span(at, min(at + 1, len(text)))
    return Refusal(fault.kind, fault.message, span, fault.remedy)


def _recognised(text: str, at: int, complaint: str) -> _Fault:
    found = text[at : at + 1]
    if found == "\t" or "tab character" in complaint:
        return _TAB
    if "cannot start any token" in complaint:
        return _PERCENT if found == "%" else _RESERVED
    if re.search("expected key|block end", complaint):
        if found == ":":
            return _NAMELESS
        if text[text.rfind("\n", 0, at) + 1 : at].strip():
            return _LEFTOVER
    for fault in _FAULTS:
        if fault.pattern.search(complaint):
            return fault
    return _fault("", "This is not YAML.", _QUOTE)
