"""A condition as it is written wherever the signs of arithmetic are those of Python."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peers.conditions import Condition, Kind


def infix(condition: Condition, fields: Sequence[str]) -> str:
    """`fields` as the language names them. Of what is no arithmetic, the field by itself."""
    first, last = fields[0], fields[-1]
    match condition.kind:
        case Kind.AT_MOST:
            return f"{first} <= {condition.figure}"
        case Kind.AT_LEAST:
            return f"{first} >= {condition.figure}"
        case Kind.SHARE:
            return f"100 * {first} <= {condition.figure} * {last}"
        case Kind.SUM:
            return f"{' + '.join(fields[:-1])} == {last}"
        case Kind.NOT_AFTER:
            return f"{first} <= {last}"
        case _:
            return first
