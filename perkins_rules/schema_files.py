"""Schemas that packs bring: the files beside rules whose names end in `.schema.json`.

One of them is a document type of its own if it says `x-document`; others count only where such a
one refers to them. Whatever else a folder holds under such a name is none of ours, if it is JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from perkins_rules.below import below
from perkins_rules.record_file import read_within
from perkins_rules.source import SourceText

ENDING = ".schema.json"
MOST_BYTES = 16 << 20
"""A larger file is no schema, and none of rules."""
_TYPE = rb'"x-document"\s*:'
_ELSEWHERE = rb'"\$ref"\s*:\s*"([^"#/\\]+\.schema\.json)'


def is_schema(source: SourceText) -> bool:
    """Whether a text is a schema, and not rules."""
    return source.name.endswith(ENDING)


def parted(sources: Iterable[SourceText]) -> tuple[list[SourceText], list[SourceText]]:
    """The rule files, and the schemas."""
    rules: list[SourceText] = []
    schemas: list[SourceText] = []
    for source in sources:
        (schemas if is_schema(source) else rules).append(source)
    return rules, schemas


def schema_paths(places: Sequence[Path]) -> list[Path]:
    """The schemas in folders, those beside rule files, and those that are named, in the order of
    their names.
    """
    found: dict[Path, None] = {}
    for place in places:
        for path in [place] if is_schema_path(place) else _near(place):
            found |= dict.fromkeys((path, *_referred_to(path)))
    return sorted(found)


def is_schema_path(place: Path) -> bool:
    """Whether a file is named as a schema."""
    return place.name.endswith(ENDING) and place.is_file()


def schema_files(places: Sequence[Path]) -> list[SourceText]:
    """Their texts. Raises OSError and UnicodeDecodeError for those that cannot be read."""
    return [SourceText(str(p), p.read_text(encoding="utf-8-sig")) for p in schema_paths(places)]


def _near(place: Path) -> list[Path]:
    """The document types in a folder, or in that of a file."""
    near = place.parent.glob(f"*{ENDING}") if place.is_file() else below(place, ENDING)
    return [path for path in near if path.is_file() and _may_be_ours(path)]


def _may_be_ours(path: Path) -> bool:
    """Whether a schema says its type, or is broken or too large, so that it may have meant to: that
    is told.
    """
    if path.stat().st_size > MOST_BYTES:
        return True
    content = path.read_bytes()
    if re.search(_TYPE, content):
        return True
    import json  # not for every check

    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return True
    return False


def _referred_to(path: Path) -> list[Path]:
    """The files beside a schema that it refers to, and that these refer to."""
    found = [path]
    for file in found:
        for name in re.findall(_ELSEWHERE, read_within(file, MOST_BYTES)):
            beside = path.parent / name.decode("utf-8", "replace")
            if beside not in found and beside.is_file():
                found.append(beside)
    return found[1:]
