"""The version of the rule language: what a pack may say that it needs.

The first number changes when rules that were right would no longer be, the second when there is
something new to write.
"""

from __future__ import annotations

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.source import SourceText

LANGUAGE = "1.3"


def language_fault(source: SourceText, pack: n.Pack) -> Diagnostic | None:
    """What is wrong when a pack needs a language that this program does not read."""
    if pack.language is None:
        return None
    needed, known = _numbers(pack.language), _numbers(LANGUAGE)
    if needed[0] == known[0] and needed <= known:
        return None
    message = f"`{pack.name}` needs language {pack.language}; this program reads {LANGUAGE}"
    hint = "install a newer version of perkins-rules"
    if needed < known:
        hint = f"rewrite the pack for language {LANGUAGE}, or install an older perkins-rules"
    return Diagnostic("language", message, source, pack.language_place or pack.span, hint)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
