"""`perkins-rules schema`: the schema of a type of document in one file, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from perkins_rules import assets
from perkins_rules.app.asking.configuration import own_rules
from perkins_rules.app.asking.known_words import known_kinds
from perkins_rules.app.asking.options import rules_option
from perkins_rules.app.asking.rule_sources import types_with
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.app.forms.editor_schema import editor_schema
from perkins_rules.app.forms.new_command import hint_of, kinds_of
from perkins_rules.documents.schema_fields import base_name
from perkins_rules.documents.types import DocumentTypes
from perkins_rules.schema_files import ENDING
from perkins_rules.version import __version__

_SHARED = "common"


@click.command("schema")
@click.argument("kind", metavar="TYPE", required=False, shell_complete=known_kinds)
@click.option("--output", "-o", metavar="FILE", help="Write to a file; best beside the documents.")
@rules_option
def command(kind: str | None, output: str | None, rules: tuple[str, ...]) -> int:
    """Write the schema of a type of document, whole in one file, for editors and validators.

    TYPE is state-plan, local-application or the like, also a type that a pack brings; without it,
    the types are listed. The schemas of what perkins-rules writes and reads beside documents are
    there, too: report, comparison, rule-changes, determinations, waivers.

    \b
    perkins-rules schema state-plan --output state_plan.schema.json
    perkins-rules new state-plan --output plan.yaml

    A document that `new` writes beside its schema names it in its first line, by which editors
    with the YAML language server find it. An older copy of the same schema is written over.
    """
    types = types_with(own_rules(rules))
    if kind is None:
        write_out(kinds_of(types.shapes))
        return 0
    name = kind.replace("-", "_").lower()
    file, texts = _sources(name, types)
    made_by = f"Written by perkins-rules {__version__}: perkins-rules schema {name}"
    made = editor_schema(file, texts, made_by)
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    if output is None or output == "-":
        write_out(json.dumps(made, indent=2) + "\n")
        return 0
    _refuse_another(Path(output), made["$id"])
    write_file(output, text)
    write_out(_told(output))
    return 0


def _sources(name: str, types: DocumentTypes) -> tuple[str, dict[str, str]]:
    """The file of a type's schema, and the texts of those beside it. Raises Stop."""
    brought = next((one for one in types.brought if one.name == name), None)
    if brought is not None:
        texts = {base: one.source.text for base, one in brought.beside.items()}
        return base_name(brought.file.source.name), texts
    texts = assets.schema_texts()
    if name == _SHARED or f"{name}{ENDING}" not in texts:
        raise Stop(f"there is no kind of document `{name}`.", hint_of(name, list(types.shapes)))
    return f"{name}{ENDING}", texts


def _refuse_another(path: Path, ident: str) -> None:
    """Raises Stop where something else than an older copy of this schema would be lost."""
    if not path.exists():
        return
    try:
        there: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        there = None
    is_copy = isinstance(there, dict) and "x-document" not in there and there.get("$id") == ident
    if not is_copy:
        raise Stop(f"{path} is there already, and is no copy of this schema.", "Take another name.")


def _told(output: str) -> str:
    name = Path(output).name
    address = (
        Path(output).as_posix() if Path(output).is_absolute() else f"./{Path(output).as_posix()}"
    )
    settings = json.dumps({"yaml.schemas": {address: ["*.yaml"]}})
    return (
        f"{output} is written. Editors go by it where a document beside it says so:\n"
        f"  YAML, in the first line   # yaml-language-server: $schema={name}\n"
        f'  JSON, before all else     "$schema": "{name}",\n'
        "or, in Visual Studio Code, where .vscode/settings.json does (name your documents there):\n"
        f"  {settings}\n"
    )
