"""The rule language, coloured on the site."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text

_DECLARATIONS = (
    "pack", "law", "regulation", "guide", "policy", "parameter", "define", "rule", "rules",
    "items", "review", "reviews", "replace", "except",
)  # fmt: skip
_CLAUSES = (
    "applies when", "cite", "encodes", "severity", "for each", "let", "require", "otherwise",
    "remedy", "unless", "but not when", "in force", "in edition", "in profile", "in state",
    "look at", "ask", "placeholders", "extends", "needs language", "codified at", "reviewed to",
    "where", "satisfies", "given", "with", "when", "then", "over", "every", "some", "none of",
)  # fmt: skip
_VERDICTS = ("passes", "fails", "not applicable", "cannot be determined", "needs review")


class RulesLexer(RegexLexer):  # type: ignore[misc]  # Pygments comes without types
    """Enough to tell words of the language from names, figures and texts."""

    name = "Rules"
    aliases: ClassVar[list[str]] = ["rules"]
    filenames: ClassVar[list[str]] = ["*.rules"]
    tokens: ClassVar = {
        "root": [
            (r"#.*$", Comment),
            (r'"(\\.|\{\{|\}\}|[^"\\])*"', String),
            (words(_DECLARATIONS, prefix=r"^", suffix=r"\b"), Keyword.Declaration),
            (words(_VERDICTS, suffix=r"\b"), Keyword.Type),
            (words(_CLAUSES, prefix=r"(?<![\w.-])", suffix=r"\b(?![.-])"), Keyword),
            (r"(?<![\w.-])(and|or|not|is|of|one of|at least|at most)\b(?![.-])", Operator.Word),
            (r"\$?\d[\d,.:-]*%?", Number),
            (r"[\w.\[\]-]+", Name),
            (r"\s+", Text),
            (r".", Text),
        ]
    }
