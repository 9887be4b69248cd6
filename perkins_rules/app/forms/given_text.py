"""What is known of a field, as a document says it -> how YAML writes it, in ASCII."""

from __future__ import annotations

import json
import re
from typing import Any

from perkins_rules.documents import Shape

FILLED = "  # filled in, as the rules bound it; put your own"
_PLAIN = re.compile(r"[A-Za-z0-9$][A-Za-z0-9$%/().,'+ -]*(?<! )")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")
_NO_TEXTS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "~")


class Filled(str):
    """A figure that nobody gave."""

    __slots__ = ()


def written(given: Any, shape: Shape) -> str:
    """A value behind the name of its field; a list in brackets."""
    if isinstance(given, list):
        words = (each if _WORD.fullmatch(each) else _quoted(each) for each in given)
        return f"[{', '.join(words)}]"
    if isinstance(given, Filled):
        return given + FILLED
    is_text = shape.kind in ("text", "choice")
    plain = _PLAIN.fullmatch(given) and not (is_text and given.lower() in _NO_TEXTS)
    return given if plain else _quoted(given)


def _quoted(text: str) -> str:
    """Between double quotes; a sign beyond the first plane by its whole number, as YAML has it."""
    parts = (json.dumps(c)[1:-1] if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(parts)}"'
