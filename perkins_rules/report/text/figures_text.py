"""The arithmetic of a failed comparison -> a small table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perkins_rules.findings import Step
from perkins_rules.report.style import Style
from perkins_rules.report.text.arithmetic import Row, arithmetic
from perkins_rules.report.wrap import glued, wrapped

MOST_ROWS = 12


def figure_lines(steps: Sequence[Step], width: int, style: Style) -> list[str]:
    """Each figure: its value, what it is called, where it is from; none without arithmetic."""
    rows = [Row(*map(style.clean, row)) for row in arithmetic(steps)]
    kept = rows[-MOST_ROWS:]
    column = max((len(row.value) for row in kept), default=0)
    lines = [line for row in kept for line in _row(row, column, width)]
    if len(rows) > len(kept):
        lines.insert(0, f"(the last {len(kept)} of {len(rows)}; `perkins-rules explain` has all)")
    return lines


def _row(row: Row, column: int, width: int) -> Iterator[str]:
    told = row.name
    if row.made_of:
        told = f"{row.name} = {row.made_of}"
    elif row.origin:
        places = "; ".join(glued(place) for place in f"({row.origin})".split("; "))
        told = f"{row.name} {places}"
    first, *rest = wrapped(told, width - column - 2)
    yield f"{row.value:>{column}}  {first}"
    yield from (" " * (column + 2) + line for line in rest)
