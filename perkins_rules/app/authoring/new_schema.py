"""`perkins-rules new schema`: the schema of a type of document, to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from pathlib import Path
from typing import Any

from perkins_rules import assets
from perkins_rules.app.faults import Stop
from perkins_rules.documents.schema_keywords import DRAFT
from perkins_rules.report.wrap import filled
from perkins_rules.schema_files import ENDING

_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_PARTS = (
    "money", "percent", "number", "integer", "fiscal_year", "date", "text", "yes_no", "note",
    "state",
)  # fmt: skip
"""What a schema takes over from the built-in ones, so that an editor needs no other file."""
_WORDS = re.compile(r'\[\s*((?:(?:"[^"\n]*"|null)(?:,\s*)?)+)\s*\]')
_REFERENCE = re.compile(r'\{\s*("\$ref": "[^"]*")\s*\}')
_WIDTH = 92


def new_schema(name: str, output: str | None, known: Container[str]) -> str:
    """The text of a schema that passes `lint`, save that there is something to fill in.

    Raises Stop.
    """
    if not _NAME.fullmatch(name):
        hint = "Write small letters, digits and _: spending_plan"
        raise Stop(f"`{name}` cannot be the name of a type of document.", hint)
    if name in known:
        raise Stop(f"there is a type of document `{name}` already.", "Take another name.")
    if output not in (None, "-") and Path(str(output)).name != f"{name}{ENDING}":
        raise Stop(f"the schema of `{name}` is found by its name.", f"Call it {name}{ENDING}.")
    shared = json.loads(assets.schema_texts()["common.schema.json"])["$defs"]
    schema = _schema(name) | {"$defs": {part: shared[part] for part in _PARTS}}
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    return _WORDS.sub(_in_lines, _REFERENCE.sub(r"{ \1 }", text)) + "\n"


def _schema(name: str) -> dict[str, Any]:
    return {
        "$schema": DRAFT,
        "title": "TODO: what people call such a document",
        "description": "TODO: who files it, under which section of which law.",
        "x-document": name,
        "type": "object",
        "properties": {
            "document": {
                "title": "Document type",
                "description": f"Always {name}.",
                "x-kind": "choice",
                "enum": [name],
            },
            "state": _field("state", "State", "The State that files."),
            "submission": {
                "title": "Submission",
                "description": "When it is filed, and for which years: by these the rules are"
                " chosen that hold.",
                "type": ["object", "null"],
                "properties": {
                    "date": _field("date", "Date", "The day on which it is filed."),
                    "fiscal_years": {
                        "title": "Fiscal years",
                        "description": "The fiscal years it is for; FY 2026 starts on 2026-07-01.",
                        "type": ["array", "null"],
                        "items": {"$ref": "#/$defs/fiscal_year"},
                    },
                    "note": {"$ref": "#/$defs/note"},
                },
                "additionalProperties": False,
            },
            "first_field": _field("text", "TODO: a title", "TODO: what goes there."),
            "note": {"$ref": "#/$defs/note"},
        },
        "required": ["document"],
        "additionalProperties": False,
    }


def _field(kind: str, title: str, description: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}", "title": title, "description": description}


def _in_lines(found: re.Match[str]) -> str:
    """A list of texts in as few lines as hold it, none of them cut."""
    texts = found[1].strip().splitlines()
    whole = " ".join(text.strip() for text in texts)
    if len(whole) < _WIDTH:
        return f"[{whole}]"
    before = found.string[: found.start()].rpartition("\n")[2]
    indent = " " * (len(before) - len(before.lstrip()))
    lines = filled((text.strip() for text in texts), _WIDTH)
    return "\n".join(["[", *(f"{indent}  {line}" for line in lines), f"{indent}]"])
