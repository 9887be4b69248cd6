"""How names and values of a document are quoted in a message: short, on one line, harmless."""

from __future__ import annotations

_LONGEST = 48


def shown(text: str, longest: int = _LONGEST) -> str:
    """`text` between backticks; clipped, and what does not print is written as an escape."""
    clipped = text if len(text) <= longest else text[: longest - 1] + "…"
    return "`" + "".join(c if c.isprintable() else _escape(c) for c in clipped) + "`"


def listed(names: list[str], at_most: int = 12) -> str:
    """Names in a sentence, the first few of them when there are many."""
    few = ", ".join(f"`{name}`" for name in names[:at_most])
    return few if len(names) <= at_most else f"{few} and {len(names) - at_most} more"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
