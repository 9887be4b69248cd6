"""A zip of parts in XML, which .xlsx, .docx and .ods are: each is read within bounds."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from perkins_rules.tables.grid import SAVE_AGAIN, TableFault
from perkins_rules.tables.readers.xml_events import Events, parse

_MOST_BYTES = 128 * 1024 * 1024
_PIECE = 1 << 16
_READ_IN_PIECES = (ZIP_STORED, ZIP_DEFLATED)
"""All else is unpacked at once by `zipfile`, however little of it is asked for."""


class Parts:
    """The parts of a file, by name. Raises TableFault."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        with _told_damage(name):
            self._archive = ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self._read = 0
        entries = self._archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise encrypted(name)
        if any(entry.compress_type not in _READ_IN_PIECES for entry in entries):
            raise TableFault(f"{name} is packed as no Office file is.", SAVE_AGAIN)

    def start_of(self, part: str) -> bytes:
        """The first bytes of a part."""
        with _told_damage(self.name), self._archive.open(part) as file:
            return file.read(_PIECE)

    def read(self, part: str, events: Events) -> None:
        """Goes through a part; of all together, so many bytes: one may be named many times."""
        with _told_damage(self.name):
            file = self._archive.open(part)
            self._demand(self._archive.getinfo(part).file_size)

        def piece() -> bytes:
            with _told_damage(self.name):
                data = file.read(_PIECE)
            self._read += len(data)
            self._demand(0)
            return data

        with file:
            parse(f"{self.name}: {part}", piece, events)

    def _demand(self, further: int) -> None:
        if self._read + further > _MOST_BYTES:
            raise TableFault(f"{self.name} unpacks to more than {_MOST_BYTES >> 20} MiB.")


class Leads(Events):
    """What a part of an Office file leads to: by id, and by kind in order."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.by_kind: list[tuple[str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """Takes a lead down, unless it leads out of the file."""
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            self.targets[given.get("Id", "")] = target
            self.by_kind.append((given.get("Type", "").rpartition("/")[2], target))


@contextmanager
def _told_damage(name: str) -> Iterator[None]:
    """Of a broken file zipfile raises more than it says."""
    try:
        yield
    except TableFault:
        raise
    except Exception as error:
        raise TableFault(f"{name} is damaged.", SAVE_AGAIN) from error


def encrypted(name: str) -> TableFault:
    """What is said of a file with a password."""
    return TableFault(f"{name} is encrypted with a password.", "Take the password off and save it.")


def leads_of(parts: Parts, part: str) -> Leads:
    """What a part leads to; with `""`, the file itself."""
    folder, file = posixpath.split(part)
    leads, found = Leads(), joined(folder, f"_rels/{file}.rels")
    if found in parts.names:
        parts.read(found, leads)
    return leads


def joined(folder: str, target: str) -> str:
    """The name of a part from what leads to it out of a folder."""
    part = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(part).lstrip("/")
