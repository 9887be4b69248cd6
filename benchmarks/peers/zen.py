"""GoRules zen-engine, in Rust: one expression a condition in one node, from the document's text."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from benchmarks.peers.conditions import Condition, Kind
from benchmarks.peers.infix import infix

PACKAGES = ("zen-engine",)
TITLE = "zen-engine (Rust)"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    from zen import ZenEngine

    expressions = [
        {"id": f"e{number}", "key": f"c{number}", "value": _zen(one)}
        for number, one in enumerate(conditions)
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {
            "id": "all",
            "name": "all",
            "type": "expressionNode",
            "content": {"expressions": expressions},
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "all"), ("all", "out"))
    ]
    decision = ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def check(data: bytes) -> set[int]:
        holds = decision.evaluate(data)["result"]
        return {number for number in range(len(conditions)) if holds[f"c{number}"] is not True}

    return check


def _zen(condition: Condition) -> str:
    first, *_ = fields = condition.fields
    match condition.kind:
        case Kind.GIVEN:
            return f"{first} != null"
        case Kind.YES:
            return f"{first} == true"
        case Kind.NOT_AFTER:
            return f"date({first}) <= date({fields[1]})"
        case Kind.ONE_OF:
            return f"{first} in {json.dumps(condition.codes)}"
        case _:
            return infix(condition, fields)
