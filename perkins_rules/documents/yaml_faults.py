"""What is wrong with a YAML text, in words for people who are not programmers.

What a slip of the pen made is known by its look (`yaml_slips`); a table has the parser's words for
all else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import yaml

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal
from perkins_rules.documents.slip import Slip, Stop
from perkins_rules.documents.yaml_parser import Parser
from perkins_rules.documents.yaml_slips import slip_behind, swallowed


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


# A text with more slips than this is no plan; nobody reads on.
_MOST_TOLD = 20
_LONGEST_MENDED = 1_000_000


def syntax_refusal(text: str, names: Collection[str] = ()) -> Refusal:
    """The refusal of a text that the parser cannot read; `others` are further slips below.

    `names` are those of fields, where they are known. A slip is mended as its remedy says, in
    memory, to find the next one.
    """
    told: list[Refusal] = []
    whole = text
    before: Slip | None = None
    while (stop := _stop(text)) is not None and len(told) < _MOST_TOLD:
        slip = slip_behind(text, stop, names)
        refusal = _by_the_table(text, stop) if slip is None else _refusal(text, slip)
        if told and (refusal.span.line <= told[-1].span.line or _follows(slip, before)):
            break
        told.append(refusal)
        if slip is None or slip.mend is None or len(text) > _LONGEST_MENDED:
            break
        start, end, right = slip.mend
        text, before = text[:start] + right + text[end:], slip
    lines = {one.span.line for one in told}
    unseen = [_refusal(whole, slip) for slip in swallowed(whole, names)]
    told += [one for one in unseen if one.span.line not in lines]
    first, *others = sorted(told, key=lambda one: one.span)[:_MOST_TOLD]
    first.others = tuple(others)
    return first


def _follows(slip: Slip | None, before: Slip | None) -> bool:
    """Whether a fault may be there only since the one above it was mended by a guess."""
    return before is not None and before.aligns and (slip is None or slip.aligns)


def _refusal(text: str, slip: Slip) -> Refusal:
    return Refusal("syntax", slip.message, Places(text).span(slip.start, slip.end), slip.remedy)


def _stop(text: str) -> Stop | None:
    """Where the parser stops in a text; None where it reads it all."""
    parser = Parser(text)
    try:
        while parser.get_event() is not None:
            pass
    # The latter two: it hands `\UFFFFFFFF` to chr and `%YAML 1.999…` to int.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        complaint = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
        at = min(mark.index, len(text)) if mark is not None else len(text)
        began = opening.index if opening is not None else None
        return Stop(at, began, complaint, parser.quotes, parser.brackets)
    finally:
        parser.dispose()
    return None


def _by_the_table(text: str, stop: Stop) -> Refusal:
    fault = _recognised(text, stop.at, stop.complaint)
    at = stop.opening if fault.at_opening and stop.opening is not None else stop.at
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
