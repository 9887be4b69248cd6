"""What YAML reads without a fault, but otherwise than it looks: said, so that nothing is lost.

A comment that cuts a text short, a mark (`&…`) where a text was meant, a field that became part
of the text above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar

# Behind a comment's `#` people leave a blank; a number or word that touches it was no comment.
CUT = r" #(?=[^\s#]| [0-9])"
_REST = r"[ \t]+(#[^\s#][^\n]*)"
# After words, a number of a suite or a box: `Lowry Blvd. # 200, Denver`.
_NUMBER = r" (# [0-9][^\n]*)"
_MARK = r"&[^\s,\[\]{}]+"
_LONGEST_MARK = 1000
FIELD = r"^[ \t]*(?:- )?([a-z_][a-z0-9_]*):(?=\s|$)[^\n]*"


class Misread(NamedTuple):
    """One such place: a kind of `PROBLEMS`, what goes on behind "`source` is `Plan`", and what
    to do.
    """

    kind: str
    reason: str
    remedy: str
    start: int
    end: int


class Misreader:
    """Finds them in a text; what the text holds none of costs nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_cuts = re.search(CUT, text) is not None
        self._has_marks = "&" in text and re.search(_MARK, text) is not None

    def of(self, node: Scalar, names: Collection[str], given: Collection[str]) -> Iterator[Misread]:
        """Those of a value. `names` are the fields that its group may have, `given` those that it
        has.
        """
        if self._has_cuts and node.style in ("plain", "null"):
            yield from self._cut(node)
        if self._has_marks:
            yield from self._marked(node)
        if node.style in ("plain", "quoted") and self._text.find("\n", node.start, node.end) >= 0:
            yield from self._swallowed(node, names, given)

    def _cut(self, node: Scalar) -> Iterator[Misread]:
        match, apart = re.compile(_REST).match(self._text, node.end), "a blank behind"
        if match is None and re.search(r"[^\W\d_]", node.text):
            match, apart = re.compile(_NUMBER).match(self._text, node.end), "two blanks before"
        if match is None:
            return
        comment = match[1].rstrip()
        whole = (self._text[node.start : match.start(1)] + comment).strip()
        reason = f"{shown(comment)} behind it is a comment and does not count"
        right = shown(_quoted(whole), 100)
        if figure := re.fullmatch(r"#\s*(\$?[0-9][0-9.,]*%?)", whole):
            right = f"`{figure[1]}` for a figure, or {right} for a text,"
        remedy = f"Write {right} if it belongs to the value; put {apart} the `#` if not."
        yield Misread("comment-in-value", reason, remedy, match.start(1), match.end(1))

    def _marked(self, node: Scalar) -> Iterator[Misread]:
        # What stands before a value on its line can be all of the document: so for each value.
        line = self._text[max(0, node.start - _LONGEST_MARK) : node.start].rpartition("\n")[2]
        before = line.rstrip(" \t")
        match = re.search(_MARK, re.split(r"[\s,\[\]{}]", before)[-1])
        if match is None or f"*{match[0][1:]}" in self._text:
            return
        end = node.start - len(line) + len(before)
        start, mark = end - len(match[0]), match[0]
        end = max(node.end, end)
        reason = f"{shown(mark)} before it is a mark of YAML's, which nothing repeats"
        written = self._text[start:end].partition("\n")[0]
        remedy = f"Write {shown(_quoted(written), 100)} if it belongs to the text."
        yield Misread("mark-before-value", reason, remedy, start, start + len(mark))

    def _swallowed(
        self, node: Scalar, names: Collection[str], given: Collection[str]
    ) -> Iterator[Misread]:
        first = self._text.find("\n", node.start, node.end) + 1
        for match in re.compile(FIELD, re.MULTILINE).finditer(self._text, first, node.end):
            if match[1] in names and match[1] not in given:
                reason = f"{shown(match[0].strip())} is part of that text, and no field"
                remedy = f"Align `{match[1]}:` with the fields above it, or write it otherwise."
                yield Misread("field-in-text", reason, remedy, match.start(1), match.end())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
