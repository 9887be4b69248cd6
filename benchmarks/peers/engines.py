"""The engines that are compared: which of them are here, in which release, and made ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from benchmarks.peers.conditions import Condition, Kind

NAMES = (
    "ours",
    "by_hand",
    "json_logic",
    "json_schema_rs",
    "cel",
    "regorus",
    "zen",
    "cedar",
    "json_schema",
    "regopy",
)
"""The modules of this folder that have `ready`."""


class Engine(NamedTuple):
    """An engine made ready: `check` gives of a document the numbers of the broken conditions.

    `says` are the numbers of those that it has words for.
    """

    name: str
    title: str
    release: str
    says: frozenset[int]
    check: Callable[[bytes], set[int]]


class Absent(NamedTuple):
    """An engine that is not here, and why."""

    name: str
    reason: str


def engine(name: str, conditions: Sequence[Condition]) -> Engine | Absent:
    """One of NAMES, made ready for those of the conditions that it can say."""
    module = import_module(f"benchmarks.peers.{name}")
    try:
        releases = [f"{package} {version(package)}" for package in module.PACKAGES]
    except PackageNotFoundError as error:
        return Absent(name, f"{error.name} is not installed (extra `benchmark`)")
    kinds = getattr(module, "SAYS", frozenset(Kind))
    says = [number for number, one in enumerate(conditions) if one.kind in kinds]
    check = _ready(module, [conditions[number] for number in says])
    if len(says) < len(conditions):
        check = _numbered(check, says)
    return Engine(name, module.TITLE, releases[0], frozenset(says), check)


def _ready(module: Any, conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    if not conditions:
        return lambda data: set()
    made: Callable[[bytes], set[int]] = module.ready(conditions)
    return made


def _numbered(
    check: Callable[[bytes], set[int]], numbers: Sequence[int]
) -> Callable[[bytes], set[int]]:
    """What is told of some conditions, by their numbers among all."""
    return lambda data: {numbers[number] for number in check(data)}
