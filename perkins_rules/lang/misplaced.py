"""Misplaced: a clause that cannot stand where it stands."""

from __future__ import annotations

from perkins_rules.source import Span


class Misplaced(Exception):
    """What stands twice, or without what it belongs to, and where."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
