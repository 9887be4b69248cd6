"""Percents of a budget that are left out, though the amounts settle them: what they come to."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from perkins_rules.documents.shape import Shape
from perkins_rules.tables.figures import read
from perkins_rules.tables.form import BY_NUMBER, LINES, shape_of
from perkins_rules.tables.taken import Path, Taken

_OF_LINE = re.compile(r"Percent of line ([0-9]+)\b")
_PLACES = Decimal("0.01")


def say_what_amounts_settle(taken: Taken, root: Shape) -> None:
    """Says of each percent that was left out what its amount is of the line that it is a part of,
    where both amounts were taken.
    """
    for at, path in taken.percents_left:
        line = next((line for line in LINES if line.percent == path), None)
        base = _OF_LINE.match(shape_of(root, path).description) if line else None
        if line is None or base is None:
            continue
        part, whole = (_amount(taken, root, one.amount) for one in (line, BY_NUMBER[base[1]]))
        if part is None or not whole or part < 0:
            continue
        lines = f"the amounts of lines {line.number} and {base[1]}"
        remark = taken.remarks[at]
        text = f"{remark.text}. By {lines} it is {_shown(part / whole * 100)}"
        taken.remarks[at] = remark._replace(text=text)


def _amount(taken: Taken, root: Shape, path: Path) -> Fraction | None:
    value = taken.values.get(path)
    return read(value.text, shape_of(root, path)) if value is not None else None


def _shown(percent: Fraction) -> str:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(percent.numerator) / percent.denominator
        near = exact.quantize(_PLACES, ROUND_HALF_UP)
    text = format(near, "f").rstrip("0").rstrip(".")
    return f"{text}%" if Fraction(near) == percent else f"about {text}%"
