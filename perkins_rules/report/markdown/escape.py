"""Text of a document -> Markdown in which nothing of it acts, also not in GitHub's and GitLab's:
no markup, HTML, link, table cell, formula, mention of a person or an issue, or sign by its name.
"""

from __future__ import annotations

import re

from perkins_rules.report.clean import clean

_BREAK = "&#8203;"
"""A blank of no width, written out so that who reads the source sees it."""
_SIGNS = {
    **{sign: f"\\{sign}" for sign in "\\`*_{}[]~"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
}
_ACTS = re.compile(
    r"(?P<mention>[@~](?=\w))|(?P<number>[#!%^&](?=\d)|\bGH(?=-\d))|(?P<formula>\$(?!\d))"
    r"|(?P<site>://|\b(?:www(?=\.)|mailto(?=:)|xmpp(?=:)))|(?P<named>:(?=[\w+-]+:))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"`([^`]+)`")


def text(said: str) -> str:
    """One line of text that is no more than text. What stands between backticks is a name or a
    value, and is set as such.
    """
    parts = _QUOTED.split(clean(said))
    return "".join(f"`{part}`" if number % 2 else _plain(part) for number, part in enumerate(parts))


def cell(said: str) -> str:
    """The same for a cell of a table or a heading, where nothing is set as a value."""
    return _plain(clean(said))


def _plain(said: str) -> str:
    pieces, at = [], 0
    for found in _ACTS.finditer(said):
        pieces += [_signs(said[at : found.start()]), _broken(found)]
        at = found.end()
    return "".join([*pieces, _signs(said[at:])])


def _broken(found: re.Match[str]) -> str:
    """What would begin something, and what keeps it from that."""
    match found.lastgroup:
        case "formula":
            return "<span>$</span>"  # as GitHub's pages tell to write it
        case "site" if found[0] == "://":
            return f":{_BREAK}//"
        case "number" if found[0] == "#":
            return f"\\#{_BREAK}"
        case _:
            return _signs(found[0]) + _BREAK


def _signs(said: str) -> str:
    # A heading may end in `#`, which would not be shown.
    return "".join("\\#" if c == "#" else _SIGNS.get(c, c) for c in said)
