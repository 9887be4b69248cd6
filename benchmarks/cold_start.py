"""python -m benchmarks.cold_start

One check from a cold start, its rules in the cache, against `check-jsonschema` on the same plan:
the sample plan as JSON and as YAML, and the one with errors as JSON. Processor time, turn about,
medians, in a folder without a configuration. Then the first run of all, with nothing in the cache.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SCHEMA = ROOT / "schemas" / "state_plan.schema.json"
RUNS = 15
FIRST_RUNS = 3
GOALS = {
    ("JSON", "check-jsonschema"): 0.06,
    ("with errors", "JSON"): 1.3,
    ("YAML", "JSON"): 1.2,
}


def main() -> int:
    """1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _plans(folder)
        check = [sys.executable, "-m", "perkins_rules", "check"]
        theirs = [_installed("check-jsonschema"), "--schemafile", str(SCHEMA), "plan.json"]
        commands = {
            "bare Python": ([sys.executable, "-c", "pass"], 0),
            "check-jsonschema": (theirs, 0),
            "JSON": ([*check, "plan.json"], 0),
            "with errors": ([*check, "errors.json"], 1),
            "YAML": ([*check, "plan.yaml"], 0),
        }
        for command, code in commands.values():  # the first run of each fills caches
            _seconds(command, code, folder)
        rounds = [
            {name: _seconds(command, code, folder) for name, (command, code) in commands.items()}
            for _ in range(RUNS)
        ]
        first = [_first(check, folder) for _ in range(FIRST_RUNS)]
    medians = {name: statistics.median(one[name] for one in rounds) for name in commands}
    for name, seconds in medians.items():
        print(f"{name}: {1000 * seconds:.0f} ms")
    print(f"nothing in the cache: {1000 * statistics.median(first):,.0f} ms")
    return max(_told(medians, *pair, goal) for pair, goal in GOALS.items())


def _told(medians: dict[str, float], name: str, other: str, goal: float) -> int:
    ratio = medians[name] / medians[other]
    print(f"{name}: {ratio:.3f} times {other}; the goal is at most {goal}")
    return int(ratio > goal)


def _plans(folder: Path) -> None:
    shutil.copy(EXAMPLES / "sample-plan.json", folder / "plan.json")
    shutil.copy(EXAMPLES / "sample-plan.yaml", folder / "plan.yaml")
    errors = (EXAMPLES / "sample-plan-with-errors.yaml").read_text(encoding="utf-8")
    written = json.dumps(yaml.safe_load(errors), default=str, indent=2)
    (folder / "errors.json").write_text(written, encoding="utf-8")


def _first(check: list[str], folder: Path) -> float:
    with tempfile.TemporaryDirectory() as cache:
        return _seconds([*check, "plan.json"], 0, folder, XDG_CACHE_HOME=cache)


def _seconds(command: list[str], code: int, folder: Path, **more: str) -> float:
    """The processor time of a command that must end with an exit code."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT), **more}
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.chdir(folder)
        os.execve(command[0], command, environment)  # noqa: S606  # `wait4` tells what it used
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != code:
        sys.exit(f"exit status {status}, not {code}: {' '.join(command)}")
    return used.ru_utime + used.ru_stime


def _installed(command: str) -> str:
    found = shutil.which(
        command, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if found is None:
        sys.exit(f"{command} is not installed: pip install {command}")
    return found


if __name__ == "__main__":
    sys.exit(main())
