"""Faults of the rules of a pack, each said once and where it is to be mended.

The rules of a table share their text. What is wrong there in every row is a fault of the text,
said once; what is wrong in some rows only is said at each of those.
"""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.source import Span

_Shared = dict[tuple[str, Span], dict[Span, Diagnostic]]
"""What is told of a place of a table, in which rows."""


class RowFaults:
    """What is told of declarations, in their order."""

    def __init__(self) -> None:
        self.plain: list[Diagnostic] = []
        self.rows: dict[Span, set[Span]] = {}
        self.shared: dict[Span, _Shared] = {}

    def add(self, node: n.Declaration, found: list[Diagnostic]) -> None:
        """Takes what was found in one declaration."""
        row = node.row if isinstance(node, n.Rule | n.Review) else None
        if row is None:
            self.plain += found
            return
        table = row.columns[0].span
        self.rows.setdefault(table, set()).add(row.span)
        shared = self.shared.setdefault(table, {})
        for diagnostic in found:
            if diagnostic.span.within(row.span):
                self.plain.append(diagnostic)
            else:
                said = shared.setdefault((diagnostic.code, diagnostic.span), {})
                said.setdefault(row.span, diagnostic)

    def all(self) -> Iterator[Diagnostic]:
        """Everything that is to be told."""
        yield from self.plain
        for table, shared in self.shared.items():
            for said in shared.values():
                yield from _told(said, whole=said.keys() == self.rows[table])


def _told(said: dict[Span, Diagnostic], whole: bool) -> Iterator[Diagnostic]:
    if whole:
        yield next(iter(said.values()))
        return
    for row, diagnostic in said.items():
        hint = f"with what this row says, this is wrong in line {diagnostic.span.line}"
        hint = f"{diagnostic.suggestion}; {hint}" if diagnostic.suggestion else hint
        yield diagnostic._replace(span=row, suggestion=hint)
