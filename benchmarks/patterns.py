"""python -m benchmarks.patterns [--rounds 5]

`matches` against Python's `re` on the same texts, in one run and turn about: on codes as the packs
hold them, on a megabyte, and on what makes `re` take ever longer.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from typing import NamedTuple

from perkins_rules.check.patterns import matches
from perkins_rules.same_text import common_form

CODES = "1S1|1S2|2S[1-3]|3S1|4S1|5S[1-9][0-9]*|[1-3]P1"
WORDS = "(areas with )?high[_ ]numbers?( of (CTE )?(concentrators|participants))?"
LONG = "the quick brown fox jumps over the lazy dog. " * 23_000


class Case(NamedTuple):
    title: str
    text: str
    pattern: str
    times: int


CASES = (
    Case("a code", "5S12", CODES, 2_000),
    Case("some words", "Areas with high numbers of CTE participants", WORDS, 2_000),
    Case("a megabyte", LONG, ".*\\d.*", 1),
    Case("a megabyte of words", LONG, "(\\w+\\W+)*end", 1),
    Case("22 letters that `re` tries in all ways", "a" * 22, "(a|a)*b", 1),
)


def main() -> int:
    """Prints a row for each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for case in CASES:
        ours, theirs = _measured(case, rounds)
        print(
            f"{case.title}: {1e6 * ours:,.1f} µs, `re` {1e6 * theirs:,.1f} µs: {ours / theirs:.3g}"
        )
    return 0


def _measured(case: Case, rounds: int) -> tuple[float, float]:
    """The best times of ours and of `re`, which is given the text in its common form, too."""
    other = re.compile(case.pattern, re.IGNORECASE)
    ways: tuple[Callable[[], object], ...] = (
        lambda: matches(case.text, case.pattern),
        lambda: other.fullmatch(common_form(case.text)),
    )
    ours, theirs = zip(
        *([_seconds(way, case.times) for way in ways] for _ in range(rounds)), strict=True
    )
    return min(ours), min(theirs)


def _seconds(way: Callable[[], object], times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        way()
    return (time.perf_counter() - started) / times


if __name__ == "__main__":
    raise SystemExit(main())
