"""Percents and levels without a sign: 0.85 is 85 percent where its whole column holds fractions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from perkins_rules.documents.shape import Shape
from perkins_rules.documents.values import may_be_fraction
from perkins_rules.tables.figures import Figure, hundredfold
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.out import LeftOut

# Of a column of fractions, one at least is greater: no column holds five percents below this.
_SOME = Fraction(1, 5)


class Bare(NamedTuple):
    """A percent or level without a sign, and the field that it is for."""

    cell: Cell
    path: tuple[str, ...]
    shape: Shape
    found: Figure

    @property
    def value(self) -> Fraction:
        """What is written."""
        return Fraction(self.found.text)


def judged(
    bares: Sequence[Bare], signed: Collection[int]
) -> Iterator[tuple[Bare, Figure | LeftOut]]:
    """What each is taken for; `signed` are the columns in which others have a percent sign."""
    columns: dict[int, list[Bare]] = {}
    for bare in bares:
        columns.setdefault(bare.cell.column, []).append(bare)
    for column, held in columns.items():
        are_fractions = column not in signed and _are_fractions(held)
        for at, bare in enumerate(held):
            if are_fractions:
                yield bare, _as_fraction(bare, len(held) if at == 0 else 0)
            else:
                yield bare, _as_it_stands(bare, bool(signed))


def _are_fractions(held: list[Bare]) -> bool:
    values = [bare.value for bare in held]
    some = [value for value in values if value]
    return all(0 <= value <= 1 for value in values) and len(some) > 1 and max(some) > _SOME


def _as_fraction(bare: Bare, count: int) -> Figure:
    """As hundredths; told once a column, in its first cell."""
    text = f"{hundredfold(bare.found.text)}%"
    remark = f"its column holds fractions; all {count} are taken so" if count else ""
    return Figure(text, remark)


def _as_it_stands(bare: Bare, others_have_signs: bool) -> Figure | LeftOut:
    text = bare.found.text
    if may_be_fraction(bare.value, bare.shape):
        why = f"which may be {hundredfold(text)} percent or {text} percent; add the sign"
        return LeftOut(why)
    remark = bare.found.remark or ("others have a percent sign" if others_have_signs else "")
    return Figure(f"{text}%", remark)
