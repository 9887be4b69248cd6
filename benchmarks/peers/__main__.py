"""python -m benchmarks.peers [--rounds 60] [--write | --small]

The same 150 verdicts of one State plan by every rule engine that is installed, and the whole pack
of perkins-rules beside them. First all must agree on 151 plans. Then, turn about in one run, the
CPU time of each from the bytes of the plan to its verdicts, as times of `orjson.loads` on them.
`--write` puts the figures into README.md and docs/reference/speed.md, and draws them.
`--small` shows that all of this runs: three rounds, no memory, and no goal is asked for.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence

import orjson

from benchmarks.many import PLAN
from benchmarks.peers import chart, measure, pages, tables
from benchmarks.peers.conditions import conditions
from benchmarks.peers.documents import documents
from benchmarks.peers.engines import NAMES, Absent, Engine, engine
from benchmarks.peers.ours import whole_pack
from benchmarks.peers.proof import faults
from benchmarks.peers.tables import Row

BESIDE = "orjson.loads"
WHOLE = "whole_pack"
GOAL = 2.0
"""Microseconds a verdict of the whole pack."""
IN_README = {
    "json_logic": "JSON Logic",
    "by_hand": "by hand",
    "cel": "CEL",
    "regorus": "Regorus",
    "zen": "zen-engine",
    "cedar": "Cedar",
    "ours": "this",
    WHOLE: "this, all rules",
    "json_schema": "jsonschema",
}
"""What is shown there, and its name in the head of a narrow column."""


def main() -> int:
    """1 if engines do not agree, or a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--write", action="store_true")
    either.add_argument("--small", action="store_true")
    parser.add_argument("--memory-of", choices=(*NAMES, WHOLE), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.memory_of:
        print(_memory_of(asked.memory_of))
        return 0
    engines = proved()
    if engines is None:
        return 1
    memory = (lambda name: 0.0) if asked.small else measure.memory_of
    took, rows = measured(engines, 3 if asked.small else asked.rounds, memory)
    told = {
        "short": tables.short(rows, IN_README),
        "full": tables.full(rows, took),
        "traps": tables.traps({one.name: one for one in engines}),
    }
    print(told["full"], told["traps"], sep="\n")
    if asked.write:
        print("written:", *pages.write(told, chart.drawn(rows)))
    return int(not _reached({row.name: row for row in rows}) and not asked.small)


def proved() -> list[Engine] | None:
    """The engines that are here, if all give the right verdicts; it prints what is not so."""
    of_all = conditions()
    found = [engine(name, of_all) for name in NAMES]
    for one in found:
        if isinstance(one, Absent):
            print(f"skipped: {one.name}: {one.reason}")
    engines = [one for one in found if isinstance(one, Engine)]
    if wrong := list(faults(engines, of_all, documents(of_all))):
        print("The engines do not agree:", *wrong, sep="\n  ")
        return None
    print(f"{len(engines)} engines agree on {len(of_all) + 1} plans.\n")
    return engines


def measured(
    engines: Sequence[Engine], rounds: int, memory: Callable[[str], float]
) -> tuple[measure.Took, list[Row]]:
    """What `orjson.loads` took, and a row an engine, the quickest first."""
    count, whole = whole_pack()
    checks: dict[str, Callable[[bytes], object]] = {
        BESIDE: orjson.loads,
        WHOLE: whole,
        **{one.name: one.check for one in engines},
    }
    gc.collect()
    gc.freeze()  # what nine others made ready is not to be searched on the tenth's account
    took = measure.took(checks, PLAN, BESIDE, rounds)
    ours = engines[0]
    shown = {one.name: (one.title, one.release, len(one.says)) for one in engines}
    shown[WHOLE] = (f"{ours.title}, all its rules", ours.release, count)
    rows = [
        Row(name, *shown[name], took[name], memory(name))
        for name in sorted(shown, key=lambda name: took[name].times)
    ]
    return took[BESIDE], rows


def _memory_of(name: str) -> float:
    """MiB that this process holds at most, with one engine ready and 50 plans checked."""
    of_all = conditions()
    check: Callable[[bytes], object]
    if name == WHOLE:
        _, check = whole_pack()
    else:
        found = engine(name, of_all)
        assert isinstance(found, Engine)
        check = found.check
    for _ in range(50):
        check(PLAN)
    return measure.held()


def _reached(rows: dict[str, Row]) -> bool:
    """Prints the goals; whether both are reached."""
    whole = rows[WHOLE].each
    print(f"all rules: {whole:.2f} µs a verdict; the goal is at most {GOAL}")
    if "zen" not in rows:
        return whole <= GOAL
    times = rows["ours"].took.median / rows["zen"].took.median
    print(f"the 150 conditions: {times:.2f} times zen-engine; the goal is less than 1")
    return whole <= GOAL and times < 1


if __name__ == "__main__":
    sys.exit(main())
