"""A shape + what rules read -> a form that is not filled in: every field an unknown that may lack.

Lists have a number of entries, and what puts them in order stands: so what is proved of a form
with lists is proved for lists of that many entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.documents import Shape
from perkins_rules.proving.reading import Reading
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.unknowns import KINDS, unknown_at

MOST_VALUES = 8
SOME_TEXT, PLACEHOLDER = "Some words", "TBD"
Pools = Mapping[str, tuple[Any, ...]]
"""Values that examples give, by the names of fields on the way to them."""


class Form(NamedTuple):
    """The unknowns, and data in which each has some value that counts for nothing."""

    data: dict[str, Any]
    unknowns: tuple[Unknown, ...]


class Wanted(NamedTuple):
    """What a form is to have: the fields that are read, so many entries in each list (below zero,
    lists are missing), some values that stand (`fixed`, by pointer); `day` is that on which the
    rules are asked. Lists of words that are run over are one of some lists, or `stand` as one.
    Amounts may be `negative` only where that is asked.
    """

    reading: Reading
    size: int
    stand: bool
    pools: Pools
    day: date
    fixed: Mapping[str, Any]
    negative: bool


def pools_of(rules: Iterable[t.CheckedRule]) -> Pools:
    """What the examples of rules give, in their order."""
    found: dict[str, list[Any]] = {}
    for rule in rules:
        for example in rule.examples:
            for path, value in _leaves(example.data, ""):
                known = found.setdefault(path, [])
                if len(known) < MOST_VALUES and value not in known:
                    known.append(value)
    return {path: tuple(values) for path, values in found.items()}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        if all(isinstance(inner, str | int | date) for inner in value):
            yield f"{path}[]", value
        for inner in value:
            yield from _leaves(inner, path)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield path, value


def form_of(shape: Shape, wanted: Wanted) -> Form:
    """The form with all that is read."""
    making = _Making(wanted)
    data = making.record(shape, "", is_whole=False)
    return Form(data, tuple(making.unknowns))


class _Making:
    def __init__(self, wanted: Wanted) -> None:
        self.wanted, self.unknowns = wanted, list[Unknown]()

    def record(
        self, shape: Shape, pointer: str, *, is_whole: bool, entry: int | None = None
    ) -> Any:
        """A group with the fields that are read; all of them where it is read itself."""
        found: dict[str, Any] = {}
        for name, field in shape.fields.items():
            place = f"{pointer}/{name}"
            value = self.field(field, place, is_whole=is_whole, entry=entry)
            if value is not None and value != {}:
                found[name] = value
        return found

    def field(self, shape: Shape, pointer: str, *, is_whole: bool, entry: int | None) -> Any:
        is_read = shape.name in self.wanted.reading.names
        if pointer in self.wanted.fixed:
            return self.wanted.fixed[pointer]
        if shape.kind == "record":
            return self.record(shape, pointer, is_whole=is_read, entry=entry)
        if shape.kind == "list" and shape.entry is not None:
            return self.list_(shape, shape.entry, pointer) if is_read else None
        if not (is_read or is_whole):
            return None
        if entry is not None and shape.name in self.wanted.reading.orders:
            return self.standing(shape, pointer, entry)
        return self.unknown(shape, pointer)

    def list_(self, shape: Shape, entry: Shape, pointer: str) -> Any:
        if entry.kind == "record":
            size = self.wanted.size
            return (
                None
                if size < 0
                else [
                    self.record(entry, f"{pointer}/{k}", is_whole=False, entry=k)
                    for k in range(size)
                ]
            )
        values = self.values(entry, pointer, shape.name)
        told = self.wanted.pools.get(f"{_path(pointer)}[]", ())
        lists = [[], *([one] for one in values), *([list(values)] if len(values) > 1 else [])]
        lists += [list(one) for one in (*told, entry.choices) if list(one) not in lists]
        may_lack = shape.name not in self.wanted.reading.lists  # what is run over is there, or not
        if not may_lack and self.wanted.size < 0:
            return None
        if not may_lack and self.wanted.stand:
            return _of_size(self.wanted.size, [one for one in told if one], values)
        return self.entered(
            Unknown(pointer, "list", Fraction(1), 0, None, values=tuple(lists), may_lack=may_lack)
        )

    def standing(self, shape: Shape, pointer: str, entry: int) -> Any:
        """What puts entries in order, or tells them apart: later ones have more."""
        day = self.wanted.day
        if shape.kind == "date":
            return day + timedelta(days=entry)
        if shape.kind in KINDS:
            return (day.year if "year" in shape.name else 1) + entry
        values = self.values(shape, pointer, shape.name)
        return values[min(entry, len(values) - 1)] if values else None

    def unknown(self, shape: Shape, pointer: str) -> Any:
        if shape.kind in KINDS:
            one = unknown_at(pointer, shape)
            places = one.places if shape.kind in ("integer", "date", "money") else 2
            unit = one.unit if places == one.places else one.unit / 10**places
            least = shape.minimum if self.wanted.negative else one.least
            one = one._replace(may_lack=True, places=places, unit=unit, least=least)
            return self.entered(one)
        values = self.values(shape, pointer, shape.name)
        if not values:
            return None
        return self.entered(
            Unknown(pointer, shape.kind, Fraction(1), 0, None, values=values, may_lack=True)
        )

    def entered(self, one: Unknown) -> Any:
        self.unknowns.append(one)
        return self.wanted.day if one.kind == "date" else one.figure(0)

    def values(self, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
        return _VALUES.get(shape.kind, _none)(self.wanted, shape, pointer, name)


def _of_size(size: int, told: Sequence[Sequence[Any]], values: Sequence[Any]) -> list[Any]:
    """As an example has it, if one does."""
    others = [told[min(size, len(told)) - 1]] if told and size else [values[:size]]
    return list(next((one for one in told if len(one) == size), others[0]))


def _path(pointer: str) -> str:
    return "".join(f"/{part}" for part in pointer.split("/")[1:] if not part.isdecimal())


def _none(wanted: Wanted, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
    return ()


def _choices(wanted: Wanted, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
    """All, of a few; else those that rules or examples name, and another."""
    if len(shape.choices) <= MOST_VALUES:
        return shape.choices
    words = [w for w in wanted.reading.words.get(name, ()) if w in shape.choices]
    others = [c for c in shape.choices if c not in words]
    return (*words[: MOST_VALUES - 1], *others[:1])


def _texts(wanted: Wanted, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
    words = wanted.reading.words.get(name, ())[: MOST_VALUES - 4]
    told = [v for v in wanted.pools.get(_path(pointer), ()) if isinstance(v, str)]
    values = dict.fromkeys([SOME_TEXT, *words, *told])
    return (*tuple(values)[: MOST_VALUES - 1], PLACEHOLDER)


def _numbers(wanted: Wanted, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
    start = wanted.day.year if "year" in name else 1
    return tuple(range(start, start + 4))


def _days(wanted: Wanted, shape: Shape, pointer: str, name: str) -> tuple[Any, ...]:
    return tuple(wanted.day + timedelta(days=k) for k in range(4))


_VALUES: dict[str, Callable[[Wanted, Shape, str, str], tuple[Any, ...]]] = {
    "yes_no": lambda *_: (True, False),
    "choice": _choices,
    "text": _texts,
    "integer": _numbers,
    "date": _days,
}
