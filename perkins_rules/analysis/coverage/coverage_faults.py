"""What is wrong with a register, an outline or rules, seen beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from perkins_rules.analysis.coverage.coverage_model import (
    Carrier,
    CoveredEntry,
    Entry,
    Line,
    Outline,
    Register,
)
from perkins_rules.analysis.coverage.coverage_places import Places, sections_of, takes_in


def faults_of(
    register: Register, carriers: Sequence[Carrier], unregistered: frozenset[str]
) -> Iterator[str]:
    """What must be mended: rules and outlines that name nothing, or what no register has."""
    for carrier in carriers:
        if not carrier.encodes:
            yield f"{carrier.id} encodes no requirement."
        for encoded in carrier.encodes:
            if encoded not in register.entries and carrier.id not in unregistered:
                yield f"{carrier.id} encodes `{encoded}`, which no register has."
    cited = {(c.rule, place) for c in carriers for place in c.cites}
    for outline in register.outlines:
        for line in (line for section in outline.sections for line in section.lines):
            yield from _names_nothing(outline, line, register, cited)


def _names_nothing(
    outline: Outline, line: Line, register: Register, cited: Collection[tuple[str, str]]
) -> Iterator[str]:
    for held in line.holds:
        if held not in register.entries:
            yield f"{outline.name}, {line.place}: no register has `{held}`."
    for rule in line.asked_by:
        wider = [f"{name} {line.place}" for name in outline.cited_as]
        if not any(r == rule and any(takes_in(c, w) for w in wider) for r, c in cited):
            yield f"{outline.name}, {line.place}: no rule `{rule}` cites the paragraph."


def warnings_of(
    entries: Mapping[str, CoveredEntry],
    carriers: Sequence[Carrier],
    places: Places,
    reached: set[str],
) -> Iterator[str]:
    """What should be looked at: reasons and citations that do not go together."""
    for covered in entries.values():
        if covered.entry.background and covered.carriers:
            yield f"{covered.entry.id} has a background reason, and a rule that encodes it."
        if covered.entry.id not in reached:
            yield f"{covered.entry.id} stands in no outline."
        for carrier in covered.carriers:
            yield from _disagreement(covered.entry, carrier)
    for carrier in carriers:
        for cited in carrier.cites:
            known = places.covers(cited.partition(" ")[0])
            if known and places.of(cited) is None and not places.leads_to(cited):
                yield f"{carrier.id} cites {cited}, which the outline does not have."


def _disagreement(entry: Entry, carrier: Carrier) -> Iterator[str]:
    asked, cited = sections_of(entry.cites), sections_of(carrier.cites)
    shared = [source for source in asked if source in cited]
    if shared and not any(asked[source] & cited[source] for source in shared):
        sections = ", ".join(sorted(s for source in shared for s in cited[source]))
        yield f"{carrier.id} cites {sections}, but {entry.id} rests on {entry.citation}."


def extra_of(
    register: Register, carriers: Sequence[Carrier], unregistered: frozenset[str]
) -> dict[str, tuple[Carrier, ...]]:
    """What packs without a register encode, with the rules."""
    found: dict[str, tuple[Carrier, ...]] = {}
    for carrier in carriers:
        for encoded in carrier.encodes if carrier.id in unregistered else ():
            if encoded not in register.entries:
                found[encoded] = (*found.get(encoded, ()), carrier)
    return found
