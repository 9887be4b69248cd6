"""What the parser stumbled over -> a Diagnostic in words: what stands there, what could."""

from __future__ import annotations

import re
from collections.abc import Callable

from lark import UnexpectedInput, UnexpectedToken

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang.expected import expected_words, phrases
from perkins_rules.lang.mistakes import DECLARATIONS, NO_SLIP, Stumble, advice, is_clause_word
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText, Span

Acceptable = Callable[[str], frozenset[str]]
"""A text without faults, up to some place -> the tokens that may stand next."""

_WORD = re.compile(r'"[^"]*"?|[A-Za-z0-9_$][\w.,%$-]*\w%?|\S')


def opening_fault(source: SourceText, line: int, text: str) -> Diagnostic | None:
    """What is wrong with how a declaration starts: its place or its first word."""
    stripped = text.lstrip()
    column = len(text) - len(stripped) + 1
    found = _WORD.match(stripped)
    word = found[0] if found else stripped[:1]
    span = Span(line, column, line, column + len(word))
    if word in DECLARATIONS and column == 1:
        return None
    if word in DECLARATIONS:
        message = "a declaration starts in the first column"
        return Diagnostic("syntax", message, source, span, f"no spaces before `{word}`")
    message = f"`{word}` does not start a declaration"
    return Diagnostic("syntax", message, source, span, _opening_advice(stripped, word))


def _opening_advice(line: str, word: str) -> str:
    if is_clause_word(line):
        return "a clause belongs to the declaration above it: put two spaces before it"
    if close := _close(word, set(DECLARATIONS)):
        return f"did you mean `{close}`?"
    return "a declaration starts with " + ", ".join(f"`{word}`" for word in DECLARATIONS)


def syntax_diagnostic(
    source: SourceText, first_line: int, text: str, error: UnexpectedInput, accepts: Acceptable
) -> Diagnostic:
    """The fault of a declaration, or of the hole of a text, that starts on `first_line`."""
    lines = text.split("\n")
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return _cut_short(source, first_line, lines, accepts)
    above, line = lines[: error.line - first_line], lines[error.line - first_line]
    rest = line[error.column - 1 :]
    before = "\n".join([*above, line[: error.column - 1]])
    taken = accepts(before)
    # A clause that comes where none may: the line above is cut short.
    starts_line = not line[: error.column - 1].strip()
    if starts_line and is_clause_word(rest) and not taken & {"_REQUIRE", "EXAMPLE_VERDICT"}:
        return _cut_short(source, first_line, above, accepts)
    return _misfit(source, Span(*_place(error), *_place(error)), Stumble(before, rest, taken))


def _place(error: UnexpectedInput) -> tuple[int, int]:
    return error.line, error.column


def _misfit(source: SourceText, at: Span, stumble: Stumble) -> Diagnostic:
    found = _WORD.match(stumble.rest)
    word = found[0] if found else stumble.rest[:1]
    span = Span(at.line, at.column, at.line, at.column + max(1, len(word)))
    if word.startswith('"') and (word == '"' or not word.endswith('"')):
        message = "this text has no closing quote"
        return Diagnostic("syntax", message, source, span, 'end it with `"`')
    message = f"`{word}` cannot stand here" if word.isprintable() else "an unprintable character"
    return Diagnostic("syntax", message, source, span, _suggestion(stumble, word))


def _cut_short(
    source: SourceText, first_line: int, lines: list[str], accepts: Acceptable
) -> Diagnostic:
    """A declaration, or a clause of one, that ends too early: shown where its words end."""
    lines = list(lines)
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    line, column = first_line + len(lines) - 1, len(lines[-1].rstrip()) + 1
    before = "\n".join(lines)
    stumble = Stumble(before, "", accepts(before))
    span = Span(line, column, line, column + 1)
    return Diagnostic("syntax", "something is missing here", source, span, _suggestion(stumble, ""))


def _suggestion(stumble: Stumble, word: str) -> str:
    """The advice for a known mistake, a word that is nearly right, or what could stand there."""
    normal = stumble._replace(before=" ".join(stumble.before.split()))
    if word in DECLARATIONS and "_REQUIRE" in stumble.accepts:
        return f"a declaration starts in the first column: no spaces before `{word}`"
    close = _close(word, phrases(frozenset(stumble.accepts)))
    if close and word not in NO_SLIP:
        return f"did you mean `{close}`?"
    return advice(normal, word) or expected_words(frozenset(stumble.accepts))


def _close(word: str, candidates: set[str]) -> str:
    close = nearest(word, sorted(candidates))
    return close if close is not None and close != word else ""
