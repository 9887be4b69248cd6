"""The file of rules that is open -> all rule files that it is checked with, as they stand now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from perkins_rules import assets
from perkins_rules.app.asking.configuration import configuration
from perkins_rules.app.asking.rule_sources import own_sources, with_examples
from perkins_rules.documents.types import DocumentTypes, document_types
from perkins_rules.example_documents import DocumentsBeside, documents_beside
from perkins_rules.schema_files import parted
from perkins_rules.source import SourceText


class Sources(NamedTuple):
    """`own` are the files of the user, with texts that are open as they stand; `texts` those and
    all that they may build on. Types of documents and documents of examples are as on the disk.
    """

    own: tuple[SourceText, ...]
    texts: tuple[SourceText, ...]
    types: DocumentTypes
    documents: DocumentsBeside


class PackSources:
    """Rule files by the folder they are checked with; read again after `forget`."""

    def __init__(self, rules: tuple[str, ...] = ()) -> None:
        self._given = rules
        self._kept: dict[tuple[str, ...], Sources] = {}
        self.open: dict[str, str] = {}
        """The texts that an editor has open, by file."""

    def forget(self) -> None:
        """Looks at the disk again."""
        self._kept.clear()

    def of(self, path: str) -> Sources:
        """The files with which a rule file is checked. Raises Stop, RuleFileError."""
        places = self._places(path)
        if places not in self._kept:
            self._kept[places] = _on_disk(places)
        kept = self._kept[places]
        known = {source.name for source in kept.texts}
        new = [SourceText(n, t) for n, t in self.open.items() if n == path and n not in known]
        own = [*_as_open(kept.own, self.open), *new]
        return kept._replace(own=tuple(own), texts=(*_as_open(kept.texts, self.open), *new))

    def _places(self, path: str) -> tuple[str, ...]:
        """The folders of rules that are configured, where the file lies in one of them; the
        built-in packs, for one of those; else the folder of the file.
        """
        file = Path(path)
        configured = configuration([path]).value("rules") or ()
        named = [str(Path(one).absolute()) for one in (*self._given, *configured)]
        if any(file.is_relative_to(one) for one in named):
            return tuple(dict.fromkeys(named))
        built_in = assets.built_in_rules()
        if file.is_relative_to(built_in):
            return (str(built_in),)
        return (str(file.parent),) if file.parent.is_dir() and file.is_absolute() else ()


def _on_disk(places: tuple[str, ...]) -> Sources:
    there = [p for p in places if Path(p).is_file() or _has_rules(p)]
    own = own_sources(there, examples=True) if there else []
    texts, schemas = parted(with_examples(own))
    found = documents_beside([*texts, *schemas])
    rules, _ = parted(own)
    return Sources(tuple(rules), tuple(texts), document_types(schemas), found.beside)


def _has_rules(place: str) -> bool:
    return next(Path(place).rglob("*.rules"), None) is not None


def _as_open(sources: Sequence[SourceText], open_: Mapping[str, str]) -> list[SourceText]:
    return [s._replace(text=open_[s.name]) if s.name in open_ else s for s in sources]
