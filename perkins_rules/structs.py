"""Struct: a class with named parts, for what a check imports once a document has a fault.

attrs would do as well, and does wherever rule files are read; but to import it and to have it make
these classes takes a fifth of the time of a whole check.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, dataclass_transform


@dataclass_transform(kw_only_default=True, eq_default=False, frozen_default=True)
class Struct:
    """Takes its parts by name and keeps them; equal to itself alone.

    The parts are what a class annotates, after those of the class above it; one that has a value
    there may be left out. That none is set again is seen to by the type checker.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _known: ClassVar[frozenset[str]] = frozenset()
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, frozen: bool = True) -> None:
        own = tuple(cls.__annotations__)
        cls._fields = (*cls._fields, *own)
        cls._known = frozenset(cls._fields)
        cls._needed |= {name for name in own if name not in cls.__dict__}

    def __init__(self, **parts: Any) -> None:
        if not self._needed <= parts.keys() <= self._known:
            wrong = ", ".join(sorted((self._needed - parts.keys()) | (parts.keys() - self._known)))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong}")
        self.__dict__.update(parts)

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({parts})"


_Kind = TypeVar("_Kind", bound=Struct)


def fields(kind: type[Struct]) -> tuple[str, ...]:
    """The names of the parts of a class."""
    return kind._fields


def evolve(one: _Kind, **changes: Any) -> _Kind:
    """The same with other parts."""
    return type(one)(**{name: getattr(one, name) for name in one._fields} | changes)
