"""A number in a cell -> its digits as a plan writes them, and what is odd about them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from perkins_rules.documents.shown import shown
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.number_format import Look, look_of
from perkins_rules.tables.out import LeftOut

# Digits that Excel computes with and shows; those behind them are noise of binary numbers.
_DIGITS_OF_EXCEL = 15
_GREATEST_POWER = 25
_CENT = Decimal("0.01")
_PLACES_OF_CENTS = 2


def number_in(cell: Cell, kind: str, in_numbers: bool, scale: int) -> tuple[str, str]:
    """The text of the figure, with its percent sign, and a remark; `kind` is that of its field.

    Raises LeftOut.
    """
    look = look_of(cell.format)
    _refuse_other_units(look, kind, in_numbers)
    with localcontext() as context:
        context.prec = 80
        held, remark = _without_noise(cell.text)
        if look.is_percent:
            held *= 100
        value, rounded = _at_its_places(held, look, kind, scale)
        remark = rounded or remark
    if look.is_scaled:  # it holds all digits, whatever the head says of those that are shown
        remark = "it is shown in thousands or millions"
    sign = "%" if look.is_percent or look.says_percent else ""
    return format(abs(value) if value == 0 else value, "f") + sign, remark


def _at_its_places(held: Decimal, look: Look, kind: str, scale: int) -> tuple[Decimal, str]:
    """What is taken, with the decimal places that the sheet shows, and what is told of it."""
    exact = held if look.is_scaled else held * scale
    if look.places is None or look.is_scaled:
        return exact.normalize(), ""
    shown_as = held.quantize(Decimal(1).scaleb(-look.places), ROUND_HALF_UP)
    if shown_as == held and kind == "money" and look.places > _PLACES_OF_CENTS and scale == 1:
        return exact.normalize(), f"it shows {shown_as:f}"
    if shown_as == held:
        return (shown_as if scale == 1 else exact.normalize()), ""
    plain = format(held.normalize(), "f")
    if kind == "money" and exact == exact.quantize(_CENT):
        return exact.quantize(_CENT), f"it holds {plain}, and shows {shown_as:f}"
    return shown_as * scale, f"it holds {plain}, and shows {shown_as:f}"


def _refuse_other_units(look: Look, kind: str, in_numbers: bool) -> None:
    if look.is_date:
        raise LeftOut(
            "a date; where a figure is meant, format the cell as a number and enter it anew"
        )
    if look.other_currency:
        raise LeftOut(f"shown with {shown(look.other_currency)}, and not as dollars")
    if look.words and kind == "money" and not look.is_scaled:
        raise LeftOut(f"shown with {shown(look.words)}, which may be its unit; enter plain dollars")
    no_percent = in_numbers or kind in ("money", "integer")
    if (look.is_percent or look.says_percent) and no_percent:
        raise LeftOut("a percent, where none belongs")
    if look.says_dollars and kind != "money":
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
