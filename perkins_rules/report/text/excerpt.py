"""A line of a document with a place in it marked, cut to the width of the console."""

from __future__ import annotations

from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import Lined
from perkins_rules.source import Span


def excerpt(text: Lined, span: Span, width: int, style: Style) -> list[str]:
    """Two lines: the text of the line, and marks under the place; none when the line is blank."""
    line = text.line(span.line)
    if not line.strip():
        return []
    gutter = f"{span.line} {style.mark('bar')} "
    room = max(width - len(gutter), 20)
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start, stop = span.column - 1, max(span.column, min(end - 1, len(line)))
    cut = _cut(len(line), start, room)
    before, marked, after = (
        style.clean(line[cut[0] : start]),  # which makes a blank of a tab
        style.clean(line[start : min(stop, cut[1])]),
        style.clean(line[max(start, min(stop, cut[1])) : cut[1]]),
    )
    lead, tail = ("..." if cut[0] else ""), ("..." if cut[1] < len(line) else "")
    shown = (lead + before + style.paint("bold", marked) + after + tail).rstrip()
    marks = "^" * max(1, len(marked))
    bar = " " * (len(gutter) - 2) + gutter[-2:]
    under = bar + " " * len(lead + before) + style.paint("bold red", marks)
    return [gutter + shown, under]


def _cut(length: int, start: int, room: int) -> tuple[int, int]:
    """Which columns of a long line are shown: the place, and some of what is before it."""
    if length <= room:
        return 0, length
    room -= 6
    first = max(0, min(start - room // 3, length - room))
    return first, min(length, first + room)
