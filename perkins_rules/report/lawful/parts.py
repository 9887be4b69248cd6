"""What a Result carries of what the rules allow, for those who show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.source import Span

REPAIR, HEADROOM = "repair", "headroom"


def repair_in(result: Result) -> Mapping[str, Any] | None:
    """The repair that a run with --repairs worked out, in plain parts; None without one."""
    found: Mapping[str, Any] | None = result.drawn.get(REPAIR)
    return found


def headroom_in(result: Result) -> Sequence[Mapping[str, Any]] | None:
    """The headroom of figures, likewise."""
    found: Sequence[Mapping[str, Any]] | None = result.drawn.get(HEADROOM)
    return found


def lawful_parts(result: Result) -> dict[str, Any]:
    """Both, under their names, for reports that programs read."""
    return {name: result.drawn[name] for name in (REPAIR, HEADROOM) if name in result.drawn}


def span_of(change: Mapping[str, Any]) -> Span:
    """Where a change of a repair is made in the document."""
    return Span(*(change[name] for name in ("line", "column", "end_line", "end_column")))
