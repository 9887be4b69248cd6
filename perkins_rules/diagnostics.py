"""Diagnostic: what is wrong with a rule file, said so that its author can mend it."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.source import SourceText, Span


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
        shown = self.source.line(self.span.line)
        end = self.span.end_column if self.span.end_line == self.span.line else len(shown) + 1
        marks = "^" * max(1, end - self.span.column)
        gutter = str(self.span.line)
        pad = " " * len(gutter)
        # Tabs are kept in the padding, so that the mark stands under the place on any terminal.
        indent = "".join("\t" if c == "\t" else " " for c in shown[: self.span.column - 1])
        place = f"{self.source.name}:{self.span.line}:{self.span.column}"
        lines = [
            f"{place}: {self.level} [{self.code}] {self.message}",
            f"  {gutter} | {shown}",
            f"  {pad} | {indent}{marks}",
        ]
        if self.suggestion:
            lines.append(f"  {pad} = {self.suggestion}")
        return "\n".join(lines)


class RuleFileError(Exception):
    """Rule files that cannot be used; carries every diagnostic, errors and warnings."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(d.render() for d in diagnostics))
        self.diagnostics = diagnostics
