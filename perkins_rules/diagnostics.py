"""Diagnostic: what is wrong with a rule file, said so that its author can mend it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.source import SourceText, Span

_WIDEST = 120
_LONGEST = 400


class Diagnostic(NamedTuple):
    """One fault of a rule file.

    `code` is stable (`syntax`, `unknown-path`, `unit`, ...), `level` is `error` (the rule set is
    not run) or `warning` (lint only), `suggestion` says what would be right or is empty.
    """

    code: str
    message: str
    source: SourceText
    span: Span
    suggestion: str = ""
    level: str = "error"

    def render(self) -> str:
        """Lines for a terminal: place, message, the line with the place marked."""
        before, marked, after = _cut(self.source.line(self.span.line), self.span)
        gutter = str(self.span.line)
        pad = " " * len(gutter)
        # Tabs are kept in the padding, so that the mark stands under the place on any terminal.
        indent = "".join("\t" if c == "\t" else " " for c in before)
        place = f"{_printable(self.source.name)}:{self.span.line}:{self.span.column}"
        lines = [
            f"{place}: {self.level} [{self.code}] {_short(self.message)}",
            f"  {gutter} | {before}{marked}{after}",
            f"  {pad} | {indent}{'^' * max(1, len(marked))}",
        ]
        if self.suggestion:
            lines.append(f"  {pad} = {self.suggestion}")
        return "\n".join(lines)


def _cut(line: str, span: Span) -> tuple[str, str, str]:
    """What is shown of a line: the marked place and what is around it, of a long line not all."""
    start = min(span.column - 1, len(line))
    end = max(start, min(span.end_column - 1, len(line)))
    if span.end_line != span.line:
        end = len(line)
    if len(line) <= _WIDEST:
        shown = (line[:start], line[start:end], line[end:])
    else:
        first = max(0, start - _WIDEST // 2)
        last = first + _WIDEST
        lead, tail = "..." if first else "", "..." if last < len(line) else ""
        shown = (lead + line[first:start], line[start : min(end, last)], line[end:last] + tail)
    return _printable(shown[0]), _printable(shown[1]), _printable(shown[2])


def _short(message: str) -> str:
    """A message without the bulk of a word that it repeats."""
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}..."


def _printable(text: str) -> str:
    """One line in which nothing acts on a terminal, and whose length is what is seen."""
    if text.isprintable():
        return text
    return "".join(c if c == "\t" or c.isprintable() else ascii(c)[1:-1] for c in text)


class RuleFileError(Exception):
    """Rule files that cannot be used; carries every diagnostic, errors and warnings."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(d.render() for d in diagnostics))
        self.diagnostics = diagnostics
