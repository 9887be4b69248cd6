"""python -m benchmarks.verdicts [--rounds 60]

What the check of one plan takes, as CPU time: in microseconds, in times that of `orjson.loads` on
the same bytes, and in microseconds a verdict. Turn about in one run, the medians of all rounds.
Clean and with ten errors; the shares of reading, of the verdicts, and of telling what was found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

import orjson

from benchmarks.many import PLAN, with_errors
from benchmarks.peers.measure import took
from perkins_rules import load_rules
from perkins_rules.checker import check_document
from perkins_rules.documents import Document, read_document
from perkins_rules.pipeline import Options, check_read

GOAL = 60.0


def main() -> int:
    """Prints a table; 1 if the goal for the clean plan is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    asked = parser.parse_args()
    rules = load_rules()
    clean = _measured(rules, PLAN, asked.rounds)
    wrong = _measured(rules, orjson.dumps(with_errors()), asked.rounds)
    for title, times in (("a clean plan", clean), ("the same with ten errors", wrong)):
        _table(title, times)
    ratio = clean["check"] / clean["orjson.loads"]
    print(f"\nwith errors {wrong['check'] / clean['check']:.2f} times clean; with all findings")
    print(f"told {wrong['findings'] / clean['check']:.2f} times a clean check")
    print(f"a clean plan: {ratio:.0f} times orjson.loads; the goal is at most {GOAL:.0f}")
    return int(ratio > GOAL)


def _measured(rules: Any, data: bytes, rounds: int) -> dict[str, float]:
    """Medians in microseconds, and how many verdicts there were."""
    read = _read(rules, data)
    acts: dict[str, Callable[[bytes], object]] = {
        "orjson.loads": orjson.loads,
        "check": lambda data: check_document(rules, data),
        "reading": lambda data: _read(rules, data),
        "verdicts": lambda data: check_read(rules, read, Options()),
        "findings": lambda data: check_document(rules, data).findings,
    }
    times = took(acts, data, "orjson.loads", rounds)
    counts = check_document(rules, data).counts
    medians = {name: of.median for name, of in times.items()}
    return medians | {"count": float(sum(counts.values()))}


def _read(rules: Any, data: bytes) -> Document:
    return read_document("-", data, rules.shapes)


def _table(title: str, times: dict[str, float]) -> None:
    print(f"\n{title}: {times['count']:.0f} verdicts")
    for name in ("orjson.loads", "reading", "verdicts", "check", "findings"):
        of, each = times[name] / times["orjson.loads"], times[name] / times["count"]
        print(f"  {name:<13} {times[name]:>8.0f} µs {of:>7.1f} times {each:>7.2f} µs a verdict")


if __name__ == "__main__":
    sys.exit(main())
