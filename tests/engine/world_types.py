"""The types of the small world, and where its documents have a value of each."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.check import types as ty
from perkins_rules.check.types import Type
from perkins_rules.documents import Shape
from perkins_rules.documents.shape import shape_at
from tests.engine.world import CHOICES, SHAPE, parameters


def _entry_of(name: str) -> Type:
    entry = ty.of_shape(SHAPE.fields[name]).entry
    assert entry is not None
    return entry


CHOICE = Type("choice", choices=CHOICES)
TIME = Type("time", zone="America/New_York")
SCALARS = (
    *(ty.MONEY, ty.PERCENT, ty.POINTS, ty.LEVEL, ty.NUMBER, ty.INTEGER, ty.DATE, ty.DAYS),
    *(ty.MONTHS, ty.TEXT, ty.YES_NO, ty.PATH, CHOICE, TIME),
)
ORDERED = tuple(s for s in SCALARS if s.kind in ty.ORDERED)
SUMMED = tuple(s for s in SCALARS if s.kind in ("money", *ty.RATES, *ty.NUMBERS))
LINE, YEAR = _entry_of("lines"), _entry_of("periods")
RECORDS = (LINE, YEAR)
PARAMETERS = parameters()


def list_of(entry: Type) -> Type:
    return Type("list", entry=entry)


def paths(shape: Shape, wanted: Type, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path of fields below a record that has a type."""
    for name, field in shape.fields.items():
        if fits(ty.of_shape(field), wanted):
            yield (*above, name)
        if field.kind == "record":
            yield from paths(field, wanted, (*above, name))


def type_at(shape: Shape, steps: tuple[str, ...]) -> Type:
    """The type of the field at the end of a path, with the bounds that the schema gives it."""
    found = shape_at(shape, steps)
    assert found is not None
    return ty.of_shape(found)


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand for another's; records by their own shape alone."""
    if given.kind == "record" and wanted.kind == "record":
        return given.shape is wanted.shape
    if given.kind == "list" and wanted.kind == "list":
        return (
            given.entry is not None and wanted.entry is not None and fits(given.entry, wanted.entry)
        )
    return given.kind == wanted.kind
