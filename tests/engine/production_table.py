"""The table of productions: each grows one construct, for the types that it can give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check.types import Type
from tests.engine.world_types import RECORDS, SCALARS, fits, list_of

Production = Callable[[Any, Type, int], t.Checked | None]
BY_NAME: dict[str, Production] = {}
"""Every production by name. One gives None where it has nothing of the type wanted."""
TYPES_OF: dict[str, tuple[Type, ...]] = {}
LEAVES: list[str] = []


def production(name: str, *types: Type, leaf: bool = False) -> Callable[[Production], Production]:
    """Enters a production in the table with the types it can give."""

    def enter(grow: Production) -> Production:
        BY_NAME[name], TYPES_OF[name] = grow, types
        if leaf:
            LEAVES.append(name)
        return grow

    return enter


LISTS = tuple(list_of(entry) for entry in (*RECORDS, *SCALARS))
ANY = (*SCALARS, *RECORDS, *LISTS)
_CACHE: dict[tuple[Any, bool], list[Production]] = {}


def productions(wanted: Type, leaves: bool) -> list[Production]:
    """The productions that give a type."""
    key = (_key(wanted), leaves)
    if key not in _CACHE:
        names = [n for n, types in TYPES_OF.items() if any(fits(one, wanted) for one in types)]
        shallow = [n for n in names if n in LEAVES]
        if wanted.kind == "record":
            # No field holds one: at the least it is picked from a list.
            shallow.append("the one")
        chosen = shallow if leaves else names
        _CACHE[key] = [BY_NAME[name] for name in chosen]
    return _CACHE[key]


def _key(type_: Type | None) -> tuple[Any, ...]:
    return (type_.kind, id(type_.shape), _key(type_.entry)) if type_ is not None else ()


def operation(
    type_: Type, kind: str, *operands: t.Checked, options: tuple[Any, ...] = ()
) -> t.Operation:
    return t.Operation(type=type_, text=kind, kind=kind, operands=operands, options=options)
