"""What a person changes in a form -> what a document is to say: a value set or cleared, an entry of
a list added or taken out, by JSON pointers.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from perkins_rules.documents.pointers import from_pointer
from perkins_rules.documents.rewriting.part import Leaf, Part
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown


class Change(NamedTuple):
    """`set` puts `text`, as it is typed, at a field; `clear` leaves a place blank; `add` puts a
    blank entry into a list, as its `entry` (counted from 0) or its last; `remove` takes out an
    entry, or a field with its name.
    """

    what: Literal["set", "clear", "add", "remove"]
    at: str
    text: str = ""
    entry: int | None = None


class NoPlace(Exception):
    """A change of what the document has no place for: why, in words."""


class _Place(NamedTuple):
    """A part, what the form says of it, and its name in words."""

    part: Part
    shape: Shape | None
    name: str


def make(root: Part, shape: Shape, change: Change) -> None:
    """Makes one change; those that follow go by what stands then. What a place stands in is made
    with it. Raises NoPlace.
    """
    path = from_pointer(change.at)
    if not path:
        raise NoPlace("The document as a whole cannot be changed so.")
    above = _Place(root, shape, "the document")
    if change.what == "add":
        _add(_reached(above, path), change.entry)
        return
    is_new = change.what == "set" and bool(change.text.strip())
    if not is_new and not _is_there(root, path):
        if change.what == "remove":
            raise NoPlace(f"There is nothing at {shown(change.at)} to be taken out.")
        return
    if change.what == "remove":
        _remove(_reached(above, path[:-1]), path[-1])
        return
    place = _reached(above, path)
    kind = place.shape.kind if place.shape is not None else "text"
    if is_new and kind in ("record", "list"):
        noun = "a group of fields" if kind == "record" else "a list"
        raise NoPlace(f"`{place.name}` is {noun}, and holds no value of its own.")
    place.part.write(Leaf(change.text.strip() if is_new else None, kind))


def _reached(place: _Place, path: list[str]) -> _Place:
    for name in path:
        place = _below(place, name)
    return place


def _below(place: _Place, name: str) -> _Place:
    """A field of a group or an entry of a list; made where it may be and is not there."""
    part, shape = place.part, place.shape
    is_list = shape.kind == "list" if shape is not None else part.entries() is not None
    if is_list:
        entries = part.entries()
        if entries is None:
            raise NoPlace(f"`{place.name}` is a list, and something else stands there.")
        at = _index(name, len(entries), place.name)
        if at == len(entries):
            entries.append(Part())
        inner = shape.entry if shape is not None else None
        return _Place(entries[at], inner, f"{place.name}[{at + 1}]")
    fields = part.fields()
    if fields is None:
        raise NoPlace(f"`{place.name}` is a group of fields, and something else stands there.")
    inner = shape.fields.get(name) if shape is not None else None
    said = name if place.name == "the document" else f"{place.name}.{name}"
    if name not in fields:
        if inner is None:
            raise NoPlace(f"There is no field {shown(said)}.")
        fields[name] = Part()
    return _Place(fields[name], inner, said)


def _index(name: str, count: int, of: str) -> int:
    """The number of an entry, or that of the next one."""
    if not (name.isascii() and name.isdigit() and len(name) < 10) or int(name) > count:
        raise NoPlace(f"`{of}` has {count} entries; there is none {shown(name)}.")
    return int(name)


def _is_there(part: Part, path: list[str]) -> bool:
    """Whether something is written at a place, be it blank."""
    for name in path:
        fields = None if part.is_blank else part.fields()
        entries = None if part.is_blank or fields is not None else part.entries()
        if fields is not None and name in fields:
            part = fields[name]
        elif entries is not None and name.isdigit() and int(name) < len(entries):
            part = entries[int(name)]
        else:
            return False
    return True


def _add(place: _Place, index: int | None) -> None:
    entries = place.part.entries()
    if entries is None or (place.shape is not None and place.shape.kind != "list"):
        raise NoPlace(f"`{place.name}` is no list.")
    at = len(entries) if index is None else index
    if not 0 <= at <= len(entries):
        raise NoPlace(f"`{place.name}` has {len(entries)} entries; none can be put at {at}.")
    entries.insert(at, Part())


def _remove(place: _Place, name: str) -> None:
    if (fields := place.part.fields()) is not None:
        del fields[name]
    elif (entries := place.part.entries()) is not None:
        del entries[int(name)]
