"""A rule file -> what its words are, for colors: of each declaration what its own parser reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lark import Token, UnexpectedInput

from perkins_rules.editor.packs.colored import Colored
from perkins_rules.lang.chunks import comments_of, declaration_texts
from perkins_rules.lang.parse import rule_parser

_NUMBERS = (
    "MONEY",
    "PERCENT",
    "NUMBER",
    "INT",
    "DATE",
    "EDITION",
    "TIME",
    "CODE",
    "SECTION_NUMBER",
)
_OF = {
    "STRING": "string",
    "PATH": "variable",
    "FIELD": "variable",
    "SLUG": "function",
    "RULE_ID": "function",
    "RULE_NAME": "function",
    "ID": "enumMember",
    "SECTION": "type",
    "STATE_CODE": "type",
    "TITLE": "type",
    "ZONE": "type",
    **dict.fromkeys(_NUMBERS, "number"),
}
_SIGNS = ("COMMA", "COLON", "LPAR", "RPAR", "LBRACE", "RBRACE", "MINUS", "PLUS_MINUS", "TIMES_OVER")


def tokens_of(text: str) -> list[Colored]:
    """All words of a file; of a declaration with a fault, those before it."""
    found = [
        one._replace(line=first + one.line - 1)
        for first, declaration in declaration_texts(text)
        for one in _of_declaration(declaration)
    ]
    comments = (
        Colored(c.line - 1, c.column - 1, len(c.text), "comment") for c in comments_of(text)
    )
    return sorted([*found, *comments])


@lru_cache(maxsize=2_000)
def _of_declaration(text: str) -> tuple[Colored, ...]:
    found: list[Token] = []
    try:
        parser = rule_parser().parse_interactive(text, start="declaration")
        found.extend(parser.iter_parse())
    except UnexpectedInput:
        pass  # what is wrong there is told elsewhere
    return tuple(one for token in found for one in _lines(token, text))


def _lines(token: Token, text: str) -> Iterator[Colored]:
    """A token over several lines is a word on each."""
    kind = _OF.get(token.type, "" if token.type in _SIGNS else "keyword")
    if not kind or token.line is None or token.column is None:
        return
    for k, line in enumerate(str(token).split("\n")):
        shift = len(line) - len(line.lstrip()) if k else 0
        column = token.column - 1 if k == 0 else shift
        if line.strip():
            yield Colored(
                token.line - 1 + k, column, len(line.strip()) if k else len(line.rstrip()), kind
            )
