"""Rego, the language of Open Policy Agent, for the two engines that have it.

What a document lacks is undefined, and `not` of it is true: the condition is broken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks.peers.conditions import Condition, Kind
from benchmarks.peers.infix import infix

QUERY = "data.bench.broken"


def module(conditions: Sequence[Condition]) -> str:
    """A module with the set of the numbers of all conditions that are broken."""
    rules = (
        f"broken contains {number} if not {_rego(one)}\n" for number, one in enumerate(conditions)
    )
    return "".join(("package bench\n\nimport rego.v1\n\n", *rules))


def _rego(condition: Condition) -> str:
    fields = [f"input.{path}" for path in condition.fields]
    if condition.kind is Kind.ONE_OF:
        return f"{fields[0]} in {{{', '.join(map(json.dumps, condition.codes))}}}"
    return infix(condition, fields)
