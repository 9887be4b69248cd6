"""python -m benchmarks.cold_start [PLAN.json]

One clean plan from a cold start, its rules in the cache, against `check-jsonschema` on the same
file, turn about. Prints the best and the median time of each and their ratio.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "examples" / "sample-plan.json"
SCHEMA = ROOT / "schemas" / "state_plan.schema.json"
RUNS = 15
GOAL = 0.2


def main() -> int:
    """1 if the goal is missed."""
    plan = Path(sys.argv[1]) if len(sys.argv) > 1 else PLAN
    ours = [sys.executable, "-m", "perkins_rules", "check", str(plan)]
    theirs = [_installed("check-jsonschema"), "--schemafile", str(SCHEMA), str(plan)]
    for command in (ours, theirs):  # the first run of each fills caches
        _seconds(command)
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS)]
    bare = min(_seconds([sys.executable, "-c", "pass"]) for _ in range(RUNS))
    best, median = (_ratio(measure, pairs) for measure in (min, statistics.median))
    print(f"a bare Python interpreter: {1000 * bare:.0f} ms")
    print(f"ratio of the best {best:.3f}, of the medians {median:.3f}; the goal is below {GOAL}")
    return int(min(best, median) >= GOAL)


def _ratio(measure: object, pairs: list[tuple[float, float]]) -> float:
    assert callable(measure)
    ours, theirs = (measure(times) for times in zip(*pairs, strict=True))
    name = getattr(measure, "__name__", "")
    print(f"{name}: perkins-rules {1000 * ours:.0f} ms, check-jsonschema {1000 * theirs:.0f} ms")
    return float(ours / theirs)


def _seconds(command: list[str]) -> float:
    """The wall-clock time of a command that must succeed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, cwd=ROOT)
    return time.perf_counter() - started


def _installed(command: str) -> str:
    found = shutil.which(
        command, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if found is None:
        sys.exit(f"{command} is not installed: pip install {command}")
    return found


if __name__ == "__main__":
    sys.exit(main())
