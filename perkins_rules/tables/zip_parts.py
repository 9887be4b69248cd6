"""A zip of parts in XML, which .xlsx, .docx and .ods are: each is read within bounds."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import BadZipFile, ZipFile

from perkins_rules.tables.grid import SAVE_AGAIN, TableFault
from perkins_rules.tables.xml_events import Events, parse

_MOST_BYTES = 128 * 1024 * 1024
_PIECE = 1 << 16


class Parts:
    """The parts of a file, by name."""

    def __init__(self, name: str, archive: ZipFile) -> None:
        self.name, self._archive = name, archive
        self.names = frozenset(archive.namelist())
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise encrypted(name)

    def start_of(self, part: str) -> bytes:
        """The first bytes of a part."""
        with self._archive.open(part) as file:
            return file.read(200)

    def read(self, part: str, events: Events) -> None:
        """Goes through a part. Raises TableFault."""
        with self._archive.open(part) as file:
            read = 0

            def piece() -> bytes:
                nonlocal read
                data = file.read(_PIECE)
                read += len(data)
                if read > _MOST_BYTES:
                    most = _MOST_BYTES >> 20
                    raise TableFault(f"{self.name}: {part} unpacks to more than {most} MiB.")
                return data

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
def parts_of(name: str, data: bytes) -> Iterator[Parts]:
    """The parts of a file. Raises TableFault, also for damage that shows while they are read."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            yield Parts(name, archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError) as error:
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
