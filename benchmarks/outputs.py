"""python -m benchmarks.outputs [--documents 150] [--rounds 3] [--kind WORD] [NAME…]

What each output takes beside the checks themselves: one run over the same documents for each, all
in this process and in turn, the least CPU time of some rounds, as a ratio to the checks alone.
`nothing to do` is a second run with `--resume`. What a run takes to start is in it, so that few
documents make the ratios greater.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.many import PLAN, examples, with_errors, write
from perkins_rules import load_rules
from perkins_rules.app.main import main as perkins_rules
from perkins_rules.batch.containers import line_members
from perkins_rules.checker import Checker
from perkins_rules.pipeline import Options

LIMIT = 1 << 24
ENDINGS = ("txt", "json", "ndjson", "csv", "xlsx", "parquet", "html", "docx", "md", "sarif", "xml")
"""An output each; `.xml` is JUnit."""
Act = Callable[[], Any]


def main() -> int:
    """Prints a table for each kind of document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kind", default="", help="a word of a title: only such documents")
    parser.add_argument("names", nargs="*", help="of outputs; all, where none is named")
    asked = parser.parse_args()
    for title, of in ((title, of) for title, of in kinds().items() if asked.kind in title):
        with tempfile.TemporaryDirectory() as folder:
            given = write(Path(folder) / "all.jsonl", asked.documents, of)
            print(f"\n{title}: {asked.documents:,} documents, {given.stat().st_size / 1e6:.1f} MB")
            _table(_acts(given, asked.names), asked)
    return 0


def kinds() -> dict[str, list[dict[str, Any]]]:
    """Documents of some kinds, by what they are."""
    plan = json.loads(PLAN)
    return {
        "clean State plans": [plan],
        "State plans, one in three with ten errors": [plan, plan, with_errors()],
        "State plans with ten errors": [with_errors()],
        "every example": list(examples()),
    }


def _acts(given: Path, names: list[str]) -> Iterator[tuple[str, Act]]:
    def run(*words: str) -> Act:
        return lambda: _check(given, *words)

    yield "checks alone", lambda: _alone(given)
    yield "to the screen", run()
    for ending in ENDINGS:
        if not names or ending in names:
            yield ending, run("--output", f"{given.parent}/all.{ending}")
    if not names or "resume" in names:
        store = f"{given.parent}/all.store"
        yield "kept by --resume", lambda: _kept(given, store)
        yield "nothing to do", run("--resume", store)


def _table(acts: Iterator[tuple[str, Act]], asked: argparse.Namespace) -> None:
    every = list(acts)
    least = {name: float("inf") for name, _ in every}
    for _ in range(asked.rounds + 1):  # the first warms up
        for name, act in every:
            began = time.process_time()
            act()
            least[name] = min(least[name], time.process_time() - began)
    alone = least["checks alone"]
    for name, took in least.items():
        each = took / asked.documents * 1000
        print(f"  {name:<18} {each:>8.2f} ms a document   {took / alone:>6.2f} times", flush=True)


def _alone(given: Path) -> None:
    """The same rules asked, all findings told, and nothing shown of them."""
    checker = Checker(load_rules(), Options(derive_reviews=False))
    with given.open("rb") as file:
        for member in line_members(given.name, file, LIMIT):
            assert checker.check(member).report.findings is not None


def _check(given: Path, *words: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert perkins_rules(["check", str(given), "--jobs", "1", *words]) in (0, 1)


def _kept(given: Path, store: str) -> None:
    """A first run: there is no store yet."""
    for ending in ("", "-wal", "-shm"):
        Path(store + ending).unlink(missing_ok=True)
    _check(given, "--resume", store)


if __name__ == "__main__":
    sys.exit(main())
