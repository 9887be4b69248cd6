"""What a register, an outline and the coverage made of them consist of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

FILERS = ("state", "recipient")
"""Those who file documents: a State's eligible agency, and an eligible recipient."""


class Status(StrEnum):
    """How a requirement or a place of a source is dealt with."""

    ENCODED = "encoded"
    JUDGEMENT = "judgement"
    BACKGROUND = "background"
    MISSING = "missing"


class Entry(NamedTuple):
    """One requirement of a register. `cites` are places as rules name them: `perkins 112(a)`."""

    id: str
    place: str
    citation: str
    requirement: str
    cites: tuple[str, ...] = ()
    usc: str | None = None
    kind: str = ""
    severity: str = ""
    background: str | None = None
    register: str = ""


class Line(NamedTuple):
    """One place of a source: a paragraph of the law, an item of the guide.

    `owed_by` names those on whom the place lays a duty, as `Carrier.filed_by` does; empty where the
    outline does not say. `asked_by` names rules that cite the paragraph and ask this clause of it.
    """

    place: str
    title: str
    holds: tuple[str, ...] = ()
    background: str | None = None
    owed_by: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()


class Section(NamedTuple):
    """Places of a source under one heading."""

    place: str
    title: str
    lines: tuple[Line, ...]


class Outline(NamedTuple):
    """A source from top to bottom. `cited_as`: the names by which rules cite it; `order`: its
    place among the outlines.
    """

    name: str
    title: str
    cited_as: tuple[str, ...]
    sections: tuple[Section, ...]
    order: int


class Register(NamedTuple):
    """All requirements by their ids, and the outlines of the sources that they come from."""

    entries: Mapping[str, Entry]
    outlines: tuple[Outline, ...]


class Carrier(NamedTuple):
    """A rule, an item or a review that carries something out. `cites` as in Entry.

    `id` tells apart what packs for single States have made of one rule, whose id `rule` is.
    `filed_by`: who files the documents of which it is asked, of FILERS; `state`: the only State
    of whose documents it is asked.
    """

    id: str
    rule: str
    kind: str
    severity: str
    title: str
    encodes: tuple[str, ...]
    cites: tuple[str, ...]
    citations: tuple[str, ...]
    filed_by: tuple[str, ...] = ()
    state: str | None = None


class CoveredEntry(NamedTuple):
    """A requirement with what carries it out."""

    entry: Entry
    status: Status
    carriers: tuple[Carrier, ...]


class CoveredLine(NamedTuple):
    """A place with its requirements, and with the rules that cite it but encode none of them.

    `status` is None for a heading: the places below it tell. `unasked`: of those who owe it, the
    ones of whose documents no rule asks it.
    """

    line: Line
    status: Status | None
    entries: tuple[CoveredEntry, ...]
    citing: tuple[Carrier, ...]
    unasked: tuple[str, ...] = ()


class CoveredSection(NamedTuple):
    """A heading with its places, and the rules that cite the heading as a whole."""

    section: Section
    lines: tuple[CoveredLine, ...]
    citing: tuple[Carrier, ...]


class CoveredSource(NamedTuple):
    """A source with its places, and how many of them have which status."""

    outline: Outline
    sections: tuple[CoveredSection, ...]
    counts: Mapping[Status, int]


class Coverage(NamedTuple):
    """What is carried out by what. `faults` must be mended, `warnings` looked at.

    `extra` are ids that further packs encode and no register describes, with the rules.
    """

    sources: tuple[CoveredSource, ...]
    entries: tuple[CoveredEntry, ...]
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    extra: Mapping[str, tuple[Carrier, ...]]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing is at fault."""
        missing = any(entry.status == Status.MISSING for entry in self.entries)
        return not (missing or self.faults or any(s.counts[Status.MISSING] for s in self.sources))
