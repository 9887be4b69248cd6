"""Archives and files of lines, from an open file: their documents, one at a time."""

from __future__ import annotations

import os
import zipfile
from typing import IO

from perkins_rules.batch.members import (
    Members,
    MissingLibrary,
    inner_member,
    looks_like_a_document,
)
from perkins_rules.batch.names import is_document_name, is_hidden, is_lines
from perkins_rules.batch.packed import Counted, lines, unpacked
from perkins_rules.batch.tar_heads import opened_tar
from perkins_rules.batch.wanted import is_beside
from perkins_rules.determinations.place import is_determinations
from perkins_rules.member import Member, faulty, in_words

_BESIDE = "it is read beside documents or rules, and not out of an archive"
_CLIMBS = "its name leads out of the archive"
_DETERMINED = "determinations count when they stand in a file beside the document"
_ENCRYPTED = "it is encrypted"
_NO_FILE = "it is a link or a device"
_OTHER_KIND = "it is no YAML or JSON file"
_PACKED_OTHERWISE = "it is packed in another way than the usual one (deflate)"
_READ_IN_PIECES = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""All else is unpacked at once by `zipfile`, however little of it is asked for."""
MOST_STRANGE = 10_000
"""Lines one after the other that look like no document: a file of those is something else."""


def archive_members(name: str, file: IO[bytes], limit_bytes: int) -> Members:
    """The documents in an archive, in its order; entries keep their own names after a `!`."""
    of_kind = _zip_members if name.lower().endswith(".zip") else _tar_members
    try:
        yield from of_kind(name, Counted(file), limit_bytes)
    except MissingLibrary:
        raise
    except Exception as error:  # noqa: BLE001  # on broken bytes, the libraries raise anything
        yield faulty(name, f"`{name}` cannot be read to its end: {in_words(error)}.")


def _zip_members(name: str, file: Counted, limit_bytes: int) -> Members:
    """Each entry is packed by itself: one that is broken does not keep the others."""
    with zipfile.ZipFile(file) as archive:
        _refuse_overlapping(archive, file)
        for info in archive.infolist():
            inner = f"{name}!{info.filename}"
            if info.is_dir() or is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield _refused(inner, _ENCRYPTED)
                continue
            if info.compress_type not in _READ_IN_PIECES:
                yield _refused(inner, _PACKED_OTHERWISE)
                continue
            try:
                with archive.open(info) as opened:
                    yield from _entry(inner, info.filename, opened, limit_bytes, file)
            except MissingLibrary:
                raise
            except Exception as error:  # noqa: BLE001  # as above
                yield _refused(inner, in_words(error))


def _refuse_overlapping(archive: zipfile.ZipFile, file: Counted) -> None:
    """Entries that share their bytes make a file of any size out of few."""
    packed = sum(info.compress_size for info in archive.infolist())
    if packed > file.seek(0, os.SEEK_END):
        raise zipfile.BadZipFile("its entries take more bytes than it has")


def _tar_members(name: str, file: Counted, limit_bytes: int) -> Members:
    with opened_tar(file) as archive:
        while (info := archive.next()) is not None:
            inner = f"{name}!{info.name}"
            if info.isdir() or is_hidden(info.name):
                continue
            opened = archive.extractfile(info) if info.isreg() else None
            if opened is None:
                yield _refused(inner, _NO_FILE)
            else:
                yield from _entry(inner, info.name, opened, limit_bytes, file)


def _entry(
    name: str, inner: str, opened: IO[bytes], limit_bytes: int, outermost: Counted
) -> Members:
    if ".." in inner.replace("\\", "/").split("/"):
        yield _refused(name, _CLIMBS)
    elif is_determinations(inner):
        yield Member(name, None, left_out=_DETERMINED)
    elif is_beside(inner):
        yield Member(name, None, left_out=_BESIDE)
    elif is_lines(inner):
        yield from line_members(name, opened, limit_bytes, outermost)
    elif is_document_name(inner):
        yield inner_member(name, opened.read(limit_bytes + 1))
    else:
        yield Member(name, None, left_out=_OTHER_KIND)


def _refused(name: str, why: str) -> Member:
    return faulty(name, f"`{name}` cannot be read: {why}.")


# ------------------------------------------------------------------ a document on each line


def line_members(
    name: str, file: IO[bytes], limit_bytes: int, outermost: Counted | None = None
) -> Members:
    """The documents of a file with one on each line; blank lines hold none. `outermost` is the
    archive that holds the file, if one does.
    """
    if outermost is None:
        outermost = Counted(file)
        file = outermost
    number = strange = 0
    try:
        for number, line in enumerate(lines(unpacked(name, file), limit_bytes, outermost), start=1):
            if not line.strip():
                continue
            strange = 0 if looks_like_a_document(line) else strange + 1
            _demand_documents(strange)
            yield Member(f"{name}:{number}", line)
    except MissingLibrary:
        raise
    except Exception as error:  # noqa: BLE001  # as above
        past, at = (f" past line {number}", f":{number + 1}") if number else ("", "")
        yield faulty(name + at, f"`{name}` cannot be read{past}: {in_words(error)}.")


def _demand_documents(strange: int) -> None:
    if strange > MOST_STRANGE:
        raise OSError(f"{MOST_STRANGE:,} lines one after the other hold no document")
