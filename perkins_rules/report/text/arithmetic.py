"""The derivation of a failed comparison -> the few rows that show its arithmetic.

A derivation tells everything that was looked at. A report shows the figures that the comparison
rests on: where each stands in the document, which section sets it, what it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from perkins_rules.findings import Step
from perkins_rules.report.citations import short
from perkins_rules.report.figures import figure

_COUNTED = ("money", "percent", "level", "points", "number", "integer", "date", "days", "months")
_WORD = "[a-z_][a-z0-9_]*"
_NAME = rf"{_WORD}(\.[a-z0-9_]+)*"

_SPOKEN = rf"(?<![.\w]){_WORD}(?![.\w(\[])"
"""A name that is no path and no function."""


class Row(NamedTuple):
    """A figure: what it is called, its value, and where it is from or else what it is made of."""

    name: str
    value: str
    origin: str = ""
    made_of: str = ""


def arithmetic(steps: Sequence[Step]) -> list[Row]:
    """The rows, inputs before what is made of them; none when there is nothing to count."""
    wanted = _behind(steps)
    merged = {
        source
        for number in wanted
        if (source := _source(steps, number)) is not None and _is_value(steps[source])
    }
    rows = [_row(steps, number) for number in sorted(wanted - merged)]
    return rows if len(rows) > 1 else []


def _behind(steps: Sequence[Step]) -> set[int]:
    """The figures that the last step, the comparison, was made of; through names and operations."""
    wanted: set[int] = set()
    texts = [steps[-1].text] if steps else []
    for number in range(len(steps) - 2, -1, -1):
        step = steps[number]
        named = number in wanted
        if not named and not (_is_value(step) and any(_mentions(t, step.text) for t in texts)):
            continue
        wanted.add(number)
        texts.append(step.text)
        source = _source(steps, number)
        if source is not None:
            wanted.add(source)
    return wanted


def _is_value(step: Step) -> bool:
    return step.unit in _COUNTED


def _mentions(text: str, part: str) -> bool:
    """Whether a figure stands in a formula as a whole."""
    at = text.find(part)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
        if not (before.isalnum() or before in ("_", ".")) and not (
            after.isalnum() or after in ("_", ".")
        ):
            return True
        at = text.find(part, at + 1)
    return False


def _source(steps: Sequence[Step], number: int) -> int | None:
    """Of a name without a place of its own: the step just before it, which gave it its value."""
    step = steps[number]
    if step.path is not None or step.citations or not re.fullmatch(_NAME, step.text, re.IGNORECASE):
        return None
    before = number - 1
    same = before >= 0 and steps[before][1:3] == step[1:3]
    return before if same else None


def _row(steps: Sequence[Step], number: int) -> Row:
    step = steps[number]
    source = _source(steps, number)
    made_of = steps[source] if source is not None else None
    if made_of is None:
        return Row(spoken(step.text), figure(step.value, step.unit), _origin(step))
    value, origin = figure(step.value, step.unit), _origin(made_of)
    return Row(spoken(step.text), value, origin, "" if origin else spoken(made_of.text))


def _origin(step: Step) -> str:
    if step.line is not None:
        return f"line {step.line}"
    return "; ".join(short(citation) for citation in step.citations)


def spoken(text: str) -> str:
    """Names of the rule in plain words; paths stay as they stand in the document, and a function
    keeps its name: `end_of(2026)`.
    """
    return re.sub(_SPOKEN, lambda m: m[0].replace("_", " "), text, flags=re.IGNORECASE)
