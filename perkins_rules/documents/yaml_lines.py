"""The lines of a YAML text as a person sees them: how deep, a field or not, what stands above.

A guess by the look of each line, for a text that the parser cannot read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

_NAMED = re.compile(
    r"""(?P<name>"[^"]*"|'[^']*'|[^\s#'"\[{&*!|>%@`:,](?:[^:#]|:(?=\S)|(?<=\S)\#)*?)
    [ ]*:(?:[ \t]+(?P<value>\S.*)?)?$""",
    re.VERBOSE | re.DOTALL,
)
_LEAD = re.compile(r"( *)((?:-[ \t]+(?=\S))*)")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_IN_QUOTES = re.compile(r"(?:^|:\s)'[^']*$")
_LONGEST = 1000  # of a line, what is looked at
_TEXT_BLOCK = re.compile(r"(?:^|\s)[|>][-+0-9]*$")


class Line(NamedTuple):
    """One line: `start` is its offset, `indent` its blanks, `at` the column of what it says (from
    0, behind dashes). `name` and `value` are those of a field, None and "" where it is none.
    """

    number: int
    start: int
    text: str
    indent: int
    at: int
    said: str
    name: str | None
    value: str

    @property
    def place(self) -> int:
        """The offset of what the line says."""
        return self.start + self.at

    @property
    def has_dash(self) -> bool:
        """Whether an entry of a list starts here."""
        return self.at > self.indent or self.said == "-"

    @property
    def opens_text(self) -> bool:
        """Whether a text follows on the lines below, after `|` or `>`."""
        return _TEXT_BLOCK.search(self.value or self.said) is not None


class Lines:
    """The lines of a text up to an offset, and the next one; `said` are those that say something:
    no comments, no blank lines, no lines of a text after `|` or `>`.
    """

    def __init__(self, text: str, until: int, names: Collection[str] = ()) -> None:
        self.text = text
        self._names = names
        self.said: list[Line] = []
        self.all: list[Line] = []
        start, deeper_than = 0, None
        while start <= len(text) and start <= until:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            line = _line(len(self.all) + 1, start, text[start:end].rstrip("\r"))
            self.all.append(line)
            start = end + 1
            if deeper_than is not None and (line.indent > deeper_than or not line.text.strip()):
                continue
            deeper_than = line.at if line.opens_text else None
            if line.said:
                self.said.append(line)

    def at(self, offset: int) -> Line:
        """The line in which an offset lies, whatever it says; the last one past the end."""
        starts = [line.start for line in self.all]
        return self.all[max(bisect_right(starts, offset) - 1, 0)]

    def above(self, line: Line) -> Iterator[Line]:
        """The lines above one that say something, the nearest first."""
        return (one for one in reversed(self.said) if one.number < line.number)

    def goes_on(self, line: Line) -> bool:
        """Whether the line below one starts at the same place and is no field."""
        below = self.below(line)
        return below is not None and below.indent == line.indent and below.name is None

    def below(self, line: Line) -> Line | None:
        """The line right below one."""
        start = line.start + len(line.text) + 1
        end = self.text.find("\n", start)
        text = self.text[start : end if end >= 0 else len(self.text)]
        return _line(line.number + 1, start, text) if start < len(self.text) else None

    def columns(self, line: Line) -> list[tuple[int, Line]]:
        """Where a line at this place may start, with the lines that it then belongs with; the
        innermost first.
        """
        found: list[tuple[int, Line]] = []
        for one in self.above(line):
            if one.name is None and not one.has_dash:
                continue
            column = one.indent if line.has_dash and one.has_dash else one.at
            if not found or column < found[-1][0]:
                found.append((column, one))
            if found and found[-1][0] == 0:
                break
        return found

    def step(self) -> int:
        """By how many blanks a line is usually deeper than the one that it belongs to."""
        steps: Counter[int] = Counter()
        before: Line | None = None
        for line in self.said[:2000]:
            if before is not None and not before.value and before.name and line.indent > before.at:
                steps[line.indent - before.at] += 1
            before = line
        return steps.most_common(1)[0][0] if steps else 2

    def is_name(self, word: str, lines: int = 1) -> bool:
        """Whether a word is the name of a field, or is written as one in so many lines."""
        if word in self._names:
            return True
        pattern = rf"(?:^[ -]*|[{{,] *){re.escape(word)}:(?:\s|$)"
        return len(re.findall(pattern, self.text, re.MULTILINE)) >= lines


def _line(number: int, start: int, text: str) -> Line:
    lead = _LEAD.match(text)
    assert lead is not None  # it matches nothing, too
    said = _without_comment(text[lead.end() :][:_LONGEST])
    named = _NAMED.match(said)
    name, value = (named["name"], named["value"] or "") if named else (None, "")
    return Line(number, start, text, len(lead[1]), lead.end(), said, name, value)


def _without_comment(said: str) -> str:
    """What a line says; a `#` inside quotes starts no comment, as far as one line shows."""
    for match in _COMMENT.finditer(said) if "#" in said else ():
        before = said[: match.start()]
        if before.count('"') % 2 == 0 and not _IN_QUOTES.search(before):
            return before.rstrip()
    return said.rstrip()
