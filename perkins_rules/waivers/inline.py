"""Comments beside values -> waivers: `amount: 5  # perkins-waiver: rule=… authority="…" …`"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.documents.places import Places
from perkins_rules.documents.shown import listed, shown
from perkins_rules.engine.askable import AskableRules
from perkins_rules.nearest import nearest
from perkins_rules.waivers.demands import Demands
from perkins_rules.waivers.place import COMMENT
from perkins_rules.waivers.records import FIELDS, Fault, Record, Recorded

_COMMENT = re.compile(rf"(?<!\S)#[^\S\n]*{COMMENT}\b:?([^\n]*)")
_LIKE_ONE = re.compile(
    r"(?<!\S)#[ \t]*(?:perkins[ \t_-]*waivers?\b|waivers?[ \t]*:|waivers?\b(?=[^\n]*rule=))[^\n]*",
    re.IGNORECASE,
)
"""What is meant for such a comment, and is not written to the letter."""
_PART = re.compile(r'\s*([A-Za-z_-]+)\s*=\s*(?:"([^"]*)"|([^\s"]+))(?!\S)')
_KNOWN = tuple(name for name in FIELDS if name not in ("path", "file"))
_FORM = f'Write it as in {COMMENT}: rule=… authority="…" reason="…" expires=2027-06-30'


def waivers_beside(document: Document, rules: AskableRules) -> Recorded:
    """The waivers in comments of a document that is YAML: each of what stands in its own line."""
    demands = Demands(rules)
    places = Places(document.text.text)
    records: list[Record] = []
    faults: list[Fault] = []
    for at in _almost(document):
        message = "This looks like a waiver, and is none: it does not begin as one does."
        faults.append(Fault(places.line_of(at), message, _FORM))
    for at, text in _comments(document):
        line = places.line_of(at)

        def tell(field: str, message: str, remedy: str, line: int = line) -> None:
            faults.append(Fault(line, message, remedy))

        parts = _parts(text, tell)
        record = demands.record(parts, line, f"line {line}", tell) if parts is not None else None
        if record is not None:
            records.append(record)
    return Recorded(tuple(records), tuple(dict.fromkeys(faults)))


def _comments(document: Document) -> Iterator[tuple[int, str]]:
    """Where such comments are, and what they say."""
    return ((match.start(), match[1]) for match in _outside_values(document, _COMMENT))


def _almost(document: Document) -> Iterator[int]:
    """Where a comment is that is nearly such a one."""
    found = _outside_values(document, _LIKE_ONE)
    return (match.start() for match in found if not _COMMENT.match(match[0]))


def _outside_values(document: Document, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What a pattern finds in comments; not what only looks so inside a value."""
    text = document.text.text
    found = list(wanted.finditer(text))
    spans = sorted(set(document.scalars())) if found else []
    for match in found:
        at = match.start()
        before = bisect_right(spans, (at, len(text))) - 1
        start, end = spans[before] if before >= 0 else (0, 0)
        if not start <= at < end or _is_beside(text, start, at):
            yield match


def _is_beside(text: str, start: int, at: int) -> bool:
    """A comment behind the `>-` or `|` with which a long text begins is none of the text."""
    return text[start : start + 1] in ("|", ">") and "\n" not in text[start:at]


def _parts(text: str, tell: Any) -> dict[str, str] | None:
    """The named parts of a comment; None when it cannot be taken apart."""
    parts: dict[str, str] = {}
    at, rest = 0, text.rstrip()
    while at < len(rest):
        match = _PART.match(rest, at)
        if match is None:
            tell("", f"This is not understood: {shown(rest[at:].strip())}.", _FORM)
            return None
        name, at = match[1], match.end()
        if name not in _KNOWN:
            meant = nearest(name, list(_KNOWN))
            remedy = f"Did you mean `{meant}`?" if meant else f"There are {listed(list(_KNOWN))}."
            tell("", f"There is no part {shown(name)} of a waiver here.", remedy)
            return None
        if name in parts:
            tell("", f"`{name}` is given twice.", "Keep one of the two.")
            return None
        parts[name] = " ".join((match[2] if match[2] is not None else match[3]).split())
    return parts
