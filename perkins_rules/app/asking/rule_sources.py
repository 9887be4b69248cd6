"""Paths that the user names -> the texts of rule files, with the packs that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from perkins_rules import assets
from perkins_rules.app.faults import Stop
from perkins_rules.below import below
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.installed import installed_examples, installed_sources
from perkins_rules.pipeline import (
    ReadRules,
    example_files,
    example_paths,
    load_rules,
    read_rules,
    rule_files,
)
from perkins_rules.record_file import read_within
from perkins_rules.schema_files import MOST_BYTES, is_schema, parted, schema_paths
from perkins_rules.source import SourceText

if TYPE_CHECKING:  # what reads schemas is not for a check, which has their shapes in its cache
    from perkins_rules.documents.types import DocumentTypes

_EXAMPLES_OF = r"(?m)^examples[ \t]+of[ \t]+([A-Za-z0-9_.]+)"
_PACK = r"(?m)^pack[ \t]+([A-Za-z0-9_.]+)"
_TYPE = r'"x-document"\s*:\s*"(\w+)"'


def own_sources(paths: Sequence[str], examples: bool = False) -> list[SourceText]:
    """The rule files under the paths, the schemas beside them, and the files of further examples
    there, or beside them, if these are asked for. Raises Stop when there is none, or one cannot be
    read.
    """
    for path in paths:
        if not Path(path).exists():
            raise Stop(f"there is no file or folder `{path}`.")
    try:
        for path in paths:
            _refuse_other_files(Path(path))
        places = [Path(path) for path in paths]
        found = rule_files(places)
        named = {source.name for source in found}
        further = [p for p in example_paths(places) if str(p) not in named] if examples else []
        found += [SourceText(str(p), text_of(str(p), read_within(p, MOST_BYTES))) for p in further]
    except OSError as error:
        raise Stop(f"{error.filename}: {error.strerror}.") from error
    if not found:
        raise Stop(f"no rule files (*.rules) are in {', '.join(paths)}.")
    return found


def named_sources(words: Sequence[str]) -> list[SourceText]:
    """The rule files under paths, and those of built-in and installed packs by their names, each
    with the further examples of its rules. Raises Stop.
    """
    there = [*rule_files([assets.built_in_rules()]), *installed_sources()]
    built_in = {pack: s for s in there for pack in _packs([s])}
    packs = [word for word in words if word in built_in and not Path(word).exists()]
    paths = [word for word in words if word not in packs]
    found = own_sources(paths, examples=True) if paths else []
    found += [s for pack in packs if (s := built_in[pack]) not in found]
    return [*found, *(e for e in _examples() if not {*_of(e)}.isdisjoint(packs))]


def read_with_examples(own: Sequence[SourceText]) -> ReadRules:
    """The files and the packs that they build on, with all that examples name; what is wrong with
    a document that they name is among the diagnostics.
    """
    return _read(with_examples(own))


def with_examples(own: Sequence[SourceText]) -> list[SourceText]:
    """The files, the packs that they build on, and the further examples of those."""
    taken = {pack for source in own for pack in _concerned(source)}
    return [*with_built_in(own), *(e for e in _examples() if taken.isdisjoint(_of(e)))]


def read_packs(packs: Set[str], folders: Sequence[str]) -> ReadRules:
    """Some packs alone, those that they rest on among them, as `read_with_examples` reads them: of
    what is built in or installed, and of folders. Raises Stop.
    """
    own = own_sources(folders, examples=True) if folders else []
    there = [*rule_files([assets.built_in_rules()]), *installed_sources(), *own, *_examples()]
    return _read([s for s in there if is_schema(s) or not packs.isdisjoint(_concerned(s))])


def _read(sources: Sequence[SourceText]) -> ReadRules:
    from perkins_rules.example_documents import documents_beside  # not for a check

    found = documents_beside(sources)
    read = read_rules(sources, found.beside)
    rules = None if found.diagnostics else read.rules
    return read._replace(rules=rules, diagnostics=found.diagnostics + read.diagnostics)


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
    rules = [place] if place.is_file() else below(place, ".rules")
    for file in dict.fromkeys((*rules, *schema_paths([place]))):
        if file.exists() and not file.is_file():
            raise Stop(f"{file} is a folder or a pipe, not a rule file.", "Give it another name.")
        if file.exists() and file.stat().st_size > MOST_BYTES:
            raise Stop(f"{file} is too large to be read.", "Give it another name, or divide it.")
        text_of(str(file), file.read_bytes())


def rules_with(folders: Sequence[str]) -> ReadyRules:
    """The built-in packs and those of further folders. Raises Stop, RuleFileError."""
    if folders:
        own_sources(folders)
    return load_rules(folders)


def types_with(folders: Sequence[str]) -> DocumentTypes:
    """The types of documents: the built-in ones, those of further folders and of installed packs.

    Raises Stop, RuleFileError.
    """
    from perkins_rules.documents.types import document_types

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


def _examples() -> list[SourceText]:
    """The further examples of built-in and installed packs."""
    return [*example_files([assets.built_in_rules()]), *installed_examples()]


def _of(source: SourceText) -> list[str]:
    """The packs of which a file holds further examples."""
    return re.findall(_EXAMPLES_OF, source.text)


def _concerned(source: SourceText) -> list[str]:
    """The packs that a file declares, or of which it holds further examples."""
    return [*_packs([source]), *_of(source)]


def _packs(sources: Iterable[SourceText]) -> list[str]:
    return [name for source in sources for name in re.findall(_PACK, source.text)]


def _declared(sources: Iterable[SourceText]) -> list[str]:
    """The names of packs, and of the types of documents that they bring."""
    types = [name for s in sources if is_schema(s) for name in re.findall(_TYPE, s.text)]
    return [*_packs(sources), *(f"document: {name}" for name in types)]
