"""JSON Schema, which sees one value at a time: two amounts, or two days, it cannot compare.

A schema a condition, all under `allOf`, so that the path of an error says whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.peers.conditions import Condition, Kind

SAYS = frozenset({Kind.GIVEN, Kind.YES, Kind.AT_MOST, Kind.AT_LEAST, Kind.ONE_OF})


def schema(conditions: Sequence[Condition]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [_of_document(one) for one in conditions],
    }


def _of_document(condition: Condition) -> dict[str, Any]:
    made = _of_value(condition)
    for name in reversed(condition.fields[0].split(".")):
        made = {"properties": {name: made}, "required": [name]}
    return made


def _of_value(condition: Condition) -> dict[str, Any]:
    match condition.kind:
        case Kind.GIVEN:
            return {"not": {"type": "null"}}
        case Kind.YES:
            return {"const": True}
        case Kind.AT_MOST:
            return {"maximum": condition.figure}
        case Kind.AT_LEAST:
            return {"minimum": condition.figure}
        case Kind.ONE_OF:
            return {"enum": list(condition.codes)}
        case _:
            raise ValueError(f"JSON Schema cannot say {condition.kind.value}")
