"""python -m benchmarks.throughput [--documents 300] [--rounds 3]

Bytes to verdicts, with one job and with two, against the time that `orjson.loads` takes for the
same bytes; all in one run, and the best of some rounds of each. First the checks by themselves,
in this process; then the whole command, its start included, over one file of lines.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from benchmarks.many import PLAN, lines, small, start, write
from perkins_rules import check_document, load_rules

Documents = list[dict[str, Any]]


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    print("times are of all documents; ratios are to orjson.loads")
    for title, of in (
        ("clean State plans", [orjson.loads(PLAN)]),
        ("small documents, most with errors", small()),
    ):
        _compare(title, of, asked.documents, asked.rounds)
    return 0


def _compare(title: str, of: Documents, count: int, rounds: int) -> None:
    given = list(lines(count, of))
    size = sum(map(len, given))
    print(f"\n{title}: {count:,} documents, {size / 1e6:.1f} MB")
    parsed = _best(rounds, lambda: [orjson.loads(one) for one in given])
    _row("orjson.loads", parsed, parsed, count)
    rules = load_rules()
    _row("checks alone", _best(rounds, lambda: _check(rules, given)), parsed, count)
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "all.jsonl", count, of)
        for jobs in (1, 2):
            words = ("check", str(path), "--jobs", str(jobs), "--output", f"{folder}/all.json")
            took = _best(rounds, lambda words=words: _run(words))  # type: ignore[misc]  # of the loop
            _row(f"command, --jobs {jobs}", took, parsed, count)


def _check(rules: Any, given: list[bytes]) -> None:
    for one in given:
        check_document(rules, one)


def _run(words: tuple[str, ...]) -> None:
    with start(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert process.wait() in (0, 1)


def _best(rounds: int, act: Callable[[], Any]) -> float:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return min(times)


def _row(what: str, took: float, parsed: float, count: int) -> None:
    rate = f"{count / took:>9,.0f} a second"
    print(f"  {what:<18} {took:>8.3f} s {rate}   {took / parsed:>8,.0f} times")


if __name__ == "__main__":
    sys.exit(main())
