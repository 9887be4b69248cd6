"""Cedar, in Rust: a policy a condition, all asked in one request whose context has the values.

Cedar has whole numbers only, and no null: amounts are handed over in cents, which Python makes
of them first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.conditions import Condition, Kind
from benchmarks.peers.infix import infix
from benchmarks.peers.picked import flat, picker

PACKAGES = ("cedarpy", "orjson")
TITLE = "Cedar (cedarpy, Rust)"
WHO = {"principal": 'User::"author"', "action": 'Action::"file"', "resource": 'Plan::"plan"'}


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    import orjson
    from cedarpy import PolicySet, is_authorized

    policies = PolicySet.from_str(
        "".join(
            f"permit(principal, action, resource) when {{ {_cedar(one)} }};\n" for one in conditions
        )
    )
    pick = picker(conditions)
    everything = set(range(len(conditions)))

    def check(data: bytes) -> set[int]:
        request = {**WHO, "context": _in_cents(pick(orjson.loads(data)))}
        told = is_authorized(request, policies, []).diagnostics.reasons
        return everything - {int(policy.removeprefix("policy")) for policy in told}

    return check


def _in_cents(values: dict[str, Any]) -> dict[str, Any]:
    """What is missing is left out: Cedar knows no null."""
    return {
        name: round(100 * value) if type(value) in (int, float) else value
        for name, value in values.items()
        if value is not None
    }


def _cedar(condition: Condition) -> str:
    first, *_ = fields = [f"context.{flat(path)}" for path in condition.fields]
    match condition.kind:
        case Kind.GIVEN:
            return f"context has {flat(condition.fields[0])}"
        case Kind.AT_MOST | Kind.AT_LEAST:
            return infix(condition._replace(figure=100 * condition.figure), fields)
        case Kind.NOT_AFTER:
            return f"datetime({first}) <= datetime({fields[1]})"
        case Kind.ONE_OF:
            return f"{json.dumps(condition.codes)}.contains({first})"
        case _:
            return infix(condition, fields)
