"""The desk in the Python of the page says what it says here: every answer, every byte."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from perkins_rules import assets
from perkins_rules.app.page.desk import Desk

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
AT = "/budget/total_allocation/amount"


def in_json(part: Any) -> Any:
    """An answer as JSON has it."""
    return json.loads(json.dumps(part, default=packed))


def packed(data: bytes) -> dict[str, str]:
    return {"$bytes": base64.b64encode(data).decode()}


def opened(path: Path) -> tuple[str, list[Any]]:
    return "open", [path.name, packed(path.read_bytes())]


ASKED: list[tuple[str, list[Any]]] = [
    ("types", []),
    ("form", ["state_plan"]),
    ("begin", ["state_plan:levels"]),
    ("edit", [[{"op": "set", "at": AT, "value": "$612,000.50"}]]),
    ("edit", [[{"op": "set", "at": "/nothing", "value": "x"}]]),
    *map(opened, EXAMPLES),
    opened(ROOT / "examples" / "sample-plan-with-errors.yaml"),
    *(("download", [kind]) for kind in ("html", "report", "xlsx", "csv", "sarif", "json", "forms")),
    ("questions", []),
    ("rules", ["reserve"]),
    ("rule", ["federal.budget/administration-cap"]),
]
OF_THE_SOLVER: list[tuple[str, list[Any]]] = [
    opened(ROOT / "examples" / "sample-plan.yaml"),
    ("lawful", ["/budget/nontraditional/amount"]),
    ("repair", []),
]


@pytest.mark.slow
def test_its_answers_are_the_native_ones() -> None:
    site, node = assets.built_page(), shutil.which("node")
    if node is None or not (site / "site.json").is_file():
        pytest.skip("the page is not built: `make page` does it, and needs Node")
    has_solver = json.loads((site / "site.json").read_text())["python"]["solver"]
    asked = [*ASKED, *(OF_THE_SOLVER if has_solver else ())]
    script = str(Path(__file__).with_name("desk_in_node.mjs"))
    done = subprocess.run(
        [node, script, str(site)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    desk = Desk()
    for (method, given), told in zip(asked, json.loads(done.stdout)["answers"], strict=True):
        mine = [
            base64.b64decode(g["$bytes"]) if isinstance(g, dict) and "$bytes" in g else g
            for g in given
        ]
        assert told == in_json(getattr(desk, method)(*mine)), (method, given)
