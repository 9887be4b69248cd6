"""Two revisions of a document -> the values that moved, by where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.documents import Document, Shape, to_pointer
from perkins_rules.engine.said.shown import plain
from perkins_rules.same_text import key_form

_AMOUNTS = ("money", "percent", "level", "number", "integer")
_POINTS = ("percent", "level")


class Moved(NamedTuple):
    """A value that is not what it was. `old` and `new` are exact texts, empty where not given.

    `path` says where it stands, entries of lists by their keys; `title` is what the form calls it.
    `difference` (new less old, in `difference_unit`) is None for what has none. `unreadable` is the
    side, old or new, on which something stands that could not be read.
    """

    path: str
    title: str
    unit: str
    old: str
    new: str
    difference: str | None = None
    difference_unit: str | None = None
    unreadable: str | None = None


class _Value(NamedTuple):
    """A value at a place; `name` is its path in words."""

    name: str
    shape: Shape
    value: Any
    titles: tuple[str, ...]


def moved(old: Document, new: Document) -> list[Moved]:
    """The values that differ, in the order of the guide's form; what is gone stands at the end of
    its section.
    """
    before, after = dict(_values(old)), dict(_values(new))
    keys = [*after, *(key for key in before if key not in after)]
    order = {name: number for number, name in enumerate(new.shape.fields)}
    keys.sort(key=lambda key: order.get(key[0], len(order)))
    found = (_moved(before.get(key), after.get(key)) for key in keys)
    lost = {"old": _lost(old), "new": _lost(new)}
    return [_with_unreadable(one, lost) for one in found if one is not None]


def _lost(document: Document) -> set[str]:
    """The paths in words of what is written and could not be read."""
    return {document.name_of(p.loses) for p in document.problems if p.loses is not None}


def _with_unreadable(one: Moved, lost: Mapping[str, set[str]]) -> Moved:
    """What moved, with the side on which it is blank because it, or what it stands in, is lost."""
    for side, text in (("old", one.old), ("new", one.new)):
        above = (name for name in lost[side] if one.path.startswith((f"{name}.", f"{name}[")))
        if not text and (one.path in lost[side] or any(above)):
            return one._replace(unreadable=side)
    return one


_Key = tuple[str, ...]


def _values(document: Document) -> Iterator[tuple[_Key, _Value]]:
    yield from _below(document, document.shape, document.data, (), (), ())


def _below(
    document: Document, shape: Shape, value: Any, key: _Key, at: _Key, titles: _Key
) -> Iterator[tuple[_Key, _Value]]:
    """The single values in a value, by their keyed paths."""
    if shape.kind == "list" and shape.entry is not None and shape.entry.kind == "record":
        yield from _entries(document, shape, value, key, at, titles)
    elif shape.kind == "record" and isinstance(value, dict):
        for name, field in shape.fields.items():
            if value.get(name) is not None:
                inner = (*titles, field.title)
                yield from _below(document, field, value[name], (*key, name), (*at, name), inner)
    elif value is not None:
        name = document.name_of(to_pointer(at))
        yield key, _Value(name, shape, value, titles)


def _entries(
    document: Document, shape: Shape, value: Any, key: _Key, at: _Key, titles: _Key
) -> Iterator[tuple[_Key, _Value]]:
    """Entries with a key go field by field; one without is compared as a whole, by its content."""
    assert shape.entry is not None
    seen: Counter[str] = Counter()
    for number, entry in enumerate(value or ()):
        if not isinstance(entry, dict):
            continue
        place = (*at, str(number))
        if shape.key is not None and entry.get(shape.key) is not None:
            named = (*key, f"[{key_form(entry[shape.key])}]")
            yield from _below(document, shape.entry, entry, named, place, titles)
            continue
        content = _content(entry, shape.entry)
        if not content:  # what repeats a key counts as not given
            continue
        seen[content] += 1
        name = f"{document.name_of(to_pointer(at))}[…]"
        whole = Shape("text", "entry")
        yield (*key, f"[#{content}]", str(seen[content])), _Value(name, whole, content, titles)


def _content(entry: dict[str, Any], shape: Shape) -> str:
    parts = (
        f"{name}: {plain(value, shape.fields[name].kind if name in shape.fields else '')}"
        for name, value in entry.items()
        if value is not None
    )
    return "; ".join(parts)


# ------------------------------------------------------------------ what moved


def _moved(old: _Value | None, new: _Value | None) -> Moved | None:
    there = new or old
    if there is None or (old is not None and new is not None and old.value == new.value):
        return None
    unit = there.shape.kind
    was, now = (None if side is None else side.value for side in (old, new))
    difference, its_unit = _difference(was, now, unit)
    return Moved(
        path=there.name,
        title=_title(there.titles),
        unit=unit,
        old=plain(was, unit),
        new=plain(now, unit),
        difference=difference,
        difference_unit=its_unit,
    )


def _difference(was: Any, now: Any, unit: str) -> tuple[str | None, str | None]:
    if was is None or now is None or isinstance(was, bool):
        return None, None
    if isinstance(was, date) and isinstance(now, date):
        return str((now - was).days), "days"
    if unit in _AMOUNTS:
        its_unit = "points" if unit in _POINTS else unit
        return plain(Fraction(now) - Fraction(was), its_unit), its_unit
    return None, None


def _title(titles: tuple[str, ...]) -> str:
    if len(titles) < 3 or not titles[-2]:
        return titles[-1] if titles else ""
    own = titles[-1]
    return f"{titles[-2]}, {own[:1].lower() + own[1:] if own[1:2].islower() else own}"
