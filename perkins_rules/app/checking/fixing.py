"""A document -> the same with what has one right answer put right, and what was changed.

The rules have the last word, all of them, whichever are asked: a figure is changed only where its
finding goes and no other comes. Nothing else that the document says changes, and everything else
that is written stays as it is, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from perkins_rules.app.checking.fix_steps import Step, steps
from perkins_rules.batch.making import shown_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checker
from perkins_rules.documents import Document, to_pointer
from perkins_rules.documents.edited import edited
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.member import Member
from perkins_rules.report.repairs import rests_on
from perkins_rules.report.unfinished import reports_missing

_MOST_IN_VAIN = 40
"""Each costs a check; a document in which more of them settle nothing is past mending."""


class Fix(NamedTuple):
    """What was written in the place of what, in a line of a document."""

    line: int
    was: str
    now: str


class Fixed(NamedTuple):
    """A document as it was put right, and how; whether it could be read at all; how many errors are
    left that are off by some figure, which nobody changes unasked.
    """

    member: Member
    fixes: list[Fix]
    is_read: bool
    figures_left: int


class _Judged(NamedTuple):
    member: Member
    result: Result
    document: Document | None


def fixed(member: Member, checker: Checker) -> Fixed:
    """Puts right what can be of what `checker` asks. Never raises on what a member holds."""
    options = checker.options._replace(keep=None, derive_reviews=False)
    judge = Checker(checker.rules, options, checker.records)
    now, done, vain, size = _judged(member, judge), list[Step](), set[str](), 1 << 20
    while (group := _next(now, checker, vain)[:size]) and len(vain) < _MOST_IN_VAIN:
        after = _judged(_written(now.member, group), judge)
        if _settles(group, now, after) and _is_no_other(group, now, judge):
            now, done, size = after, [*done, *group], size * 2
        elif len(group) == 1:
            vain |= {finding.id for finding in group[0].findings}
        else:
            size = len(group) // 2
    fixes = sorted(Fix(step.span.line, step.was, step.now) for step in done)
    left = sum(map(_is_of_figures, _failing(now).values()))
    return Fixed(now.member, fixes, now.document is not None, left)


def _is_of_figures(finding: Finding) -> bool:
    is_error = finding.verdict == Verdict.FAIL and finding.severity == Severity.ERROR
    return is_error and finding.waiver is None and finding.distance is not None


def _judged(member: Member, checker: Checker) -> _Judged:
    checked = checker.judged(member)
    return _Judged(member, shown_of(member, checked), checked.document)


def _next(now: _Judged, checker: Checker, vain: set[str]) -> list[Step]:
    """What is tried together: all spellings, or one figure, on which others may hang."""
    keep = checker.options.keep
    asked = {rule.id for rule in checker.rules.rules if keep is None or keep(rule)}
    left = [
        step
        for step in steps(now.result, now.document, checker.rules.shapes)
        if step.findings[0].id not in vain and _rules_of(step) <= asked
    ]
    return [step for step in left if step.is_spelling] or left[:1]


def _rules_of(step: Step) -> set[str]:
    """The rules that a step follows; how something is written is asked of every document."""
    found = {finding.rule for finding in step.findings}
    return {rule for rule in found if rule.partition("/")[0] not in ("schema", "document")}


def _written(member: Member, group: Sequence[Step]) -> Member:
    assert member.data is not None
    data = edited(member.data, [(step.span, step.now) for step in group])
    return member._replace(data=data)


# ------------------------------------------------------------------ the last word


def _settles(group: Sequence[Step], before: _Judged, after: _Judged) -> bool:
    """Whether the findings are gone, and nothing became worse or other than was meant."""
    if before.document is None or after.document is None:
        return after.document is not None
    were, are = _failing(before), _failing(after)
    new = [finding for finding in are.values() if finding.id not in were]
    changed = _differing(before.document.data, after.document.data)
    return (
        not any(finding.id in are for step in group for finding in step.findings)
        and all(any(_is_within(at, step) for step in group) for at in changed)
        and (_is_uncovered(new, group) if group[0].is_spelling else not new)
        and not any(_is_in_doubt(place, after) for f in group[0].findings for place in rests_on(f))
    )


def _is_no_other(group: Sequence[Step], now: _Judged, judge: Checker) -> bool:
    """Whether some rule contradicts each other figure that may be meant by what is written."""
    return all(
        step.instead is None or _is_contradicted(step, step.instead, now, judge) for step in group
    )


def _is_contradicted(step: Step, figure: str, now: _Judged, judge: Checker) -> bool:
    after = _judged(_written(now.member, [step._replace(now=figure)]), judge)
    return any(
        f.path in step.places and not f.rule.startswith("schema/") for f in _failing(after).values()
    )


def _failing(judged: _Judged) -> dict[str, Finding]:
    open_ = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)
    return {f.id: f for f in judged.result.report.findings if f.verdict in open_}


def _is_within(pointer: str, step: Step) -> bool:
    return any(f"{pointer}/".startswith(f"{place}/") for place in step.places)


def _is_uncovered(new: Sequence[Finding], group: Sequence[Step]) -> bool:
    """Whether what is now wrong with the form stood under a misspelt name, and was not seen: no
    second entry of one key, no other unknown name.
    """
    renamed = {place for step in group if step.renames for place in step.places}
    return all(
        any(f.path.startswith(f"{place}/") for place in renamed)
        or (f.path in renamed and f.rule != "schema/duplicate-key-entry")
        for f in new
        if f.rule.startswith("schema/")
    )


def _is_in_doubt(place: str, after: _Judged) -> bool:
    """Whether something is wrong with what stands at a place: then nobody knows whether a figure
    is wrong, or that which it is measured by.
    """
    return any(
        f"{pointer}/".startswith(f"{place}/")
        for f in _failing(after).values()
        for pointer in (f.path, *f.needs)
        if not rests_on(f) and not reports_missing(f)
    )


def _differing(before: Any, after: Any, *path: str | int) -> Iterator[str]:
    """The pointers of what two documents say differently."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before | after:
            yield from _differing(before.get(name), after.get(name), *path, name)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differing(one, other, *path, at)
    elif before != after:
        yield to_pointer(path)
