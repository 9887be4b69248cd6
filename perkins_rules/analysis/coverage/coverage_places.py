"""From a cited place to the place in an outline: itself, or the nearest that takes it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from perkins_rules.analysis.coverage.coverage_model import Outline

Found = tuple[int, str]
"""The number of an outline, and a place in it."""


class Places:
    """The places of several outlines, by the names under which rules cite them."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        self._sources: dict[str, tuple[int, frozenset[str]]] = {}
        for number, outline in enumerate(outlines):
            places = {line.place for section in outline.sections for line in section.lines}
            places |= {section.place for section in outline.sections}
            for name in outline.cited_as:
                self._sources[name] = (number, frozenset(places))

    def covers(self, source: str) -> bool:
        """Whether a source that rules cite has an outline."""
        return source in self._sources

    def of(self, cited: str) -> Found | None:
        """Where `perkins 112(a)(3)` stands; None when no place takes it in."""
        source, _, place = cited.partition(" ")
        number, places = self._sources.get(source, (0, frozenset[str]()))
        taking = [p for p in places if takes_in(p, place) or p == cited]
        return (number, max(taking, key=len)) if taking else None

    def cited_in(self, number: int, cites: Iterable[str]) -> list[str]:
        """The places of one outline that are cited, without the name of the source."""
        parts = (cited.partition(" ") for cited in cites)
        return [p for source, _, p in parts if self._sources.get(source, (None,))[0] == number]

    def leads_to(self, cited: str) -> bool:
        """Whether the cited place, though not in its outline, has places below it there."""
        source, _, place = cited.partition(" ")
        _, places = self._sources.get(source, (0, frozenset[str]()))
        return any(takes_in(place, p) for p in places)


def takes_in(wider: str, place: str) -> bool:
    """`112(a)` takes in `112(a)(3)`, but `line 1` not `line 14`."""
    return place.startswith(wider) and not place[len(wider) : len(wider) + 1].isalnum()


def sections_of(cites: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The bare sections that are cited, by source: perkins -> {112, 113}."""
    found: dict[str, set[str]] = {}
    for cited in cites:
        source, _, place = cited.partition(" ")
        found.setdefault(source, set()).add(place.partition("(")[0].partition(" ")[0])
    return {source: frozenset(sections) for source, sections in found.items()}
