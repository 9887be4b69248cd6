"""A user's cache: bytes by key, which may vanish at any time and can never do harm.

What is kept here is code that the tool runs, so a file is read only if it and its folder are the
user's own and nobody else can write to them, and only if its content is whole. Whatever is wrong
with the cache, the answer is that there is nothing in it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MOST_FILES = 24
"""More are thrown away, the oldest first."""
_HEAD = b"perkins-rules 1\n"
_POSIX = os.name == "posix"
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def user_folder() -> Path | None:
    """Where this user's cache is kept; None when the user has no home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "perkins-rules"
    local = os.environ.get("LOCALAPPDATA", "") if sys.platform == "win32" else ""
    if local:
        return Path(local) / "perkins-rules" / "cache"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    below = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return home.joinpath(*below, "perkins-rules")


def load(folder: Path | None, key: str) -> bytes | memoryview | None:
    """The bytes kept under a key, or None."""
    if folder is None:
        return None
    try:
        return unsealed(_own_bytes(folder, key))
    except (OSError, ValueError):
        return None


def save(folder: Path | None, key: str, content: bytes) -> None:
    """Keeps bytes under a key, whole or not at all; a cache that cannot be written is left be."""
    if folder is None:
        return
    with suppress(OSError, ValueError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _POSIX and not _is_own(folder.lstat(), stat.S_ISDIR):
            return
        beside = folder / f".{key}.{os.getpid()}"
        try:
            _write(beside, sealed(content))
            beside.replace(folder / key)
        finally:
            beside.unlink(missing_ok=True)
        _tidy(folder)


def sealed(content: bytes) -> bytes:
    """Content with its digest in front."""
    return _HEAD + sha256(content).digest() + content


def unsealed(whole: bytes) -> bytes | memoryview | None:
    """The content, not copied, if all of it is there as it was written."""
    start = len(_HEAD) + 32
    content = memoryview(whole)[start:]
    if not whole.startswith(_HEAD) or sha256(content).digest() != whole[len(_HEAD) : start]:
        return None
    return content


# ------------------------------------------------------------------ files of one's own


def _own_bytes(folder: Path, key: str) -> bytes:
    """Raises PermissionError for what others own or can write to."""
    if not _POSIX:  # a Windows profile is closed to others as it is
        return (folder / key).read_bytes()
    # The folder is held open, so that it cannot be exchanged between the look and the reading.
    held = os.open(folder, _FLAGS | os.O_DIRECTORY)
    try:
        _demand_own(os.fstat(held), stat.S_ISDIR)
        descriptor = os.open(key, _FLAGS | os.O_NONBLOCK, dir_fd=held)
    finally:
        os.close(held)
    with os.fdopen(descriptor, "rb") as file:
        _demand_own(os.fstat(descriptor), stat.S_ISREG)
        return file.read()


def _demand_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not _is_own(found, is_kind):
        raise PermissionError


def _is_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Whether a file or folder is the user's, and closed to the writing of others."""
    user = getattr(os, "geteuid", os.getuid)()  # in a browser (Pyodide) there is only the other
    return is_kind(found.st_mode) and found.st_uid == user and not found.st_mode & 0o022


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)


def _tidy(folder: Path) -> None:
    """Forgets the oldest of too many files, and what a killed run has left behind."""
    found = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime, reverse=True)
    for path in found[MOST_FILES:]:
        path.unlink()
