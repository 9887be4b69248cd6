"""python -m benchmarks.solving [--rounds 5]

What `repair` takes on a full plan with one, three and a dozen figures wrong, and `range` on one
figure, on all of them, and on the allotment with the whole budget going along; and both as a form
has more rules, and more entries in a list. CPU seconds, least of some rounds, and as times of one
check of the same document in this process.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.many import ROOT
from perkins_rules import load_rules
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.report.lawful.carried import headroom
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
    for label, text, rules in grown(checker):
        _grown(label, text, rules, rounds)
    return 0


# ------------------------------------------------------------------ growth


def grown(checker: Checker) -> Iterator[tuple[str, str, Checker]]:
    """Plans with ever more recipients in a list, one of them below its floor; and the same plan
    under ever more rules that read its budget.
    """
    for count in (6, 60, 600):
        yield f"{count} recipients", _with_recipients(count), checker
    for count in (0, 100, 400):
        yield f"{count} rules more", _changed(WRONG["three figures wrong"]), _with_rules(count)


def _changed(changes: list[tuple[str, str]]) -> str:
    text = SAMPLE
    for was, now in changes:
        text = text.replace(was, now, 1)
    return text


def _with_recipients(count: int) -> str:
    """All entries of `budget.local_allocations`, again and again under other names."""
    start = SAMPLE.index("  local_allocations:\n") + len("  local_allocations:\n")
    end = SAMPLE.index("\n\n", start) + 1
    one, *rest = SAMPLE[start:end].split("    - ")
    found = rest * (count // len(rest))
    named = (entry.replace("recipient: ", f"recipient: {k} ", 1) for k, entry in enumerate(found))
    wrong = SAMPLE[:start] + one + "".join(f"    - {entry}" for entry in named) + SAMPLE[end:]
    return wrong.replace("    amount: 60000.00\n", "    amount: 1\n", 1)


def _with_rules(count: int) -> Checker:
    rules = "".join(
        f'rule more-{k} "More {k}"\n  cite ours {k + 1}\n  applies when budget is present\n'
        "  require budget.reserve.amount or nothing is at most"
        f' budget.total_allocation.amount\n  otherwise "No."\n  remedy "Lower line 8."\n\n'
        for k in range(count)
    ).replace(" or nothing", " or $0 if blank")
    head = 'pack our.more "More" for state_plan extends federal.budget\n'
    law = 'law ours "Ours" as "Ours" reviewed to 2030-01-01\n\n'
    with TemporaryDirectory() as folder:
        path = Path(folder) / "more.rules"
        path.write_text(head + law + rules, encoding="utf-8")
        return Checker(load_rules([folder] if count else []))


def _grown(label: str, text: str, checker: Checker, rounds: int) -> None:
    member, wish = Member("p.yaml", text.encode()), Wish(today=date(2026, 2, 1))
    document = _read(checker, text)
    of = posed(checker.rules, document, Options())
    asked = figures_named(document, ("budget.nontraditional.amount",))
    check = _least(rounds, lambda: checker.check(member).report.findings)
    _row(f"{label}: repair", _least(rounds, lambda: repaired(member, checker, wish)), check)
    _row(f"{label}: range", _least(rounds, lambda: list(ranges(of, asked, ()))), check)


def _acts(checker: Checker, document: Document) -> Iterator[tuple[str, Callable[[], Any]]]:
    for name, changes in WRONG.items():
        member = Member("p.yaml", _changed(changes).encode())
        wish = Wish(today=date(2026, 2, 1))
        yield f"repair: {name}", lambda m=member, w=wish: repaired(m, checker, w)  # type: ignore[misc]  # of the loop
    of = posed(checker.rules, document, Options())
    yield "headroom", lambda: headroom(document, checker, date(2026, 2, 1))
    budget = figures_named(document, ("budget",)).unknowns
    for name, words, free in (
        ("range: one figure", ("budget.nontraditional.amount",), ()),
        ("range: all figures of the budget", ("budget",), ()),
        ("range: all figures of the plan", (), ()),
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
