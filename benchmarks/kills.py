"""python -m benchmarks.kills [--kills 20] [--documents 1500] [--jobs 2] [--seed N]

Kills a run with --resume, with SIGKILL and at random moments, again and again; lets the last run
come to its end; and holds its reports against those of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import NamedTuple

from benchmarks.many import small, start, write

ENDINGS = ("json", "csv", "ndjson")
MARK = b"kept from before"


class Outcome(NamedTuple):
    """What came of it. `faults` tells what is not as it should be."""

    kills: int
    kept: list[int]
    faults: list[str]


def main() -> int:
    """1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=1500)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_runs(Path(folder), asked.documents, asked.kills, asked.jobs, asked.seed)
    print(f"{outcome.kills} kills; results kept after each: {outcome.kept}")
    print("\n".join(outcome.faults) or "the reports are those of an undisturbed run")
    return 1 if outcome.faults else 0


def kill_runs(folder: Path, documents: int, kills: int, jobs: int, seed: int = 1) -> Outcome:
    """Runs it all in an empty folder."""
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    given = str(write(folder / "all.jsonl", documents, small()[-5:]))
    words = ("check", given, "--jobs", str(jobs))
    started = time.monotonic()
    _finished((*words, *_outputs(folder / "whole")))
    whole = time.monotonic() - started
    store, out = folder / "kept.db", folder / "out"
    resumed = (*words, "--resume", str(store), *_outputs(out))
    kept, faults, killed = [0], [], 0
    while killed < kills:
        fault = _killed(resumed, chance.uniform(0.2, 1 + 3 * whole / kills))
        if fault == "done":
            break
        killed += 1
        faults += [fault] if fault else []
        kept.append(_count(store))
    faults += [f"left behind: {file.name}" for file in out.iterdir() if file.suffix in ENDINGS]
    faults += ["results were lost"] if kept != sorted(kept) else []
    marked = _marked(store, folder / "marked.db")
    _finished(resumed)
    for ending in ENDINGS:
        one, other = folder / "whole" / f"all.{ending}", out / f"all.{ending}"
        if one.read_bytes() != other.read_bytes():
            faults.append(f"all.{ending} differs")
    again = folder / "again"
    _finished((*words, "--resume", str(folder / "marked.db"), *_outputs(again)))
    used = (again / "all.json").read_bytes().count(MARK)
    if used != marked:
        faults.append(f"of {marked} results that were kept, {used} were used")
    return Outcome(killed, kept[1:], faults)


def _outputs(folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    return [word for ending in ENDINGS for word in ("--output", str(folder / f"all.{ending}"))]


def _finished(words: tuple[str, ...]) -> None:
    with start(words, stdout=subprocess.DEVNULL) as process:
        assert process.wait() in (0, 1)


def _killed(words: tuple[str, ...], after: float) -> str:
    """Kills the parent alone, as the system does; says what of it outlived that."""
    with start(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        else:
            return "done"
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return ""
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    return "processes outlived the run"


def _count(store: Path) -> int:
    if not store.exists():
        return 0
    with sqlite3.connect(store) as database:
        if not database.execute("select count(*) from sqlite_master").fetchone()[0]:
            return 0
        return int(database.execute("select count(*) from results").fetchone()[0])


def _marked(store: Path, copy: Path) -> int:
    """A copy in which each result says that it was kept: what is done again loses the mark."""
    with sqlite3.connect(store) as source, sqlite3.connect(copy) as database:
        source.backup(database)
        rows = database.execute("select name, content from results").fetchall()
        for name, content in rows:
            plain = zlib.decompress(content)
            first = plain.index(b'"edition":"') + len(b'"edition":"')
            changed = zlib.compress(plain[:first] + MARK + plain[first:])
            database.execute("update results set content=? where name=?", (changed, name))
    return len(rows)


if __name__ == "__main__":
    sys.exit(main())
