"""The quoted texts of a rule: plain words and `{expression}` holes, in order.

`{{` and `}}` are braces of the text itself. A hole keeps its place in the file, so that a fault
in it is shown where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lark import Token

from perkins_rules.lang import nodes as n
from perkins_rules.lang.build_expressions import BadLiteral, place_in, span_of, unescaped
from perkins_rules.source import Span

MOST_HOLES = 1_000
"""In one text: each is read at its place in the line, which takes the longer the longer that is."""
ParseValue = Callable[[str, int, int], n.Expression]
"""Text of an expression, its line and column -> the expression."""

_PIECE = re.compile(r"\{\{|\}\}|\{(?P<hole>[^{}]*)\}|(?P<stray>[{}])|(?P<plain>[^{}]+)")
_NOT_IN_HOLES = {
    '\\"': "a hole takes no text in quotes; name the value with `let`",
    "#": "a hole takes no comment",
}


class HoleFault(Exception):
    """A hole that holds no expression. `text` is the hole as if it stood alone at its place."""

    def __init__(self, text: str, span: Span, cause: Exception) -> None:
        super().__init__(str(cause))
        self.text = text
        self.span = span
        self.cause = cause


def read_text(token: Token, parse_value: ParseValue) -> n.Text:
    """The parts of a quoted text. Raises BadLiteral on a brace without its partner and the like."""
    return n.Text(span=span_of(token), parts=tuple(merged(_parts(token, parse_value))))


def _parts(token: Token, parse_value: ParseValue) -> Iterator[str | n.Expression]:
    holes = 0
    for piece in _PIECE.finditer(str(token)[1:-1]):
        line, column = place_in(token, piece.start() + 1)
        holes += piece["hole"] is not None
        if holes > MOST_HOLES:
            span = Span(line, column, line, column + 1)
            raise BadLiteral(f"a text with more than {MOST_HOLES} holes", span)
        if piece["hole"] is not None:
            yield _hole(piece["hole"], line, column, parse_value)
        elif piece["stray"]:
            raise BadLiteral(
                f"a lone `{piece['stray']}`; write `{piece['stray'] * 2}` for the sign itself",
                Span(line, column, line, column + 1),
            )
        else:
            plain = piece["plain"] is not None
            yield unescaped(token, piece.start() + 1, piece.end() + 1) if plain else piece[0][0]


def _hole(inner: str, line: int, column: int, parse_value: ParseValue) -> n.Expression:
    """The expression in a hole whose brace opens at a place."""
    if not inner.strip():
        raise BadLiteral("an empty hole: `{}`", Span(line, column, line, column + 2))
    span = Span(line, column + 1, line, column + 1 + len(inner))
    for sign, message in _NOT_IN_HOLES.items():
        if sign in inner:
            raise BadLiteral(message, span)
    try:
        return parse_value(inner, line, column + 1)
    except Exception as cause:
        raise HoleFault("\n" * (line - 1) + " " * column + inner, span, cause) from cause


def merged(parts: Iterator[str | n.Expression]) -> Iterator[str | n.Expression]:
    """Neighbouring plain texts as one, so that equal texts have equal parts."""
    plain = ""
    for part in parts:
        if isinstance(part, str):
            plain += part
            continue
        if plain:
            yield plain
        plain = ""
        yield part
    if plain:
        yield plain
