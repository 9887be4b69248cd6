"""Paths that the user names -> the texts of rule files, with the packs that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from perkins_rules import assets
from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.documents.types import DocumentTypes, document_types
from perkins_rules.installed import installed_sources
from perkins_rules.pipeline import load_rules, rule_files
from perkins_rules.schema_files import is_schema, parted, schema_paths
from perkins_rules.source import SourceText

_PACK = re.compile(r"^pack[ \t]+([A-Za-z0-9_.]+)", re.MULTILINE)
_TYPE = re.compile(r'"x-document"\s*:\s*"(\w+)"')


def own_sources(paths: Sequence[str]) -> list[SourceText]:
    """The rule files under the paths, and the schemas beside them.

    Raises Stop when there is none, or one cannot be read.
    """
    for path in paths:
        if not Path(path).exists():
            raise Stop(f"there is no file or folder `{path}`.")
    try:
        for path in paths:
            _refuse_other_files(Path(path))
        found = rule_files([Path(path) for path in paths])
    except OSError as error:
        raise Stop(f"{error.filename}: {error.strerror}.") from error
    if not found:
        raise Stop(f"no rule files (*.rules) are in {', '.join(paths)}.")
    return found


def named_sources(words: Sequence[str]) -> list[SourceText]:
    """The rule files under paths, and those of built-in and installed packs by their names.

    Raises Stop.
    """
    there = [*rule_files([assets.built_in_rules()]), *installed_sources()]
    built_in = {pack: s for s in there for pack in _packs([s])}
    packs = [word for word in words if word in built_in and not Path(word).exists()]
    paths = [word for word in words if word not in packs]
    found = own_sources(paths) if paths else []
    return [*found, *(s for pack in packs if (s := built_in[pack]) not in found)]


def text_of(name: str, data: bytes) -> str:
    """The text of a rule file. Raises Stop with the line that is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Stop(f"{name}:{line}: this is not UTF-8 text.", "Save the file as UTF-8.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_other_files(place: Path) -> None:
    """Stops at what is named like a rule file and is none: a folder, a pipe, other bytes."""
    rules = [place] if place.is_file() else sorted(place.rglob("*.rules"))
    for file in dict.fromkeys((*rules, *schema_paths([place]))):
        if file.exists() and not file.is_file():
            raise Stop(f"{file} is a folder or a pipe, not a rule file.", "Give it another name.")
        text_of(str(file), file.read_bytes())


def rules_with(folders: Sequence[str]) -> Any:
    """The built-in packs and those of further folders. Raises Stop, RuleFileError."""
    if folders:
        own_sources(folders)
    return load_rules(folders)


def types_with(folders: Sequence[str]) -> DocumentTypes:
    """The types of documents: the built-in ones, those of further folders and of installed packs.

    Raises Stop, RuleFileError.
    """
    own = own_sources(folders) if folders else []
    _, schemas = parted([*own, *installed_sources()])
    types = document_types(schemas)
    if any(d.level == "error" for d in types.diagnostics):
        raise RuleFileError(types.diagnostics)
    return types


def with_built_in(own: Sequence[SourceText]) -> list[SourceText]:
    """The files, below them the built-in and installed packs and types that they do not declare."""
    declared = set(_declared(own))
    built_in = [*rule_files([assets.built_in_rules()]), *installed_sources()]
    return [*(s for s in built_in if not declared.intersection(_declared([s]))), *own]


def _packs(sources: Iterable[SourceText]) -> list[str]:
    return [name for source in sources for name in _PACK.findall(source.text)]


def _declared(sources: Iterable[SourceText]) -> list[str]:
    """The names of packs, and of the types of documents that they bring."""
    types = [name for s in sources if is_schema(s) for name in _TYPE.findall(s.text)]
    return [*_packs(sources), *(f"document: {name}" for name in types)]
