"""Archives and files of lines, from an open file: their documents, one at a time."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, Self

from perkins_rules.batch.members import Members, MissingLibrary, inner_member
from perkins_rules.batch.names import is_document_name, is_hidden, is_lines
from perkins_rules.batch.zstd import opened_zstd
from perkins_rules.determinations.place import is_determinations
from perkins_rules.member import Member, faulty, in_words

_CLIMBS = "its name leads out of the archive"
_DETERMINED = "determinations count when they stand in a file beside the document"
_ENCRYPTED = "it is encrypted"
_NO_FILE = "it is a link or a device"
_OTHER_KIND = "it is no YAML or JSON file"


def archive_members(name: str, file: IO[bytes], limit_bytes: int) -> Members:
    """The documents in an archive, in its order; entries keep their own names after a `!`."""
    of_kind = _zip_members if name.lower().endswith(".zip") else _tar_members
    try:
        yield from of_kind(name, file, limit_bytes)
    except MissingLibrary:
        raise
    except Exception as error:  # noqa: BLE001  # on broken bytes, the libraries raise anything
        yield faulty(name, f"`{name}` cannot be read to its end: {in_words(error)}.")


def _zip_members(name: str, file: IO[bytes], limit_bytes: int) -> Members:
    """Each entry is packed by itself: one that is broken does not keep the others."""
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            inner = f"{name}!{info.filename}"
            if info.is_dir() or is_hidden(info.filename):
                continue
            if info.flag_bits & 1:
                yield _refused(inner, _ENCRYPTED)
                continue
            try:
                with archive.open(info) as opened:
                    yield from _entry(inner, info.filename, opened, limit_bytes)
            except MissingLibrary:
                raise
            except Exception as error:  # noqa: BLE001  # as above
                yield _refused(inner, in_words(error))


def _tar_members(name: str, file: IO[bytes], limit_bytes: int) -> Members:
    with tarfile.open(fileobj=file, mode="r|*", tarinfo=_Header) as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # it would remember every entry
            inner = f"{name}!{info.name}"
            if info.isdir() or is_hidden(info.name):
                continue
            opened = archive.extractfile(info) if info.isreg() else None
            if opened is None:
                yield _refused(inner, _NO_FILE)
            else:
                yield from _entry(inner, info.name, opened, limit_bytes)


class _Header(tarfile.TarInfo):
    """The head of an entry. tarfile takes one that is broken for the end of the archive."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """The next head. Raises ReadError where there is none, or a broken one."""
        try:
            return super().fromtarfile(archive)
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]  # not in its stubs
            raise tarfile.ReadError("it was cut off") from error
        except tarfile.InvalidHeaderError as error:  # type: ignore[attr-defined]  # not in its stubs
            raise tarfile.ReadError("an entry in it is broken") from error


def _entry(name: str, inner: str, opened: IO[bytes], limit_bytes: int) -> Members:
    if ".." in inner.replace("\\", "/").split("/"):
        yield _refused(name, _CLIMBS)
    elif is_determinations(inner):
        yield Member(name, None, left_out=_DETERMINED)
    elif is_lines(inner):
        yield from line_members(name, opened, limit_bytes)
    elif is_document_name(inner):
        yield inner_member(name, opened.read(limit_bytes + 1))
    else:
        yield Member(name, None, left_out=_OTHER_KIND)


def _refused(name: str, why: str) -> Member:
    return faulty(name, f"`{name}` cannot be read: {why}.")


# ------------------------------------------------------------------ a document on each line


def line_members(name: str, file: IO[bytes], limit_bytes: int) -> Members:
    """The documents of a file with one on each line; blank lines hold none."""
    number = 0
    try:
        for number, line in enumerate(_lines(unpacked(name, file), limit_bytes), start=1):
            if line.strip():
                yield Member(f"{name}:{number}", line)
    except MissingLibrary:
        raise
    except Exception as error:  # noqa: BLE001  # as above
        message = f"`{name}` cannot be read past line {number}: {in_words(error)}."
        yield faulty(f"{name}:{number + 1}", message)


def unpacked(name: str, file: IO[bytes]) -> IO[bytes]:
    """The bytes of a file that may be packed, by its name. Raises MissingLibrary."""
    low = name.lower()
    if low.endswith(".gz"):
        return gzip.open(file)  # type: ignore[return-value]  # it reads as a binary file does
    if low.endswith(".zst"):
        return io.BufferedReader(opened_zstd(file))
    return file


def _lines(file: IO[bytes], limit_bytes: int) -> Iterator[bytes]:
    """Each line, of one that is too long no more than shows it."""
    while line := file.readline(limit_bytes + 2):
        whole = line
        while not line.endswith(b"\n") and (line := file.readline(_PIECE)):
            pass
        yield whole.removesuffix(b"\n").removesuffix(b"\r")


_PIECE = 1 << 20
