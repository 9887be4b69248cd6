"""CPU time, turn about in one run: each round asks every engine once, and `orjson.loads` beside."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

AT_LEAST = 0.01
"""Seconds of one measure: what takes less is done several times over, or another's data would be
in the cache of the processor."""


class Took(NamedTuple):
    """Microseconds a document: the median of all rounds, and the tenths at both ends.

    `times` is the same as times of what stood beside it in each round.
    """

    median: float
    low: float
    high: float
    times: float
    times_low: float
    times_high: float


def took(
    acts: Mapping[str, Callable[[bytes], object]], data: bytes, beside: str, rounds: int
) -> dict[str, Took]:
    """Of each act. `beside` is the name of the one that the others are set against."""
    repeats = {name: _repeats(act, data) for name, act in acts.items()}
    rows = [
        {name: _microseconds(act, data, repeats[name]) for name, act in acts.items()}
        for _ in range(rounds)
    ]
    return {
        name: Took(
            *_spread([row[name] for row in rows]),
            *_spread([row[name] / row[beside] for row in rows]),
        )
        for name in acts
    }


def _spread(values: list[float]) -> tuple[float, float, float]:
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return statistics.median(values), tenths[0], tenths[-1]


def _repeats(act: Callable[[bytes], object], data: bytes) -> int:
    act(data)
    return max(1, round(AT_LEAST * 1e6 / max(_microseconds(act, data, 3), 1)))


def _microseconds(act: Callable[[bytes], object], data: bytes, times: int) -> float:
    started = time.process_time()
    for _ in range(times):
        act(data)
    return 1e6 * (time.process_time() - started) / times


def memory_of(name: str) -> float:
    """MiB: what `--memory-of` says of an engine, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.peers", "--memory-of", name]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def held() -> float:
    """MiB that this process held at most; on Linux without what its parent did before it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
