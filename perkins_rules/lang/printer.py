"""Syntax tree -> rule text in its one canonical layout.

Parsing what is printed gives the same tree; printing what is printed changes nothing; every
comment is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from attrs import evolve, frozen

from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.lang import nodes as n
from perkins_rules.lang.comments import Block, Placed, block_of, place_comments
from perkins_rules.lang.layout import flat, must_break, on_one_line, render
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.lang.print_declarations import declaration_rows
from perkins_rules.lang.print_expressions import expression_doc
from perkins_rules.lang.rows import Row, aligned
from perkins_rules.lang.version import LANGUAGE
from perkins_rules.lang.walk import nodes_of
from perkins_rules.source import SourceText, Span

# Declarations of these kinds may follow one another without a blank line.
_COMPACT = (n.Source, n.Parameter, n.Define)


@frozen(eq=False)
class _Piece:
    """A row, or a comment on its own line, and whether a blank line goes before it."""

    content: Row | n.Comment
    indent: int
    blank: bool = False


def format_rule_file(source: SourceText) -> str:
    """The text in canonical layout. Raises RuleFileError if it has a fault: nothing is guessed,
    and a layout that does not say the same is never given.

    `else` becomes `or … if blank`; a pack that says which language it needs then says this one.
    """
    parsed = parse_rule_file(source)
    if parsed.diagnostics:
        raise RuleFileError(parsed.diagnostics)
    file = parsed.file
    old = any(
        isinstance(node, n.Default) and not node.instead for node in nodes_of(file.declarations)
    )
    meant = _in_this_language(file) if old else file
    printed = print_rule_file(meant)
    if printed != source.text:
        _hold_to(meant, printed)
    return printed


def _hold_to(file: n.RuleFile, printed: str) -> None:
    """Raises RuleFileError unless the text says what the file does, with every comment."""
    again = parse_rule_file(SourceText(file.source.name, printed))
    pairs = zip_longest(file.declarations, again.file.declarations)
    differing = [was for was, now in pairs if was != now]
    kept = sorted(c.text for c in file.comments) == sorted(c.text for c in again.file.comments)
    if differing or not kept:
        first = next(filter(None, (*differing, *file.declarations)), None)
        span = first.span if first else Span(1, 1, 1, 2)
        said = "laid out anew, this would no longer say the same, so the file stays as it is"
        asked = "this is a fault of the program: please report it with these lines"
        raise RuleFileError((Diagnostic("layout", said, file.source, span, asked),))


def _in_this_language(file: n.RuleFile) -> n.RuleFile:
    renewed = (
        evolve(d, language=LANGUAGE) if isinstance(d, n.Pack) and d.language else d
        for d in file.declarations
    )
    return evolve(file, declarations=tuple(renewed))


def print_rule_file(file: n.RuleFile) -> str:
    """A file that was read without faults, in canonical layout; ends with a line break."""
    blocks = [block_of(d, declaration_rows(d)) for d in file.declarations]
    placed = place_comments(file, blocks)
    lines = _lines(list(_pieces(file, blocks, placed)), placed)
    return "".join(line + "\n" for line in lines)


def print_declaration(node: n.Declaration) -> str:
    """One declaration in canonical layout, without comments; no line break at its end."""
    rows = declaration_rows(node)
    return "\n".join(_lines([_Piece(row, row.indent) for row in rows], Placed()))


def print_expression(node: n.Expression) -> str:
    """An expression on one line, with no more parentheses than it needs."""
    return flat(expression_doc(node))


# ------------------------------------------------------------------ rows and comments in order


def _pieces(file: n.RuleFile, blocks: Sequence[Block], placed: Placed) -> Iterator[_Piece]:
    lines = file.source.text.split("\n")
    for number, block in enumerate(blocks):
        pieces = list(_block_pieces(block, placed, lines))
        pieces += _comment_pieces(placed.trailing.get(number, []), 2, lines)
        first = pieces[0]
        apart = number > 0 and (first.blank or not _close(file.declarations, number))
        yield _Piece(first.content, first.indent, apart)
        yield from pieces[1:]
    yield from _comment_pieces(placed.ending, 0, lines)


def _close(declarations: Sequence[n.Declaration], number: int) -> bool:
    return all(isinstance(d, _COMPACT) for d in declarations[number - 1 : number + 1])


def _block_pieces(block: Block, placed: Placed, lines: Sequence[str]) -> Iterator[_Piece]:
    after_head = False
    for row in block.rows:
        for piece in _row_pieces(row, placed.leading.get(row, []), lines):
            yield _Piece(piece.content, piece.indent, piece.blank and not after_head)
            after_head = False
        after_head = row is block.rows[0]


def _row_pieces(row: Row, comments: Sequence[n.Comment], lines: Sequence[str]) -> Iterator[_Piece]:
    """The comments before a row, and the row; one that stood inside it now stands right above."""
    blank = _blank_above(row.first.span.line, lines)
    for comment in comments:
        outside = (comment.line, comment.column) < row.first.span[:2]
        yield _Piece(comment, row.indent, _blank_above(comment.line, lines) if outside else blank)
        blank = blank and outside
    yield _Piece(row, row.indent, blank)


def _comment_pieces(
    comments: Sequence[n.Comment], indent: int, lines: Sequence[str]
) -> list[_Piece]:
    return [_Piece(c, indent, _blank_above(c.line, lines)) for c in comments]


def _blank_above(number: int, lines: Sequence[str]) -> bool:
    """Whether the line above line `number` is blank."""
    return 1 < number <= len(lines) and not lines[number - 2].strip()


# ------------------------------------------------------------------ pieces -> lines


def _lines(pieces: Sequence[_Piece], placed: Placed) -> Iterator[str]:
    texts = _table_texts(pieces, placed)
    for number, piece in enumerate(pieces):
        if piece.blank and number > 0:
            yield ""
        if isinstance(piece.content, n.Comment):
            yield " " * piece.indent + piece.content.text
        elif piece.content in texts:
            row = piece.content
            yield from on_one_line(row.doc, texts[row], row.indent, placed.notes)
        else:
            yield from render(piece.content.doc, piece.content.indent, placed.notes)


def _table_texts(pieces: Sequence[_Piece], placed: Placed) -> dict[Row, str]:
    """The text of every row that is aligned with its neighbours."""
    texts: dict[Row, str] = {}
    for run in _runs(pieces):
        whole = [row for row in run if not must_break(row.doc, placed.notes)]
        if whole:
            texts |= aligned(whole)
    return texts


def _runs(pieces: Sequence[_Piece]) -> Iterator[list[Row]]:
    """Rows of one table with no blank line between them."""
    run: list[Row] = []
    for piece in pieces:
        row = piece.content if isinstance(piece.content, Row) else None
        if run and (piece.blank or (row is not None and row.table != run[0].table)):
            yield run
            run = []
        if row is not None and row.table:
            run.append(row)
    if run:
        yield run
