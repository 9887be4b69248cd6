"""Packs -> the law of a type of document, where packs carry out more than one statute.

Packs hang together that are for one type or build on one another. What the others cite, by which
editions they go, and to which day they were read says nothing of this type's documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=64)
def packs_of_law(packs: tuple[Any, ...], document: str | None) -> frozenset[str]:
    """The names of the packs that hang together with those for a type of document."""
    found: set[str] = set()
    types: set[str | None] = {document}
    grown = -1
    while len(found) > grown:
        grown = len(found)
        for pack in packs:
            ours = pack.document is not None and pack.document in types
            if ours or pack.name in found or not found.isdisjoint(pack.below):
                found |= {pack.name, *pack.below}
                types |= {pack.document} - {None}
    return frozenset(found)


def sources_for(rules: Any, document: str | None) -> dict[str, Any]:
    """The sources of law for documents of a type, by name."""
    packs = packs_of_law(tuple(rules.packs), document)
    return {name: source for name, source in rules.sources.items() if source.pack in packs}


def types_of(packs: Iterable[Any]) -> list[str]:
    """The types of document that there are packs for."""
    return list(dict.fromkeys(pack.document for pack in packs if pack.document is not None))
