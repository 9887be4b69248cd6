"""A small schema of a pack, and what is made of it with something changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from perkins_rules.app.schema_lint import schema_diagnostics
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents.types import document_types
from perkins_rules.source import SourceText

EXAMPLE = Path(__file__).parents[2] / "examples" / "esea-title-iv-a"
NAME = "form.schema.json"
FORM = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Form",
  "description": "A form.",
  "x-document": "form",
  "type": "object",
  "properties": {
    "document": { "title": "Type", "description": "Form.", "x-kind": "choice", "enum": ["form"] },
    "amount": { "$ref": "#/$defs/money", "title": "Amount", "description": "In dollars." },
    "lines": {
      "title": "Lines",
      "description": "One for each purpose.",
      "type": ["array", "null"],
      "x-key": "name",
      "items": {
        "type": ["object", "null"],
        "properties": {
          "name": { "$ref": "#/$defs/text", "title": "Name", "description": "Its name." },
          "purpose": {
            "title": "Purpose",
            "description": "What it is for.",
            "x-kind": "choice",
            "enum": ["staff", "travel", "", null],
            "x-also": { "staff": ["people"] }
          }
        },
        "additionalProperties": false
      }
    }
  },
  "required": ["document"],
  "additionalProperties": false,
  "$defs": {
    "money": {
      "title": "Amount",
      "description": "Dollars.",
      "x-kind": "money",
      "type": ["number", "string", "null"],
      "pattern": "^ *(-?\\\\$?([1-9][0-9]{0,2}(,[0-9]{3})+|0|[1-9][0-9]*)(\\\\.[0-9]+)?)? *$"
    },
    "text": {
      "title": "Text", "description": "Words.", "x-kind": "text",
      "type": ["string", "number", "null"]
    }
  }
}
"""


def changed(old: str, new: str) -> str:
    """The form with a piece of its text in other words."""
    assert FORM.count(old) == 1, old
    return FORM.replace(old, new)


def told(*texts: str, names: tuple[str, ...] = (NAME,)) -> list[Diagnostic]:
    """All that `lint` says of schemas."""
    sources = [SourceText(name, text) for name, text in zip(names, texts, strict=True)]
    found = list(document_types(sources).diagnostics)
    return [*found, *schema_diagnostics(sources, found)]


def said(*texts: str, names: tuple[str, ...] = (NAME,)) -> list[tuple[int, str, str]]:
    """The line, the level and the words of each, with the suggestion behind a dash."""
    return [
        (d.span.line, d.level, f"{d.message} — {d.suggestion}") for d in told(*texts, names=names)
    ]


def property_of(name: str, schema: dict[str, Any]) -> str:
    """The form with a further field, on a line of its own."""
    line = f'    "{name}": {json.dumps(schema)},\n'
    return FORM.replace('    "amount":', f'{line}    "amount":', 1)
