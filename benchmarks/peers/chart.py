"""The figures as a drawing: a bar an engine, on a logarithmic scale, light and dark alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.peers.tables import Row

LEFT, WIDTH, LINE, TOP, RIGHT = 320, 420, 30, 66, 60
"""In pixels: what is left for names, the scale, a bar, the head, and what is left for figures."""
LEAST = 0.5  # where the scale begins
TITLE = "CPU time from the bytes of one State plan to its verdicts, as times of orjson.loads"
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1f2328}.small{font-size:12px;fill:#59636e}"
    ".head{font-weight:600}.grid{stroke:#d1d9e0}.bar{fill:#8c959f}.ours{fill:#0969da}"
    ".spread{stroke:#1f2328;stroke-width:1.5}.paper{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.small{fill:#9198a1}.grid{stroke:#3d444d}"
    ".bar{fill:#656c76}.ours{fill:#4493f8}.spread{stroke:#f0f6fc}.paper{fill:#0d1117}}"
)


def drawn(rows: Sequence[Row]) -> str:
    """An SVG picture of times of `orjson.loads`; a line across the end of a bar is its spread."""
    decades = math.ceil(math.log10(max(row.took.times_high for row in rows)))
    height = TOP + LINE * len(rows) + 16
    total = LEFT + WIDTH + RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {height}" role="img">',
        f"<title>{TITLE}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{total}" height="{height}"/>',
        f'<text class="head" x="14" y="24">{TITLE}</text>',
        *(_grid(10**power, decades, height) for power in range(decades + 1)),
        *(_bar(number, row, decades) for number, row in enumerate(rows)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _x(times: float, decades: int) -> float:
    share = math.log10(max(times, LEAST) / LEAST) / (decades - math.log10(LEAST))
    return round(LEFT + WIDTH * share, 1)


def _grid(times: int, decades: int, height: int) -> str:
    x = _x(times, decades)
    return (
        f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{height - 12}"/>'
        f'<text class="small" x="{x}" y="{TOP - 14}" text-anchor="middle">{times:,}</text>'
    )


def _bar(number: int, row: Row, decades: int) -> str:
    top, took = TOP + LINE * number, row.took
    end, low, high = (_x(t, decades) for t in (took.times, took.times_low, took.times_high))
    kind = "ours" if row.name in {"ours", "whole_pack"} else "bar"
    middle = top + LINE // 2 - 3
    return (
        f'<text x="{LEFT - 10}" y="{middle + 5}" text-anchor="end">'
        f"{escape(row.title)}, {row.verdicts} verdicts</text>"
        f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{round(end - LEFT, 1)}"'
        f' height="{LINE - 8}"/>'
        f'<line class="spread" x1="{low}" x2="{high}" y1="{middle}" y2="{middle}"/>'
        f'<text class="small" x="{max(end, high) + 8}" y="{middle + 5}">{took.times:,.1f}</text>'
    )
