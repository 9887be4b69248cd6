"""Diagnostics of rule files, as a terminal shows them."""

from __future__ import annotations

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.report.clean import clean_lines, without_commands
from perkins_rules.report.style import Style

_LOOKS = {"error": "bold red", "warning": "bold yellow"}


def shown_diagnostic(diagnostic: Diagnostic, style: Style) -> str:
    """Place, message, the line with the place marked, the suggestion: in color where wanted."""
    told = without_commands(clean_lines(diagnostic.render(), style.encoding))
    head, *lines = told.split("\n")
    level = f"{diagnostic.level} [{diagnostic.code}]"
    head = head.replace(level, style.paint(_LOOKS.get(diagnostic.level, ""), level), 1)
    return "\n".join([head, *(_colored(line, style) for line in lines)])


def _colored(line: str, style: Style) -> str:
    gutter, bar, marks = line.partition("|")
    if bar and marks.strip() and not marks.strip().strip("^"):
        return gutter + bar + style.paint("bold red", marks)
    return style.paint("cyan", line) if line.lstrip().startswith("= ") else line
