"""The engines that are compared: which of them are here, in which release, and made ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

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
    check = module.ready([conditions[number] for number in says]) if says else None

    def numbered(data: bytes) -> set[int]:
        assert check is not None
        return {says[number] for number in check(data)}

    whole = len(says) == len(conditions) and check is not None
    return Engine(name, module.TITLE, releases[0], frozenset(says), check if whole else numbered)
