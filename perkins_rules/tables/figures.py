"""A cell -> a figure as a plan writes it, exact; or why it is none.

A number is taken from the digits in the file: as the sheet shows it, or an amount as the cell
holds it where that is exact to the cent.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from perkins_rules.documents.misfits import REST_AS_COMMENT
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.values import READERS, level_in_numbers
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.number_cells import number_in
from perkins_rules.tables.out import LeftOut
from perkins_rules.tables.text_cells import number_of_text


class Figure(NamedTuple):
    """What a cell was taken for. `remark` says what is odd about it; `is_bare` is a percent or
    level without a sign, which is judged by its column.
    """

    text: str
    remark: str = ""
    is_bare: bool = False


class Unit(NamedTuple):
    """What the figures of a column are in: a level that is no percent; dollars times `scale`."""

    in_numbers: bool = False
    scale: int = 1


def figure(cell: Cell, shape: Shape, unit: Unit = Unit()) -> Figure:  # noqa: B008 - never changed
    """The money, percent, level or count of a cell. Raises LeftOut."""
    if cell.kind == "formula":
        raise LeftOut("a formula whose result the file does not hold; save it in Excel once")
    if cell.kind == "error":
        raise LeftOut(f"the error {shown(cell.text)}")
    if cell.kind == "yes_no":
        raise LeftOut("TRUE or FALSE, not a figure")
    if cell.kind == "number":
        text, remark = number_in(cell, shape.kind, unit.in_numbers, unit.scale)
    else:
        text, remark = number_of_text(cell.text, shape.kind, unit.scale)
    if cell.notes:
        mark = f"`{cell.notes}` is the mark of a note"
        remark = f"{mark}; {remark}" if remark else mark
    return _fitting(Figure(text, remark), shape, unit)


def _fitting(found: Figure, shape: Shape, unit: Unit) -> Figure:
    """The figure, if the plan's own reader takes it."""
    if found.text == "N/A" and shape.kind == "level":
        return found
    value = read(found.text, shape, unit.in_numbers)
    is_bare = shape.kind in ("percent", "level") and "%" not in found.text and not unit.in_numbers
    if is_bare and shape.kind == "level" and value > 100:
        raise LeftOut("more than 100; a measure that is no percent says `unit: number` in the plan")
    return found._replace(is_bare=is_bare)


def read(text: str, shape: Shape, in_numbers: bool = False) -> Fraction:
    """The value of a figure, as the plan's own reader reads it. Raises LeftOut."""
    scalar = Scalar(text, "quoted", 0, 0)
    try:
        value = (level_in_numbers if in_numbers else READERS[shape.kind])(scalar, shape)
    except Unfit as unfit:
        reason = unfit.reason.removeprefix("which is not ")
        reason = f"not {reason}" if reason != unfit.reason else unfit.reason
        remedy = _for_a_cell(unfit.remedy).rstrip(".")
        raise LeftOut(f"{reason}. {remedy}".rstrip(". ")) from None
    assert isinstance(value, Fraction | int)
    return Fraction(value)


def _for_a_cell(remedy: str) -> str:
    """What to write, for a cell of a table, which knows neither quotes nor comments."""
    unquoted = re.sub('`"([^"`]*)"`', r"`\1`", remedy)
    return unquoted.replace(REST_AS_COMMENT, "; what else is to be said has room in another cell")


def hundredfold(text: str) -> str:
    """A fraction as a percent, without its sign: 0.85 is 85."""
    return format((Decimal(text) * 100).normalize(), "f")
