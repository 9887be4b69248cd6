"""JSON Logic, in Rust (datalogic): all conditions as one list, from the document's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.conditions import Condition, Kind

PACKAGES = ("datalogic-py",)
TITLE = "JSON Logic (datalogic, Rust)"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    from datalogic_py import Engine

    rule = Engine().compile([_logic(one) for one in conditions])

    def check(data: bytes) -> set[int]:
        return {number for number, held in enumerate(rule.evaluate(data.decode())) if not held}

    return check


def _logic(condition: Condition) -> dict[str, Any]:
    first, *_ = fields = [{"var": path} for path in condition.fields]
    match condition.kind:
        case Kind.GIVEN:
            return {"!==": [first, None]}
        case Kind.YES:
            return {"===": [first, True]}
        case Kind.AT_MOST:
            return {"<=": [first, condition.figure]}
        case Kind.AT_LEAST:
            return {">=": [first, condition.figure]}
        case Kind.SHARE:
            return {"<=": [{"*": [100, first]}, {"*": [condition.figure, fields[1]]}]}
        case Kind.SUM:
            return {"===": [{"+": fields[:-1]}, fields[-1]]}
        case Kind.NOT_AFTER:
            return {"<=": fields}
        case Kind.ONE_OF:
            return {"in": [first, list(condition.codes)]}
