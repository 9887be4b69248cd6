"""Plans on which all engines must agree: the sample, and for each condition one that breaks it.

Every figure is a whole dollar: on these no engine's arithmetic can go astray. What becomes of
cents is asked apart, in `traps.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from benchmarks.many import PLAN
from benchmarks.peers.conditions import Condition, Kind

OTHER_CODES = {
    "state.code": "TX",
    "submission.option": "annual_revisions",
    "fiscal_responsibility.maintenance_of_effort.basis": "aggregate",
    "fiscal_responsibility.maintenance_of_effort.baseline_kind": "new",
}


def documents(conditions: Sequence[Condition]) -> Iterator[bytes]:
    """The sample plan, then the plans that break each condition in turn."""
    yield PLAN
    for condition in conditions:
        yield with_broken((condition,))


def with_broken(conditions: Sequence[Condition]) -> bytes:
    """The sample plan with these conditions broken, by no more than it takes."""
    plan = json.loads(PLAN)
    for condition in conditions:
        _break(plan, condition)
    return json.dumps(plan, indent=2).encode()


def _break(plan: dict[str, Any], condition: Condition) -> None:
    """What is changed is the first field; of a share and of a limit it goes one dollar beyond."""
    first, last = condition.fields[0], condition.fields[-1]
    *groups, name = first.split(".")
    group = _at(plan, groups)
    match condition.kind:
        case Kind.GIVEN:
            del group[name]
        case Kind.YES:
            group[name] = False
        case Kind.AT_MOST:
            group[name] = condition.figure + 1
        case Kind.AT_LEAST:
            group[name] = condition.figure - 1
        case Kind.SHARE:
            group[name] = condition.figure * int(_at(plan, last.split("."))) // 100 + 1
        case Kind.SUM:
            group[name] += 1
        case Kind.NOT_AFTER:
            later = date.fromisoformat(_at(plan, last.split("."))) + timedelta(days=1)
            group[name] = later.isoformat()
        case Kind.ONE_OF:
            group[name] = OTHER_CODES[first]


def _at(plan: Any, path: Sequence[str]) -> Any:
    for name in path:
        plan = plan[name]
    return plan
