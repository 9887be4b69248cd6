"""Register, outline and rules -> Coverage: what of the sources is carried out, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from perkins_rules.analysis.coverage.coverage_faults import extra_of, faults_of, warnings_of
from perkins_rules.analysis.coverage.coverage_model import (
    Carrier,
    Coverage,
    CoveredEntry,
    CoveredLine,
    CoveredSection,
    CoveredSource,
    Entry,
    Line,
    Outline,
    Register,
    Section,
    Status,
)
from perkins_rules.analysis.coverage.coverage_places import Found, Places, takes_in

_PLACEHOLDER = "placeholder"


def carriers_of(
    rules: Iterable[Any],
    title_of: Callable[[Any], str],
    filers_of: Callable[[Any], tuple[str, ...]],
) -> list[Carrier]:
    """Rules as carriers. The test for placeholders belongs to its item, and is no carrier."""
    return [
        Carrier(
            id=rule.key,
            rule=rule.id,
            kind=rule.kind,
            severity=rule.severity,
            title=title_of(rule),
            encodes=rule.requirements,
            cites=tuple(f"{c.source} {c.section}" for c in rule.citations),
            citations=tuple(c.text for c in rule.citations),
            filed_by=filers_of(rule),
            state=rule.state,
        )
        for rule in rules
        if rule.kind != _PLACEHOLDER
    ]


def coverage_of(
    register: Register, carriers: Sequence[Carrier], unregistered: frozenset[str] = frozenset()
) -> Coverage:
    """What is carried out by what. `unregistered`: ids of rules whose pack has no register."""
    places = Places(register.outlines)
    entries = _entries(register, carriers)
    lines = _Lines(register, places, entries, carriers)
    sources = tuple(lines.source(n, outline) for n, outline in enumerate(register.outlines))
    return Coverage(
        sources=sources,
        entries=tuple(entries.values()),
        faults=tuple(faults_of(register, carriers, unregistered)),
        warnings=tuple(warnings_of(entries, carriers, places, lines.reached)),
        extra=extra_of(register, carriers, unregistered),
    )


def _entries(register: Register, carriers: Sequence[Carrier]) -> dict[str, CoveredEntry]:
    carrying: dict[str, list[Carrier]] = {}
    for carrier in carriers:
        for encoded in carrier.encodes:
            carrying.setdefault(encoded, []).append(carrier)
    return {
        entry.id: _covered(entry, tuple(carrying.get(entry.id, ())))
        for entry in register.entries.values()
    }


def _covered(entry: Entry, carriers: tuple[Carrier, ...]) -> CoveredEntry:
    own = _carried(carriers)
    if own is None:
        own = Status.BACKGROUND if entry.background else Status.MISSING
    return CoveredEntry(entry, own, carriers)


def _carried(carriers: Iterable[Carrier]) -> Status | None:
    kinds = {carrier.kind for carrier in carriers}
    if not kinds:
        return None
    return Status.JUDGEMENT if kinds == {"review"} else Status.ENCODED


class _Lines:
    """The lines of outlines with what they hold and what cites them."""

    def __init__(
        self,
        register: Register,
        places: Places,
        entries: Mapping[str, CoveredEntry],
        carriers: Sequence[Carrier],
    ) -> None:
        self.entries = entries
        self.reached: set[str] = set()
        self._ids: dict[Found, list[str]] = {}
        self._citing: dict[Found, list[Carrier]] = {}
        self._places = places
        self._by_rule: dict[str, list[Carrier]] = {}
        for carrier in carriers:
            self._by_rule.setdefault(carrier.rule, []).append(carrier)
        for entry in register.entries.values():
            for found in filter(None, map(places.of, entry.cites)):
                self._ids.setdefault(found, []).append(entry.id)
        for carrier in carriers:
            for found in dict.fromkeys(filter(None, map(places.of, carrier.cites))):
                self._citing.setdefault(found, []).append(carrier)

    def source(self, number: int, outline: Outline) -> CoveredSource:
        """A source with the status of each of its places."""
        all_places = [line.place for section in outline.sections for line in section.lines]
        sections = tuple(self._section(number, s, all_places) for s in outline.sections)
        told = [line.status for section in sections for line in section.lines]
        return CoveredSource(outline, sections, {status: told.count(status) for status in Status})

    def _section(self, number: int, section: Section, places: Sequence[str]) -> CoveredSection:
        lines = tuple(self._line(number, line, places) for line in section.lines)
        shown = {c.id for line in lines for c in carriers_on(line)}
        citing = self._citing.get((number, section.place), ())
        if section.place in places:  # a line of its own shows them
            citing = ()
        return CoveredSection(section, lines, tuple(c for c in citing if c.id not in shown))

    def _line(self, number: int, line: Line, places: Sequence[str]) -> CoveredLine:
        cited = self._ids.get((number, line.place), ())
        ids = [i for i in dict.fromkeys((*line.holds, *cited)) if i in self.entries]
        self.reached.update(ids)
        held = tuple(self.entries[i] for i in ids)
        shown = {carrier.id for entry in held for carrier in entry.carriers}
        named = [c for rule in line.asked_by for c in self._by_rule.get(rule, ())]
        also = {c.id: c for c in (*self._citing.get((number, line.place), ()), *named)}
        citing = tuple(c for c in also.values() if c.id not in shown)
        is_heading = any(takes_in(line.place, p) for p in places if p != line.place)
        asking = [
            c
            for c in carriers_on(CoveredLine(line, None, held, citing))
            if self._asks(number, line, c)
        ]
        unasked = tuple(w for w in line.owed_by if not any(w in c.filed_by for c in asking))
        status = _status(line, held, asking, is_heading)
        return CoveredLine(line, Status.MISSING if unasked else status, held, citing, unasked)

    def _asks(self, number: int, line: Line, carrier: Carrier) -> bool:
        """Whether a rule asks what stands at a place, not only what stands beside it.

        Where the outline says who owes a duty, only a rule that cites the place, or one within
        it, counts, or that the outline names; and what is asked in one State alone carries out
        nothing that is owed in all.
        """
        if not line.owed_by:
            return True
        if carrier.state is not None:
            return False
        return carrier.rule in line.asked_by or any(
            takes_in(line.place, cited) for cited in self._places.cited_in(number, carrier.cites)
        )


def carriers_on(line: CoveredLine) -> Iterable[Carrier]:
    """Everything that carries a place out, each once."""
    every = [*(c for entry in line.entries for c in entry.carriers), *line.citing]
    return {carrier.id: carrier for carrier in every}.values()


def _status(
    line: Line, held: Sequence[CoveredEntry], asking: Sequence[Carrier], is_heading: bool
) -> Status | None:
    if any(entry.status == Status.MISSING for entry in held):
        return Status.MISSING
    carried = _carried(asking)
    if carried is not None:
        return carried
    if line.background or any(entry.status == Status.BACKGROUND for entry in held):
        return Status.BACKGROUND
    return None if is_heading else Status.MISSING
