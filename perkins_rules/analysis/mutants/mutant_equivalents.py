"""The file of equivalent mutants: changes that change nothing, each with the reason why.

    - definition: outlying_area
      mutation: >-
        `else no` was dropped in `state.code else no`
      reason: Every document has a code.

Each entry names a `rule` (or items table), a `definition` or a `parameter`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from perkins_rules.analysis.mutants.mutations import Mutant

FILE_NAME = "equivalent-mutants.yaml"
_OWNERS = {"rule": "", "definition": "definition ", "parameter": "parameter "}
_FORM = "an entry has a rule, definition or parameter, the mutation, and the reason"


class Equivalent(NamedTuple):
    """An entry: whose mutant, in which words, why it changes nothing; and where that stands."""

    owner: str
    mutation: str
    reason: str
    place: str


class EquivalentsFault(Exception):
    """The file says something else than it should; the message has the place."""


def read_equivalents(path: Path) -> list[Equivalent]:
    """The entries of a file. Raises EquivalentsFault, OSError."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EquivalentsFault(f"{path} is not YAML: {error}") from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise EquivalentsFault(f"{path}:1: a list of entries belongs here; {_FORM}")
    return [_entry(path, node) for node in root.value]


def _entry(path: Path, node: yaml.Node) -> Equivalent:
    place = f"{path}:{node.start_mark.line + 1}"
    said = _pairs(node)
    owners = [prefix + said[key] for key, prefix in _OWNERS.items() if key in said]
    if len(owners) != 1 or len(said) != 3 or not said.get("mutation") or not said.get("reason"):
        raise EquivalentsFault(f"{place}: {_FORM}")
    return Equivalent(owners[0], _plain(said["mutation"]), _plain(said["reason"]), place)


def _pairs(node: yaml.Node) -> dict[str, str]:
    pairs: list[tuple[Any, Any]] = node.value if isinstance(node, yaml.MappingNode) else []
    scalars = yaml.ScalarNode
    return {
        key.value: value.value
        for key, value in pairs
        if isinstance(key, scalars) and isinstance(value, scalars)
    }


def _plain(text: str) -> str:
    return " ".join(text.split())


class Settled(NamedTuple):
    """Survivors that nothing explains, those that an entry explains, and entries for nothing."""

    unexplained: list[Mutant]
    explained: list[Mutant]
    stale: list[Equivalent]


def settled(
    survivors: Sequence[Mutant], entries: Iterable[Equivalent], tried: Sequence[Mutant]
) -> Settled:
    """What the entries make of survivors; those for owners that were not tried are left aside."""
    known = {(e.owner, e.mutation): e for e in entries}
    explained = [m for m in survivors if (m.owner, _plain(m.words)) in known]
    met = {(m.owner, _plain(m.words)) for m in explained}
    owners = {m.owner for m in tried}
    stale = [e for key, e in known.items() if key not in met and e.owner in owners]
    return Settled([m for m in survivors if m not in explained], explained, stale)
