"""The words that stand at a place of a rule file."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText, Span


def lines_at(source: SourceText, span: Span, row: n.FromRow | None) -> Iterator[tuple[int, str]]:
    """The number of each line, and its words, without comments; the words of a row where the
    columns of its table stand.
    """
    for number in range(span.line, span.end_line + 1):
        line = source.line(number)
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        if span.end_line > span.line and "#" in line[start:end]:
            end = line.index("#", start)
        text = line[start:end] if row is None else _filled(line, number, (start, end), row)
        yield number, " ".join(text.split())


def _filled(line: str, number: int, at: tuple[int, int], row: n.FromRow) -> str:
    start, end = at
    found = []
    for place, words in sorted(row.put):
        if place.line == number and start < place.column and place.end_column - 1 <= end:
            found += [line[start : place.column - 1], words]
            start = place.end_column - 1
    return "".join(found) + line[start:end]
