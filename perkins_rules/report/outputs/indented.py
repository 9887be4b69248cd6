"""Plain parts -> JSON over several lines, to the byte what `json.dumps(…, indent=2)` gives.

That one does without its part in C, and takes as long as the checks themselves.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any


def indented(value: Any, lead: str = "\n") -> str:
    """Lists and dicts with texts for keys, and what may stand in them. `lead` is a line end and the
    spaces that lines begin with.
    """
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        inner = lead + "  "
        parts = [f"{_quoted(key)}: {indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{lead}}}"
    if isinstance(value, list | tuple) and value:
        inner = lead + "  "
        return f"[{inner}{f',{inner}'.join([indented(part, inner) for part in value])}{lead}]"
    return "null" if value is None else json.dumps(value)
