"""What was measured, as rows and as the tables of the pages."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from benchmarks.peers.engines import Engine
from benchmarks.peers.measure import Took
from benchmarks.peers.traps import TRAPS, answers

HEAD = (
    "verdicts",
    "times `orjson.loads`",
    "eight in ten rounds",
    "µs a plan",
    "µs a verdict",
    "MiB",
    "release",
)


class Row(NamedTuple):
    """One engine's figures; `memory` in MiB."""

    name: str
    title: str
    release: str
    verdicts: int
    took: Took
    memory: float

    @property
    def each(self) -> float:
        """Microseconds a verdict."""
        return self.took.median / self.verdicts


def short(rows: Iterable[Row], shown: Mapping[str, str]) -> str:
    """For the README, across: those that are named, by these names."""
    of = [row for row in rows if row.name in shown]
    lines = (
        ("", *(f"{shown[row.name]}, {row.verdicts}" for row in of)),
        ("---",) * (len(of) + 1),
        ("times `orjson.loads`", *(f"{row.took.times:.1f}" for row in of)),
        ("µs a verdict", *(f"{row.each:.2f}" for row in of)),
    )
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def full(rows: Iterable[Row], orjson: Took) -> str:
    """For the page: with the tenths at both ends, memory and releases."""
    lines = [
        f"`orjson.loads` alone: {orjson.median:.0f} µs. {_machine()}.\n",
        f"| {' | '.join(('', *HEAD))} |",
        f"|{'---|' * (len(HEAD) + 1)}",
    ]
    lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    took = row.took
    return (
        row.title,
        str(row.verdicts),
        f"{took.times:.1f}",
        f"{took.times_low:.1f} to {took.times_high:.1f}",
        f"{took.median:,.0f}",
        f"{row.each:.2f}",
        f"{row.memory:.0f}",
        row.release,
    )


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}"


def traps(engines: Mapping[str, Engine]) -> str:
    """A row an engine, a column a trap."""
    columns = [answers(trap, engines) for trap in TRAPS]
    head = " | ".join(trap.title for trap in TRAPS)
    lines = [f"| | {head} |", f"|---{'|---' * len(TRAPS)}|"]
    lines += [
        f"| {engine.title} | {' | '.join(column[name] for column in columns)} |"
        for name, engine in engines.items()
    ]
    return "\n".join(lines) + "\n"
