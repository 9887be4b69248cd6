"""Rule text -> syntax tree: parse_rule_file(SourceText) -> RuleFile and what is wrong with it.

A declaration keyword stands in the first column. The text is cut there and each declaration is
parsed by itself, so all faults of a file are reported in one run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple, cast

import lark
from lark import Lark, Tree, UnexpectedInput
from lark.exceptions import VisitError

from perkins_rules.assets import grammar_text
from perkins_rules.cache import load, save, user_folder
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.lang.build import BadLiteral, DeclarationBuilder
from perkins_rules.lang.chunks import comments_of, declaration_texts
from perkins_rules.lang.holes import HoleFault, read_text
from perkins_rules.lang.misplaced import Misplaced
from perkins_rules.lang.syntax_errors import opening_fault, syntax_diagnostic
from perkins_rules.lang.version import language_fault
from perkins_rules.source import SourceText, Span

_BYTE_ORDER_MARK = "\ufeff"
DEEPEST = 100
"""Levels of nesting in one declaration; more is refused, so that no later stage runs too deep."""
LARGEST_STACK = 2_000
"""Open phrases at a fault; past that, what could stand there is not said either."""
LONGEST_RETRACED = 100_000
"""Characters of a declaration up to a fault; past that, what could stand there is not said."""
MOST_FAULTS = 200
"""Faults reported of one file."""


class Parsed(NamedTuple):
    """What came of a text: the declarations that could be read, and every fault."""

    file: n.RuleFile
    diagnostics: tuple[Diagnostic, ...]


class TooDeep(Exception):
    """A declaration nested beyond DEEPEST levels."""


_MADE_WITH: dict[str, Any] = {
    "start": ["declaration", "value"],
    "parser": "lalr",
    "propagate_positions": True,
    "maybe_placeholders": True,
}


@cache
def rule_parser() -> Lark:
    """The LALR parser of `grammar/rules.lark`, for declarations and for single expressions.

    Its tables are kept in the user's cache: to make them takes ten times as long as to read them.
    """
    grammar, folder = grammar_text(), user_folder()
    told = f"{lark.__version__}\n{sys.version}\n{_MADE_WITH}\n{grammar}"
    key = f"{sha256(told.encode()).hexdigest()[:40]}.parser"
    kept = load(folder, key)
    if kept is not None:
        return Lark.load(BytesIO(kept))
    made, written = Lark(grammar, **_MADE_WITH), BytesIO()
    made.save(written)
    save(folder, key, written.getvalue())
    return made


ReadDeclaration = Callable[[int, str], n.Declaration | Diagnostic]
"""The first line of a declaration and its text -> what it says, or its fault, of no file yet."""


def parse_rule_file(source: SourceText, read: ReadDeclaration | None = None) -> Parsed:
    """Parses a whole file. Never raises on what the file holds: faults are diagnostics. `read` may
    be one that keeps what `read_declaration` gave.
    """
    read = read or read_declaration
    source = source._replace(text=source.text.removeprefix(_BYTE_ORDER_MARK))
    declarations: list[n.Declaration] = []
    diagnostics: list[Diagnostic] = []
    for first_line, text in declaration_texts(source.text):
        outcome = read(first_line, text)
        if isinstance(outcome, Diagnostic):
            diagnostics.append(outcome._replace(source=source))
        elif isinstance(outcome, n.Pack) and (fault := language_fault(source, outcome)):
            # Whatever else is wrong in the file, it may be right in the language that it is in.
            return Parsed(n.RuleFile(source=source, declarations=(outcome,)), (fault,))
        else:
            declarations.append(outcome)
        if len(diagnostics) == MOST_FAULTS:
            diagnostics.append(_too_many(source, first_line))
            break
    comments = tuple(comments_of(source.text))
    file = n.RuleFile(source=source, declarations=tuple(declarations), comments=comments)
    return Parsed(file, tuple(diagnostics))


def parse_expression(text: str, line: int = 1, column: int = 1) -> n.Expression:
    """One expression that stands at a place of a file. Raises UnexpectedInput or TooDeep."""
    padded = "\n" * (line - 1) + " " * (column - 1) + text
    return cast("n.Expression", _built(rule_parser().parse(padded, start="value")))


# ------------------------------------------------------------------ one declaration


_NO_FILE = SourceText("", "")


def read_declaration(first_line: int, text: str) -> n.Declaration | Diagnostic:
    """One declaration, which starts on a line; or its fault, which says of no file that it is in
    it. The same for the same line and text.
    """
    source = _NO_FILE
    if fault := opening_fault(source, first_line, text):
        return fault
    try:
        # Empty lines in front make the parser count lines as the file does.
        tree = rule_parser().parse("\n" * (first_line - 1) + text, start="declaration")
        return cast("n.Declaration", _built(tree))
    except UnexpectedInput as error:
        return syntax_diagnostic(source, first_line, text, error, _accepts("declaration"))
    except VisitError as error:
        return _build_diagnostic(source, error.orig_exc)
    except TooDeep:
        return _nested(source, Span(first_line, 1, first_line, 2))


def _built(tree: Tree[Any]) -> Any:
    """The nodes of a parse tree."""
    level: list[Any] = [tree]
    for _ in range(DEEPEST):
        level = [child for inner in level for child in inner.children if isinstance(child, Tree)]
    if level:
        raise TooDeep
    return _builder().transform(tree)


@cache
def _builder() -> DeclarationBuilder:
    return DeclarationBuilder(partial(read_text, parse_value=parse_expression))


def _accepts(start: str) -> Any:
    """What may follow a text, as `syntax_errors` asks it."""

    def tokens_after(text: str) -> frozenset[str]:
        if len(text) > LONGEST_RETRACED:
            return frozenset()
        parser = rule_parser().parse_interactive(text, start=start)
        try:
            parser.exhaust_lexer()
            stack = parser.parser_state.value_stack
            if len(stack) > LARGEST_STACK:
                return frozenset()
            return frozenset(parser.accepts())  # type: ignore[no-untyped-call]  # lark leaves it untyped
        except UnexpectedInput:
            return frozenset()

    return tokens_after


# ------------------------------------------------------------------ faults


def _build_diagnostic(source: SourceText, error: Exception) -> Diagnostic:
    if isinstance(error, BadLiteral):
        return Diagnostic("literal", error.message, source, error.span)
    if isinstance(error, Misplaced):
        return Diagnostic("clause", error.message, source, error.span)
    if isinstance(error, HoleFault) and isinstance(error.cause, UnexpectedInput):
        return syntax_diagnostic(source, 1, error.text, error.cause, _accepts("value"))
    if isinstance(error, HoleFault) and isinstance(error.cause, VisitError):
        return _build_diagnostic(source, error.cause.orig_exc)
    if isinstance(error, HoleFault):
        return _nested(source, error.span)
    raise error


def _nested(source: SourceText, span: Span) -> Diagnostic:
    message = f"this is nested more than {DEEPEST} levels deep"
    return Diagnostic("syntax", message, source, span, "name parts of it with `define` or `let`")


def _too_many(source: SourceText, line: int) -> Diagnostic:
    message = f"more than {MOST_FAULTS} faults; the rest of the file was not read"
    return Diagnostic("syntax", message, source, Span(line, 1, line, 2))
