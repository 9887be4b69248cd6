"""python -m benchmarks.solving [--rounds 5]

What `repair` takes on a full plan with one, three and a dozen figures wrong, and `range` on one
figure, on all of them, and on the allotment with the whole budget going along: CPU seconds, least
of some rounds, and as times of one check of the same plan in this process.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.many import ROOT
from perkins_rules import load_rules
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.solving.encoding import posed
from perkins_rules.solving.named import figures_named
from perkins_rules.solving.ranges import ranges
from perkins_rules.solving.repair import Wish, repaired

SAMPLE = (ROOT / "examples" / "sample-plan.yaml").read_text()
WRONG = {
    "one figure wrong": [("    amount: 260000.00\n", "    amount: 260000.01\n")],
    "three figures wrong": [
        ("    amount: 260000.00\n", "    amount: 999999\n"),
        ("    amount: 520000.00\n", "    amount: 900000\n"),
        ("    amount: 60000.00\n", "    amount: 1\n"),
    ],
    "another allotment": [("    amount: 5200000.00\n", "    amount: 4100000.00\n")],
}


def main() -> int:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    checker = Checker(load_rules())
    document = _read(checker, SAMPLE)
    check = _least(rounds, lambda: checker.check(Member("p.yaml", SAMPLE.encode())).report.findings)
    _row("one check", check, check)
    for name, act in _acts(checker, document):
        _row(name, _least(rounds, act), check)
    return 0


def _acts(checker: Checker, document: Document) -> Iterator[tuple[str, Callable[[], Any]]]:
    for name, changes in WRONG.items():
        text = SAMPLE
        for was, now in changes:
            text = text.replace(was, now, 1)
        member = Member("p.yaml", text.encode())
        wish = Wish(today=date(2026, 2, 1))
        yield f"repair: {name}", lambda m=member, w=wish: repaired(m, checker, w)  # type: ignore[misc]  # of the loop
    of = posed(checker.rules, document, Options())
    budget = figures_named(document, ("budget",)).unknowns
    for name, words, free in (
        ("range: one figure", ("budget.nontraditional.amount",), ()),
        ("range: all figures of the budget", ("budget",), ()),
        ("range: the allotment, the budget free", ("budget.total_allocation.amount",), budget),
    ):
        asked = figures_named(document, words)
        yield name, lambda a=asked, f=free: list(ranges(of, a, f))  # type: ignore[misc]  # of the loop


def _read(checker: Checker, text: str) -> Document:
    document = checker.judged(Member("p.yaml", text.encode())).document
    assert document is not None
    return document


def _least(rounds: int, act: Callable[[], Any]) -> float:
    times = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def _row(name: str, took: float, check: float) -> None:
    print(f"  {name:<40} {took:>7.3f} s   {took / check:>7.1f} checks", flush=True)


if __name__ == "__main__":
    sys.exit(main())
