"""Whether engines give the verdicts that are right, before anything is measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.peers import by_hand
from benchmarks.peers.conditions import Condition
from benchmarks.peers.engines import Engine


def faults(
    engines: Iterable[Engine], conditions: Sequence[Condition], documents: Iterable[bytes]
) -> Iterator[str]:
    """A line for each verdict that differs from exact arithmetic; none if all agree."""
    exact = by_hand.exact(conditions)
    for number, data in enumerate(documents):
        right = exact(data)
        for engine in engines:
            differs = engine.check(data) ^ (right & engine.says)
            if differs:
                named = ", ".join(conditions[each].kind.value for each in sorted(differs))
                yield f"document {number}: {engine.title} differs on {sorted(differs)}: {named}"
