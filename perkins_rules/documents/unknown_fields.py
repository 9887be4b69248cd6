"""A field that the schema has not -> the field it was probably meant to be, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence as Sized
from typing import NamedTuple

from perkins_rules.documents.places import Places
from perkins_rules.documents.pointers import follow, to_pointer
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import listed
from perkins_rules.documents.special_signs import sign_name, special_blank, without_blanks
from perkins_rules.documents.tree import Mapping, Node, Scalar
from perkins_rules.nearest import nearest

_SHORTEST, _LONGEST = 3, 12  # letters of a name that is short for another


class Unknown(NamedTuple):
    """Such a field: its name as it stands, its value, the name of the field above it (empty for
    the first), and the group in which it stands, with its path.
    """

    key: Scalar
    value: Node
    above: str
    group: Mapping
    shape: Shape
    path: Sized[str | int]


class Meant(NamedTuple):
    """What goes on behind "is not a field of the budget", what to do, and the pointer of the field
    that counts as missing because of it, where one does.
    """

    said: str
    remedy: str
    loses: str | None = None


def meaning(unknown: Unknown, root: Mapping, shape: Shape, places: Places) -> Meant:
    """What a field was meant to be. `root` and `shape` are those of the whole document."""
    name = unknown.key.text
    if belongs := _below(unknown, root, places):
        return belongs
    if touching := _touching(unknown, root):
        return touching
    plain = name if special_blank(name) is None else without_blanks(name)
    path = _nearest_path(plain, unknown, shape)
    if path is None and plain == name:
        return Meant(".", f"The fields here are {listed(list(unknown.shape.fields))}.")
    word = plain if path is None else ".".join(str(part) for part in path[0])
    if path is not None and (place := _place_of(path[1], root, places)):
        said = f"; `{word}`, which is like it, stands {place}."
        return Meant(said, "Keep one of the two.", _lost(path[1], root))
    remedy = f"Write `{word}`." if plain == name else _plain_blanks(name, word)
    return Meant(f"; did you mean `{word}`?", remedy, _lost(path[1], root) if path else None)


def _below(unknown: Unknown, root: Mapping, places: Places) -> Meant | None:
    """What to do about a field that by its look belongs to the one above it."""
    key, before = unknown.key, unknown.above
    above = unknown.shape.fields.get(before)
    if above is None or key.style != "plain":
        return None
    line = places.text.rfind("\n", 0, key.start)
    if line < 0 or places.text[line + 1 : key.start].strip(" "):
        return None
    value = unknown.group.fields[before][1]
    if above.kind == "record" and key.text in above.fields:
        if isinstance(value, Mapping) and key.text in value.fields:
            return None
        remedy = f"If it belongs to `{before}` above it, indent it as the fields of that."
        return Meant(".", remedy, _lost([*unknown.path, before, key.text], root))
    if above.kind == "text" and " " in key.text and isinstance(value, Scalar):
        goes_on = f"If it goes on with the text of `{before}` above it,"
        return Meant(".", f"{goes_on} indent it further than `{before}`.")
    return None


def _touching(unknown: Unknown, root: Mapping) -> Meant | None:
    """A field whose value touches its name: `amount:5000`, `amount = 5000`."""
    match = re.match(r"(\w+)(?::|\s*[=;]|\s)\s*(\S.*)", unknown.key.text, re.DOTALL)
    if match is None or match[1] not in unknown.shape.fields:
        return None
    if special_blank(unknown.key.text) is not None or not isinstance(unknown.value, Scalar):
        return None
    right = f"`{match[1]}: {match[2][:60]}`"
    remedy = f"Write {right}, with a colon and a blank behind the name."
    return Meant(f"; did you mean {right}?", remedy, _lost([*unknown.path, match[1]], root))


def _nearest_path(
    name: str, unknown: Unknown, shape: Shape
) -> tuple[Sized[str], Sized[str | int]] | None:
    """The field of the group that is nearest to a name, or the only one of that name elsewhere: as
    one says it there, and its whole path.
    """
    if near := nearest(name, list(unknown.shape.fields)) or _shortened(name, unknown.shape):
        return [near], [*unknown.path, near]
    found = _named(name, shape, ())
    return (found[0], found[0]) if len(found) == 1 else None


def _shortened(name: str, shape: Shape) -> str | None:
    """The only field that a name is short for: `amt`, `pct`, `phone`."""
    short = name.lower()
    if not _SHORTEST <= len(short) <= _LONGEST or not short.isalpha():
        return None
    letters = re.compile(".*".join(short))
    found = [one for one in shape.fields if short in one or letters.match(one)]
    return found[0] if len(found) == 1 else None


def _named(name: str, shape: Shape, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of all fields of a name; lists are not looked into."""
    found = [(*path, name)] if name in shape.fields else []
    for field in shape.fields.values():
        if field.kind == "record":
            found += _named(name, field, (*path, field.name))
    return found


def _plain_blanks(name: str, right: str) -> str:
    """What to do about a name with a no-break space or the like."""
    special = special_blank(name) or ""
    place = "before it" if name.startswith(special) else "in it"
    return f"{sign_name(special)} stands {place}, not a plain blank: write `{right}`."


def _place_of(path: Sized[str | int], root: Mapping, places: Places) -> str:
    """Where a field is written, if only with nothing behind its name; empty where it is not."""
    steps = follow(root, [str(part) for part in path])
    key = steps[-1][0] if len(steps) == len(path) + 1 else None
    return "" if key is None else places.said(key.start)


def _lost(path: Sized[str | int], root: Mapping) -> str | None:
    """The pointer of a field that is not given, and so counts as missing."""
    steps = follow(root, [str(part) for part in path])
    node = steps[-1][1]
    is_given = len(steps) == len(path) + 1 and not (isinstance(node, Scalar) and node.is_blank)
    return None if is_given else to_pointer(path)
