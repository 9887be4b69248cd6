"""python -m benchmarks.reading [--rounds 200]

Reading alone: bytes to a document with its values typed, in JSON and in YAML, turn about in one
run with what others do with the same bytes. CPU time, medians; places are read when asked for.
The last line says how far a YAML plan lies above the same plan in JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from unittest.mock import patch

import orjson
import yaml

from benchmarks.many import PLAN, ROOT
from benchmarks.peers.measure import took
from perkins_rules import load_rules
from perkins_rules.documents import quick_json, quick_yaml, read_document

YAML = (ROOT / "examples" / "sample-plan.yaml").read_bytes()
EVENTS = "libyaml's events"
PLACE = "/performance/indicators"


def main() -> int:
    """Prints a row for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    measured = took(_ways(), b"", "orjson.loads", parser.parse_args().rounds)
    medians = {title: of.median for title, of in measured.items()}
    print(f"{len(PLAN):,} bytes of JSON, {len(YAML):,} of YAML")
    for title, of in measured.items():
        print(f"  {title:<34} {of.median:>9,.0f} µs {of.times:>7.1f} times orjson.loads")
    above = (medians["YAML, read"] - medians["JSON, read"]) / medians[EVENTS]
    print(f"YAML above JSON: {above:.2f} loops over libyaml's events")
    return 0


def _ways() -> dict[str, Callable[[bytes], object]]:
    shapes = load_rules().shapes

    def exactly(name: str, data: bytes) -> object:
        with patch.object(quick_json, "_scan", None), patch.object(quick_yaml, "_Events", None):
            return read_document(name, data, shapes)

    def placed(name: str, data: bytes) -> object:
        return read_document(name, data, shapes).span_of(PLACE)

    return {
        "orjson.loads": lambda data: orjson.loads(PLAN),
        "json.loads": lambda data: json.loads(PLAN),
        "JSON, read": lambda data: read_document("plan.json", PLAN, shapes),
        "JSON, read, a place asked for": lambda data: placed("plan.json", PLAN),
        "JSON, read by the exact reader": lambda data: exactly("plan.json", PLAN),
        EVENTS: lambda data: sum(1 for _ in yaml.parse(YAML, yaml.CSafeLoader)),
        "YAML, read": lambda data: read_document("plan.yaml", YAML, shapes),
        "YAML, read, a place asked for": lambda data: placed("plan.yaml", YAML),
        "YAML, read by the exact reader": lambda data: exactly("plan.yaml", YAML),
    }


if __name__ == "__main__":
    raise SystemExit(main())
