"""A zip of parts in XML, which .xlsx, .docx and .ods are: each is read within bounds."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from perkins_rules.tables.grid import SAVE_AGAIN, TableFault
from perkins_rules.tables.readers.xml_events import Events, parse

_MOST_BYTES = 128 * 1024 * 1024
_PIECE = 1 << 16
# What zipfile raises for a damaged file, which is more than it says.
_DAMAGE = (
    BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, KeyError,
    OSError, ValueError, OverflowError,
)  # fmt: skip


class Parts:
    """The parts of a file, by name. Raises TableFault."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        with _told_damage(name):
            self._archive = ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        if any(entry.flag_bits & 1 for entry in self._archive.infolist()):
            raise encrypted(name)

    def start_of(self, part: str) -> bytes:
        """The first bytes of a part."""
        with _told_damage(self.name), self._archive.open(part) as file:
            return file.read(_PIECE)

    def read(self, part: str, events: Events) -> None:
        """Goes through a part."""
        with _told_damage(self.name):
            file = self._archive.open(part)
        read = 0

        def piece() -> bytes:
            nonlocal read
            with _told_damage(self.name):
                data = file.read(_PIECE)
            read += len(data)
            if read > _MOST_BYTES:
                most = _MOST_BYTES >> 20
                raise TableFault(f"{self.name}: {part} unpacks to more than {most} MiB.")
            return data

        with file:
            parse(f"{self.name}: {part}", piece, events)


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
    try:
        yield
    except _DAMAGE as error:
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
