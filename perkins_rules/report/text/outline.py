"""Findings -> the outline of a report: sections of the guide's form, and in each the findings,
with what hangs on them below.

Every format that people read is laid out from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from perkins_rules.documents import Shape, from_pointer
from perkins_rules.findings import DocumentReport, Finding, Severity, Verdict
from perkins_rules.report.citations import guide_order
from perkins_rules.report.determined import is_settled, on_checklist
from perkins_rules.report.unfinished import reports_missing, to_fill_in

MANY, FAR_MORE = 8, 2
"""How many checks wait for a fact that is asked before others, and how many times as many."""


class Block(NamedTuple):
    """A finding and what hangs on it.

    `parts` are missing things inside a missing thing, `waiting` what cannot be determined without
    it, `alike` further findings that lack the same facts, `further` those that say the same of
    other entries of a list.
    """

    finding: Finding
    parts: tuple[Finding, ...] = ()
    waiting: tuple[Finding, ...] = ()
    alike: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()


class Section(NamedTuple):
    """A section of the form. `guide` is its item of the guide, or nothing."""

    title: str
    guide: str
    blocks: tuple[Block, ...]


class OpenFact(NamedTuple):
    """A missing fact: how many checks wait for it, and how many for nothing else."""

    pointer: str
    waiting: int
    alone: int


class Outline(NamedTuple):
    """The findings of one document, arranged. `to_fill` holds what a draft sets apart, `reviews`
    the checklist: questions for a person, and those that a reviewer determined; `known` what the
    baseline knows.
    """

    sections: tuple[Section, ...]
    to_fill: tuple[Section, ...]
    reviews: tuple[Finding, ...]
    open_facts: tuple[OpenFact, ...]
    open_count: int
    known: tuple[Finding, ...] = ()


def outline(report: DocumentReport, root: Shape | None, draft: bool = False) -> Outline:
    """Arranges the findings of a document; `root` is the shape of its type, if it was read."""
    told = [f for f in report.told_once if not is_settled(f) and not f.baseline]
    findings = [f for f in told if f.verdict != Verdict.NEEDS_REVIEW]
    blocks = _blocks(findings)
    apart = [b for b in blocks if draft and to_fill_in(b.finding)]
    kept = [b for b in blocks if not (draft and to_fill_in(b.finding))]
    undetermined = [f for f in findings if f.verdict == Verdict.CANNOT_DETERMINE]
    undetermined = [f for f in undetermined if f.waiver is None]
    return Outline(
        sections=_sections(kept, root),
        to_fill=_sections(apart, root),
        reviews=tuple(filter(on_checklist, report.findings)),
        open_facts=open_facts(undetermined),
        open_count=len(undetermined),
        known=tuple(f for f in report.told_once if f.baseline),
    )


def open_facts(undetermined: Iterable[Finding]) -> tuple[OpenFact, ...]:
    """The missing facts, the one that settles most first."""
    waiting: dict[str, int] = {}
    alone: dict[str, int] = {}
    for finding in undetermined:
        for need in finding.needs:
            waiting[need] = waiting.get(need, 0) + 1
            alone[need] = alone.get(need, 0) + (len(finding.needs) == 1)
    facts = [OpenFact(need, count, alone[need]) for need, count in waiting.items()]
    return tuple(sorted(facts, key=lambda f: (-f.waiting, -f.alone)))


# ------------------------------------------------------------------ what hangs on what


def _blocks(findings: Sequence[Finding]) -> list[Block]:
    # What is waived stands alone: nothing that counts is to be hidden under it.
    heads = _heads([f for f in findings if f.waiver is None])
    parts: dict[str, list[Finding]] = {}
    waiting: dict[str, list[Finding]] = {}
    alike: dict[str, list[Finding]] = {}
    top: list[Finding] = []
    for finding in findings:
        head = heads.get(finding.id)
        if head is None:
            top.append(finding)
        elif finding.verdict == Verdict.FAIL:
            parts.setdefault(head, []).append(finding)
        elif finding.because_of is not None:
            waiting.setdefault(head, []).append(finding)
        else:
            alike.setdefault(head, []).append(finding)
    return [
        Block(
            f,
            tuple(parts.get(f.id, ())),
            _by_guide(waiting.get(f.id, ())),
            _by_guide(alike.get(f.id, ())),
        )
        for f in top
    ]


def _by_guide(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Checks that wait at one place, in the order of the guide's items."""
    return tuple(sorted(findings, key=lambda f: guide_order(f.citations)))


def _heads(findings: Sequence[Finding]) -> dict[str, str]:
    """Finding id -> id of the finding under which it is shown, for those that are."""
    heads = missing_inside(findings)
    by_needs: dict[tuple[str, ...], str] = {}
    shown = {f.id for f in findings}
    undetermined = [f for f in findings if f.verdict == Verdict.CANNOT_DETERMINE]
    of_their_own = [f for f in undetermined if f.because_of not in shown and f.needs]
    for finding in undetermined:
        if finding.because_of in shown and finding.because_of is not None:
            heads[finding.id] = heads.get(finding.because_of, finding.because_of)
    firsts = _asked_first(of_their_own)
    for finding in of_their_own:
        same = by_needs.setdefault(finding.needs, finding.id)
        first = firsts.get(finding.needs, same)
        if first != finding.id:
            heads[finding.id] = first
    return heads


def _asked_first(findings: Sequence[Finding]) -> dict[tuple[str, ...], str]:
    """Several needs -> the finding that needs one of them alone, where far more waits for this one
    than for each of the others: it is asked once, and before them.
    """
    waiting = {fact.pointer: fact.waiting for fact in open_facts(findings)}
    alone = {f.needs[0]: f.id for f in reversed(findings) if len(f.needs) == 1}
    firsts: dict[tuple[str, ...], str] = {}
    for needs in {f.needs for f in findings if len(f.needs) > 1}:
        most, next_most = sorted(needs, key=lambda need: -waiting[need])[:2]
        if most in alone and waiting[most] >= max(MANY, FAR_MORE * waiting[next_most]):
            firsts[needs] = alone[most]
    return firsts


def missing_inside(findings: Sequence[Finding]) -> dict[str, str]:
    """What is missing inside a missing section -> that section, by the ids of findings."""
    missing = [f for f in findings if reports_missing(f) and f.severity == Severity.ERROR]
    places = {f.path: f.id for f in reversed(missing)}
    heads: dict[str, str] = {}
    for finding in missing:
        outermost = next((places[p] for p in _above(finding.path) if p in places), None)
        head = outermost or places[finding.path]
        if head != finding.id:
            heads[finding.id] = head
    return heads


def _above(pointer: str) -> list[str]:
    """The pointers of what a place stands in, the outermost first."""
    parts = pointer.split("/")
    return ["/".join(parts[:k]) for k in range(2, len(parts))]


# ------------------------------------------------------------------ sections


def _sections(blocks: Sequence[Block], root: Shape | None) -> tuple[Section, ...]:
    sections: list[tuple[str, list[Block]]] = []
    for block in blocks:
        names = from_pointer(block.finding.path)
        name = names[0] if names else ""
        if not sections or sections[-1][0] != name:
            sections.append((name, []))
        sections[-1][1].append(block)
    return tuple(_section(name, found, root) for name, found in sections)


def _section(name: str, blocks: Sequence[Block], root: Shape | None) -> Section:
    shape = root.fields.get(name) if root is not None else None
    if shape is None:
        return Section(name or "The document", "", tuple(blocks))
    return Section(shape.title or name, shape.guide, tuple(blocks))
