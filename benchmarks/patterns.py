"""python -m benchmarks.patterns [--rounds 5]

`matches` against Python's `re` on the same texts, turn about in one run, the medians of all rounds:
on codes as the packs hold them, on a megabyte, and on what makes `re` take ever longer.
"""

from __future__ import annotations

import argparse
import re
from typing import NamedTuple

from benchmarks.peers.measure import Took, took
from perkins_rules.check.patterns import matches
from perkins_rules.same_text import common_form

CODES = "1S1|1S2|2S[1-3]|3S1|4S1|5S[1-9][0-9]*|[1-3]P1"
WORDS = "(areas with )?high[_ ]numbers?( of (CTE )?(concentrators|participants))?"
LONG = "the quick brown fox jumps over the lazy dog. " * 23_000


class Case(NamedTuple):
    title: str
    text: str
    pattern: str


CASES = (
    Case("a code", "5S12", CODES),
    Case("some words", "Areas with high numbers of CTE participants", WORDS),
    Case("a megabyte", LONG, ".*\\d.*"),
    Case("a megabyte of words", LONG, "(\\w+\\W+)*end"),
    Case("22 letters that `re` tries in all ways", "a" * 22, "(a|a)*b"),
)


def main() -> int:
    """Prints a row for each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for case in CASES:
        ours, theirs = _measured(case, rounds)
        told = f"{case.title}: {ours.median:,.1f} µs, `re` {theirs.median:,.1f} µs"
        print(f"{told}: {ours.times:.3g}")
    return 0


def _measured(case: Case, rounds: int) -> tuple[Took, Took]:
    """Ours, and `re`, which is given the text in its common form, too."""
    other = re.compile(case.pattern, re.IGNORECASE)
    found = took(
        {
            "ours": lambda _: matches(case.text, case.pattern),
            "re": lambda _: other.fullmatch(common_form(case.text)),
        },
        b"",
        "re",
        rounds,
    )
    return found["ours"], found["re"]


if __name__ == "__main__":
    raise SystemExit(main())
