"""Text of a document -> text of a cell: nothing in it can act, in a table or on a terminal."""

from __future__ import annotations

import re

from perkins_rules.report.clean import clean

# Characters with which a program for tables takes a cell for a formula, the wide ones included.
_STARTS = "=+-@|%\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}"
_STARTS += "\N{FULLWIDTH COMMERCIAL AT}\N{MINUS SIGN}"
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_AFTER_SEMICOLON = re.compile(rf"(;[\"'\s]*)(?=[{re.escape(_STARTS)}])")


def cell_text(text: str) -> str:
    """Harmless text on one line. An apostrophe stands before what would start a formula."""
    text = clean(text)
    if text.lstrip(" '\"")[:1] in _STARTS and text.strip():
        return f"'{text}"
    return text


def csv_text(text: str) -> str:
    """The same for CSV, which some programs split at semicolons, too."""
    text = cell_text(text)
    return _AFTER_SEMICOLON.sub(r"\1'", text) if ";" in text else text
