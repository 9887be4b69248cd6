"""A document -> the same with what has one right answer put right, and what was changed.

The rules have the last word: a figure is changed only where its finding goes and no other comes.
Everything else stays as it is, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checker
from perkins_rules.findings import Finding, Verdict
from perkins_rules.member import Member
from perkins_rules.report.repairs import exact_repair, is_spelling


class Fix(NamedTuple):
    """What was written in the place of what, in a line of a document."""

    line: int
    was: str
    now: str


class Fixed(NamedTuple):
    """A document as it was put right, and how; whether it could be read at all."""

    member: Member
    fixes: list[Fix]
    is_read: bool


def fixed(member: Member, checker: Checker) -> Fixed:
    """Puts right what can be, one finding after the other. Never raises on what a member holds."""
    result, fixes, tried = result_of(member, checker), [], set[str]()
    while (step := next(_steps(result, tried), None)) is not None:
        finding, now = step
        tried.add(finding.id)
        changed, fix = _changed(member, finding, now)
        after = result_of(changed, checker)
        if _settles(finding, result, after):
            member, result = changed, after
            fixes.append(fix)
    return Fixed(member, fixes, result.report.verdict != Verdict.UNREADABLE)


def _steps(result: Result, tried: set[str]) -> Iterator[tuple[Finding, str]]:
    """What can be put right: first how fields and values are spelled, then figures."""
    found = [f for f in result.report.findings if f.id not in tried]
    for finding in sorted(found, key=lambda f: not is_spelling(f)):
        if (now := exact_repair(result, finding)) is not None:
            yield finding, now


def _changed(member: Member, finding: Finding, now: str) -> tuple[Member, Fix]:
    assert member.data is not None
    marked = member.data.decode("utf-8")
    text = marked.lstrip("\ufeff")
    end = "\n" if "\n" in text else "\r"  # as of an old Mac
    lines = text.split(end)
    at = finding.span
    line = lines[at.line - 1]
    was = line[at.column - 1 : at.end_column - 1]
    lines[at.line - 1] = line[: at.column - 1] + now + line[at.end_column - 1 :]
    data = marked[: len(marked) - len(text)] + end.join(lines)
    return member._replace(data=data.encode("utf-8")), Fix(at.line, was, now)


def _settles(finding: Finding, before: Result, after: Result) -> bool:
    """Whether a finding is gone and, where a figure was changed, none came."""
    were, are = _failing(before), _failing(after)
    if finding.id in are or after.report.verdict == Verdict.UNREADABLE:
        return False
    return is_spelling(finding) or are <= were


def _failing(result: Result) -> set[str]:
    open_ = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)
    return {f.id for f in result.report.findings if f.verdict in open_}
