"""Registers and outlines from their YAML files: rules/register/, and those of other packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from perkins_rules.analysis.coverage.coverage_fields import (
    RegisterError,
    file_data,
    known,
    one_of,
    records,
    text,
    texts,
)
from perkins_rules.analysis.coverage.coverage_model import (
    FILERS,
    Entry,
    Line,
    Outline,
    Register,
    Section,
)
from perkins_rules.below import below

KINDS = (
    "presence",
    "form",
    "number",
    "date",
    "cross-field",
    "conditional",
    "computed",
    "judgement",
)
SEVERITIES = ("error", "warning", "info")
_ENTRY = {
    "id",
    "place",
    "citation",
    "cites",
    "usc",
    "kind",
    "severity",
    "requirement",
    "background",
}
LAST = 1000
"""The order of outlines that give none."""

_REQUIRED = ("id", "place", "citation", "requirement")
_OPTIONAL = ("usc", "kind", "severity", "background")


def read_register(folders: Sequence[Path]) -> Register:
    """The registers and outlines under the folders, as one. Raises RegisterError."""
    entries: dict[str, Entry] = {}
    outlines: list[Outline] = []
    for path in _files(folders):
        data = file_data(path)
        if "outline" in data:
            outlines.append(_outline(data, str(path)))
        for entry in _entries(data, str(path)):
            if entry.id in entries:
                raise RegisterError(f"{path}: `{entry.id}` is registered twice.")
            entries[entry.id] = entry
    return Register(entries, tuple(sorted(outlines, key=lambda outline: outline.order)))


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from below(folder, ".yaml")


def _entries(data: Mapping[str, Any], where: str) -> Iterator[Entry]:
    for raw in records(data.get("requirements"), where):
        place = f"{where}: `{raw.get('id', 'an entry without id')}`"
        known(raw, _ENTRY, place)
        for key in (*_REQUIRED, *(key for key in _OPTIONAL if key in raw)):
            text(raw, key, place)
        one_of(raw.get("kind", ""), KINDS, place)
        one_of(raw.get("severity", ""), SEVERITIES, place)
        told = {**raw, "cites": texts(raw.get("cites"), place), "register": data["register"]}
        yield Entry(**told)


def _outline(data: Mapping[str, Any], where: str) -> Outline:
    sections = tuple(_section(raw, where) for raw in records(data.get("sections"), where))
    order = data.get("order", LAST)
    if not isinstance(order, int):
        raise RegisterError(f"{where}: `order` is a whole number.")
    return Outline(
        text(data, "outline", where),
        text(data, "title", where),
        texts(data.get("cited_as"), where),
        sections,
        order,
    )


def _section(raw: Mapping[str, Any], where: str) -> Section:
    known(raw, {"place", "title", "lines"}, where)
    lines = tuple(_line(line, where) for line in records(raw.get("lines"), where))
    return Section(text(raw, "place", where), text(raw, "title", where), lines)


def _line(raw: Mapping[str, Any], where: str) -> Line:
    known(raw, {"place", "title", "holds", "background", "owed_by", "asked_by"}, where)
    reason = text(raw, "background", where) if "background" in raw else None
    place, title = text(raw, "place", where), text(raw, "title", where)
    holds = texts(raw.get("holds"), f"{where}: {place}")
    owed_by = texts(raw.get("owed_by"), f"{where}: {place}")
    for who in owed_by:
        one_of(who, FILERS, f"{where}: {place}")
    asked_by = texts(raw.get("asked_by"), f"{where}: {place}")
    return Line(place, title, holds, reason, owed_by, asked_by)
