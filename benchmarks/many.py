"""Documents by the thousand: the examples as lines of JSON, each a little different."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PLAN = (ROOT / "examples" / "sample-plan.json").read_bytes()
SMALL_BYTES = 4000


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """All examples, the smallest first, as plain texts, lists and groups."""
    files = sorted((ROOT / "examples").glob("*.yaml"))
    read = [yaml.load(file.read_bytes(), yaml.BaseLoader) for file in files]  # noqa: S506  # it makes texts only
    return tuple(sorted(read, key=lambda one: len(json.dumps(one))))


def small() -> list[dict[str, Any]]:
    return [one for one in examples() if len(json.dumps(one)) <= SMALL_BYTES]


def with_errors() -> dict[str, Any]:
    """The sample plan with ten values changed or left out, each of which some rule finds."""
    plan: dict[str, Any] = json.loads(PLAN)
    plan["budget"]["state_administration"]["amount"] = 900_000
    narrative, cover = plan["narrative"], plan["cover_page"]
    narrative["vision_and_goals"] = narrative["joint_planning"] = "TBD"
    del narrative["workforce_summary"], cover["state_director"]["telephone"]
    del cover["eligible_agency"], plan["accountability"]["gap_actions"]
    rows = [row for row in plan["performance"]["indicators"] if "levels" in row]
    for row in rows[:3]:
        row["levels"][1]["level"] = "1%"
    return plan


def lines(count: int, of: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    """So many documents in turn. Those that name their source are numbered there, since no rule
    asks for it.
    """
    for number, one in enumerate(islice(cycle(of), count)):
        numbered = {"source": f"{one['source']} Copy {number}."} if "source" in one else {}
        yield json.dumps({**one, **numbered}).encode() + b"\n"


def write(path: Path, count: int, of: Sequence[dict[str, Any]]) -> Path:
    """A file of lines, packed if its name says so."""
    with gzip.open(path, "wb", 1) if path.suffix == ".gz" else path.open("wb") as file:
        file.writelines(lines(count, of))
    return path


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "perkins_rules", *words]


def start(words: Sequence[str], **how: Any) -> subprocess.Popen[bytes]:
    """The command in a session of its own, so that all its processes can be found. It hears Ctrl-C
    even where this program was started in the background, which passes deafness to it on.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return subprocess.Popen(command(*words), env=environment, start_new_session=True, **how)
    finally:
        signal.signal(signal.SIGINT, before)
