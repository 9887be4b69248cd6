"""A tar file, its heads read within bounds: what a head says of itself costs nothing.

`tarfile` reads a head as long as it claims to be, follows one head of a head after another, seeks
as far as a size says, and takes a broken one for the end of the archive.
"""

from __future__ import annotations

import tarfile
from typing import IO, Any, Self

_MOST_HEADS, _LONGEST_HEAD = 8, 1 << 14
"""Heads before one entry, which give it a long name, say; and the bytes of one."""
_PIECE = 1 << 16
_PAX = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
_FURTHER = (*_PAX, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_OTHERS = ((b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd", "Zstandard"))
_GZ = b"\x1f\x8b"
_CUT_OFF, _BROKEN = "it was cut off", "an entry in it is broken"


def opened_tar(file: IO[bytes]) -> tarfile.TarFile:
    """A tar file, plain or packed with gzip, to be read once from its start. Raises ReadError."""
    start = file.read(len(_OTHERS[1][0]))
    for begins, packer in _OTHERS:
        if start.startswith(begins):
            raise tarfile.ReadError(f"it is packed with {packer}; only gzip is read")
    whole: Any = _Restarted(start, file)
    mode: Any = "r|gz" if start.startswith(_GZ) else "r|"
    return _Tar.open(fileobj=whole, mode=mode, tarinfo=_Head)


class _Restarted:
    """A file of which the first bytes were read already."""

    def __init__(self, start: bytes, file: IO[bytes]) -> None:
        self._start, self._file = start, file

    def read(self, size: int) -> bytes:
        """Up to so many bytes; none at the end."""
        given, self._start = self._start[:size], self._start[size:]
        return given or self._file.read(size)


class _Tar(tarfile.TarFile):
    heads = 0

    def next(self) -> tarfile.TarInfo | None:
        """The next entry; those before it are forgotten."""
        self.heads = 0
        self.members: list[tarfile.TarInfo] = []
        if self.firstmember is None:  # type: ignore[attr-defined]  # read as the file is opened
            self._pass_over()
        return super().next()

    def _pass_over(self) -> None:
        """Goes to the next head: a seek would go on without end behind the end of the file."""
        file: Any = self.fileobj
        while (left := self.offset - 1 - file.tell()) > 0:
            if not file.read(min(left, _PIECE)):
                raise tarfile.ReadError(_CUT_OFF)


class _Head(tarfile.TarInfo):
    """The head of an entry."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """The next head. Raises ReadError where there is none, or a broken one."""
        try:
            return super().fromtarfile(archive)
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]  # not in its stubs
            raise tarfile.ReadError(_CUT_OFF) from error
        except tarfile.InvalidHeaderError as error:  # type: ignore[attr-defined]  # not in its stubs
            raise tarfile.ReadError(_BROKEN) from error

    def _proc_member(self, archive: Any) -> tarfile.TarInfo:
        """What the library calls with each head, and says may be overridden."""
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise tarfile.ReadError("it holds a file with gaps, which is not read")
        if self.size < 0:
            raise tarfile.ReadError(_BROKEN)
        if self.type in _FURTHER:
            archive.heads += 1
            if self.size > _LONGEST_HEAD or archive.heads > _MOST_HEADS:
                raise tarfile.ReadError("what it says of an entry is too long")
        if self.type in _PAX:
            return self._described(archive)
        return super()._proc_member(archive)  # type: ignore[no-any-return,misc]  # not in its stubs

    def _described(self, archive: Any) -> tarfile.TarInfo:
        """The entry after a head of POSIX, with the name and the size that this gives it."""
        blocks = -(-self.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
        said = _records(archive.fileobj.read(blocks)[: self.size])
        try:
            entry = type(self).fromtarfile(archive)
        except tarfile.EOFHeaderError as error:  # type: ignore[attr-defined]  # not in its stubs
            raise tarfile.ReadError(_CUT_OFF) from error
        if self.type == tarfile.XGLTYPE:  # of all that follow: remarks, none of a name
            return entry
        if any(key.startswith(b"GNU.sparse") for key in said):
            raise tarfile.ReadError("it holds a file with gaps, which is not read")
        if b"path" in said:
            entry.name = said[b"path"].decode("utf-8", "surrogateescape").rstrip("/")
        if b"size" in said and entry.isreg():
            entry.size = int(said[b"size"])
            archive.offset = entry.offset_data - entry.size // -tarfile.BLOCKSIZE * 512
        return entry


def _records(data: bytes) -> dict[bytes, bytes]:
    """`LENGTH KEY=VALUE` and a line end, one after the other. Raises ReadError."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(data) and data[at]:
        digits, space, _ = data[at : at + 8].partition(b" ")
        start = at + len(digits) + 1
        end = at + int(digits) if space and digits.isdigit() else 0
        key, equals, value = data[start : max(start, end - 1)].partition(b"=")
        if not equals or end > len(data):
            raise tarfile.ReadError(_BROKEN)
        found[key], at = value, end
    if not found.get(b"size", b"0").isdigit() or len(found.get(b"size", b"")) > 20:
        raise tarfile.ReadError(_BROKEN)
    return found
