"""What fields are called -> their places in a document, and the figures at them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from perkins_rules.documents import Document, from_pointer, shape_at, to_pointer
from perkins_rules.documents.other_values import with_values
from perkins_rules.nearest import nearest
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.kept import is_year
from perkins_rules.solving.unknowns import KINDS, figures_of, unknown_at


class NoSuchField(Exception):
    """A word names no figure of a document, or `many`; `near` is a name of one, or nothing."""

    def __init__(self, word: str, near: str | None, *, many: bool = False) -> None:
        super().__init__(word)
        self.word, self.near, self.many = word, near, many


class Asked(NamedTuple):
    """The figures that are asked about; `data` is the document's, in which those of them that are
    not given have some value.
    """

    unknowns: tuple[Unknown, ...]
    data: dict[str, Any]


def place_named(document: Document, word: str) -> str:
    """The pointer of a figure or of a group of them: `budget.reserve.amount`,
    `performance.indicators[1S1]`; the end of its name, where no other ends so. Raises NoSuchField.
    """
    names = {document.name_of(pointer): pointer for pointer in _places(document)}
    if word in names:
        return names[word]
    ends = [name for name in names if name.endswith(f".{word}")]
    if len(ends) == 1:
        return names[ends[0]]
    near = ends[0] if ends else nearest(word, list(names))
    raise NoSuchField(word, near, many=bool(ends))


def _places(document: Document) -> Iterator[str]:
    """Figures, and what they stand in."""
    met: dict[str, None] = {}
    for one in figures_of(document):
        parts = from_pointer(one.pointer)
        met |= dict.fromkeys(to_pointer(parts[:k]) for k in range(1, len(parts) + 1))
    return iter(met)


def figures_named(document: Document, words: tuple[str, ...]) -> Asked:
    """The figures at some places, given or not; without words, all that are given, save years: they
    say what others are of. Raises NoSuchField.
    """
    given = figures_of(document)
    if not words:
        return Asked(tuple(one for one in given if not is_year(one)), document.data)
    found: list[Unknown] = []
    data = document.data
    for word in words:
        missing = _missing(document, word)
        if missing is not None:
            data = with_values(data, {missing.pointer: missing.some_figure})
            found.append(missing)
            continue
        place = place_named(document, word)
        found += [one for one in given if f"{one.pointer}/".startswith(f"{place}/")]
    return Asked(tuple({one.pointer: one for one in found}.values()), data)


def _missing(document: Document, word: str) -> Unknown | None:
    """A figure that is not given, by the names of the groups that it stands in."""
    path = word.split(".")
    shape = shape_at(document.shape, path)
    if shape is None or shape.kind not in KINDS:
        return None
    return None if _given(document.data, path) else unknown_at(to_pointer(path), shape)


def _given(data: Any, path: list[str]) -> bool:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data is not None
