"""Patterns of names: `*` and `?` stop at `/`, `**` does not. The same in every file of settings."""

from __future__ import annotations

import os
import re
from functools import lru_cache

_SIGNS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_pattern(name: str) -> bool:
    """Whether a name stands for more than itself."""
    return any(sign in name for sign in "*?[")


def name_from(folder: str, document: str, here: str = "") -> str:
    """What a document is called from a folder on, with `/` between the parts of its name. `here` is
    the folder that its name is of, where that is not the current one.
    """
    if document == "-" or "://" in document:
        return document
    try:
        above, base = os.path.split(os.path.abspath(os.path.join(here, document)))  # noqa: PTH100, PTH118
        here = os.path.join(os.path.realpath(above), base)  # noqa: PTH118
        return os.path.relpath(here, os.path.realpath(folder)).replace("\\", "/")
    except ValueError:  # no path at all, or on another drive
        return tidy(document)


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    """What the names that a pattern stands for match as a whole."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]+\])", tidy(text))
    return re.compile("".join(map(_piece, parts)), re.DOTALL)


def tidy(name: str) -> str:
    """A name with `/` between its parts, and without a dot for the folder it is in."""
    return name.replace("\\", "/").removeprefix("./")


def _piece(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part.startswith("[") and part.endswith("]") and len(part) > 2:
        inner = part[1:-1]
        negated = inner[0] == "!" and len(inner) > 1
        told = inner[1:] if negated else inner
        # What is no range of letters or digits is taken as it stands.
        safe = re.sub(r"(?<![0-9A-Za-z])-|-(?![0-9A-Za-z])|[\\^\[\]&~|]", r"\\\g<0>", told)
        try:
            return re.compile(f"[{'^' if negated else ''}{safe}]").pattern
        except re.error:
            return re.escape(part)
    return re.escape(part)
