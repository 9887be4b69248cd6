"""Plain values -> JSON that acts nowhere: in ASCII, without what a log takes for a command."""

from __future__ import annotations

import json
from typing import Any


def json_text(plain: Any, indent: int | None = None, separators: Any = None) -> str:
    """The JSON of plain values."""
    return harmless(json.dumps(plain, indent=indent, separators=separators))


def harmless(text: str) -> str:
    """JSON in ASCII, so that it acts nowhere; read again, it has each text as it was.

    `##[` begins a command wherever it stands in a log of GitHub; it can stand in texts alone.
    """
    return text.replace("\x7f", "\\u007f").replace("##[", "##\\u005b")
