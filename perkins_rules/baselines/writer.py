"""Entries -> the text of a baseline: sorted, an entry on a line, so that changes read well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from perkins_rules.baselines.entries import FORM, MARK, Entry

_LONGEST = 160


def baseline_text(entries: Iterable[Entry]) -> str:
    """The whole file. The same entries, the same text."""
    lines = [_line(entry) for entry in sorted(set(entries))]
    listed = "[\n    " + ",\n    ".join(lines) + "\n  ]" if lines else "[]"
    return f'{{\n  "{MARK}": {FORM},\n  "findings": {listed}\n}}\n'


def _line(entry: Entry) -> str:
    told = entry._replace(message=_short(entry.message))._asdict()
    further = told.pop("further")
    parts = [f'"{name}": {_text(text)}' for name, text in told.items()]
    parts += [f'"further": {further}'] if further else []
    return "{" + ", ".join(parts) + "}"


def _short(message: str) -> str:
    """A message on one line, whatever it quotes of a document."""
    harmless = "".join(c if c.isprintable() else " " for c in message)
    told = " ".join(harmless.split())
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1].rstrip() + "…"


def _text(text: str) -> str:
    """JSON that people can read, and that cannot act on a terminal."""
    dumped = json.dumps(text, ensure_ascii=False)
    escaped = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in dumped)
    # A baseline that stands in a folder of documents must not be taken for one of them.
    return re.sub(r"(document['\"]?\s*):", r"\1\\u003a", escaped)
