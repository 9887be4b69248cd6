"""Figures of a repair or a range, as people read them."""

from __future__ import annotations

from typing import Any

from perkins_rules.engine.said.shown import plain
from perkins_rules.report.figures import figure


def shown(value: Any, kind: str) -> str:
    """`$612,000.50`, `5%`, `2026-02-27`; a level without a sign, which its indicator has."""
    return figure(plain(value, kind), "number" if kind == "level" else kind)
