"""The text of a table with what one row says in the place of its columns.

A column is a word of its own in a condition or an example, the first part of a path, an entry of
`look at`, or what stands in a hole of a text. What cannot stand where its column does is a
Misfit of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

from attrs import evolve, fields

from perkins_rules.lang import nodes as n
from perkins_rules.lang.holes import merged
from perkins_rules.lang.layout import flat
from perkins_rules.lang.print_expressions import expression_doc
from perkins_rules.lang.print_literals import print_literal
from perkins_rules.source import Span


class Misfit(Exception):
    """What a row says cannot stand where its column does; the span is that of the cell."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class Filling:
    """Puts the cells of a row, by column, into parts of its table. `put` is what stands where."""

    def __init__(self, cells: Mapping[str, n.Cell]) -> None:
        self.cells = cells
        self.put: dict[Span, str] = {}
        self.in_example = False

    def template(self, node: n.Rule | n.Review) -> n.Rule | n.Review:
        """What the table says, for this row."""
        return cast("n.Rule | n.Review", self._node(node))

    def examples(self, nodes: tuple[n.Shown, ...]) -> tuple[n.Shown, ...]:
        """Examples of the row."""
        return cast("tuple[n.Shown, ...]", self._of(nodes))

    def title(self, text: n.Text) -> str:
        """The title, all in words."""
        for part in text.parts:
            cell = self._cell(part) if isinstance(part, n.Name) else None
            if isinstance(cell, n.Name):
                raise Misfit(f"a title is in words; `{cell.text}` is a name", cell.span)
        parts = self._text(text).parts
        for left in (part for part in parts if not isinstance(part, str)):
            raise Misfit("a title is in words; this text has a hole", left.span)
        return "".join(map(str, parts))

    # -------------------------------------------------------------- parts of the tree

    def _of(self, value: Any) -> Any:
        if isinstance(value, n.Name):
            return self._name(value)
        if isinstance(value, n.Text):
            return self._text(value)
        if isinstance(value, n.Node):
            return self._node(value)
        if isinstance(value, tuple):
            return tuple(self._of(inner) for inner in value)
        return value

    def _node(self, node: Any) -> Any:
        """The node, its parts filled in; what the tree holds beside its words is left as it is."""
        before = self.in_example
        self.in_example = before or isinstance(node, n.Example | n.Examples)
        parts = {part.name: getattr(node, part.name) for part in fields(type(node)) if part.eq}
        filled = {name: self._part(node, name, value) for name, value in parts.items()}
        self.in_example = before
        return evolve(node, **filled)

    def _part(self, node: n.Node, name: str, value: Any) -> Any:
        if isinstance(node, n.Review) and name == "look_at":
            return tuple(path for entry in value for path in self._paths(entry))
        if isinstance(node, n.Fact) and name == "path":
            return self._path(value)
        return self._of(value)

    def _cell(self, name: n.Name) -> n.Cell | None:
        """What the row says where a column stands alone."""
        return self.cells.get(name.text)

    def _name(self, name: n.Name) -> n.Expression:
        cell = self.cells.get(name.parts[0])
        if cell is None:
            return name
        found = _word(cell) if len(name.parts) == 1 else _field_of(cell, name)
        self.put[name.span] = flat(expression_doc(found))
        if _is_negative(found) and not self.in_example:
            assert isinstance(found, n.Literal)
            assert isinstance(found.value, Fraction)
            return n.Negative(span=found.span, operand=evolve(found, value=-found.value))
        return found

    def _path(self, name: n.Name) -> n.Name:
        found = self._name(name)
        if isinstance(found, n.Name):
            return found
        raise Misfit(f"the name of a field or a definition stands for `{name.text}`", found.span)

    def _paths(self, name: n.Name) -> Iterator[n.Name]:
        """A column of `look at` may hold one path or a list of them."""
        cell = self._cell(name)
        if not isinstance(cell, n.Braces):
            yield self._path(name)
            return
        for item in cell.items:
            if not isinstance(item, n.Name):
                raise Misfit(f"names of fields stand for `{name.text}`", item.span)
            yield item

    # -------------------------------------------------------------- texts

    def _text(self, text: n.Text) -> n.Text:
        return evolve(text, parts=tuple(merged(self._text_parts(text))))

    def _text_parts(self, text: n.Text) -> Iterator[str | n.Expression]:
        for part in text.parts:
            cell = self._cell(part) if isinstance(part, n.Name) else None
            if isinstance(cell, n.Text):
                yield from cell.parts
            elif isinstance(cell, n.Literal):
                yield print_literal(cell)
            elif isinstance(cell, n.Braces):
                raise Misfit("a list cannot stand in the hole of a text", cell.span)
            else:
                yield self._of(part)


def _word(cell: n.Cell) -> n.Expression:
    """What stands for a column that is a word of its own."""
    if not isinstance(cell, n.Text):
        return cell
    for hole in (part for part in cell.parts if not isinstance(part, str)):
        raise Misfit("a text with a hole can only stand in the hole of a text", hole.span)
    return n.Literal(span=cell.span, kind="text", value="".join(map(str, cell.parts)))


def _field_of(cell: n.Cell, name: n.Name) -> n.Name:
    if isinstance(cell, n.Name):
        return n.Name(span=name.span, parts=(*cell.parts, *name.parts[1:]))
    raise Misfit(f"`{name.text}` is a field of what the row names; this is no name", cell.span)


def _is_negative(node: n.Expression) -> bool:
    return isinstance(node, n.Literal) and isinstance(node.value, Fraction) and (node.value < 0)
