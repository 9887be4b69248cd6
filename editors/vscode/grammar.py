"""The words of the rule language -> a TextMate grammar, which colors `.rules` files in editors.

python editors/vscode/grammar.py writes it; a test holds it to the language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark.lexer import TerminalDef

from perkins_rules.lang.mistakes import DECLARATIONS
from perkins_rules.lang.parse import rule_parser

FILE = Path(__file__).with_name("perkins-rules.tmLanguage.json")
NAMES = ("PATH", "FIELD", "SLUG", "ID", "RULE_ID", "RULE_NAME", "SECTION", "SECTION_NUMBER")
"""Words of the author's, which have no color of their own."""
LEFT = ("STRING", "COMMENT", "WS", "STATE_CODE", "TITLE", "ZONE")
NUMBERS = ("MONEY", "PERCENT", "DATE", "EDITION", "TIME", "CODE", "NUMBER", "INT")
OPERATORS = (
    "COMPARE", "PRESENCE", "ONE_OF", "INCLUDES", "IGNORING", "DIRECTION", "QUANTIFIER", "EXTREMUM",
    "AGGREGATE", "NTH", "LATEST", "ROUNDING", "WORD_IS_YES",
)  # fmt: skip
VERDICTS = ("EXAMPLE_VERDICT",)
_ALONE = r"(?<![\w.$/-])(?:{})(?![\w-])"


def phrases() -> list[TerminalDef]:
    """The terminals that are words of the language, long ones before those that begin them."""
    kept = (*NAMES, *LEFT, *NUMBERS)
    found = [t for t in rule_parser().terminals if t.name not in kept and _is_word(t)]
    return sorted(found, key=lambda t: (-t.priority, -len(t.pattern.to_regexp()), t.name))


def _is_word(terminal: TerminalDef) -> bool:
    return re.search(r"[a-z]{2}", terminal.pattern.to_regexp()) is not None


def made() -> dict[str, Any]:
    """The grammar."""
    return {
        "$schema": "https://json.schemastore.org/tmlanguage.json",
        "comment": "Made by grammar.py of the language's own grammar.",
        "name": "Perkins rules",
        "scopeName": "source.perkins-rules",
        "patterns": list(_patterns()),
    }


def _patterns() -> Iterator[dict[str, Any]]:
    yield {"name": "comment.line.number-sign.perkins-rules", "match": "#.*$"}
    hole = {
        "name": "meta.template.expression.perkins-rules",
        "begin": r"\{",
        "end": r"\}",
        "patterns": [*_numbers(), *_words()],
    }
    escape = {"name": "constant.character.escape.perkins-rules", "match": r"\\."}
    yield {
        "name": "string.quoted.double.perkins-rules",
        "begin": '"',
        "end": '"',
        "patterns": [escape, hole],
    }
    words = "|".join(sorted(DECLARATIONS, key=len, reverse=True))
    yield {"name": "keyword.declaration.perkins-rules", "match": rf"^(?:{words})(?![\w-])"}
    yield from _numbers()
    yield from _words()


def _numbers() -> Iterator[dict[str, Any]]:
    terminals = {t.name: t.pattern.to_regexp() for t in rule_parser().terminals}
    for name in NUMBERS:
        pattern = rf"(?<![\w.-]){terminals[name]}(?![\w])"
        yield {"name": f"constant.numeric.{name.lower()}.perkins-rules", "match": pattern}


def _words() -> Iterator[dict[str, Any]]:
    for terminal in phrases():
        pattern = _ALONE.format(terminal.pattern.to_regexp())
        if terminal.name == "PERIOD_UNIT":  # `year` may be a field; `2 years` is a period
            pattern = rf"(?<=[0-9] ){pattern}"
        yield {"name": f"{_scope(terminal.name)}.perkins-rules", "match": pattern}


def _scope(name: str) -> str:
    if name in OPERATORS:
        return "keyword.operator.word"
    return "keyword.other.example" if name in VERDICTS else "keyword.control"


def text() -> str:
    """The file."""
    return json.dumps(made(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
