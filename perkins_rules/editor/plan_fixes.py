"""Findings -> what may be written in their places: what the report offers, each by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from perkins_rules.editor.plan import Plan
from perkins_rules.report.repairs import exact_repair, repair
from perkins_rules.source import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Fix(NamedTuple):
    """A text for a place, the id of the finding that it answers, and whether it is the only answer
    (`check --fix` then looks at it; else it is a choice of the author's).
    """

    span: Span
    was: str
    now: str
    finding: str
    is_exact: bool


def fixes_of(plan: Plan, findings: Collection[str]) -> Iterator[Fix]:
    """What may be written for findings, by their ids."""
    for finding in plan.result.report.findings:
        if finding.id not in findings:
            continue
        now = repair(plan.result, finding)
        if now is not None:
            line = plan.result.lines[finding.span.line]
            was = line[finding.span.column - 1 : finding.span.end_column - 1]
            exact = exact_repair(plan.result, finding)
            yield Fix(finding.span, was, now, finding.id, exact is not None and exact[1] == now)


class Change(NamedTuple):
    """What stands between two offsets becomes a text."""

    start: int
    end: int
    text: str


def changes_between(before: str, after: str) -> list[Change]:
    """Two texts -> the lines of the one that the other has otherwise."""
    was, now = _LINE.findall(before), _LINE.findall(after)
    starts = [0]
    for line in was:
        starts.append(starts[-1] + len(line))
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [
        Change(starts[a], starts[b], "".join(now[c:d]))
        for tag, a, b, c, d in codes
        if tag != "equal"
    ]
