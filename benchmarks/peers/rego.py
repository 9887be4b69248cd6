"""Rego, the language of Open Policy Agent, for the two engines that have it.

What a document lacks is undefined, and `not` of it is true: the condition is broken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks.peers.conditions import Condition, Kind

QUERY = "data.bench.broken"


def module(conditions: Sequence[Condition]) -> str:
    """A module with the set of the numbers of all conditions that are broken."""
    rules = (
        f"broken contains {number} if not {_rego(one)}\n" for number, one in enumerate(conditions)
    )
    return "".join(("package bench\n\nimport rego.v1\n\n", *rules))


def _rego(condition: Condition) -> str:
    first, *_ = fields = [f"input.{path}" for path in condition.fields]
    match condition.kind:
        case Kind.GIVEN | Kind.YES:
            return first
        case Kind.AT_MOST:
            return f"{first} <= {condition.figure}"
        case Kind.AT_LEAST:
            return f"{first} >= {condition.figure}"
        case Kind.SHARE:
            return f"100 * {first} <= {condition.figure} * {fields[1]}"
        case Kind.SUM:
            return f"{' + '.join(fields[:-1])} == {fields[-1]}"
        case Kind.NOT_AFTER:
            return f"{first} <= {fields[1]}"
        case Kind.ONE_OF:
            return f"{first} in {{{', '.join(map(json.dumps, condition.codes))}}}"
