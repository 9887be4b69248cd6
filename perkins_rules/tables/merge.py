"""Values into a plan: which are put where, which are there already, which differ."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.rewriting.part import Leaf, Part
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.values import READERS, says_not_used
from perkins_rules.same_text import key_form
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.taken import Value
from perkins_rules.tables.wanted import Wanted, rank


class Kept(NamedTuple):
    """A value of the plan that differs from that of the table; `start` is where it stands."""

    value: Value
    was: str
    start: int


class Merge:
    """Compares a plan with what is wanted, and puts that into it."""

    def __init__(self, *, replace: bool) -> None:
        self._replace = replace
        self.done: list[Value] = []
        self.same: list[Value] = []
        self.differing: list[Kept] = []

    def record(self, part: Part, shape: Shape, wanted: Wanted) -> None:
        """Puts values into a group of fields."""
        fields = part.fields()
        assert fields is not None
        for name, value in wanted.items():
            inner = fields.setdefault(name, Part())
            if isinstance(value, Value):
                self._scalar(inner, value)
            else:
                self._group(name, inner, shape.fields[name], value)

    def _group(self, name: str, part: Part, shape: Shape, wanted: Wanted) -> None:
        if shape.kind == "record" and part.fields() is not None:
            self.record(part, shape, wanted)
        elif shape.kind == "list" and (entries := part.entries()) is not None:
            self._list(entries, shape, wanted)
        else:
            noun = "a group of fields" if shape.kind == "record" else "a list"
            raise TableFault(f"`{name}` is not {noun} in the plan.", "Correct the plan first.")

    def _scalar(self, part: Part, value: Value) -> None:
        leaf = Leaf(value.text, value.shape.kind)
        if part.node is None or (isinstance(part.node, Scalar) and part.node.is_blank):
            part.write(leaf)
            self.done.append(value)
        elif not isinstance(part.node, Scalar):
            name = ".".join(value.path)
            raise TableFault(f"`{name}` is no single value in the plan.", "Correct the plan first.")
        elif _is_same(part.node, value):
            self.same.append(value)
        else:
            self.differing.append(Kept(value, part.node.text, part.node.start))
            if self._replace:
                part.write(leaf)
                self.done.append(value)

    def _list(self, entries: list[Part], shape: Shape, wanted: Wanted) -> None:
        """Entries are found by their keys; those that are new stand before what follows them."""
        assert shape.entry is not None
        assert shape.key is not None
        known: dict[str, Part] = {}
        for one in entries:
            if key := _key(one, shape.key):  # a second entry of one key is a fault of the plan
                known.setdefault(key, one)
        ranked = [(rank(key), part) for key, part in known.items()]
        for name, values in sorted(wanted.items(), key=lambda item: rank(item[0])):
            part = known.get(key_form(name))
            if part is None:
                part = Part()
                before = [entries.index(one) for place, one in ranked if place < rank(name)]
                entries.insert(max(before, default=-1) + 1, part)
                ranked.append((rank(name), part))
                self._named(part, shape, name)
            self.record(part, shape.entry, values)

    def _named(self, part: Part, shape: Shape, name: str) -> None:
        """Gives a new entry its key."""
        fields = part.fields()
        assert fields is not None
        assert shape.entry is not None
        assert shape.key is not None
        kind = shape.entry.fields[shape.key].kind
        fields[shape.key] = Part(leaf=Leaf(name[1:-1], kind))


def _key(part: Part, key: str) -> str:
    """An entry as paths name it, `[1S1]`, however its key is spelled; empty without one."""
    fields = None if part.is_blank else part.fields()
    text = fields[key].text if fields is not None and key in fields else None
    return f"[{key_form(text)}]" if text is not None else ""


def _is_same(scalar: Scalar, value: Value) -> bool:
    """Whether the plan says already what the table says, however it is written."""
    new = Scalar(value.text, "quoted", 0, 0)
    if value.shape.kind == "level" and (says_not_used(scalar) or says_not_used(new)):
        return says_not_used(scalar) and says_not_used(new)
    if value.shape.kind == "text":
        return tidy(scalar.text) == tidy(value.text)
    try:
        read = READERS[value.shape.kind]
        return read(scalar, value.shape) == read(new, value.shape)
    except Unfit:
        return False
