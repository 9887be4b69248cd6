"""What the grammar can say, and what of it a text says: rules, aliases, words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lark.grammar import Terminal

from perkins_rules.lang.chunks import declaration_texts
from perkins_rules.lang.parse import rule_parser

_SOME_TEXT = {"PATH", "SLUG", "ID", "STRING", "SECTION", "ZONE", "FIELD", "STATE_CODE", "CODE"}


def alternatives() -> set[str]:
    """The name of every rule, and the alias of every alternative, that a parse tree can show.

    A rule with `?` that holds a single part vanishes from the tree: that part shows instead.
    """
    found = set()
    for rule in rule_parser().rules:
        kept = [s for s in rule.expansion if not (isinstance(s, Terminal) and s.filter_out)]
        name = rule.alias or str(rule.origin.name)
        vanishes = rule.options.expand1 and len(kept) == 1 and not rule.alias
        if not name.startswith("_") and not vanishes:
            found.add(name)
    return found


def spellings() -> set[str]:
    """Every fixed word or phrase of the grammar; what may be any word is left out."""
    found: set[str] = set()
    for terminal in rule_parser().terminals:
        pattern = terminal.pattern.to_regexp()
        if terminal.name not in _SOME_TEXT | {"WS", "COMMENT"} and "[" not in _words_of(pattern):
            found.update(_expanded(_words_of(pattern)))
    return found


def _words_of(pattern: str) -> str:
    """The pattern of a phrase, without what keeps it from running into the next word."""
    plain = pattern.replace("(?![a-z0-9_])", "").replace(r"\s+", " ").replace("(?:", "(")
    return re.sub(r"\\(.)", r"\1", plain) if re.fullmatch(r"\\?.", plain) else plain


def _expanded(pattern: str) -> set[str]:
    """All texts of a pattern made of letters, `(…)`, `|` and `?`."""
    if len(pattern) == 1:
        return {pattern}
    return {" ".join(text.split()) for text in _alternatives(_branches(pattern))}


def _branches(pattern: str) -> list[list[set[str]]]:
    """The alternatives of a pattern, each a sequence of sets of texts."""
    branches: list[list[set[str]]] = [[]]
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "(":
            end = _closing(pattern, at)
            branches[-1].append(set(_alternatives(_branches(pattern[at + 1 : end]))))
            at = end
        elif sign == "?":
            branches[-1][-1] = branches[-1][-1] | {""}
        elif sign == "|":
            branches.append([])
        else:
            branches[-1].append({sign})
        at += 1
    return branches


def _alternatives(branches: list[list[set[str]]]) -> Iterator[str]:
    for branch in branches:
        yield from ("".join(choice) for choice in itertools.product(*branch))


def _closing(pattern: str, at: int) -> int:
    depth = 0
    for k in range(at, len(pattern)):
        depth += {"(": 1, ")": -1}.get(pattern[k], 0)
        if depth == 0:
            return k
    raise ValueError(pattern)


# ------------------------------------------------------------------ what a text says


def said(text: str, start: str) -> tuple[set[str], set[str]]:
    """The rules and aliases of a text's parse tree, and the texts of its tokens."""
    tree = rule_parser().parse(text, start=start)
    names = {str(t.data) for t in tree.iter_subtrees()}
    steps = rule_parser().parse_interactive(text, start=start)
    return names, {" ".join(str(token).split()) for token in steps.exhaust_lexer()}


def said_in_file(text: str) -> tuple[set[str], set[str]]:
    """The same for all declarations of a rule file."""
    names: set[str] = set()
    words: set[str] = set()
    for _, declaration in declaration_texts(text):
        more_names, more_words = said(declaration, "declaration")
        names, words = names | more_names, words | more_words
    return names, words
