"""Plain parts -> JSON over several lines, to the byte what `json.dumps(…, indent=2)` gives.

That one does without its part in C, and takes as long as the checks themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted
from types import NoneType
from typing import Any

from perkins_rules.findings import Finding, Step, Verdict
from perkins_rules.findings_plain import finding_parts
from perkins_rules.source import NOWHERE, Citation


def indented(value: Any, lead: str = "\n") -> str:
    """Lists and dicts with texts for keys, and what may stand in them; findings, steps and
    citations become dicts. `lead` is a line end and the spaces that lines begin with.
    """
    if (tell := _SINGLE.get(value.__class__)) is not None:
        return tell(value)
    if isinstance(value, Citation | Step):
        return _record(value, lead)
    if isinstance(value, Finding):
        return _finding(value, lead)
    inner = lead + "  "
    if isinstance(value, dict):
        parts = [f"{_quoted(key)}: {indented(part, inner)}" for key, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{lead}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [indented(part, inner) for part in value]
        return f"[{inner}{f',{inner}'.join(parts)}{lead}]" if parts else "[]"
    return json.dumps(value)


# What stands by itself; `json.dumps` takes longer to be asked than all else here.
_SINGLE: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    int: str,
    bool: lambda value: "true" if value else "false",
    NoneType: lambda _: "null",
}


@lru_cache(maxsize=4096)
def _record(record: Citation | Step, lead: str) -> str:
    """What a rule cites, and much of what it reckons with, comes again with each document."""
    return indented(record._asdict(), lead)


def _finding(finding: Finding, lead: str) -> str:
    bare = finding._replace(span=NOWHERE, derivation=())
    is_question = finding.verdict == Verdict.NEEDS_REVIEW
    frame = _known_frame(bare, lead) if is_question else _frame(bare, lead)
    return frame % (*finding.span, indented(finding.derivation, lead + "  "))


_OWN = ("line", "column", "end_line", "end_column", "derivation")


def _frame(finding: Finding, lead: str) -> str:
    """A finding without its place and the figures behind it."""
    inner = lead + "  "
    told = (
        (key, "%s" if key in _OWN else indented(part, inner).replace("%", "%%"))
        for key, part in finding_parts(finding).items()
    )
    parts = [f"{_quoted(key)}: {text}" for key, text in told]
    return f"{{{inner}{f',{inner}'.join(parts)}{lead}}}"


_known_frame = lru_cache(maxsize=256)(_frame)
"""Of questions, which are put in the same words to most documents."""
