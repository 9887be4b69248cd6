"""A whole derivation -> lines: each value, what it is in the words of the rule, its origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.findings import Step
from perkins_rules.report.citations import short
from perkins_rules.report.figures import figure
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import glued, wrapped

_WIDEST_VALUE = 18
_OPEN = "open"


def derivation_lines(steps: Sequence[Step], width: int, style: Style) -> Iterator[str]:
    """Every step, in order; inputs before what is made of them."""
    values = [style.clean(_value(step)) for step in steps]
    column = max((len(value) for value in values if len(value) <= _WIDEST_VALUE), default=0)
    for step, value in zip(steps, values, strict=True):
        told = style.clean(step.text) + _origin(step, style)
        fits = len(value) <= _WIDEST_VALUE
        first, *rest = wrapped(told if fits else f"{told}: {value}", width - column - 2)
        shown = f"{value if fits else '':>{column}}"
        yield f"{style.paint('magenta' if value == _OPEN else 'bold', shown)}  {first}"
        yield from (" " * (column + 2) + line for line in rest)


def _value(step: Step) -> str:
    """A condition that is not determined is open; a figure that is not there is not given."""
    if not step.value and step.unit == "yes_no" and step.path is None:
        return _OPEN
    if not step.value and step.unit == "list" and step.path is None:
        return "nothing"
    return figure(step.value, step.unit)


def _origin(step: Step, style: Style) -> str:
    if step.line is not None:
        return " " + glued(f"(line {step.line})") if step.value else ""
    places = [glued(style.clean(short(c))) for c in step.citations]
    return f" ({'; '.join(places)})" if places else ""
