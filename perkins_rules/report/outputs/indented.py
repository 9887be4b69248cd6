"""Plain parts -> JSON over several lines, to the byte what `json.dumps(…, indent=2)` gives.

That one does without its part in C, and takes as long as the checks themselves.
"""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from perkins_rules.findings import Step
from perkins_rules.source import Citation


def indented(value: Any, lead: str = "\n") -> str:
    """Lists and dicts with texts for keys, and what may stand in them; steps and citations become
    dicts. `lead` is a line end and the spaces that lines begin with.
    """
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        inner = lead + "  "
        parts = [f"{_quoted(key)}: {indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{lead}}}"
    if isinstance(value, Citation | Step):
        return _record(value, lead)
    if isinstance(value, list | tuple) and value:
        inner = lead + "  "
        return f"[{inner}{f',{inner}'.join([indented(part, inner) for part in value])}{lead}]"
    return "null" if value is None else json.dumps(value)


@lru_cache(maxsize=4096)
def _record(record: Citation | Step, lead: str) -> str:
    """What a rule cites, and much of what it reckons with, comes again with each document."""
    return indented(record._asdict(), lead)
