"""A cell -> a figure as a plan writes it, exact; or why it is none.

A number is taken at the places at which the sheet shows it, from the digits in the file.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import NamedTuple

from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.values import READERS, level_in_numbers, percent_signs, says_not_used
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.number_format import Look, look_of

# Digits that Excel computes with and shows; those behind them are noise of binary numbers.
_DIGITS_OF_EXCEL = 15
_GREATEST_POWER = 25
# What a form prints where a value goes, and what fills a cell that has none.
_BLANKS = ("", "$", "%", "•")
_NOT_ASKED = ("not applicable", "not required", "n/a", "na")
_DASHES = "-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
# A number without a sign, up to here, may be a fraction: 0.05 for 5 percent.
_LIKELY_FRACTION = {"percent": Fraction(1, 5), "level": Fraction(1)}


class Figure(NamedTuple):
    """What a cell was taken for. `remark` says what is odd about it; `is_bare` is a percent or
    level without a sign.
    """

    text: str
    remark: str = ""
    is_bare: bool = False


class LeftOut(Exception):
    """A cell that is not taken; why, as the end of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_blank(cell: Cell | None) -> bool:
    """Whether a cell holds no more than an empty form does."""
    return cell is None or (cell.kind == "text" and tidy(cell.text) in _BLANKS)


def says_not_asked(cell: Cell) -> bool:
    """Whether a cell says that nothing goes there, as the form itself does in some."""
    return cell.kind == "text" and tidy(cell.text).lower() in _NOT_ASKED


def tidy(text: str) -> str:
    """A text on one line, with plain blanks."""
    return " ".join(text.replace("\ufeff", "").replace("\u200b", "").split())


def figure(cell: Cell, shape: Shape, *, in_numbers: bool = False) -> Figure:
    """The money, percent or level of a cell; `in_numbers` for a level that is no percent.

    Raises LeftOut.
    """
    if cell.kind == "formula":
        raise LeftOut("a formula whose result the file does not hold; save it in Excel once")
    if cell.kind == "error":
        raise LeftOut(f"the error {shown(cell.text)}")
    if cell.kind == "yes_no":
        raise LeftOut("TRUE or FALSE, not a figure")
    if cell.kind == "number":
        found = _of_number(cell, shape, in_numbers)
    else:
        found = _of_text(tidy(cell.text), shape, in_numbers)
    return _fitting(cell, found, shape, in_numbers)


def _of_number(cell: Cell, shape: Shape, in_numbers: bool) -> Figure:
    look = look_of(cell.format)
    _refuse_other_units(look, shape, in_numbers)
    with localcontext() as context:
        context.prec = 80
        value, remark = _without_noise(cell.text)
        if look.is_percent:
            value *= 100
        if look.places is not None and not look.is_scaled:
            rounded = value.quantize(Decimal(1).scaleb(-look.places), ROUND_HALF_UP)
            if rounded != value:
                held = format(value.normalize(), "f")
                remark = f"it holds {held}, and shows {rounded:f}"
            value = rounded
        else:
            value = value.normalize()
    if look.is_scaled:
        remark = "it is shown in thousands or millions"
    sign = "%" if look.is_percent or look.says_percent else ""
    text = format(abs(value) if value == 0 else value, "f") + sign
    return Figure(text, remark, shape.kind != "money" and not sign)


def _refuse_other_units(look: Look, shape: Shape, in_numbers: bool) -> None:
    if look.is_date:
        raise LeftOut("a date")
    if (look.is_percent or look.says_percent) and (shape.kind == "money" or in_numbers):
        raise LeftOut("a percent, where none belongs")
    if look.says_dollars and shape.kind != "money":
        raise LeftOut("an amount of dollars, where none belongs")


def _without_noise(text: str) -> tuple[Decimal, str]:
    """The number that Excel shows for its digits in the file, and a remark if that is another."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise LeftOut(f"the number {shown(text)}, which is none") from None
    if not value.is_finite() or abs(value.adjusted()) > _GREATEST_POWER:
        raise LeftOut("a number past anything that a plan holds")
    with localcontext() as context:
        context.prec, context.rounding = _DIGITS_OF_EXCEL, ROUND_HALF_UP
        short = +value
    # The same binary number: the digits in the file are how a program wrote the short one.
    is_noise = float(short) == float(value)
    return short, "" if is_noise else f"it holds {value:f}, of which Excel computes with 15 digits"


def _of_text(text: str, shape: Shape, in_numbers: bool) -> Figure:
    scalar = Scalar(text, "quoted", 0, 0)
    if shape.kind == "level" and says_not_used(scalar):
        return Figure("N/A", "the indicator is not used")
    if text.strip(_DASHES) == "":
        raise LeftOut("a dash, which may be zero or nothing")
    if shape.kind == "money":
        plain = text.replace("$ ", "$", 1)
        digits = plain.replace("$", "", 1).replace(",", "")
        _read(Scalar(plain, "quoted", 0, 0), shape, in_numbers)
        return Figure(digits, "" if plain.startswith("$") else "a number that stands as text")
    signs = percent_signs(scalar)
    _read(scalar, shape, in_numbers)
    remark = "it has more than one percent sign" if signs > 1 else ""
    if not signs:
        remark = "a number that stands as text"
    return Figure(text.rstrip("% ") + ("%" if signs else ""), remark, not signs)


def _fitting(cell: Cell, found: Figure, shape: Shape, in_numbers: bool) -> Figure:
    """The figure, if the plan's own reader takes it and it cannot be a fraction."""
    if found.text == "N/A":
        return found
    value = _read(Scalar(found.text, "quoted", 0, 0), shape, in_numbers)
    if shape.kind == "money" or in_numbers:
        return found._replace(is_bare=False)
    if found.is_bare and not shape.small and 0 < value <= _LIKELY_FRACTION[shape.kind]:
        hundredfold = format((Decimal(found.text) * 100).normalize(), "f")
        raise LeftOut(f"which may be {hundredfold} percent or {found.text} percent; add the sign")
    if found.is_bare and shape.kind == "level" and value > 100:
        raise LeftOut("more than 100; a measure that is no percent says `unit: number` in the plan")
    return found._replace(text=f"{found.text}%") if found.is_bare else found


def _read(scalar: Scalar, shape: Shape, in_numbers: bool) -> Fraction:
    try:
        if in_numbers:
            return level_in_numbers(scalar, shape)
        value = READERS[shape.kind](scalar, shape)
    except Unfit as unfit:
        reason = unfit.reason.removeprefix("which is not ")
        reason = f"not {reason}" if reason != unfit.reason else unfit.reason
        raise LeftOut(f"{reason}. {unfit.remedy.rstrip('.')}".rstrip(". ")) from None
    assert isinstance(value, Fraction)
    return value
