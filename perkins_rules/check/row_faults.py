"""Faults of the rules of a pack, each said once and where it is to be mended.

The rules of a table share their text. What is wrong there in every row is a fault of the text,
said once; what is wrong in some rows only is said once at each of those.
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
            of_rows: dict[Span, list[Diagnostic]] = {}
            for said in shared.values():
                if said.keys() == self.rows[table]:
                    yield next(iter(said.values()))
                    continue
                for row, diagnostic in said.items():
                    of_rows.setdefault(row, []).append(diagnostic)
            yield from (_of_row(row, found) for row, found in of_rows.items())


def _of_row(row: Span, found: list[Diagnostic]) -> Diagnostic:
    """What is wrong with one row: the first place of the table that it does not fit, and which
    others there are, since one cell that is wrong is wrong wherever its column stands.
    """
    first = min(found, key=lambda diagnostic: diagnostic.span)
    lines = sorted({diagnostic.span.line for diagnostic in found})
    where = f"line {lines[0]}"
    if len(lines) > 1:
        where = f"lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    hint = f"with what this row says, this is wrong in {where}"
    hint = f"{hint}: {first.suggestion}" if first.suggestion else hint
    return first._replace(span=row, suggestion=hint)
