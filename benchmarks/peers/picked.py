"""Of a document that is read, the values that conditions name and no others, side by side.

For engines that take every value over from Python: the whole plan costs them five times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.peers.conditions import Condition


def flat(path: str) -> str:
    """`budget.reserve.amount` as one name."""
    return path.replace(".", "_")


def picker(conditions: Iterable[Condition]) -> Callable[[Any], dict[str, Any]]:
    """From a document to its values by their flat names; None for one that is missing."""
    paths = sorted({path for one in conditions for path in one.fields})
    steps = [(flat(path), *_parted(path)) for path in paths]

    def pick(document: Any) -> dict[str, Any]:
        values = {}
        for name, groups, last in steps:
            group = document
            for step in groups:
                group = group[step]
            values[name] = group.get(last)
        return values

    return pick


def _parted(path: str) -> tuple[list[str], str]:
    *groups, last = path.split(".")
    return groups, last
