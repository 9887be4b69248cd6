"""The documents that examples name: YAML and JSON files in the folder `documents` beside a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from perkins_rules.check.named_documents import NamedDocument
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import LIMIT_BYTES, Refusal, Shape, read_document
from perkins_rules.documents.types import document_types
from perkins_rules.findings import Severity
from perkins_rules.installed import path_of
from perkins_rules.record_file import read_within
from perkins_rules.schema_files import parted
from perkins_rules.source import NOWHERE, SourceText

FOLDER = "documents"
_ENDINGS = (".yaml", ".yml", ".json")

DocumentsBeside = Mapping[str, Mapping[str, NamedDocument]]
"""By the name of the rule file beside which they lie, and their own."""


class FoundDocuments(NamedTuple):
    """The documents beside rule files, and how they depart from their schemas."""

    beside: DocumentsBeside
    diagnostics: tuple[Diagnostic, ...]


def documents_beside(sources: Sequence[SourceText]) -> FoundDocuments:
    """The documents in the folders of rule files; each folder is read once."""
    found: list[Diagnostic] = []
    folders: dict[Path, dict[str, NamedDocument]] = {}
    beside: dict[str, Mapping[str, NamedDocument]] = {}
    shapes = document_types(parted(sources)[1]).shapes
    for source in sources:
        folder = path_of(source).parent / FOLDER
        if folder not in folders:
            folders[folder] = _read(folder, shapes, found)
        beside[source.name] = folders[folder]
    return FoundDocuments(beside, tuple(found))


def is_beside(document: SourceText, sources: Sequence[SourceText]) -> bool:
    """Whether a document lies among those beside one of the rule files."""
    folder = Path(document.name).parent
    return folder.name == FOLDER and any(
        folder.parent == path_of(source).parent for source in sources
    )


def _read(
    folder: Path, shapes: Mapping[str, Shape], found: list[Diagnostic]
) -> dict[str, NamedDocument]:
    if not folder.is_dir():
        return {}
    documents: dict[str, NamedDocument] = {}
    for file in sorted(f for f in folder.iterdir() if f.suffix in _ENDINGS):
        try:
            document = read_document(str(file), read_within(file, LIMIT_BYTES), shapes)
        except Refusal as refusal:
            source = refusal.source or SourceText(str(file), "")
            code = "example-document"
            found.append(Diagnostic(code, refusal.message, source, refusal.span, refusal.remedy))
            continue
        except OSError as error:
            message = error.strerror or "the file cannot be read"
            found.append(
                Diagnostic("example-document", message, SourceText(str(file), ""), NOWHERE)
            )
            continue
        documents[file.stem] = NamedDocument(document.type, document.data)
        found += [
            Diagnostic("example-document", p.message, document.text, p.span, p.remedy)
            for p in document.problems
            if p.severity == Severity.ERROR
        ]
    return documents
