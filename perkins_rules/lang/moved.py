"""A declaration as it would have been read so many lines further down."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from attrs import fields

from perkins_rules.lang.nodes import Node
from perkins_rules.source import Span

Part = TypeVar("Part")


def moved(part: Part, lines: int) -> Part:
    """The part of a syntax tree, with all places in it so many lines further down."""
    return _moved(part, lines) if lines else part


def _moved(part: Any, lines: int) -> Any:
    if isinstance(part, Span):
        return Span(part.line + lines, part.column, part.end_line + lines, part.end_column)
    if isinstance(part, tuple):
        return tuple([_moved(inner, lines) for inner in part])
    if isinstance(part, Node):
        kind: Any = type(part)
        return kind(**{name: _moved(getattr(part, name), lines) for name in _parts_of(kind)})
    return part


@cache
def _parts_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
