"""python -m benchmarks.memory [--documents 50000] [--jobs 2]

The peak of memory, of the parent and its processes together, over 2,000 and over many documents
that are streamed from a packed file, with reports as JSON, CSV, HTML and Parquet. The second may
be 1.2 times the first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.many import examples, start, write

FEW = 2000
GOAL = 1.2
ENDINGS = ("json", "csv", "html", "parquet")
QUICK = 3
"""Of the examples, those that are checked soonest: it is memory that is measured."""


def main() -> int:
    """1 if the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    few, many = (_peak(count, asked.jobs) for count in (FEW, asked.documents))
    print(f"ratio {many / few:.3f}; the goal is at most {GOAL}")
    return int(many / few > GOAL)


def _peak(count: int, jobs: int) -> float:
    """MiB: the sum of what each process held at most."""
    with tempfile.TemporaryDirectory() as folder:
        given = write(Path(folder) / "all.jsonl.gz", count, _quick())
        outputs = [word for e in ENDINGS for word in ("--output", f"{folder}/all.{e}")]
        words = ("check", str(given), "--jobs", str(jobs), *outputs)
        started = time.monotonic()
        peaks: dict[int, int] = {}
        with start(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None:
                peaks |= _held(process.pid)
                time.sleep(0.1)
        assert process.returncode in (0, 1)
        sizes = {e: (Path(folder) / f"all.{e}").stat().st_size >> 20 for e in ENDINGS}
    mib = sorted((kib / 1024 for kib in peaks.values()), reverse=True)
    took = time.monotonic() - started
    print(f"{count:,} documents: {sum(mib):.0f} MiB ({', '.join(f'{m:.0f}' for m in mib)})")
    print(f"  in {took:.0f} s, {count / took:,.0f} a second; reports in MiB: {sizes}", flush=True)
    return sum(mib)


def _quick() -> list[dict[str, object]]:
    wanted = ("admissions_review", "voluntary_compliance_plan", "alignment_review")
    return [one for one in examples() if one["document"] in wanted and _is_clean(one)][:QUICK]


def _is_clean(one: dict[str, object]) -> bool:
    from perkins_rules import Verdict, check_document, load_rules

    verdict = check_document(load_rules(), one).verdict
    return verdict in (Verdict.PASS, Verdict.NEEDS_REVIEW)


def _held(group: int) -> dict[int, int]:
    """By process of the session, the most that it ever held, in KiB."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if int((status.parent / "stat").read_text().rpartition(")")[2].split()[2]) != group:
                continue
            text = status.read_text()
        except (OSError, ValueError):
            continue  # it ended meanwhile
        if "VmHWM:" in text:
            found[int(status.parent.name)] = int(text.partition("VmHWM:")[2].split()[0])
    return found


if __name__ == "__main__":
    sys.exit(main())
