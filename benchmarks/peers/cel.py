"""The Common Expression Language, in Rust: all conditions as one list, worked out in one call."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from benchmarks.peers.conditions import Condition, Kind
from benchmarks.peers.picked import flat, picker

PACKAGES = ("common-expression-language", "orjson")
TITLE = "CEL (Rust)"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    import cel
    import orjson

    program = cel.compile(f"[{', '.join(map(_cel, conditions))}]")

    pick = picker(conditions)

    def check(data: bytes) -> set[int]:
        holds = program.execute(pick(orjson.loads(data)))
        return {number for number, held in enumerate(holds) if not held}

    return check


def _cel(condition: Condition) -> str:
    """Figures as doubles: whole numbers and doubles are of two kinds, and do not add up."""
    first, *_ = fields = [flat(path) for path in condition.fields]
    match condition.kind:
        case Kind.GIVEN:
            return f"{first} != null"
        case Kind.YES:
            return first
        case Kind.AT_MOST:
            return f"double({first}) <= {condition.figure}.0"
        case Kind.AT_LEAST:
            return f"double({first}) >= {condition.figure}.0"
        case Kind.SHARE:
            return f"100.0 * double({first}) <= {condition.figure}.0 * double({fields[1]})"
        case Kind.SUM:
            *parts, whole = (f"double({field})" for field in fields)
            return f"{' + '.join(parts)} == {whole}"
        case Kind.NOT_AFTER:
            return f"{first} <= {fields[1]}"
        case Kind.ONE_OF:
            return f"{first} in {json.dumps(condition.codes)}"
