"""python -m benchmarks.cold_start [PLAN.json]

One clean plan from a cold start, its rules in the cache, against `check-jsonschema` on the same
file, turn about. Prints the best and the median time of each and their ratio. Then the plan with
errors that stands beside it, as JSON, against the clean one.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "examples" / "sample-plan.json"
WITH_ERRORS = ROOT / "examples" / "sample-plan-with-errors.yaml"
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
    print(f"with errors: {_with_errors(ours[:-1]):.2f} times clean (medians)")
    return int(min(best, median) >= GOAL)


def _with_errors(check: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        written = yaml.safe_load(WITH_ERRORS.read_text(encoding="utf-8"))
        plan.write_text(json.dumps(written, default=str, indent=2), encoding="utf-8")
        clean, failing = [*check, str(PLAN)], [*check, str(plan)]
        pairs = [(_seconds(failing, code=1), _seconds(clean)) for _ in range(RUNS)]
    failed, passed = (statistics.median(times) for times in zip(*pairs, strict=True))
    return float(failed / passed)


def _ratio(measure: object, pairs: list[tuple[float, float]]) -> float:
    assert callable(measure)
    ours, theirs = (measure(times) for times in zip(*pairs, strict=True))
    name = getattr(measure, "__name__", "")
    print(f"{name}: perkins-rules {1000 * ours:.0f} ms, check-jsonschema {1000 * theirs:.0f} ms")
    return float(ours / theirs)


def _seconds(command: list[str], code: int = 0) -> float:
    """The wall-clock time of a command that must end with an exit code."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    ran = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment, cwd=ROOT)
    taken = time.perf_counter() - started
    if ran.returncode != code:
        sys.exit(f"exit code {ran.returncode}, not {code}: {' '.join(command)}")
    return taken


def _installed(command: str) -> str:
    found = shutil.which(
        command, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if found is None:
        sys.exit(f"{command} is not installed: pip install {command}")
    return found


if __name__ == "__main__":
    sys.exit(main())
