"""A document under the old and the new rules -> which verdicts are others, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from perkins_rules.analysis.changes.compare import compare
from perkins_rules.engine.said.shown import plain
from perkins_rules.findings import DocumentReport, Finding

Asking = Callable[[frozenset[str]], DocumentReport]
"""All that some rules found about the document, what passed too."""


class Shift(NamedTuple):
    """What one rule finds about one thing, under the old rules and under the new.

    A side is None where the rule is not asked. `difference` is how much further off the document is
    (less, when negative), in `difference_unit`; what passes is off by nothing.
    """

    rule: str
    old: Finding | None
    new: Finding | None
    difference: str | None = None
    difference_unit: str | None = None


class DocumentShift(NamedTuple):
    """A document under both; `shifts` is empty when the rules say the same of it."""

    name: str
    old: DocumentReport
    new: DocumentReport
    shifts: tuple[Shift, ...]


def document_shift(
    name: str,
    reports: tuple[DocumentReport, DocumentReport],
    asking: tuple[Asking, Asking],
    renamed: Mapping[str, str],
) -> DocumentShift:
    """Compares two reports; `asking` asks single rules again, for what is not among the reports.
    `renamed` has the old id of each rule that got another.
    """
    old, new = reports
    pairs = list(_pairs(old, new, renamed))
    if pairs:
        pairs = _completed(pairs, asking, renamed)
    shifts = tuple(_shift(was, now) for was, now in pairs)
    return DocumentShift(name, old, new, shifts)


_Pair = tuple[Finding | None, Finding | None]


def _pairs(old: DocumentReport, new: DocumentReport, renamed: Mapping[str, str]) -> Iterator[_Pair]:
    """Findings that are open on either side, and do not say the same."""
    found = compare("", old, new)
    before = {f.id: f for f in old.findings}
    gone = {(f.rule, f.path): f for f in found.fixed}
    for now in found.new_ones:
        was = gone.pop((renamed.get(now.rule, now.rule), now.path), None)
        if was is None or _says(was) != _says(now):
            yield was, now
    yield from ((was, None) for was in gone.values())
    yield from ((change.old, change.new) for change in found.changed)
    for now in found.carried:
        was = before[now.id]
        if _says(was) != _says(now):
            yield was, now


def _says(finding: Finding) -> tuple[object, ...]:
    return finding.verdict, finding.severity, finding.distance, finding.distance_unit


def _completed(
    pairs: Iterable[_Pair], asking: tuple[Asking, Asking], renamed: Mapping[str, str]
) -> list[_Pair]:
    """Beside what is open on one side alone, what the rule found on the other."""
    listed = list(pairs)
    names = {now.rule: renamed.get(now.rule, now.rule) for _, now in listed if now is not None}
    new_names = {old: new for new, old in renamed.items()}
    wanted_old = frozenset(names[now.rule] for was, now in listed if was is None and now)
    wanted_new = frozenset(
        new_names.get(was.rule, was.rule) for was, now in listed if was and now is None
    )
    before = _by_place(asking[0](wanted_old)) if wanted_old else {}
    after = _by_place(asking[1](wanted_new)) if wanted_new else {}
    return [
        (
            was if was is not None or now is None else before.get((names[now.rule], now.path)),
            now
            if now is not None or was is None
            else after.get((new_names.get(was.rule, was.rule), was.path)),
        )
        for was, now in listed
    ]


def _by_place(report: DocumentReport) -> dict[tuple[str, str], Finding]:
    return {(finding.rule, finding.path): finding for finding in report.findings}


def _shift(was: Finding | None, now: Finding | None) -> Shift:
    there = now or was
    assert there is not None
    units = {f.distance_unit for f in (was, now) if f is not None and f.distance is not None}
    if len(units) != 1:
        return Shift(there.rule, was, now)
    (unit,) = units
    difference = _off(now) - _off(was)
    return Shift(there.rule, was, now, plain(difference, unit or ""), unit)


def _off(finding: Finding | None) -> Fraction:
    if finding is None or finding.distance is None:
        return Fraction(0)
    return Fraction(finding.distance)
