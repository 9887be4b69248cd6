"""python -m benchmarks.spark [--documents 2000] [--tasks 2] [--rounds 3]

Documents a second: Spark on this machine against the pool that `check --jobs` starts, with as many
processes, over the same documents, in one run; the rules are loaded and every process has worked
before. The pool's results are written to Parquet, as Spark's are. The goal is 0.8 of the pool, by
the processor time of all processes, which the load of the machine does not change; the time on the
clock stands beside it. It needs the extra `spark`, Java, and Linux.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.many import PLAN, examples, lines
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import check_with, checker_of, make_check, making_of
from perkins_rules.batch.pool import Pool
from perkins_rules.member import Member
from perkins_rules.pipeline import Options, load_rules
from perkins_rules.report.outputs import About, Outputs, Rules, output_for
from perkins_rules.spark import check_documents
from perkins_rules.spark.session import session_of

GOAL = 0.8
OPTIONS = Options(derive_reviews=False)
"""As a check that writes Parquet asks."""


def main() -> int:
    """1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--tasks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    kinds = {"clean State plans": [json.loads(PLAN)], "all examples": examples()}
    ratios = [_compare(title, of, asked) for title, of in kinds.items()]
    return int(min(ratios) < GOAL)


def _compare(title: str, of: Sequence[dict[str, Any]], asked: argparse.Namespace) -> float:
    given = list(lines(asked.documents, of))
    with tempfile.TemporaryDirectory() as folder:
        pool, spark = _pool(given, asked.tasks, folder), _spark(given, asked.tasks, folder)
        times: dict[str, list[Took]] = {"pool": [], "spark": []}
        for number in range(asked.rounds + 1):
            for name, act in (("pool", pool), ("spark", spark)):
                took = _timed(act)
                times[name] += [took] if number else []  # the first has all of them start
        return _told(title, asked, times)


class Took(NamedTuple):
    """Seconds."""

    processor: float
    clock: float


def _timed(act: Callable[[], None]) -> Took:
    started, used = time.perf_counter(), _processor_time()
    act()
    return Took(_processor_time() - used, time.perf_counter() - started)


def _processor_time() -> float:
    """What this process and all below it have used, in seconds."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            parts = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(parts[1])
            used[int(stat.parent.name)] = sum(map(int, parts[11:15]))
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used[one] for one in ours) / os.sysconf("SC_CLK_TCK")


def _told(title: str, asked: argparse.Namespace, times: dict[str, list[Took]]) -> float:
    print(f"\n{title}: {asked.documents:,} documents, {asked.tasks} tasks")
    for name, took in times.items():
        each = statistics.median(one.processor for one in took) / asked.documents
        rate = asked.documents / statistics.median(one.clock for one in took)
        print(f"  {name:<6} {each * 1000:>6.1f} ms of a processor each, {rate:>5,.0f} a second")
    pairs = list(zip(times["pool"], times["spark"], strict=True))
    by_processor = sorted(pool.processor / spark.processor for pool, spark in pairs)
    ratio = statistics.median(by_processor)
    by_clock = statistics.median(pool.clock / spark.clock for pool, spark in pairs)
    print(f"  ratio  {ratio:.2f} ({by_processor[0]:.2f} to {by_processor[-1]:.2f}),", end=" ")
    print(f"on the clock {by_clock:.2f}; the goal is at least {GOAL}", flush=True)
    return ratio


# ------------------------------------------------------------------ the two


def _pool(given: list[bytes], jobs: int, folder: str) -> Callable[[], None]:
    """The pool stays up between rounds, as the processes of Spark do."""
    making = making_of(Request(files=("all.jsonl",)))._replace(derive_reviews=False)
    checker = checker_of(making)
    pool = Pool(partial(make_check, making), check_with(checker, making), jobs)
    pool._stop = lambda: None  # type: ignore[method-assign]  # noqa: SLF001
    about = About("", rules=Rules(lambda: checker.rules.rules), shapes=checker.rules.shapes)

    def act() -> None:
        members: Iterator[Member] = (Member(f"all.jsonl:{n}", one) for n, one in enumerate(given))
        with Outputs([output_for(f"{folder}/pool.parquet", about)]) as outputs:
            for result in pool.run(members):
                outputs.add(result)

    return act


def _spark(given: list[bytes], tasks: int, folder: str) -> Callable[[], None]:
    spark = session_of(f"local[{tasks}]")
    rows = [(f"all.jsonl:{n}", bytearray(one)) for n, one in enumerate(given)]
    source = f"{folder}/given"
    table = spark.createDataFrame(rows, "path string, content binary").repartition(tasks)
    table.write.mode("overwrite").parquet(source)

    rules = load_rules()

    def act() -> None:
        read = spark.read.parquet(source).repartition(tasks)
        findings = check_documents(read, rules, OPTIONS).findings
        findings.write.mode("overwrite").parquet(f"{folder}/spark", compression="zstd")

    return act


if __name__ == "__main__":
    sys.exit(main())
