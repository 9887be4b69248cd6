"""Which lines a reader is told of: none of a document that is itself a line of a file.

Such a document is called by its line (`plans.jsonl:17`), and in it everything stands on line 1.
"""

from __future__ import annotations

from perkins_rules.batch.names import is_a_line
from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Step

UNOPENED = "document/unreadable-file"
"""That a file could not be opened: it has no lines that anyone has seen."""


def line_of(result: Result, finding: Finding) -> int | None:
    """The line on which a finding stands, where saying it helps to find the place."""
    has_lines = finding.rule != UNOPENED and not is_a_line(result.report.path)
    return finding.span.line if has_lines else None


def steps_of(result: Result, finding: Finding) -> tuple[Step, ...]:
    """The derivation of a finding, its figures without lines where there are none to tell."""
    if not is_a_line(result.report.path):
        return finding.derivation
    return tuple([s if s.line is None else s._replace(line=None) for s in finding.derivation])
